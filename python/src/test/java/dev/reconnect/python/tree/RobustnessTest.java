package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Installed Python files, whole and damaged: the text comes back, nothing is thrown, and the tree is well formed. */
class RobustnessTest {
    private static final int VARIANTS = 20;
    private static final int CHANGES = 20;

    /** Of the corpus, one file in that many is damaged, unless all of it was asked for. */
    private static final int STEP = Integer.getInteger("reconnect.corpus.step", 10) == 1 ? 1 : 3;

    @Test
    void wholeFilesComeBack() throws IOException, InterruptedException {
        int read = 0;
        for (Path file : PythonCorpus.files()) {
            String text = PythonCorpus.read(file).orElse("");
            assertThat(Parser.parse(text).print().equals(text)).as("%s", file).isTrue();
            read++;
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void damagedFilesComeBack() throws IOException, InterruptedException {
        List<Path> files = PythonCorpus.files();
        for (int i = 0; i < files.size(); i += STEP) {
            byte[] bytes = Files.readAllBytes(files.get(i));
            Random random = new Random(bytes.length);
            for (int variant = 0; variant < VARIANTS && bytes.length > 0; variant++) {
                check(cut(bytes, random), files.get(i), variant);
                check(changed(bytes, random), files.get(i), variant);
            }
        }
    }

    private static byte[] cut(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < CHANGES; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static void check(byte[] bytes, Path file, int variant) {
        // Any bytes are Latin-1, and odd variants are read as UTF-8 with replacement characters.
        String text = new String(bytes, variant % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        SyntaxTree tree = Parser.parse(text, variant % 3 == 0 ? Dialect.NOTEBOOK : Dialect.PYTHON);
        assertThat(tree.print().equals(text))
                .as("%s, variant %s", file, variant)
                .isTrue();
        tree.module().walk(node -> node.forEachChild(child -> checkChild(node, child, file, variant)));
    }

    private static void checkChild(Node node, Node child, Path file, int variant) {
        boolean parented = child.parent().filter(parent -> parent == node).isPresent();
        // Decorators come before the definition that they belong to.
        boolean starts = node.start() <= child.start() || node instanceof FunctionDef || node instanceof ClassDef;
        if (!parented || !starts || child.end() > node.end() || child.start() > child.end()) {
            assertThat(child)
                    .as("%s, variant %s, below %s", file, variant, node)
                    .isNull();
        }
    }
}
