package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.stubs.StubSection;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up members of values, classes and modules. */
final class Members {
    private static final String ROW = "pyspark.sql.Row";
    private static final int MAX_CHAIN = 12;

    private final Inference inference;
    private final Stubs stubs = Stubs.shared();

    Members(Inference inference) {
        this.inference = inference;
    }

    /** A member that was found: the class or module it was asked of, the one that declares it; its type is worked out when asked for. */
    static final class Found {
        private final Supplier<Type> value;
        private final String owner;
        private final String definedBy;

        private Found(Supplier<Type> value, String owner, String definedBy) {
            this.value = value;
            this.owner = owner;
            this.definedBy = definedBy;
        }

        private Found(Type type, String owner, String definedBy) {
            this(() -> type, owner, definedBy);
        }

        Type type() {
            return value.get();
        }

        String owner() {
            return owner;
        }

        String definedBy() {
            return definedBy;
        }
    }

    /** The type of {@code receiver.name}. */
    Type type(Type receiver, String name, Context context) {
        if (receiver instanceof Type.Union union) {
            var types = new ArrayList<Type>();
            for (Type member : union.members()) {
                if (!member.equals(Type.NONE)) {
                    types.add(type(member, name, context));
                }
            }
            return Type.union(types);
        }
        if (receiver.isUnknown()) {
            return receiver;
        }
        Found found = find(receiver, name, context);
        if (found == null) {
            return Type.UNKNOWN;
        }
        boolean sure = !(receiver instanceof Type.Instance instance) || instance.confidence() == Confidence.CERTAIN;
        return sure ? found.type() : found.type().atMost(Confidence.LIKELY);
    }

    /** The member of one type, not of a union; null where there is none or nothing is known. */
    @Nullable
    Found find(Type receiver, String name, Context context) {
        Type whole = Types.asInstance(receiver);
        if (whole instanceof Type.Instance instance) {
            return ofInstance(instance, name, context);
        }
        if (whole instanceof Type.ClassObject object) {
            return ofClass(object, name, context);
        }
        if (whole instanceof Type.ModuleType module) {
            return new Found(() -> ofModule(module, name), module.name(), module.name());
        }
        if (whole instanceof Type.Callable callable) {
            return ofFunction(callable, name);
        }
        return null;
    }

    private static @Nullable Found ofFunction(Type.Callable callable, String name) {
        return name.startsWith("__")
                ? new Found(new Type.Unknown("function"), callable.name().orElse("function"), "function")
                : null;
    }

    private @Nullable Found ofInstance(Type.Instance instance, String name, Context context) {
        if (instance.type() instanceof ForeignClass type) {
            return new Found(new Type.Unknown(type.name()), type.name(), type.name());
        }
        if (instance.type() instanceof SourceClass type) {
            return ofSource(type, name, instance, type.name(), context, new HashSet<>());
        }
        return ofStub(instance, instance, name);
    }

    /** {@code seen} is the receiver as an instance of the class that is being searched. */
    private @Nullable Found ofStub(Type.Instance receiver, Type.Instance seen, String name) {
        Found declared = declared(receiver, seen, name, receiver.type().name(), 0);
        if (declared != null) {
            return declared;
        }
        var owner = receiver.type().name();
        var field = owner.equals(ROW)
                ? receiver.schema().flatMap(schema -> schema.find(name))
                : Optional.<FrameSchema.Field>empty();
        if (field.isPresent()) {
            return new Found(field.get().type(), owner, owner);
        }
        if (!name.startsWith("__")) {
            Found dynamic = declared(receiver, seen, "__getattr__", owner, 0);
            if (dynamic != null && dynamic.type() instanceof Type.Callable callable) {
                Type result = callable.target() instanceof CallTargets.Declared method
                        ? method.signatures().get(0).returns()
                        : Type.UNKNOWN;
                return new Found(result, owner, owner);
            }
        }
        return Types.isSparkName(owner) && !name.startsWith("__") ? new Found(Type.UNKNOWN, owner, owner) : null;
    }

    private @Nullable Found declared(Type.Instance receiver, Type.Instance seen, String name, String owner, int depth) {
        if (!(seen.type() instanceof StubClass type) || depth > MAX_CHAIN) {
            return null;
        }
        var own = type.findOwn(name);
        if (own.isPresent()) {
            return new Found(() -> bound(receiver, seen, type, name, own.get()), owner, type.name());
        }
        var variables = Types.variablesOf(seen);
        Found plain = null;
        for (Type base : type.bases()) {
            if (Types.substitute(base, variables) instanceof Type.Instance parent) {
                Found found = declared(receiver, parent, name, owner, depth + 1);
                // A base without arguments may be inherited once more, with them, through another one.
                if (found != null && !isRaw(found)) {
                    return found;
                }
                plain = plain == null ? found : plain;
            }
        }
        return plain;
    }

