package dev.reconnect.python.types;

import java.util.List;
import java.util.Optional;

/**
 * What one call of a member of PySpark was, and gave, whenever it was come to.
 *
 * @param symbol the member, such as {@code pyspark.RDD.map}; for a constructor the class
 * @param result the class of what it gave, such as {@code pyspark.RDD}; empty where runs differ or the class is none of PySpark's
 * @param elements the elements of the RDD that it gave
 * @param receiverElements the elements of the RDD that it was called on, where it was always the same expression's
 * @param columns the names of the columns of the DataFrame that it gave; empty where they are not known
 */
public record ObservedCall(
        String symbol,
        Optional<String> result,
        Optional<ObservedShape> elements,
        Optional<ObservedShape> receiverElements,
        List<String> columns) {
    public ObservedCall {
        columns = List.copyOf(columns);
    }

    /** The class whose member was called; empty for a constructor. */
    public Optional<String> owner() {
        int dot = symbol.lastIndexOf('.');
        var owner = symbol.substring(0, Math.max(dot, 0));
        int last = owner.lastIndexOf('.') + 1;
        return last < owner.length() && Character.isUpperCase(owner.charAt(last))
                ? Optional.of(owner)
                : Optional.empty();
    }

    /** The member's name. */
    public String member() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }
}
