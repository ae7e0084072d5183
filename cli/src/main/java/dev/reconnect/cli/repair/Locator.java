package dev.reconnect.cli.repair;

import dev.reconnect.cli.report.Places;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Severity;
import dev.reconnect.diagnose.Failure;
import dev.reconnect.diagnose.Frame;
import dev.reconnect.diagnose.Raised;
import dev.reconnect.diagnose.Recognised;
import dev.reconnect.diagnose.Signature;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.python.tree.LineIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the place in a program that a failure comes from: the innermost line of the program with something that is known to fail so, or, where
 * Spark fails later than the line that is to blame, a place before.
 */
final class Locator {
    private static final Pattern CALLED_FROM = Pattern.compile("was called from\n(\\S+?):(\\d+)");
    private static final Pattern EXPRESSION = Pattern.compile("== SQL .*==\n(.+)");

    private final List<FileScan> files;
    private final Failure failure;
    private final Optional<Recognised> known;

    private Locator(List<FileScan> files, Failure failure, Optional<Recognised> known) {
        this.files = files;
        this.failure = failure;
        this.known = known;
    }

    /** @param known what the failure was recognised as */
    static Optional<Cause> locate(ScanResult scan, Failure failure, Optional<Recognised> known) {
        return new Locator(scan.files(), failure, known).locate();
    }

    /** A line of one of the program's files, from 1. */
    private record Site(FileScan file, int line) {}

    private Optional<Cause> locate() {
        var sites = sites();
        for (var site : sites) {
            var findings = findingsAt(site);
            if (!findings.isEmpty()) {
                return Optional.of(cause(site, findings, sites));
            }
        }
        return told(sites).or(() -> named(sites)).or(() -> known(sites)).or(() -> sites.stream()
                .findFirst()
                .map(site -> cause(site, List.of(), sites)));
    }

    /** The lines of the program that were being executed, innermost first; those of the exception that is known before others. */
    private List<Site> sites() {
        var sites = new ArrayList<Site>();
        for (var raised : inOrder()) {
            var frames = raised.frames();
            for (int j = frames.size() - 1; j >= 0; j--) {
                site(frames.get(j)).filter(site -> !sites.contains(site)).ifPresent(sites::add);
            }
        }
        return sites;
    }

    /** The exceptions, the most telling first: what a worker was doing before who asked for it, then what is known, then the last. */
    private List<Raised> inOrder() {
        var raised = new ArrayList<Raised>(failure.raised());
        Collections.reverse(raised);
        known.ifPresent(found -> {
            boolean isWrapper = found.signature().kind() == Signature.Kind.WRAPPER;
            var first = isWrapper ? failure.raised().get(0) : found.raised();
            raised.remove(first);
            raised.add(0, first);
        });
        return raised;
    }

    private Optional<Site> site(Frame frame) {
        for (var file : files) {
            if (isCell(frame) || isNamed(file.name(), frame.file())) {
                var line = line(file, frame);
                if (line.isPresent()) {
                    return line.map(number -> new Site(file, number));
                }
            }
        }
        return Optional.empty();
    }

