package dev.reconnect.engine.workspace;

/**
 * Git's glob matching over paths with forward slashes: {@code *} and {@code ?} stay within a path component, {@code **} between slashes
 * spans any number of them.
 */
final class Wildmatch {
    private final String pattern;
    private final String text;

    private Wildmatch(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
    }

    static boolean matches(String pattern, String text) {
        return new Wildmatch(pattern, text).matches(0, 0, 0);
    }

    private boolean matches(int patternFrom, int textFrom, int patternStart) {
        int p = patternFrom;
        int t = textFrom;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                return matchesStar(p, t, patternStart);
            }
            if (t >= text.length()) {
                return false;
            }
            int next = matchOne(p, text.charAt(t));
            if (next < 0) {
                return false;
            }
            p = next;
            t++;
        }
        return t == text.length();
    }

    /** Matches the single-character item at {@code p}; answers where the pattern goes on, or -1. */
    private int matchOne(int p, char actual) {
        char c = pattern.charAt(p);
        if (c == '?') {
            return actual == '/' ? -1 : p + 1;
        }
        if (c == '[') {
            return matchClass(p + 1, actual);
        }
        if (c == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == actual ? p + 2 : -1;
        }
        return c == actual ? p + 1 : -1;
    }

    private boolean matchesStar(int star, int t, int patternStart) {
        int p = star;
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        boolean spans = p - star > 1 && isComponent(star, p, patternStart);
        if (spans && p < pattern.length() && pattern.charAt(p) == '/' && matches(p + 1, t, p + 1)) {
            return true;
        }
        if (p == pattern.length()) {
            return spans || text.indexOf('/', t) < 0;
        }
        for (int i = t; i < text.length(); i++) {
            if (matches(p, i, p)) {
                return true;
            }
            if (!spans && text.charAt(i) == '/') {
                return false;
            }
        }
        return false;
    }

    private boolean isComponent(int star, int end, int patternStart) {
        boolean opens = star == patternStart || pattern.charAt(star - 1) == '/';
        boolean closes = end == pattern.length() || pattern.charAt(end) == '/' || pattern.startsWith("\\/", end);
        return opens && closes;
    }

    private int matchClass(int from, char actual) {
        int p = from;
        boolean negated = p < pattern.length() && (pattern.charAt(p) == '!' || pattern.charAt(p) == '^');
        if (negated) {
            p++;
        }
        boolean found = false;
        boolean first = true;
        while (true) {
            if (p >= pattern.length()) {
                return -1;
            }
            char c = pattern.charAt(p);
            if (c == ']' && !first) {
                break;
            }
            first = false;
            int named = c == '[' && pattern.startsWith("[:", p) ? pattern.indexOf(":]", p + 2) : -1;
            if (named > 0) {
                found |= isOfClass(pattern.substring(p + 2, named), actual);
                p = named + 2;
                continue;
            }
            if (c == '\\' && p + 1 < pattern.length()) {
                c = pattern.charAt(++p);
            }
            p++;
            char last = c;
            if (p + 1 < pattern.length() && pattern.charAt(p) == '-' && pattern.charAt(p + 1) != ']') {
                last = pattern.charAt(p + 1);
                p += 2;
                if (last == '\\' && p < pattern.length()) {
                    last = pattern.charAt(p++);
                }
            }
            found |= c <= actual && actual <= last;
        }
        return found != negated && actual != '/' ? p + 1 : -1;
    }

    private static boolean isOfClass(String name, char c) {
        boolean lower = c >= 'a' && c <= 'z';
        boolean upper = c >= 'A' && c <= 'Z';
        boolean digit = c >= '0' && c <= '9';
        return switch (name) {
            case "alpha" -> lower || upper;
            case "alnum" -> lower || upper || digit;
            case "digit" -> digit;
            case "lower" -> lower;
            case "upper" -> upper;
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "punct" -> c > ' ' && c < 127 && !lower && !upper && !digit;
            case "xdigit" -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            case "print" -> c >= ' ' && c < 127;
            case "graph" -> c > ' ' && c < 127;
            case "cntrl" -> c < ' ' || c == 127;
            default -> false;
        };
    }
}
