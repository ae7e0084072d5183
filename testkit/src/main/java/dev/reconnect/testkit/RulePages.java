package dev.reconnect.testkit;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.reconnect.core.Rule;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.testkit.Page.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Makes tests of rule pages. The property {@code reconnect.page} picks rules by name (several with commas), and {@code reconnect.bless}
 * writes what came out into the {@code py after} blocks instead of failing on a difference.
 */
public final class RulePages {
    private final RuleSet rules;

    private RulePages(RuleSet rules) {
        this.rules = rules;
    }

    /** Pages of rules, each of which runs in the company of the others where its page asks for it. */
    public static RulePages of(RuleSet rules) {
        return new RulePages(rules);
    }

    /** The pages of all rules that declare themselves as services. */
    public static RulePages ofAll() {
        return of(RuleSet.load());
    }

    /** One container of tests for each page. */
    public Stream<DynamicNode> tests() {
        var picked = System.getProperty("reconnect.page", "");
        return rules.rules().stream()
                .filter(rule -> picked.isEmpty() || List.of(picked.split(",")).contains(rule.name()))
                .map(this::container);
    }

    /** What is wrong with the page of one rule: the page itself, then its examples. */
    public List<String> complaints(Rule rule) {
        var page = pageOf(rule);
        var complaints = new ArrayList<>(PageRules.check(page, rule.name()));
        for (var example : page.examples()) {
            complaints.addAll(new ExampleCheck(page, example, rule, rules).complaints());
        }
        return complaints;
    }

    private DynamicNode container(Rule rule) {
        bless(rule);
        var page = pageOf(rule);
        var head = dynamicTest("page", () -> failIfAny(PageRules.check(page, rule.name())));
        var examples = page.examples().stream()
                .map(example -> dynamicTest(
                        "line " + example.line(),
                        () -> failIfAny(new ExampleCheck(page, example, rule, rules).complaints())));
        // No link to the page: Surefire passes over tests that have a file for their source.
        return dynamicContainer(rule.name(), Stream.concat(Stream.of(head), examples));
    }

    private static void failIfAny(List<String> complaints) {
        if (!complaints.isEmpty()) {
            fail(String.join("\n", complaints));
        }
    }

    private void bless(Rule rule) {
        if (Boolean.getBoolean("reconnect.bless")) {
            sourceOf(rule).ifPresent(file -> Blessing.write(file, page(rule, file), example -> check(rule, example)));
        }
    }

    private ExampleCheck check(Rule rule, Example example) {
        return new ExampleCheck(pageOf(rule), example, rule, rules);
    }

    private static Page pageOf(Rule rule) {
        var file = rule.getClass().getSimpleName() + ".md";
        return sourceOf(rule)
                .map(source -> page(rule, source))
                .orElseGet(() -> Page.parse(file, rule.page().text()));
    }

    private static Page page(Rule rule, Path file) {
        return Page.parse(rule.getClass().getSimpleName() + ".md", Blessing.read(file));
    }

    /** The page in the source tree of the module that is being tested. */
    private static Optional<Path> sourceOf(Rule rule) {
        var path = rule.getClass().getName().replace('.', '/') + ".md";
        return Stream.of("src/main/java", "src/test/java", "src/test/resources")
                .map(folder -> Path.of(folder, path))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
