package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImportScanTest {
    @Test
    void readsEveryFormOfImport() {
        check("import a", "a");
        check("import a.b as c, d", "a.b", "d");
        check("from a.b import c", "a.b", "a.b.c");
        check("from a import (b as x,  # first\n    c,\n)\nimport d", "a", "a.b", "a.c", "d");
        check("from . import b", ".", ".b");
        check("from .a import b", ".a", ".a.b");
        check("from ... a import b", "...a", "...a.b");
        check("from .import b", ".", ".b");
        check("from a import *", "a");
        check("from a \\\n  import b, \\\n c", "a", "a.b", "a.c");
        check("try: import a; import b\nexcept ImportError: from c import d", "a", "b", "c", "c.d");
        check("if x:\r\n\tfrom a import b\r\nimport c\r\n", "a", "a.b", "c");
        check("import größe", "größe");
    }

    @Test
    void passesOverOtherWords() {
        check("important = reimport(imports)");
        check("");
        check("import");
        check("from import", "");
        check("import (");
    }

    @Test
    void findsTheWordWhereverItStands() {
        for (int before = 0; before < 12; before++) {
            for (int between = 0; between < 12; between++) {
                check(" ".repeat(before) + "import a; " + "x".repeat(between) + ";import b", "a", "b");
            }
        }
    }

    private static void check(String text, String... modules) {
        var found = ImportScan.of(text.getBytes(StandardCharsets.UTF_8));
        found.removeIf(String::isEmpty);
        assertThat(found)
                .containsExactly(java.util.Arrays.stream(modules)
                        .filter(module -> !module.isEmpty())
                        .toArray(String[]::new));
    }
}
