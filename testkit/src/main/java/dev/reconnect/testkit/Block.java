package dev.reconnect.testkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fenced block of Python on a page.
 *
 * @param role what the block is for, such as {@code before} or {@code after unsafe}
 * @param options the other words behind the fence, such as {@code path=lib/util.py}
 * @param line the line of the page, from 1, that its first line of code is on
 * @param text the code with its markers, each line ended
 */
record Block(Role role, List<String> options, int line, String text) {
    enum Role {
        BEFORE,
        AFTER,
        AFTER_UNSAFE,
        OK,
        TODO,
        /** Shown to readers, not checked. */
        OTHER
    }

    Block {
        options = List.copyOf(options);
    }

    /** The block that a fence's info string opens; absent where it is not Python. */
    static Optional<Block> open(String info, int line, String text) {
        var words = List.of(info.strip().split("\\s+"));
        if (!words.get(0).equals("py") && !words.get(0).equals("python")) {
            return Optional.empty();
        }
        var rest = words.subList(1, words.size());
        var role = role(rest);
        int named = role == Role.AFTER_UNSAFE ? 2 : role == Role.OTHER ? 0 : 1;
        return Optional.of(new Block(role, rest.subList(named, rest.size()), line, text));
    }

    private static Role role(List<String> words) {
        if (words.isEmpty()) {
            return Role.OTHER;
        }
        return switch (words.get(0)) {
            case "before" -> Role.BEFORE;
            case "after" -> words.size() > 1 && words.get(1).equals("unsafe") ? Role.AFTER_UNSAFE : Role.AFTER;
            case "ok" -> Role.OK;
            case "todo" -> Role.TODO;
            default -> Role.OTHER;
        };
    }

    Optional<String> option(String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst();
    }

    boolean has(String option) {
        return options.contains(option);
    }

    /** Options that mean nothing. */
    List<String> unknownOptions() {
        return options.stream()
                .filter(option -> Stream.of("path=", "target=").noneMatch(option::startsWith)
                        && !option.equals("all")
                        && !option.equals("only"))
                .toList();
    }

    /** The name of the file that the block stands for. */
    String path() {
        return option("path").orElse("job.py");
    }
}
