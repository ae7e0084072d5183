package dev.reconnect.assist.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps secrets, hosts, addresses and long literals from what is sent: each is a placeholder there, the same one wherever it occurs, and becomes
 * itself again in answers.
 */
public final class Redaction {
    /** What stands for something: a Python name and harmless inside a literal. */
    public static final Pattern PLACEHOLDER = Pattern.compile("__(?:SECRET|HOST|EMAIL|TEXT)_\\d+__");

    private static final int LONG_LITERAL = 200;
    private static final double MUCH_ENTROPY = 3.6;

    private static final String SECRET_NAME =
            "(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|credential|authorization|signature)";

    /** The group named {@code it} is what is hidden. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "SECRET",
                    "(?<it>-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]{0,8000}?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z))"),
            new Kind(
                    "SECRET",
                    "\\b(?<it>(?:sk-(?:ant-)?|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|dapi|AIza|hf_|npm_|pypi-|eyJ)[A-Za-z0-9_\\-.=]{16,}"
                            + "|(?:AKIA|ASIA)[A-Z0-9]{16})"),
            new Kind(
                    "SECRET",
                    SECRET_NAME
                            + "[\\w.\\-]*[\"']?\\]?\\s*(?:[:=,]|=>)\\s*[\"'](?:bearer |basic )?(?<it>[^\"'\\n]{4,})(?=[\"'])"),
            new Kind(
                    "SECRET",
                    SECRET_NAME
                            + "[\\w.\\-]*\\s*[:=]\\s*(?:bearer |basic )?(?<it>(?=[^\\s\"',;&)(]*\\d)[^\\s\"',;&)(]{6,})(?=[\"',;&\\s)]|\\z)"),
            new Kind("SECRET", "(?i)[a-z][a-z0-9+.\\-]*://[^\\s/\"':@]+:(?<it>[^\\s/\"'@]+)@"),
            new Kind("EMAIL", "(?<it>[A-Za-z0-9._%+\\-]+@[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+)"),
            new Kind("HOST", "(?i)\\b[a-z][a-z0-9+.\\-]*://(?:[^\\s/\"'@{]*@)?(?<it>[^\\s/\"'@:?#{}\\\\<>),]+)"),
            new Kind("HOST", "(?<![\\w.])(?<it>(?:\\d{1,3}\\.){3}\\d{1,3})(?![\\w.])"),
            new Kind(
                    "HOST",
                    "(?<![\\w.@/])(?<it>(?!org\\.|com\\.|net\\.|io\\.|java\\.|scala\\.|pyspark\\.)(?:[a-z0-9][a-z0-9\\-]*\\.){1,6}"
                            + "(?:com|net|org|io|dev|cloud|internal|local|corp|lan|intranet))(?![\\w.(])"));

    /** What looks as if a machine had drawn it. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w/+\\-.])[A-Za-z0-9+/_\\-]{24,}={0,2}(?![\\w/+\\-.(])");

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private record Kind(String name, Pattern pattern) {
        Kind(String name, String pattern) {
            this(name, Pattern.compile(pattern));
        }
    }

    /** The text without what is not to be sent. */
    public String hide(String text) {
        var hidden = LongLiterals.replace(text, LONG_LITERAL, literal -> placeholder("TEXT", literal, text));
        for (var kind : KINDS) {
            hidden = replace(hidden, kind, text);
        }
        return TOKEN.matcher(hidden)
                .replaceAll(match -> isRandom(match.group())
                        ? placeholder("SECRET", match.group(), text)
                        : Matcher.quoteReplacement(match.group()));
    }

    /** The text with all placeholders as what they stand for. */
    public String reveal(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(originals.getOrDefault(match.group(), match.group())));
    }

    /** Whether the name was given out here. */
    public boolean knows(String placeholder) {
        return originals.containsKey(placeholder);
    }

    private String replace(String text, Kind kind, String whole) {
        var out = new StringBuilder();
        int last = 0;
        var matcher = kind.pattern().matcher(text);
        while (matcher.find()) {
            var it = matcher.group("it");
            out.append(text, last, matcher.start("it"));
            out.append(isHarmless(it) ? it : placeholder(kind.name(), it, whole));
            last = matcher.end("it");
        }
        return out.append(text, last, text.length()).toString();
    }

    /** Placeholders, and what every machine calls itself. */
    private static boolean isHarmless(String text) {
        return PLACEHOLDER.matcher(text).find()
                || text.equals("localhost")
                || text.equals("127.0.0.1")
                || text.equals("0.0.0.0");
    }

    private String placeholder(String kind, String original, String text) {
        return placeholders.computeIfAbsent(original, key -> {
            String name;
            do {
                name = "__" + kind + "_" + counts.merge(kind, 1, Integer::sum) + "__";
            } while (text.contains(name));
            originals.put(name, key);
            return name;
        });
    }

    /** Mixed letters and digits, spread evenly: words and names are not. */
    private static boolean isRandom(String token) {
        boolean mixed =
                token.chars().anyMatch(Character::isDigit) && token.chars().anyMatch(Character::isLetter);
        return mixed && !PLACEHOLDER.matcher(token).find() && entropy(token) > MUCH_ENTROPY;
    }

    private static double entropy(String token) {
        double bits = 0;
        for (long count : token.chars()
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()) {
            double share = (double) count / token.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
