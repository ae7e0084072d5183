package dev.reconnect.lift;

import dev.reconnect.engine.RuleSet;
import dev.reconnect.testkit.RulePages;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The lifter's page is its test. */
class LiftPagesTest {
    @TestFactory
    Stream<DynamicNode> pages() {
        return RulePages.of(RuleSet.of(new RddPipeline(), new ContextHandedOn()))
                .tests();
    }
}
