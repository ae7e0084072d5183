package dev.reconnect.python.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.Parser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileImportsTest {
    private static final ImportRequest FUNCTIONS = ImportRequest.from("pyspark.sql", "functions", "F");
    private static final ImportRequest COL = ImportRequest.from("pyspark.sql.functions", "col");
    private static final ImportRequest UUID = ImportRequest.of("uuid");

    @Test
    void namesThatAreThere() {
        checkUse("from pyspark.sql import functions as F\n|", FUNCTIONS, "F", true);
        checkUse("from pyspark.sql import functions as fn\n|", FUNCTIONS, "fn", true);
        checkUse("import pyspark.sql.functions as fn\n|", FUNCTIONS, "fn", true);
        checkUse("from pyspark.sql import functions as fn\n|", COL, "fn.col", true);
        checkUse("from pyspark.sql.functions import col as c\n|", COL, "c", true);
        checkUse("import pyspark.sql.functions\n|", COL, "pyspark.sql.functions.col", true);
        checkUse("from pyspark.sql.functions import *\n|", COL, "col", true);
        checkUse("import uuid, os\n|", UUID, "uuid", true);
        checkUse("def f():\n    import uuid\n    |\n", UUID, "uuid", true);
        checkUse("def f():\n    |\nimport uuid\n", UUID, "uuid", true);
    }

    @Test
    void namesThatCannotBeUsed() {
        checkUse("|\nimport uuid\n", UUID, "uuid", false);
        checkUse("if x:\n    import uuid\n|", UUID, "uuid", false);
        checkUse("try:\n    import uuid\nexcept ImportError:\n    uuid = None\n|", UUID, "uuid_", false);
        checkUse("import uuid\ndef f(uuid):\n    |\n", UUID, "uuid_", false);
        checkUse("from pyspark.sql import functions as F\ndef f():\n    F = 1\n    |\n", FUNCTIONS, "functions", false);
        checkUse("from . import functions as F\n|", FUNCTIONS, "functions", false);
        checkUse("def g():\n    import uuid\ndef f():\n    |\n", UUID, "uuid", false);
        checkUse("from pyspark.sql.functions import *\nfrom other import *\n|", COL, "col", false);
    }

    @Test
    void namesThatMeanSomethingElse() {
        checkUse("F = 1\n|", FUNCTIONS, "functions", false);
        checkUse("F = 1\nfunctions = 2\n|", FUNCTIONS, "F_2", false);
        checkUse("x = sum(y)\n|", ImportRequest.from("pyspark.sql.functions", "sum"), "sum_", false);
        checkUse("|", FUNCTIONS, "F", false);
        checkUse("import os.path\n|", ImportRequest.of("os.dup"), "os.dup", false);
    }

    @Test
    void intoAStatementThatIsThere() {
        checkAdd("from pyspark.sql import Row\n", "from pyspark.sql import Row, functions as F\n", FUNCTIONS);
        checkAdd(
                "from pyspark.sql import Row, Window\n",
                "from pyspark.sql import Column, Row, Window\n",
                ImportRequest.from("pyspark.sql", "Column"));
        checkAdd(
                "from pyspark.sql import Window, Row  # two\n",
                "from pyspark.sql import Window, Row, Column  # two\n",
                ImportRequest.from("pyspark.sql", "Column"));
        checkAdd(
                "from a import (b, c)\n",
                "from a import (b, c, d, e as f)\n",
                ImportRequest.from("a", "d"),
                ImportRequest.from("a", "e", "f"));
        checkAdd(
                "from a import (\n    b,\n    c,\n)\n",
                "from a import (\n    b,\n    c,\n    d,\n)\n",
                ImportRequest.from("a", "d"));
        checkAdd(
                "from a import (\n    b,\n    d\n)\n",
                "from a import (\n    b,\n    c,\n    d\n)\n",
                ImportRequest.from("a", "c"));
        checkAdd(
                "from a import (\n    b,\n    c\n)\n",
                "from a import (\n    b,\n    c,\n    d\n)\n",
                ImportRequest.from("a", "d"));
        checkAdd(
                "from a import (\n    b,\n    c,  # see\n)\n",
                "from a import (\n    b,\n    c,  # see\n    d,\n)\n",
                ImportRequest.from("a", "d"));
        checkAdd(
                "from a import (\n    b,\n    c  # see\n)\n",
                "from a import (\n    b,\n    c,  # see\n    d\n)\n",
                ImportRequest.from("a", "d"));
    }

    @Test
    void asAStatementOfItsOwn() {
        checkAdd(
                "import os\nfrom pyspark.sql import Row\nimport sys\n\nx = 1\n",
                "import os\nfrom pyspark.sql import Row\nfrom pyspark.sql.functions import col\nimport sys\n\nx = 1\n",
                COL);
        checkAdd("import os\n\nx = 1\n", "import os\nimport uuid\n\nx = 1\n", UUID);
        checkAdd("'''Doc.'''\n\nx = 1\n", "'''Doc.'''\n\nimport uuid\n\nx = 1\n", UUID);
        checkAdd(
                "'''Doc.'''\nfrom __future__ import annotations\nx = 1\n",
                "'''Doc.'''\nfrom __future__ import annotations\nimport uuid\nx = 1\n",
                UUID);
        checkAdd(
                "#!/usr/bin/env python\n# coding: utf-8\n\nx = 1\n",
                "#!/usr/bin/env python\n# coding: utf-8\nimport uuid\n\nx = 1\n",
                UUID);
        checkAdd("# Licence\n# text\n\nx = 1\n", "# Licence\n# text\n\nimport uuid\n\nx = 1\n", UUID);
        checkAdd("# about x\nx = 1\n", "import uuid\n\n# about x\nx = 1\n", UUID);
        checkAdd("", "import uuid\n", UUID);
        checkAdd("import os", "import os\nimport uuid", UUID);
        checkAdd("import os; import sys  # both\nx = 1\n", "import os; import sys  # both\nimport uuid\nx = 1\n", UUID);
        checkAdd("import os\r\n\r\nx = 1\r\n", "import os\r\nimport uuid\r\n\r\nx = 1\r\n", UUID);
        checkAdd(
                "try:\n    import a\nexcept ImportError:\n    pass\n",
                "import uuid\n\ntry:\n    import a\nexcept ImportError:\n    pass\n",
                UUID);
    }

    @Test
    void beforeTheFirstUse() {
        var text = "import os\nuse()\nfrom pyspark.sql import Row\n";
        checkAdd(
                text,
                "import os\nfrom pyspark.sql import Column\nuse()\nfrom pyspark.sql import Row\n",
                text.indexOf("use"),
                ImportRequest.from("pyspark.sql", "Column"));
    }

    @Test
    void longLinesAreNotMadeLonger() {
        var line = "from pyspark.sql.functions import a123456789, b123456789, c123456789, d123456789, e123456\n";
        checkAdd(
                line,
                line + "from pyspark.sql.functions import zzz\n",
                ImportRequest.from("pyspark.sql.functions", "zzz"));
    }

    @Test
    void removal() {
        checkRemove("import a\nimport b\nx = 1\n", "import b\nx = 1\n", "a");
        checkRemove("import a\n\nx = 1\n", "x = 1\n", "a");
        checkRemove("from m import a, b, c\n", "from m import b, c\n", "a");
        checkRemove("from m import a, b, c\n", "from m import a, c\n", "b");
        checkRemove("from m import a, b, c\n", "from m import a\n", "b", "c");
        checkRemove("from m import (\n    a,\n    b,\n    c,\n)\n", "from m import (\n    a,\n    b,\n)\n", "c");
        checkRemove("from m import (\n    a,\n    b,\n)\n", "from m import (\n    b,\n)\n", "a");
        checkRemove("from m import (\n    a,\n)\nx\n", "x\n", "a");
        checkRemove("import a; import b\n", "import b\n", "a");
        checkRemove("import a; import b\n", "import a\n", "b");
        checkRemove("import a as q, b\n", "import b\n", "q");
        checkRemove("import a  # why\n", "import a  # why\n", "a");
        checkRemove("from m import (\n    a,  # why\n    b,\n)\n", "from m import (\n    a,  # why\n    b,\n)\n", "a");
        checkRemove(
                "try:\n    import a\nexcept ImportError:\n    pass\n",
                "try:\n    import a\nexcept ImportError:\n    pass\n",
                "a");
        checkRemove("import a\r\nx\r\n", "x\r\n", "a");
    }

    private static void checkUse(String marked, ImportRequest request, String name, boolean there) {
        int offset = marked.indexOf('|');
        var text = marked.substring(0, offset) + "pass" + marked.substring(offset + 1);
        var tree = Parser.parse(text);
        var used = FileImports.of(tree, Scopes.of(tree.module())).use(request, offset);
        assertThat(used.name()).as(marked).isEqualTo(name);
        assertThat(used.needed().isEmpty()).as(marked).isEqualTo(there);
    }

    private static void checkAdd(String before, String after, ImportRequest... requests) {
        checkAdd(before, after, Integer.MAX_VALUE, requests);
    }

    private static void checkAdd(String before, String after, int firstUse, ImportRequest... requests) {
        var tree = Parser.parse(before);
        var edits = FileImports.of(tree, Scopes.of(tree.module())).add(List.of(requests), firstUse, List.of());
        assertThat(applied(before, edits)).isEqualTo(after);
    }

    private static void checkRemove(String before, String after, String... unused) {
        assertThat(applied(before, UnusedImports.removals(Parser.parse(before), Set.of(unused))))
                .isEqualTo(after);
    }

    private static String applied(String text, List<Edit> edits) {
        var result = new StringBuilder(text);
        for (int i = edits.size() - 1; i >= 0; i--) {
            var edit = edits.get(i);
            result.replace(edit.range().start(), edit.range().end(), edit.replacement());
        }
        return result.toString();
    }
}
