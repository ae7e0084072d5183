package dev.reconnect.testkit;

import dev.reconnect.testkit.Block.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What every page has to have, whatever its rule does. */
final class PageRules {
    private static final Pattern EFFORT = Pattern.compile("\\d+[mh]");
    private static final Set<String> WHY = Set.of("Why it fails on Spark Connect", "Why it matters");
    private static final List<String> ORDER =
            List.of("What it does", "Why", "Example", "Fix safety", "Not flagged", "Known gaps", "References");
    private static final List<String> REQUIRED = List.of("What it does", "Why", "Example", "Not flagged");

    private final Page page;
    private final String name;
    private final List<String> complaints = new ArrayList<>();

    private PageRules(Page page, String name) {
        this.page = page;
        this.name = name;
    }

    /** What is wrong with the page of the rule of that name, each with its line. */
    static List<String> check(Page page, String name) {
        var rules = new PageRules(page, name);
        rules.complaints.addAll(page.complaints());
        rules.checkMetadata();
        rules.checkHeadings();
        rules.checkExamples();
        return List.copyOf(rules.complaints);
    }

    private void checkMetadata() {
        var metadata = page.rulePage().metadata();
        for (var key : List.of("name", "summary", "severity", "fix", "status", "since", "spark", "effort")) {
            if (metadata.getOrDefault(key, "").isEmpty()) {
                complain(1, "the front matter lacks `" + key + "`");
            }
        }
        requireIn("name", Set.of(name));
        requireIn("severity", Set.of("error", "warning", "info"));
        requireIn("fix", Set.of("always", "sometimes", "never"));
        requireIn("status", Set.of("preview", "stable", "deprecated", "removed"));
        if (metadata.getOrDefault("summary", "").endsWith(".")) {
            complain(lineOf("summary:"), "the summary ends with a full stop");
        }
        if (!EFFORT.matcher(metadata.getOrDefault("effort", "")).matches()) {
            complain(lineOf("effort:"), "the effort is minutes or hours, such as `5m` or `1h`");
        }
    }

    private void requireIn(String key, Set<String> values) {
        var value = page.rulePage().metadata().getOrDefault(key, "");
        if (!values.contains(value)) {
            complain(lineOf(key + ":"), "`" + key + "` is `" + value + "`, not " + String.join(" or ", values));
        }
    }

    private void checkHeadings() {
        int last = -1;
        var seen = new ArrayList<String>();
        for (var heading : page.headings()) {
            var title = WHY.contains(heading.title()) ? "Why" : heading.title();
            int place = ORDER.indexOf(title);
            if (place < 0) {
                complain(heading.line(), "no page has a heading `" + heading.title() + "`");
            } else if (place <= last) {
                complain(heading.line(), "`" + heading.title() + "` comes too late; the order is " + ORDER);
            }
            last = Math.max(last, place);
            seen.add(title);
        }
        for (var title : REQUIRED) {
            if (!seen.contains(title)) {
                complain(
                        1,
                        "there is no heading `## " + (title.equals("Why") ? "Why it fails on Spark Connect" : title)
                                + "`");
            }
        }
    }

    private void checkExamples() {
        if (page.examples().stream().noneMatch(example -> example.role() == Role.BEFORE)) {
            complain(1, "there is no `py before` block");
        }
        if (page.examples().stream().noneMatch(example -> example.role() == Role.OK)) {
            complain(1, "there is no `py ok` block");
        }
    }

    private int lineOf(String start) {
        int line = 1;
        for (var content : page.text().split("\n", -1)) {
            if (content.startsWith(start)) {
                return line;
            }
            line++;
        }
        return 1;
    }

    private void complain(int line, String message) {
        complaints.add(page.file() + ":" + line + ": " + message);
    }
}