    /** Paths are those of the machine where the program failed: the last parts have to be the same. */
    private static boolean isNamed(String name, String path) {
        var ours = name.replace('\\', '/');
        var theirs = path.replace('\\', '/');
        if (theirs.contains("/site-packages/") || theirs.contains("/dist-packages/")) {
            return theirs.endsWith("/" + ours) && ours.contains("/");
        }
        return baseName(ours).equals(baseName(theirs));
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where the line is now: the program may have been edited since, and what a traceback shows of it says where it went. */
    private static Optional<Integer> line(FileScan file, Frame frame) {
        var lines = new Places(file.source());
        int count = lines.lines().lineCount();
        boolean exists = frame.line() >= 1 && frame.line() <= count;
        boolean isCell = file.source().notebook().isPresent() || isCell(frame);
        if (exists && !isCell && shows(frame, lines.lineText(frame.line())).orElse(true)) {
            return Optional.of(frame.line());
        }
        Optional<Integer> nearest = Optional.empty();
        for (int line = 1; line <= count; line++) {
            int distance = Math.abs(line - frame.line());
            boolean nearer = nearest.map(found -> distance < Math.abs(found - frame.line()))
                    .orElse(true);
            if (nearer && shows(frame, lines.lineText(line)).orElse(false)) {
                nearest = Optional.of(line);
            }
        }
        // A line that was changed meanwhile is most likely where it was.
        return isCell || nearest.isPresent() || !exists ? nearest : Optional.of(frame.line());
    }

    private static boolean isCell(Frame frame) {
        return frame.file().startsWith("<") || frame.file().startsWith("Cell");
    }

    /** Whether the traceback shows this line; absent where it shows none. */
    private static Optional<Boolean> shows(Frame frame, String line) {
        return frame.source().map(text -> !text.isEmpty() && line.strip().equals(text.strip()));
    }

    /** What is known to fail on a line, in the way in which it failed. */
    private List<Finding> findingsAt(Site site) {
        var lines = LineIndex.of(site.file().source().text());
        return site.file().findings().stream()
                .filter(finding -> lines.line(finding.range().start()) == site.line() && explains(finding))
                .toList();
    }

    private boolean explains(Finding finding) {
        if (finding.severity() == Severity.INFO) {
            return false;
        }
        if (known.isEmpty()) {
            return finding.severity() == Severity.ERROR;
        }
        var signature = known.get().signature();
        return isOfSignature(finding)
                || (signature.kind() == Signature.Kind.AT_ONCE
                        && finding.severity() == Severity.ERROR
                        && finding.confidence() != Confidence.POSSIBLE);
    }

    private boolean isOfSignature(Finding finding) {
        var found = known.orElseThrow();
        var symbol = finding.symbol().orElse("");
        return found.signature().isAbout(finding.rule())
                || found.names().stream().anyMatch(name -> !name.isEmpty() && symbol.endsWith("." + name));
    }

    /** Where the server says that it comes from: a line, or words of an expression. */
    private Optional<Cause> told(List<Site> sites) {
        var message = known.map(Recognised::raised).orElse(failure.last()).message();
        var called = CALLED_FROM.matcher(message);
        if (called.find()) {
            return site(new Frame(called.group(1), Integer.parseInt(called.group(2)), "", Optional.empty()))
                    .map(site -> cause(site, List.of(), sites));
        }
        var words = EXPRESSION.matcher(message);
        return words.find()
                ? lastWith(Pattern.compile(Pattern.quote(words.group(1).strip())), sites)
                : Optional.empty();
    }

    /** The last line up to the one that raised whose text has the name that Spark did not find. */
    private Optional<Cause> named(List<Site> sites) {
        var signature = known.map(Recognised::signature);
        boolean isLate = signature
                .map(found ->
                        found.kind() == Signature.Kind.LATE && found.rules().isEmpty())
                .orElse(false);
        var name = known.stream()
                .flatMap(found -> found.names().stream())
                .filter(one -> !one.isEmpty())
                .findFirst();
        if (!isLate || name.isEmpty()) {
            return Optional.empty();
        }
        var word = "(?<!\\w)" + Pattern.quote(name.get()) + "(?!\\w)";
        return lastWith(Pattern.compile("([\"'])(?:(?!\\1).)*" + word + "(?:(?!\\1).)*\\1|\\." + word), sites);
    }

    private static Optional<Cause> lastWith(Pattern words, List<Site> sites) {
        if (sites.isEmpty()) {
            return Optional.empty();
        }
        var raisedAt = sites.get(0);
        var lines = new Places(raisedAt.file().source());
        for (int line = raisedAt.line(); line >= 1; line--) {
            if (words.matcher(lines.lineText(line)).find()) {
                return Optional.of(cause(new Site(raisedAt.file(), line), List.of(), sites));
            }
        }
        return Optional.empty();
    }

    /** Something that fails so, anywhere: nearest before the line that raised, or else the first. */
    private Optional<Cause> known(List<Site> sites) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<Site> best = Optional.empty();
        Optional<Finding> found = Optional.empty();
        for (var file : files) {
            var lines = LineIndex.of(file.source().text());
            for (var finding : file.findings()) {
                if (finding.severity() == Severity.INFO || !isOfSignature(finding)) {
                    continue;
                }
                var site = new Site(file, lines.line(finding.range().start()));
                if (best.isEmpty() || isNearer(site, best.get(), sites)) {
                    best = Optional.of(site);
                    found = Optional.of(finding);
                }
            }
        }
        if (best.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(cause(best.get(), List.of(found.orElseThrow()), sites));
    }

    private static boolean isNearer(Site site, Site than, List<Site> sites) {
        if (sites.isEmpty()) {
            return false;
        }
        var raised = sites.get(0);
        boolean isBefore = site.file().equals(raised.file()) && site.line() <= raised.line();
        return isBefore
                && (!than.file().equals(raised.file()) || than.line() > raised.line() || site.line() > than.line());
    }

    private static Cause cause(Site site, List<Finding> findings, List<Site> sites) {
        var text = new Places(site.file().source()).lineText(site.line()).strip();
        var surfaced =
                sites.stream().findFirst().filter(first -> !first.equals(site)).map(Site::line);
        return new Cause(site.file().name(), site.line(), text, findings, surfaced);
    }
}
