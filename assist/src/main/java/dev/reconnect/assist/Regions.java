package dev.reconnect.assist;

import dev.reconnect.core.Finding;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.ParsedFile;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.types.FileModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the regions of a program that cannot work: the statements with findings, those of one block together that hang together by a variable or
 * are neighbours.
 */
public final class Regions {
    static final int MOST_LINES = 40;

    private final ParsedFile file;
    private final FileModel model;
    private final String name;
    private final LineIndex lines;

    private Regions(ParsedFile file, FileModel model, String name) {
        this.file = file;
        this.model = model;
        this.name = name;
        this.lines = file.tree().lines();
    }

    public static List<Region> of(Analysis analysis) {
        var regions = new ArrayList<Region>();
        for (FileScan scan : analysis.result().files()) {
            var left = scan.findings().stream().filter(Finding::isObstacle).toList();
            if (!left.isEmpty()) {
                var file = analysis.parsed(scan.name());
                regions.addAll(new Regions(file, analysis.model(scan.name()), scan.name()).group(left));
            }
        }
        return List.copyOf(regions);
    }

    /** Statements of one block, from the first to the last. */
    private record Stretch(List<Statement> block, int first, int last) {
        List<Statement> statements() {
            return block.subList(first, last + 1);
        }

        TextRange range() {
            return new TextRange(block.get(first).start(), block.get(last).end());
        }
    }

    private List<Region> group(List<Finding> left) {
        var stretches = new ArrayList<Stretch>();
        for (var finding : left) {
            var stretch = stretch(finding);
            var last =
                    stretches.isEmpty() ? Optional.<Stretch>empty() : Optional.of(stretches.get(stretches.size() - 1));
            var joined = last.flatMap(before -> stretch.flatMap(next -> joined(before, next)));
            if (joined.isPresent()) {
                stretches.set(stretches.size() - 1, joined.get());
            } else {
                stretch.ifPresent(stretches::add);
            }
        }
        return stretches.stream()
                .flatMap(stretch -> region(stretch, left).stream())
                .toList();
    }

    private Optional<Stretch> stretch(Finding finding) {
        var node = file.tree().nodeAt(finding.range().start());
        var statement = node instanceof Statement itself ? Optional.of(itself) : node.findAncestor(Statement.class);
        return statement.flatMap(Regions::inBlock);
    }

    private static Optional<Stretch> inBlock(Statement statement) {
        return statement.parent().flatMap(parent -> Blocks.of(parent).stream()
                .filter(block -> block.contains(statement))
                .findFirst()
                .map(block -> new Stretch(block, block.indexOf(statement), block.indexOf(statement))));
    }

    private Optional<Stretch> joined(Stretch before, Stretch next) {
        if (before.block() != next.block() && !before.block().equals(next.block())) {
            return Optional.empty();
        }
        if (next.first() <= before.last()) {
            return Optional.of(before);
        }
        var both = new Stretch(before.block(), before.first(), next.last());
        boolean hangTogether = next.first() - before.last() <= 2 || reads(next, before);
        return hangTogether && lineCount(both.range()) <= MOST_LINES ? Optional.of(both) : Optional.empty();
    }

    /** Whether a variable that one stretch binds is read in the other. */
    private boolean reads(Stretch next, Stretch before) {
        return names(next)
                .flatMap(read -> model.bindingOf(read).stream())
                .flatMap(binding -> binding.definitions().stream())
                .anyMatch(
                        definition -> before.range().contains(definition.node().range()));
    }

    private static Stream<Name> names(Stretch stretch) {
        return stretch.statements().stream().flatMap(statement -> Blocks.nodes(statement, Name.class).stream());
    }

    private int lineCount(TextRange range) {
        return lines.line(range.end()) - lines.line(range.start()) + 1;
    }

    private Optional<Region> region(Stretch stretch, List<Finding> left) {
        var text = file.tree().text();
        int start = lines.lineStart(lines.line(stretch.range().start()));
        int end = stretch.range().end();
        var indentation = text.substring(start, stretch.range().start());
        var range = new TextRange(start, end);
        int lineEnd = lines.lineEnd(lines.line(end));
        boolean isAlone = indentation.isBlank() && isTrivia(text.substring(end, Math.max(end, lineEnd)));
        if (!isAlone
                || lineCount(range) > MOST_LINES
                || file.source().notebook().isPresent()) {
            return Optional.empty();
        }
        var inside =
                left.stream().filter(finding -> range.contains(finding.range())).toList();
        return Optional.of(new Region(name, range, range.substring(text), indentation, stretch.statements(), inside));
    }

    /** Whether nothing but a comment stands behind the statement on its line. */
    private static boolean isTrivia(String rest) {
        return rest.isBlank() || rest.stripLeading().startsWith("#");
    }

    /** What is bound in the region and read after it. */
    static List<Binding> outputs(Region region, FileModel model) {
        return region.statements().stream()
                .flatMap(statement -> Blocks.nodes(statement, Node.class).stream())
                .flatMap(node -> model.scopes().definitionAt(node).stream())
                .map(definition -> definition.binding())
                .distinct()
                .filter(binding ->
                        binding.scope().equals(model.scopeOf(region.statements().get(0))))
                .filter(binding -> model.isUsedAfter(binding, region.range().end()))
                .toList();
    }
}
