package dev.reconnect.lift;

import dev.reconnect.testkit.RulePages;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Each rule's page is its test. */
class LiftPagesTest {
    @TestFactory
    Stream<DynamicNode> pages() {
        return RulePages.ofAll().tests();
    }
}
