package dev.reconnect.testkit;

/** The same program in another layout, which has to give the same findings and edits. */
enum Variant {
    CRLF("with CRLF line ends") {
        @Override
        String apply(String program) {
            return program.replace("\n", "\r\n");
        }
    },
    TABS("with tabs") {
        @Override
        String apply(String program) {
            var tabbed = new StringBuilder();
            for (var line : program.split("\n", -1)) {
                int spaces = 0;
                while (spaces < line.length() && line.charAt(spaces) == ' ') {
                    spaces++;
                }
                tabbed.append("\t".repeat(spaces / 4))
                        .append(line.substring(spaces / 4 * 4))
                        .append('\n');
            }
            return tabbed.substring(0, tabbed.length() - 1);
        }
    };

    private final String description;

    Variant(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    abstract String apply(String program);
}