    private static boolean isRaw(Found found) {
        return found.type() instanceof Type.Callable callable
                && callable.target() instanceof CallTargets.Declared target
                && target.receiver() instanceof Type.Instance instance
                && instance.type() instanceof StubClass type
                && !type.variables().isEmpty()
                && instance.arguments().stream().allMatch(Type::isUnknown);
    }

    private static Type bound(
            Type.Instance receiver, Type.Instance seen, StubClass type, String name, StubClass.Member member) {
        if (member.isFunction()) {
            boolean isStatic = member.kind() == StubSection.Kind.STATIC_METHOD;
            return new Type.Callable(
                    Optional.of(type.name() + "." + name),
                    new CallTargets.Declared(
                            type.name() + "." + name, member.signatures(), isStatic ? null : seen, type));
        }
        if (receiver.schema().isPresent()) {
            if (name.equals("rdd")) {
                return Stubs.instance(
                        "pyspark.RDD", Stubs.instance(ROW, receiver.schema().get()));
            }
        }
        var variables = new HashMap<>(Types.variablesOf(seen));
        variables.put("Self", receiver);
        return Types.substitute(member.type(), variables);
    }

    private @Nullable Found ofClass(Type.ClassObject object, String name, Context context) {
        if (object.type() instanceof ForeignClass type) {
            return new Found(new Type.Unknown(type.name()), type.name(), type.name());
        }
        if (object.type() instanceof SourceClass type) {
            return ofSource(type, name, object, type.name(), context, new HashSet<>());
        }
        var type = (StubClass) object.type();
        var nested = stubs.findClass(type.name() + "." + name);
        if (nested != null) {
            return new Found(new Type.ClassObject(nested), type.name(), type.name());
        }
        return ofStubClass(type, name, type.name(), 0);
    }

