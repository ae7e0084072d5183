package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class of the project. */
final class SourceClass extends PythonClass {
    private final FileModel model;
    private final ClassDef definition;
    private volatile @Nullable List<Type> bases;
    private volatile @Nullable List<String> ancestors;
    private volatile @Nullable Map<String, List<Attribute>> stores;

    SourceClass(String name, FileModel model, ClassDef definition) {
        super(name);
        this.model = model;
        this.definition = definition;
    }

    FileModel model() {
        return model;
    }

    ClassDef definition() {
        return definition;
    }

    Scope scope() {
        return model.scopes().openedBy(definition).orElseThrow();
    }

    /** The base classes; what is not a class that can be found is unknown. */
    List<Type> bases() {
        List<Type> known = bases;
        if (known == null) {
            var found = new ArrayList<Type>();
            var inference = new Inference(model.project(), model.sharedUses());
            for (var base : definition.bases()) {
                found.add(inference.annotations().baseClass(base, inference.root(model)));
            }
            known = List.copyOf(found);
            bases = known;
        }
        return known;
    }

    /** Stores to attributes of the instance, or of the class: in the class's own methods, and by the class's name in its module. */
    List<Attribute> storesTo(String attribute) {
        Map<String, List<Attribute>> known = stores;
        if (known == null) {
            known = collectStores();
            stores = known;
        }
        return known.getOrDefault(attribute, List.of());
    }

    /** The names that instances are given by the class's own methods. */
    Set<String> storedNames() {
        storesTo("");
        Map<String, List<Attribute>> known = stores;
        return known == null ? Set.of() : known.keySet();
    }

    @Override
    public List<String> ancestors() {
        List<String> known = ancestors;
        if (known == null) {
            var names = new LinkedHashSet<String>();
            collect(this, names, 0);
            names.add("object");
            known = List.copyOf(names);
            ancestors = known;
        }
        return known;
    }

    @Override
    public boolean isComplete() {
        return isComplete(this, 0);
    }

    private static boolean isComplete(SourceClass type, int depth) {
        for (Type base : type.bases()) {
            if (!(base instanceof Type.Instance instance) || instance.type() instanceof ForeignClass || depth > 20) {
                return false;
            }
            if (instance.type() instanceof SourceClass parent
                    && !parent.equals(type)
                    && !isComplete(parent, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static void collect(SourceClass type, Set<String> names, int depth) {
        if (!names.add(type.name()) || depth > 50) {
            return;
        }
        for (Type base : type.bases()) {
            if (base instanceof Type.Instance instance && instance.type() instanceof SourceClass parent) {
                collect(parent, names, depth + 1);
            } else if (base instanceof Type.Instance instance) {
                names.addAll(instance.type().ancestors());
            }
        }
    }

    private Map<String, List<Attribute>> collectStores() {
        Map<String, List<Attribute>> found = new LinkedHashMap<>();
        for (Statement statement : definition.body()) {
            if (statement instanceof FunctionDef method) {
                var receiver = receiverOf(method);
                if (receiver != null) {
                    method.walk(node -> {
                        if (node instanceof Attribute attribute
                                && attribute.value() instanceof Name name
                                && name.id().equals(receiver)
                                && attribute.context() == ExpressionContext.STORE) {
                            found.computeIfAbsent(attribute.name(), key -> new ArrayList<>(2))
                                    .add(attribute);
                        }
                    });
                }
            }
        }
        for (Name reference : references()) {
            if (reference.parent().orElse(null) instanceof Attribute attribute
                    && attribute.context() == ExpressionContext.STORE) {
                found.computeIfAbsent(attribute.name(), key -> new ArrayList<>(2))
                        .add(attribute);
            }
        }
        return found;
    }

    private List<Name> references() {
        return scope().parent()
                .flatMap(outer -> outer.findOwn(definition.name()))
                .map(Binding::references)
                .orElse(List.of());
    }

    private static @Nullable String receiverOf(FunctionDef method) {
        var parameters = method.parameters().all();
        boolean none = parameters.isEmpty()
                || parameters.get(0).form() == ParameterForm.KEYWORD_ONLY
                || parameters.get(0).form() == ParameterForm.VAR_KEYWORD;
        return none ? null : parameters.get(0).name();
    }
}
