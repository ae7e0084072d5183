package dev.reconnect.assist;

import dev.reconnect.engine.Analysis;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.types.FileModel;
import java.util.HashSet;
import java.util.Set;

/**
 * A proposal beside what it would replace, for the gates that look at the two.
 *
 * @param analysis the program as it is
 * @param old the region as a piece of its own
 * @param fresh what the model wrote
 */
record Trial(Region region, Analysis analysis, Written old, Written fresh) {
    static Trial of(Region region, Analysis analysis, Written fresh) {
        return new Trial(region, analysis, Written.of(region.code()), fresh);
    }

    Proposal proposal() {
        return new Proposal(region, fresh.text(), fresh.imports());
    }

    FileModel model() {
        return analysis.model(region.file());
    }

    /** The scope that the region's code runs in. */
    Scope scope() {
        return model().scopeOf(region.statements().get(0));
    }

    /** Whether a name of the region is a variable, and no import, function or class of the program. */
    boolean isVariable(String id) {
        boolean isParameter = old.nodes(Parameter.class).stream()
                .anyMatch(parameter -> parameter.name().equals(id));
        return isParameter
                || scope().resolve(id).stream()
                        .flatMap(binding -> binding.definitions().stream())
                        .anyMatch(definition -> switch (definition.kind()) {
                            case IMPORT, FUNCTION, CLASS -> false;
                            default -> true;
                        });
    }

    /** The names and members that the region itself mentions. */
    Set<String> mentioned() {
        return words(old);
    }

    static Set<String> words(Written code) {
        var words = new HashSet<String>();
        code.nodes(Name.class).forEach(name -> words.add(name.id()));
        code.nodes(Attribute.class).forEach(attribute -> words.add(attribute.name()));
        return words;
    }
}