    private @Nullable Found ofStubClass(StubClass type, String name, String owner, int depth) {
        var own = type.findOwn(name);
        if (own.isPresent()) {
            var member = own.get();
            if (!member.isFunction()) {
                boolean readable = member.kind() == StubSection.Kind.ATTRIBUTE || name.equals("builder");
                Type declared = readable ? Types.substitute(member.type(), Map.of()) : Type.UNKNOWN;
                return new Found(declared, owner, type.name());
            }
            Type receiver = member.kind() == StubSection.Kind.CLASS_METHOD ? new Type.Instance(type) : null;
            StubClass unbound = member.kind() == StubSection.Kind.METHOD ? type : null;
            var qualified = type.name() + "." + name;
            var target = new CallTargets.Declared(qualified, member.signatures(), receiver, unbound);
            return new Found(new Type.Callable(Optional.of(qualified), target), owner, type.name());
        }
        for (Type base : type.bases()) {
            if (base instanceof Type.Instance parent && parent.type() instanceof StubClass known && depth < MAX_CHAIN) {
                Found found = ofStubClass(known, name, owner, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return Types.isSparkName(owner) && depth == 0 && !name.startsWith("__")
                ? new Found(Type.UNKNOWN, owner, owner)
                : null;
    }

    /** A member of a project class; {@code receiver} is the instance or class object that it is asked of. */
    private @Nullable Found ofSource(
            SourceClass type, String name, Type receiver, String owner, Context context, Set<SourceClass> seen) {
        if (!seen.add(type)) {
            return null;
        }
        Binding binding = type.scope().findOwn(name).orElse(null);
        List<Attribute> stores = type.storesTo(name);
        if (binding != null || !stores.isEmpty()) {
            return new Found(() -> ownOf(type, name, binding, stores, receiver, context), owner, type.name());
        }
        boolean open = false;
        for (Type base : type.bases()) {
            if (!(base instanceof Type.Instance parent)) {
                open = true;
            } else if (parent.type() instanceof SourceClass known) {
                Found found = ofSource(known, name, receiver, owner, context, seen);
                if (found != null) {
                    return found;
                }
            } else {
                boolean isClass = receiver instanceof Type.ClassObject;
                Found found = isClass
                        ? ofClass(new Type.ClassObject(parent.type()), name, context)
                        : ofInstance(parent, name, context);
                if (found != null) {
                    return new Found(found::type, owner, found.definedBy());
                }
            }
        }
        if (name.equals("__getattr__") || open) {
            return null;
        }
        Found dynamic =
                name.startsWith("__") ? null : ofSource(type, "__getattr__", receiver, owner, context, new HashSet<>());
        return dynamic == null
                ? null
                : new Found(
                        () -> inference.calls().invoke(dynamic.type(), List.of(Types.of("str")), context),
                        owner,
                        owner);
    }

    private Type ownOf(
            SourceClass type,
            String name,
            @Nullable Binding binding,
            List<Attribute> stores,
            Type receiver,
            Context context) {
        Definition last = binding == null
                ? null
                : binding.definitions().get(binding.definitions().size() - 1);
        if (binding != null && last != null && last.kind() == BindingKind.FUNCTION && stores.isEmpty()) {
            return inference.functions().method(type, binding, (FunctionDef) last.node(), receiver, context);
        }
        Context root = inference.root(type.model());
        return inference.answer(root, new AttributeOf(type.definition(), name), () -> {
            var types = new ArrayList<Type>();
            Type declared = null;
            if (binding != null) {
                for (Definition definition : binding.definitions()) {
                    Type value = inference.typeOf(definition, root);
                    declared = definition.kind() == BindingKind.DECLARATION ? value : declared;
                    types.add(definition.kind() == BindingKind.DECLARATION ? Unions.NEVER : value);
                }
            }
            for (Attribute store : stores) {
                types.add(inference.storedAttribute(store, root));
            }
            Type inferred = Type.union(types);
            return declared == null ? inferred : inference.annotations().refine(declared, inferred);
        });
    }

    private record AttributeOf(Object type, String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AttributeOf that && that.type == type && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + name.hashCode();
        }
    }

    /** What a {@code with} statement binds. */
    Type entered(Type manager, Context context) {
        if (manager.isUnknown()) {
            return manager;
        }
        var types = new ArrayList<Type>();
        for (Type option : manager.alternatives()) {
            if (option instanceof Type.Instance instance && instance.type() instanceof ForeignClass) {
                types.add(new Type.Unknown(instance.type().name()));
                continue;
            }
            Found found = find(option, "__enter__", context);
            types.add(found == null ? Type.UNKNOWN : inference.calls().invoke(found.type(), List.of(), context));
        }
        return Type.union(types);
    }

    /** The module that an import statement of the file names. */
    Type module(FileModel from, int level, String dotted) {
        if (level == 0 && stubs.covers(dotted)) {
            var type = new Type.ModuleType(dotted);
            return stubs.isModule(dotted) || isTop(dotted) ? type : new Type.ModuleType(dotted);
        }
        var modules = inference.project().modules();
        inference.uses().key(Keys.ofModule(Modules.lastPartOf(dotted.replace('.', '/'))));
        var found = level > 0 ? modules.relative(from.path(), level, dotted) : modules.absolute(from.path(), dotted);
        if (found != null && (level > 0 || !found.path().equals(from.path()))) {
            return found;
        }
        return level > 0 ? Type.UNKNOWN : new Type.ModuleType(dotted);
    }

    private static boolean isTop(String dotted) {
        return dotted.indexOf('.') < 0;
    }

    /** What {@code from module import name} binds; a package that imports from itself means its modules. */
    Type imported(FileModel model, ImportFrom from, String name) {
        Type module = module(model, from.level(), from.module().orElse(""));
        if (module instanceof Type.ModuleType known && known.path().equals(model.path())) {
            var inside = inside(known, name);
            return inside != null ? inside : Type.UNKNOWN;
        }
        return ofModule(module, name);
    }

    /** A name of a module, as {@code from module import name} and {@code module.name} give it. */
    Type ofModule(Type module, String name) {
        if (!(module instanceof Type.ModuleType known)) {
            return module.isUnknown() ? module : Type.UNKNOWN;
        }
        if (!known.path().isEmpty()) {
            return ofProjectModule(known, name);
        }
        Type declared = ofStubModule(known.name(), name, 0);
        if (declared != null) {
            return declared;
        }
        if (stubs.covers(known.name())) {
            return Type.UNKNOWN;
        }
        var qualified = known.name() + "." + name;
        if (stubs.isModule(qualified)) {
            return new Type.ModuleType(qualified);
        }
        return Libraries.isForeign(known.name()) ? new Type.Unknown(known.name()) : Type.UNKNOWN;
    }

    private Type ofProjectModule(Type.ModuleType module, String name) {
        FileModel model = find(module);
        if (model != null) {
            Binding binding = model.scopes().module().findOwn(name).orElse(null);
            if (binding != null && !binding.definitions().isEmpty()) {
                return inference.typeOf(binding, inference.root(model));
            }
        }
        var inside = inside(module, name);
        if (inside != null) {
            return inside;
        }
        Type starred = model == null ? null : starImported(model, name, 0);
        return starred != null ? starred : Type.UNKNOWN;
    }

    private @Nullable FileModel find(Type.ModuleType module) {
        FileModel model = inference.project().find(module.path());
        if (model != null) {
            inference.uses().file(model);
        }
        return model;
    }

    private Type.@Nullable ModuleType inside(Type.ModuleType outer, String name) {
        inference.uses().key(Keys.ofModule(name));
        return inference.project().modules().inside(outer, name);
    }

    /** What a star import of the file brings under that name; null where none does. */
    @Nullable
    Type starImported(FileModel model, String name, int depth) {
        List<ImportFrom> stars = model.scopes().module().starImports();
        if (depth > MAX_CHAIN) {
            return null;
        }
        for (int i = stars.size() - 1; i >= 0; i--) {
            ImportFrom star = stars.get(i);
            Type module = module(model, star.level(), star.module().orElse(""));
            Type found = module instanceof Type.ModuleType known ? ofStar(known, name, depth) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Type ofStar(Type.ModuleType module, String name, int depth) {
        if (module.path().isEmpty()) {
            StubSection section = stubs.module(module.name());
            if (section == null
                    || (section.exported().isPresent()
                            && !section.exported().get().contains(name))) {
                return null;
            }
            return name.startsWith("_") ? null : ofStubModule(module.name(), name, 0);
        }
        FileModel model = find(module);
        if (model == null || name.startsWith("_")) {
            return null;
        }
        Scope scope = model.scopes().module();
        Binding binding = scope.findOwn(name).orElse(null);
        if (binding != null && !binding.definitions().isEmpty()) {
            return inference.typeOf(binding, inference.root(model));
        }
        return starImported(model, name, depth + 1);
    }

    private @Nullable Type ofStubModule(String module, String name, int depth) {
        StubSection section = stubs.module(module);
        var qualified = module + "." + name;
        if (section != null) {
            var lines = section.lines(name);
            if (!lines.isEmpty()) {
                return declaredBy(lines, qualified, depth);
            }
        }
        var type = stubs.findClass(qualified);
        if (type != null) {
            return new Type.ClassObject(type);
        }
        return stubs.isModule(qualified) || (section == null && stubs.covers(module) && isSubmodule(qualified))
                ? new Type.ModuleType(qualified)
                : null;
    }

    private boolean isSubmodule(String qualified) {
        int dot = qualified.lastIndexOf('.');
        return Character.isLowerCase(qualified.charAt(dot + 1));
    }

    private @Nullable Type declaredBy(List<StubSection.Line> lines, String qualified, int depth) {
        var first = lines.get(0);
        return switch (first.kind()) {
            case REEXPORT -> qualified(first.text(), depth + 1);
            case FUNCTION -> stubs.function(qualified, lines);
            case PROPERTY, ATTRIBUTE, METHOD, CLASS_METHOD, STATIC_METHOD, VALUE ->
                Types.substitute(StubTypeParser.type(stubs, first.text()), Map.of());
        };
    }

    /** What a qualified name of the stubs stands for. */
    private @Nullable Type qualified(String name, int depth) {
        if (depth > MAX_CHAIN) {
            return null;
        }
        var type = stubs.findClass(name);
        if (type != null) {
            return new Type.ClassObject(type);
        }
        if (stubs.isModule(name)) {
            return new Type.ModuleType(name);
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? null : ofStubModule(name.substring(0, dot), name.substring(dot + 1), depth);
    }

    /** A builtin class or function; null where Python has none of that name that stubs describe. */
    @Nullable
    Type builtin(String name) {
        var type = stubs.findClass(name);
        if (type != null) {
            return Character.isLowerCase(name.charAt(0)) && isProtocol(name) ? null : new Type.ClassObject(type);
        }
        return ofStubModule("builtins", name, 0);
    }

    private static boolean isProtocol(String name) {
        return switch (name) {
            case "iterable", "iterator", "sequence", "mapping", "generator", "coroutine" -> true;
            default -> false;
        };
    }
}
