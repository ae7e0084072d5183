package dev.reconnect.cli.testing;

import dev.reconnect.proof.Inputs;
import dev.reconnect.proof.ProofException;
import dev.reconnect.proof.Suite.Lane;
import dev.reconnect.proof.Suite.Recording;
import dev.reconnect.proof.SuiteRunner;
import dev.reconnect.proof.SuiteRunner.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data of cases: few enough to be read, and enough for the original to take the same branches. */
final class CaseData {
    /** How many lines of a file are tried, from few to many. */
    private static final List<Integer> LINES = List.of(12, 24, 48, 96, 192);

    /** A file with no more lines is small. */
    private static final int SMALL = 24;

    private final Stage stage;
    private final SuiteRunner runner;
    private final Path original;

    CaseData(Stage stage, SuiteRunner runner, Path original) {
        this.stage = stage;
        this.runner = runner;
        this.original = original;
    }

    /** The files, cut down to what is small. */
    void layOut(String dataCase, List<Inputs.File> files) throws IOException {
        stage.layOut(dataCase, cut(files, SMALL));
    }

    /** The files, cut down as far as the original still takes the same branches and shows as much; what was done, for people. */
    Optional<String> layOutReduced(List<Inputs.File> files, Usage usage) throws IOException, ProofException {
        stage.layOut(usage.dataCase(), files);
        if (areSmall(files)) {
            return Optional.empty();
        }
        var whole = recorded(usage);
        for (int lines : LINES) {
            stage.layOut(usage.dataCase(), cut(files, lines));
            if (showsAsMuch(recorded(usage), whole)) {
                return Optional.of("the data are cut down to " + lines + " lines of each file");
            }
        }
        stage.layOut(usage.dataCase(), files);
        return Optional.of(
                "the data are not cut down: with less of them the original takes other branches or shows less");
    }

    private Recording recorded(Usage usage) throws ProofException {
        return runner.record(stage.suite(), original, Lane.CLASSIC_OTHERWISE, usage);
    }

    private static boolean showsAsMuch(Recording part, Recording whole) {
        boolean isSameWay = part.raised().isEmpty() && part.branches().equals(whole.branches());
        return isSameWay && filled(part).equals(filled(whole));
    }

    /** What is shown, and whether it is more than an empty list. */
    private static List<String> filled(Recording recording) {
        return recording.seen().stream()
                .map(seen ->
                        seen.kind() + " " + seen.name() + " " + seen.ordered().equals("[]"))
                .toList();
    }

    private static boolean areSmall(List<Inputs.File> files) throws IOException {
        for (var file : files) {
            if (DataCut.linesOf(Files.readAllBytes(file.path())) > SMALL) {
                return false;
            }
        }
        return true;
    }

    private List<Inputs.File> cut(List<Inputs.File> files, int lines) throws IOException {
        var cut = new DataCut(lines);
        var small = new ArrayList<Inputs.File>();
        for (var file : files) {
            var bytes = cut.of(file.place(), Files.readAllBytes(file.path()));
            small.add(new Inputs.File(stage.kept(bytes), file.place()));
        }
        return small;
    }
}
