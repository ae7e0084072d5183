package dev.reconnect.testkit;

import dev.reconnect.core.RulePage;
import dev.reconnect.testkit.Block.Role;
import java.util.ArrayList;
import java.util.List;

/** A rule's page taken apart: its headings and its examples, with their lines. */
record Page(String file, String text, List<Heading> headings, List<Example> examples, List<String> complaints) {
    /** A second-level heading. */
    record Heading(int line, String title) {}

    /**
     * One program of one or more files, and what fixing makes of it. Blocks with a path that follow one another without prose between
     * them are files of one program.
     */
    record Example(Role role, List<Block> files, List<Block> after, List<Block> afterUnsafe) {
        int line() {
            return files.get(0).line();
        }

        boolean has(String option) {
            return files.stream().anyMatch(file -> file.has(option));
        }
    }

    Page {
        headings = List.copyOf(headings);
        examples = List.copyOf(examples);
        complaints = List.copyOf(complaints);
    }

    RulePage rulePage() {
        return RulePage.parse(text);
    }

    static Page parse(String file, String text) {
        return new Reader(file, text).read();
    }

    private static final class Reader {
        private final String file;
        private final String text;
        private final List<Heading> headings = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();
        private boolean prose = true;

        Reader(String file, String text) {
            this.file = file;
            this.text = text;
        }

        Page read() {
            var lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                var line = lines[i];
                if (line.startsWith("```")) {
                    i = readBlock(lines, i);
                } else if (line.startsWith("## ")) {
                    headings.add(new Heading(i + 1, line.substring(3).strip()));
                    prose = true;
                } else if (!line.isBlank()) {
                    prose = true;
                }
            }
            return new Page(file, text, headings, examples, complaints);
        }

        private int readBlock(String[] lines, int fence) {
            int end = fence + 1;
            var code = new StringBuilder();
            while (end < lines.length && !lines[end].startsWith("```")) {
                code.append(lines[end]).append('\n');
                end++;
            }
            if (end == lines.length) {
                complaints.add(file + ":" + (fence + 1) + ": this block does not end");
            }
            Block.open(lines[fence].substring(3), fence + 2, code.toString()).ifPresent(this::add);
            prose = false;
            return end;
        }

        private void add(Block block) {
            block.unknownOptions()
                    .forEach(option ->
                            complaints.add(file + ":" + (block.line() - 1) + ": `" + option + "` means nothing here"));
            switch (block.role()) {
                case BEFORE, OK, TODO -> addProgram(block);
                case AFTER, AFTER_UNSAFE -> addResult(block);
                case OTHER -> {}
            }
        }

        private void addProgram(Block block) {
            if (!examples.isEmpty() && !prose && block.option("path").isPresent()) {
                var open = examples.get(examples.size() - 1);
                if (open.role() == block.role()
                        && open.after().isEmpty()
                        && open.afterUnsafe().isEmpty()) {
                    open.files().add(block);
                    return;
                }
            }
            var files = new ArrayList<Block>();
            files.add(block);
            examples.add(new Example(block.role(), files, new ArrayList<>(), new ArrayList<>()));
        }

        private void addResult(Block block) {
            if (examples.isEmpty() || examples.get(examples.size() - 1).role() == Role.OK) {
                complaints.add(file + ":" + (block.line() - 1) + ": there is no `py before` above this block");
                return;
            }
            var open = examples.get(examples.size() - 1);
            (block.role() == Role.AFTER ? open.after() : open.afterUnsafe()).add(block);
        }
    }
}
