package dev.reconnect.diagnose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The known signatures, in the order in which they are tried: the special before the general. */
public final class Signatures {
    private final List<Signature> signatures;

    private Signatures(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
    }

    public static Signatures load() {
        try (var stream = Signatures.class.getResourceAsStream("signatures.tsv")) {
            if (stream == null) {
                throw new IllegalStateException("no signatures.tsv");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table whose first line names the columns. */
    static Signatures parse(String table) {
        var signatures = new ArrayList<Signature>();
        for (var row : table.lines().skip(1).toList()) {
            var cells = row.split("\t", -1);
            if (cells.length != 8) {
                throw new IllegalStateException("signatures.tsv: a row of " + cells.length + " cells: " + row);
            }
            signatures.add(new Signature(
                    cells[0],
                    Pattern.compile(cells[1]),
                    Pattern.compile(cells[2]),
                    cells[4],
                    cells[5],
                    cells[6],
                    cells[7].isEmpty() ? List.of() : List.of(cells[7].split(" ")),
                    switch (cells[3]) {
                        case "" -> Signature.Kind.AT_ONCE;
                        case "late" -> Signature.Kind.LATE;
                        case "wrapper" -> Signature.Kind.WRAPPER;
                        default -> throw new IllegalStateException("signatures.tsv: a kind `" + cells[3] + "`");
                    }));
        }
        return new Signatures(signatures);
    }

    public List<Signature> all() {
        return signatures;
    }

    /** What is known of a failure: of the exception that ended the program, or else of what led to it. */
    public Optional<Recognised> recognise(Failure failure) {
        Optional<Recognised> wrapper = Optional.empty();
        for (int i = failure.raised().size() - 1; i >= 0; i--) {
            var known = recognise(failure.raised().get(i));
            if (known.isPresent() && known.get().signature().kind() != Signature.Kind.WRAPPER) {
                return known;
            }
            wrapper = wrapper.or(() -> known);
        }
        return wrapper;
    }

    private Optional<Recognised> recognise(Raised raised) {
        return signatures.stream()
                .flatMap(signature -> signature.recognise(raised).stream())
                .findFirst();
    }
}
