package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an element has to be, or the function that is called with it raises.
 *
 * <p>Spark does not compute columns that nothing reads, and moves filters in front of what they do not need, so that a column may not fail
 * where the function did. Therefore a filter of its own asserts it, in front of which no other is moved: see {@link Helper#HOLDS}.
 *
 * @param error what the function raises, as {@code ValueError: why}
 * @param helper the function that the condition calls
 */
record Demand(Col condition, String error, Optional<Helper> helper) {
    /** That a column that may be null is true, in {@link Conditions#truth}. */
    private static final Pattern TRUE =
            Pattern.compile("F\\.coalesce\\((F\\.col\\(\"[^\"]+\"\\)) != (?:0|\"\"), F\\.lit\\(False\\)\\)");

    private static final Pattern SIZE = Pattern.compile("F\\.size\\((.+)\\) (>=|>|==) (\\d+)");

    /** What Python raises where {@code None} is added, compared or counted. */
    static final String NO_OPERAND = "TypeError: None is no operand";

    private static final String NOT_ZERO = " != 0";
    private static final String IS_NULL = ".isNull()";
    private static final String IS_NOT_NULL = ".isNotNull()";

    /** That there are so many elements in the list. */
    static Demand size(Col list, String operator, int size, String error) {
        return new Demand(
                Col.computed(
                        "F.size(" + list.text() + ") " + operator + " " + size,
                        Value.COMPARISON,
                        Shape.of(Kind.BOOLEAN),
                        list),
                error,
                Optional.empty());
    }

    /** That the text has the form that the helper knows. */
    static Demand form(Col text, Helper form, String error) {
        return new Demand(
                Col.computed(form.functionName() + "(" + text.text() + ")", Value.ATOM, Shape.of(Kind.BOOLEAN), text),
                error,
                Optional.of(form));
    }

    /** That it is not {@code None}. */
    static Demand notNull(Col value, String error) {
        return new Demand(Conditions.isNull(value, false).asColumn(), error, Optional.empty());
    }

    static Demand notZero(Col number) {
        return new Demand(
                Col.computed(
                        number.operand(Value.COMPARISON + 1) + " != 0",
                        Value.COMPARISON,
                        Shape.of(Kind.BOOLEAN),
                        number),
                "ZeroDivisionError: division by zero",
                Optional.empty());
    }

    /** That it holds for all elements of a list, which have that name in it. */
    Demand ofAll(Col list, String item) {
        return new Demand(
                Col.computed(
                        "F.forall(" + list.text() + ", lambda " + item + ": " + condition.text() + ")",
                        Value.ATOM,
                        Shape.of(Kind.BOOLEAN),
                        list,
                        condition),
                error,
                helper);
    }

    /** Only where the test holds, or does not; absent where that is known to be fulfilled. */
    Optional<Demand> where(Col test, boolean holds) {
        if ((holds && follows(conjuncts(test))) || (!holds && isDenied(test))) {
            return Optional.empty();
        }
        var otherwise = holds ? Conditions.not(test) : test;
        return Optional.of(new Demand(
                Conditions.joined(List.of(otherwise, condition), false).asColumn(), error, helper));
    }

    /** Whether it is that something is not null, which the test says it is. */
    private boolean isDenied(Col test) {
        return condition.text().endsWith(IS_NOT_NULL)
                && test.text().equals(condition.text().replace(IS_NOT_NULL, IS_NULL));
    }

    /** Whether it holds wherever the conditions do. */
    boolean follows(Collection<String> conditions) {
        var text = condition.text();
        return conditions.contains(text)
                || (text.endsWith(NOT_ZERO)
                        && conditions.contains(text.substring(0, text.length() - NOT_ZERO.length()) + " > 0"))
                || conditions.stream().anyMatch(this::isSmaller);
    }

    private boolean isSmaller(String condition) {
        Matcher known = SIZE.matcher(condition);
        Matcher asked = SIZE.matcher(this.condition.text());
        if (!known.matches()
                || !asked.matches()
                || !asked.group(2).equals(">=")
                || !known.group(1).equals(asked.group(1))) {
            return false;
        }
        int least = Integer.parseInt(known.group(3)) + (known.group(2).equals(">") ? 1 : 0);
        return least >= Integer.parseInt(asked.group(3));
    }

    /** What is not null where the test holds, or does not: the texts of columns, as operands of what binds most. */
    static Set<String> present(Col test, boolean holds) {
        if (!holds) {
            return test.text().endsWith(IS_NULL) && conjuncts(test).size() == 1
                    ? Set.of(test.text().substring(0, test.text().length() - IS_NULL.length()))
                    : Set.of();
        }
        var present = new HashSet<String>();
        for (var condition : conjuncts(test)) {
            var truth = TRUE.matcher(condition);
            if (condition.endsWith(IS_NOT_NULL)) {
                present.add(condition.substring(0, condition.length() - IS_NOT_NULL.length()));
            } else if (truth.matches()) {
                present.add(truth.group(1));
            }
        }
        return present;
    }

    /** The conditions that hold together where the column is true. */
    static List<String> conjuncts(Col condition) {
        return condition.binds() != Value.AND
                ? List.of(condition.text())
                : operands(condition.text()).stream()
                        .map(part -> part.startsWith("(") && part.endsWith(")")
                                ? part.substring(1, part.length() - 1)
                                : part)
                        .toList();
    }

    /** What {@code &} joins in a text, but for what is in parentheses or quoted. */
    private static List<String> operands(String text) {
        var operands = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == '&' && depth == 0) {
                operands.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        operands.add(text.substring(start).strip());
        return operands;
    }

    /** Filters that let all rows pass, or raise: sizes first, as other demands look at elements. */
    static List<String> filters(List<Demand> demands) {
        var sizes = demands.stream().filter(Demand::isOfColumn).toList();
        var needed = demands.stream()
                .filter(demand -> !sizes.contains(demand)
                        || sizes.stream()
                                .noneMatch(other -> !other.equals(demand) && demand.isSmaller(other.condition.text())))
                .distinct()
                .sorted(Comparator.comparing(demand -> !sizes.contains(demand)))
                .toList();
        var filters = new ArrayList<String>();
        for (int from = 0; from < needed.size(); ) {
            var error = needed.get(from).error();
            var together = new ArrayList<Value>();
            for (; from < needed.size() && needed.get(from).error().equals(error); from++) {
                together.add(needed.get(from).condition());
            }
            var all = together.size() == 1 ? together.get(0) : Conditions.joined(together, true);
            filters.add(".filter(" + Helper.HOLDS.functionName() + "("
                    + all.asColumn().text() + ", \"" + error + "\"))");
        }
        return filters;
    }

    /** Whether it is about the size of a list that holds no matter what else is demanded. */
    private boolean isOfColumn() {
        var size = SIZE.matcher(condition.text());
        return size.matches()
                && !size.group(1).contains("[")
                && !size.group(1).contains("element_at")
                && !size.group(1).contains("F.get");
    }
}
