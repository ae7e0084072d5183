package dev.reconnect.lift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The frame that stands for an RDD. Tuples have a column for each part, {@code _1}, {@code _2}, and so on; other elements are in one column,
 * {@code value}.
 *
 * @param shape what an element looks like
 * @param uniqueKeys whether no two elements have the same first part
 * @param dues columns that hold what a Python function gave, a set for each function: Spark does not call it, and so does not see it fail,
 *     where none of them is read
 * @param known conditions that hold for all rows
 * @param chain steps in Python that are still to be done, and give elements that no column holds
 * @param ofEachLine whether there is a row for each line of files: without any there are no partitions, which some methods of RDDs say
 */
record Frame(
        Shape shape,
        Order order,
        boolean uniqueKeys,
        List<Set<String>> dues,
        Set<String> known,
        Optional<PythonChain> chain,
        boolean ofEachLine) {
    /** Why a frame is not made of another that holds what is due. */
    static final String NOT_CALLED = "Spark would not call a function whose result is not used, and not see it fail";

    Frame {
        dues = List.copyOf(dues);
        known = Set.copyOf(known);
    }

    Frame(Shape shape, Order order, boolean uniqueKeys, List<Set<String>> dues) {
        this(shape, order, uniqueKeys, dues, Set.of(), Optional.empty(), false);
    }

    /** The same rows, for elements that the chain makes of them. */
    Frame with(PythonChain steps) {
        return new Frame(shape, order, uniqueKeys, dues, known, Optional.of(steps), false);
    }

    /** The same rows, of which that is due. */
    Frame owing(List<Set<String>> more) {
        return new Frame(shape, order, uniqueKeys, more, known, chain, ofEachLine);
    }

    /** The same rows, for which more holds. */
    Frame knowing(Collection<String> conditions) {
        var all = new HashSet<>(known);
        all.addAll(conditions);
        return new Frame(shape, order, uniqueKeys, dues, all, chain, false);
    }

    /** The same rows, one for each line of files if the flag says so. */
    Frame ofEachLine(boolean flag) {
        return new Frame(shape, order, uniqueKeys, dues, known, chain, flag);
    }

    /** The same rows, in other partitions, so that nothing is known of where one starts. */
    Frame divided() {
        return in(order.computed()).ofEachLine(ofEachLine);
    }

    /** The rows alone, once all functions have been called. */
    Frame withoutChain() {
        return new Frame(shape, order, uniqueKeys, List.of());
    }

    /** A frame with a chain does not have the elements' shape, nor their dues. */
    private <T> T ofElements(T value) {
        if (chain.isPresent()) {
            throw new IllegalStateException("the elements are not in columns yet");
        }
        return value;
    }

    @Override
    public Shape shape() {
        return ofElements(shape);
    }

    @Override
    public List<Set<String>> dues() {
        return ofElements(dues);
    }

    static Frame of(Shape shape, Order order) {
        return new Frame(shape, order, false, List.of());
    }

    boolean isTuple() {
        return chain.isEmpty() && shape instanceof Shape.TupleOf && !shape.nullable();
    }

    /** Whether the elements are rows, which know the names of their fields. */
    boolean isRow() {
        return shape instanceof Shape.TupleOf tuple && tuple.isRow();
    }

    boolean isPair() {
        return isTuple() && parts().size() == 2;
    }

    List<Shape> parts() {
        return isTuple() ? ((Shape.TupleOf) shape).parts() : List.of(shape());
    }

    List<String> columns() {
        return isTuple() ? ((Shape.TupleOf) shape).fields() : List.of("value");
    }

    static List<String> columnsOf(int parts) {
        return IntStream.rangeClosed(1, parts).mapToObj(i -> "_" + i).toList();
    }

    /** Whether these are names that columns can be told apart by, and written as attributes. */
    static boolean canHave(List<String> names) {
        var seen = new HashSet<String>();
        return names.stream()
                .allMatch(name -> !name.isEmpty()
                        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
                        && seen.add(name.toLowerCase(Locale.ROOT)));
    }

    /** The element as a value that functions work on. */
    Value element() {
        if (!isTuple()) {
            return Value.Col.of("value", shape());
        }
        var values = new ArrayList<Value>();
        for (int i = 0; i < parts().size(); i++) {
            values.add(Value.Col.of(columns().get(i), parts().get(i)));
        }
        return new Value.Parts(values, ((Shape.TupleOf) shape).names());
    }

    Value part(int index) {
        return Value.Col.of(columns().get(index), parts().get(index));
    }

    Frame in(Order other) {
        return new Frame(shape, other, uniqueKeys, dues, known, chain, false);
    }

    /** What holds of both frames; absent where their elements do not look the same in Python. */
    Optional<Frame> common(Frame other) {
        if (!chain.equals(other.chain)) {
            return Optional.empty();
        }
        return shape.common(other.shape).map(both -> {
            var all = new LinkedHashSet<>(dues);
            all.addAll(other.dues);
            return new Frame(
                    both,
                    order.common(other.order),
                    uniqueKeys && other.uniqueKeys,
                    List.copyOf(all),
                    known.equals(other.known) ? known : Set.of(),
                    chain,
                    ofEachLine && other.ofEachLine);
        });
    }
}
