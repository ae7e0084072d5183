package dev.reconnect.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that two lines have in common. Those of the time of day and dates are not among them: runs of the same
 * minute agree in them and no further run has to.
 *
 * @param places what stands at each place, the empty text where the lines differ
 * @param whole whether the lines have these places and no more; else they begin with them
 */
record Words(List<String> places, boolean whole) {
    private static final Pattern WORD = Pattern.compile("\\w+(?:[-:.,]\\d\\w*)*");
    private static final Pattern TIME = Pattern.compile(".*\\d[-:].*");
    static final Words NONE = new Words(List.of(), false);

    static Words common(String left, String right) {
        List<String> words = of(left);
        List<String> others = of(right);
        boolean whole = words.size() == others.size();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < Math.min(words.size(), others.size()); i++) {
            boolean same = words.get(i).equals(others.get(i));
            if (!same && !whole) {
                break;
            }
            places.add(same && !TIME.matcher(words.get(i)).matches() ? words.get(i) : "");
        }
        return new Words(List.copyOf(places), whole);
    }

    boolean isEmpty() {
        return places.stream().allMatch(String::isEmpty);
    }

    String text() {
        return places.stream().map(word -> word.isEmpty() ? "..." : word).collect(Collectors.joining(" "));
    }

    /** Whether a line has the words at their places; where it has more places or fewer, the same words in the same order. */
    boolean areIn(String line) {
        List<String> words = of(line);
        if (whole && words.size() != places.size()) {
            List<String> kept = places.stream().filter(word -> !word.isEmpty()).toList();
            return words.stream().filter(kept::contains).toList().equals(kept);
        }
        for (int i = 0; i < places.size(); i++) {
            boolean open = places.get(i).isEmpty();
            if (!open && (i >= words.size() || !places.get(i).equals(words.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> of(String line) {
        return WORD.matcher(line).results().map(MatchResult::group).toList();
    }
}
