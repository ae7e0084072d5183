package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prover proves itself: every right rewrite below {@code pairs} is VERIFIED, no wrong one is. Of the right ones of an original the first is
 * compared on variants of the data too; with RECONNECT_LONG=1 in the environment, all are.
 */
class PairsTest {
    private static final Path PAIRS = Path.of("src/test/resources/pairs");
    private static final boolean LONG = "1".equals(System.getenv("RECONNECT_LONG"));

    /** Originals that take four runs on each variant, minutes in all. */
    private static final Set<Path> LENGTHY = Set.of(PAIRS.resolve("open_order"));

    @TempDir
    static Path folder;

    static SparkHosts hosts;

    @BeforeAll
    static void start() {
        hosts = Hosts.shared();
    }

    @Test
    void hasEnoughRewrites() throws IOException {
        List<Path> rewrites = rewrites();
        assertThat(rewrites.stream().filter(PairsTest::isRight).count()).isGreaterThanOrEqualTo(20);
        assertThat(rewrites.stream().filter(rewrite -> !isRight(rewrite)).count())
                .isGreaterThanOrEqualTo(30);
    }

    /** With -Dreconnect.pairs=order only those below pairs/order, and so on. */
    @TestFactory
    List<DynamicTest> tellsRightFromWrong() throws IOException {
        Path wanted = PAIRS.resolve(System.getProperty("reconnect.pairs", ""));
        List<DynamicTest> tests = new ArrayList<>();
        Set<Path> originals = new HashSet<>();
        for (Path rewrite : rewrites()) {
            if (!rewrite.startsWith(wanted)) {
                continue;
            }
            Path original = pair(rewrite);
            boolean onVariants = LONG || !isRight(rewrite) || (originals.add(original) && !LENGTHY.contains(original));
            tests.add(dynamicTest(PAIRS.relativize(rewrite).toString(), () -> check(rewrite, onVariants)));
        }
        return tests;
    }

    private static void check(Path rewrite, boolean onVariants) throws IOException {
        var prover = new Prover(hosts, Optional.of(folder.resolve("outcomes")), ProofListener.SILENT);
        Evidence evidence = prover.prove(request(rewrite, onVariants));
        assertThat(evidence.verdict())
                .as("%s %s", evidence.reasons(), evidence.notCompared())
                .isEqualTo(isRight(rewrite) ? Verdict.VERIFIED : Verdict.DIFFERS);
    }

    private static Path pair(Path rewrite) {
        return PAIRS.resolve(PAIRS.relativize(rewrite).getName(0));
    }

    private static ProofRequest request(Path rewrite, boolean onVariants) throws IOException {
        Path pair = pair(rewrite);
        Path original = pair.resolve(rewrite.toString().endsWith(".ipynb") ? "original.ipynb" : "original.py");
        ProofRequest.Builder request = ProofRequest.of(original, rewrite);
        if (Files.isDirectory(pair.resolve("data"))) {
            request.data(pair.resolve("data")).arguments(List.of("{data}", "{out}"));
        }
        Path calls = pair.resolve("calls.txt");
        return request.calls(Files.exists(calls) ? Files.readAllLines(calls) : List.of())
                .variants(onVariants)
                .build();
    }

    private static boolean isRight(Path rewrite) {
        return String.valueOf(rewrite.getFileName()).startsWith("right");
    }

    private static List<Path> rewrites() throws IOException {
        try (Stream<Path> files = Files.walk(PAIRS)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("(right|wrong)-.*\\.(py|ipynb)"))
                    .sorted()
                    .toList();
        }
    }
}
