package dev.reconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Rule;
import dev.reconnect.engine.fixture.Failing;
import dev.reconnect.engine.fixture.NeedsImport;
import dev.reconnect.engine.fixture.OldName;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.rule.NameRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCacheTest {
    @TempDir
    Path root;

    @TempDir
    Path cache;

    private final AtomicInteger looks = new AtomicInteger();
    private Settings settings;

    /** Counts how often rules look at anything. */
    private final Rule spy = new NameRule() {
        @Override
        public String name() {
            return "spy";
        }

        @Override
        public void check(Name name, RuleContext context) {
            looks.incrementAndGet();
        }
    };

    @BeforeEach
    void setUp() throws IOException {
        settings = Settings.defaults(root);
        write(
                "a.py",
                "import pyspark\nx = old + broken + shown + risky\ny = legacy.col('é')  # reconnect: ignore[old-name]\n");
        write("b.py", "spark = = 1\n");
        write("c.py", "x = 1\n");
        Files.write(root.resolve("d.py"), new byte[] {0, 1});
    }

    @Test
    void theSecondScanIsTheFirst() {
        var first = scan(settings, "1");
        assertThat(first.findings()).hasSizeGreaterThan(4);
        assertThat(first.problems()).hasSize(2);
        checkKept(settings, "1", first);
    }

    @Test
    void everyCircumstanceCounts() throws IOException {
        scan(settings, "1");
        checkFresh(settings, "2");
        checkFresh(settings.withSelect(List.of("spy")), "2");
        checkFresh(settings.withTarget(dev.reconnect.core.facts.SparkRelease.SPARK_3_5), "2");
    }

    @Test
    void aFileIsLookedAtAgainIfItHasChanged() throws IOException {
        scan(settings, "1");
        write("a.py", "spark = old\n");
        checkFresh(settings, "1");
        checkKept(settings, "1", scan(settings, "1"));
        Files.move(root.resolve("a.py"), root.resolve("aa.py"));
        checkFresh(settings, "1");
    }

    @Test
    void whatIsNotUsedDoesNotCount() throws IOException {
        scan(settings, "1");
        int before = looks.get();
        write("c.py", "x = 2\n");
        write("e.py", "x = 2\n");
        scan(settings, "1");
        Files.delete(root.resolve("e.py"));
        Files.move(root.resolve("c.py"), root.resolve("cc.py"));
        var last = scan(settings, "1");
        assertThat(looks.get()).isEqualTo(before);
        assertThat(last.findings()).isNotEmpty();
        assertThat(last.filesSeen()).isEqualTo(4);
    }

    @Test
    void damageIsNoticed() throws IOException {
        var first = scan(settings, "1");
        var file = entry();
        var whole = Files.readAllBytes(file);
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            var bytes =
                    random.nextBoolean() ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (bytes.length == whole.length) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bytes);
            checkFresh(settings, "1");
            checkKept(settings, "1", first);
        }
    }

    @Test
    void failuresAreNotKept() throws IOException {
        write("a.py", "spark = bad\n");
        scan(settings, "1");
        checkFresh(settings, "1");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoTrouble() throws IOException {
        cache = root.resolve("c.py");
        assertThat(scan(settings, "1").findings()).isNotEmpty();
    }

    private void checkKept(Settings with, String build, ScanResult expected) {
        int before = looks.get();
        var scan = scan(with, build);
        assertThat(looks.get()).isEqualTo(before);
        assertThat(scan.findings()).isEqualTo(expected.findings());
        assertThat(scan.problems()).isEqualTo(expected.problems());
        assertThat(scan.callSites()).isEqualTo(expected.callSites());
        assertThat(scan.suppressed()).isEqualTo(expected.suppressed());
        assertThat(scan.filesSeen()).isEqualTo(expected.filesSeen());
    }

    private void checkFresh(Settings with, String build) {
        int before = looks.get();
        scan(with, build);
        assertThat(looks.get()).isGreaterThan(before);
    }

    private ScanResult scan(Settings with, String build) {
        var rules = RuleSet.of(spy, new OldName(), new NeedsImport(), new Failing());
        return RuleRunner.keeping(rules, with, cache, build).scan(Workspace.open(root, List.of("."), with));
    }

    private Path entry() throws IOException {
        try (var files = Files.list(cache)) {
            return files.findFirst().orElseThrow();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
