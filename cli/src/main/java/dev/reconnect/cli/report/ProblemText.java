package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;
import dev.reconnect.engine.Problem;
import java.util.HashMap;
import java.util.List;

/** What could not be looked at, one line each, for people; of a file that is no Python at all the first few places will do. */
public final class ProblemText {
    private static final int MOST_OF_A_FILE = 3;

    private ProblemText() {}

    public static String of(List<Problem> problems, Palette palette) {
        var out = new StringBuilder();
        var counts = new HashMap<String, Integer>();
        for (var problem : problems) {
            if (problem.kind() != Problem.Kind.SYNTAX) {
                out.append(palette.red("error") + ": `" + problem.file() + "` " + problem.message() + "\n");
                continue;
            }
            int count = counts.merge(problem.file(), 1, Integer::sum);
            if (count <= MOST_OF_A_FILE) {
                out.append(palette.yellow("warning") + ": `" + problem.file() + "` " + problem.message() + "\n");
            } else if (count == total(problems, problem.file())) {
                out.append(palette.yellow("warning") + ": `" + problem.file() + "` has " + (count - MOST_OF_A_FILE)
                        + " more places that do not read as Python\n");
            }
        }
        return out.toString();
    }

    private static long total(List<Problem> problems, String file) {
        return problems.stream()
                .filter(problem ->
                        problem.kind() == Problem.Kind.SYNTAX && problem.file().equals(file))
                .count();
    }
}
