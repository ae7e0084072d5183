package dev.reconnect.core;

import java.util.Optional;

/**
 * An import that a fix's new text relies on, such as {@code from pyspark.sql import functions as F}; the engine merges it into the
 * file's imports, once however many fixes ask for it.
 *
 * @param module the module imported, or imported from
 * @param name the name taken from the module, absent for {@code import module}
 * @param alias the name it is bound to, absent where that is the imported name itself
 */
public record ImportRequest(String module, Optional<String> name, Optional<String> alias) {
    public static ImportRequest of(String module) {
        return new ImportRequest(module, Optional.empty(), Optional.empty());
    }

    public static ImportRequest from(String module, String name) {
        return new ImportRequest(module, Optional.of(name), Optional.empty());
    }

    public static ImportRequest from(String module, String name, String alias) {
        return new ImportRequest(module, Optional.of(name), Optional.of(alias));
    }

    /** The name that code refers to once the import is there; for {@code import a.b} that is {@code a}. */
    public String boundName() {
        return alias.or(() -> name).orElseGet(() -> {
            int dot = module.indexOf('.');
            return dot < 0 ? module : module.substring(0, dot);
        });
    }

    /** The statement that brings this import alone, without a line end. */
    public String statement() {
        var as = alias.map(a -> " as " + a).orElse("");
        return name.map(n -> "from " + module + " import " + n + as).orElse("import " + module + as);
    }
}
