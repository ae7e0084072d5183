package dev.reconnect.core.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The compatibility table: finds what is known of a symbol. It is split into files by area, and a file is read when a name of its area is
 * first asked for. Safe for use by several threads.
 */
public final class Facts {
    private static final String BEHAVIOURS = "behaviours";
    private static final Facts SHARED = new Facts();

    /** Areas with a file of their own; the first prefix that fits decides, so longer ones come first. */
    private static final List<Area> AREAS = List.of(
            new Area("pyspark.sql.functions", "functions"),
            new Area("pyspark.sql.types", "types"),
            new Area("pyspark.sql.datasource", "types"),
            new Area("pyspark.sql.streaming", "streaming"),
            new Area("pyspark.sql", "sql"),
            new Area("pyspark.streaming", "streaming"),
            new Area("pyspark.mllib", "mllib"),
            new Area("pyspark.ml", "ml"),
            new Area("pyspark.pandas", "pandas"),
            new Area("pyspark", "core"));

    private final Map<String, FactFile> files = new ConcurrentHashMap<>();

    private Facts() {}

    /** The facts about PySpark. */
    public static Facts ofSpark() {
        return SHARED;
    }

    /** The fact of a symbol by its canonical name, such as {@code pyspark.sql.DataFrame.rdd}. */
    public Optional<Fact> find(String symbol) {
        for (var area : AREAS) {
            if (area.holds(symbol)) {
                return file(area.file()).find(symbol);
            }
        }
        return Optional.empty();
    }

    /**
     * Members of that name on the session, frames, RDDs and contexts: what a call on an unknown receiver may mean. Other areas are left
     * out, because there a bare name says nothing.
     */
    public List<Fact> named(String member) {
        var found = new ArrayList<Fact>(file("core").named(member));
        found.addAll(file("sql").named(member));
        return List.copyOf(found);
    }

    /** Ways of using a symbol that mean something else on Connect. */
    public List<Fact> behaviours(String symbol) {
        var found = new ArrayList<Fact>();
        for (var fact : file(BEHAVIOURS).all()) {
            if (fact.symbol().startsWith(symbol + "#")) {
                found.add(fact);
            }
        }
        return List.copyOf(found);
    }

    /** Every fact, behaviours last; reads all files. */
    public List<Fact> all() {
        var found = new ArrayList<Fact>();
        for (var name :
                List.of("core", "sql", "types", "functions", "streaming", "ml", "mllib", "pandas", BEHAVIOURS)) {
            found.addAll(file(name).all());
        }
        return List.copyOf(found);
    }

    private FactFile file(String name) {
        var known = files.get(name);
        if (known != null) {
            return known;
        }
        // No lambda here: linking the first one costs more than reading the file. Reading twice does no harm.
        var read = FactFile.read(name);
        files.put(name, read);
        return read;
    }

    private record Area(String prefix, String file) {
        boolean holds(String symbol) {
            return symbol.startsWith(prefix)
                    && (symbol.length() == prefix.length() || symbol.charAt(prefix.length()) == '.');
        }
    }
}
