package dev.reconnect.python.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of a DataFrame, or the fields of a Row, in order. */
public record FrameSchema(List<Field> fields) implements Type {
    public FrameSchema {
        fields = List.copyOf(fields);
    }

    /**
     * A column.
     *
     * @param type the type of its values on the Python side; unknown where the code does not show it
     */
    public record Field(String name, Type type) {}

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The field of exactly that name. */
    public Optional<Field> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    @Override
    public String display() {
        return fields.stream()
                .map(field -> field.type().isUnknown()
                        ? field.name()
                        : field.name() + ": " + field.type().display())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
