package dev.reconnect.cli;

import dev.reconnect.engine.Problem;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TreeJson;
import dev.reconnect.python.types.FileModel;
import dev.reconnect.python.types.Project;
import dev.reconnect.python.types.ProjectFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect tree}: prints syntax trees, for people or for comparison with CPython's {@code ast}. */
final class TreeCommand implements Command {
    private static final ReportFormat[] FORMATS = {ReportFormat.TEXT, ReportFormat.JSON};
    private static final long NO_LIMIT = Long.MAX_VALUE;

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect tree");
        spec.usageMessage()
                .description(
                        "Prints the syntax tree of Python files with the place of each node, and with --types what each"
                                + " expression is known to be.")
                .footer(
                        "",
                        "With --format json one object a line for each file: {\"file\", \"problems\", \"nodes\": [[name, line, column,"
                                + " end line, end column], ...]}, with the names, lines and columns of CPython's ast.",
                        "",
                        "Examples:",
                        "  reconnect tree job.py --types",
                        "  reconnect tree src --format json");
        spec.addPositional(Options.positionals("FILE", "1..*", "Files or folders; - for standard input"))
                .addOption(Options.flag("Print the inferred types of expressions", "--types"))
                .addOption(Options.choice(ReportFormat.names(FORMATS), "FORMAT", "text (default) or json", "--format"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        boolean json = ReportFormat.of(arguments, FORMATS) == ReportFormat.JSON;
        boolean failed = false;
        for (var reading : read(arguments.positionals())) {
            if (reading.problem().isPresent()) {
                failed = true;
                var problem = reading.problem().get();
                console.error(console.errorPalette().red("error") + ": `" + problem.file() + "` " + problem.message());
                continue;
            }
            print(reading.source().orElseThrow(), json, arguments.has("--types"), console);
        }
        return failed ? Main.FAILED : Main.CLEAN;
    }

    private record Reading(Optional<SourceFile> source, Optional<Problem> problem) {}

    private static List<Reading> read(List<String> inputs) throws IOException {
        if (inputs.equals(List.of("-"))) {
            var text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(new Reading(Optional.of(SourceFile.of("<stdin>", text)), Optional.empty()));
        }
        var here = Path.of("").toAbsolutePath();
        var workspace = Workspace.open(here, inputs, Settings.defaults(here).withMaxFileSize(NO_LIMIT));
        var readings = new ArrayList<Reading>();
        workspace.problems().forEach(problem -> readings.add(new Reading(Optional.empty(), Optional.of(problem))));
        for (var file : workspace.files()) {
            var reading = file.read();
            readings.add(new Reading(reading.file(), reading.problem()));
        }
        return readings;
    }

    private static void print(SourceFile source, boolean json, boolean types, Console console) throws IOException {
        var tree = source.parse();
        var text = new StringBuilder();
        if (json) {
            TreeJson.write(source.name(), tree, text);
        } else {
            text.append(console.palette().bold(source.name()) + "\n");
            Map<Expression, String> known = types ? types(source, tree) : Map.of();
            new TextTree(tree, known, console.palette(), text).write();
        }
        console.print(text);
    }

    private static Map<Expression, String> types(SourceFile source, SyntaxTree tree) {
        FileModel model = Project.of(
                        List.of(new ProjectFile(source.name(), () -> List.of(tree.module()), source.isNotebook())))
                .model(source.name());
        var known = new HashMap<Expression, String>();
        for (var typed : model.types()) {
            known.put(typed.expression(), typed.type().display());
        }
        return known;
    }

    /** The indented form. */
    private record TextTree(SyntaxTree tree, Map<Expression, String> types, Palette palette, StringBuilder out) {
        void write() {
            for (var problem : tree.problems()) {
                out.append("  " + palette.yellow("problem") + " "
                        + place(problem.range().start()) + " " + problem.message() + "\n");
            }
            tree.module().forEachChild(child -> node(child, 1));
        }

        private void node(Node node, int depth) {
            var type = node instanceof Expression expression ? types.get(expression) : null;
            out.append("  ".repeat(depth) + node.kind().astName() + " "
                    + palette.dim(place(node.start()) + "-" + place(node.end()))
                    + (type == null ? "" : " : " + palette.cyan(type)) + "\n");
            node.forEachChild(child -> node(child, depth + 1));
        }

        private String place(int offset) {
            LineIndex lines = tree.lines();
            return lines.line(offset) + ":" + lines.utf8Column(offset);
        }
    }
}
