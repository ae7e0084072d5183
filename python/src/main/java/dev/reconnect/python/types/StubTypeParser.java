package dev.reconnect.python.types;

import dev.reconnect.python.tree.ParameterForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads types and signatures as stubs write them; what does not parse is unknown. */
final class StubTypeParser {
    private final Stubs stubs;
    private final String text;
    private int at;

    private StubTypeParser(Stubs stubs, String text) {
        this.stubs = stubs;
        this.text = text;
    }

    static Type type(Stubs stubs, String text) {
        return new StubTypeParser(stubs, text).type();
    }

    /** {@code (a: int, *, b: str = ...) -> T}. */
    static Signature signature(Stubs stubs, String text) {
        return new StubTypeParser(stubs, text).signature();
    }

    private Signature signature() {
        skip("(");
        var parameters = new ArrayList<Signature.Parameter>();
        Type receiver = null;
        boolean named = false;
        while (at < text.length() && !skip(")")) {
            if (skip("/")) {
                parameters.replaceAll(parameter -> new Signature.Parameter(
                        parameter.name(), parameter.type(), ParameterForm.POSITIONAL_ONLY, parameter.optional()));
            } else if (peekBareStar()) {
                skip("*");
                named = true;
            } else {
                var parameter = parameter(named);
                named |= parameter.form() == ParameterForm.VAR_POSITIONAL;
                if (parameters.isEmpty() && receiver == null && parameter.name().equals("self")) {
                    receiver = parameter.type();
                } else {
                    parameters.add(parameter);
                }
            }
            if (!skip(", ") && at < text.length() && text.charAt(at) != ')') {
                break;
            }
        }
        Type returns = skip(" -> ") ? type() : Type.UNKNOWN;
        return new Signature(receiver, parameters, returns);
    }

    private boolean peekBareStar() {
        return text.startsWith("*,", at) || text.startsWith("*)", at);
    }

    private Signature.Parameter parameter(boolean named) {
        ParameterForm form = named ? ParameterForm.KEYWORD_ONLY : ParameterForm.POSITIONAL_OR_KEYWORD;
        if (skip("**")) {
            form = ParameterForm.VAR_KEYWORD;
        } else if (skip("*")) {
            form = ParameterForm.VAR_POSITIONAL;
        }
        var name = identifier();
        Type type = skip(": ") ? type() : Type.UNKNOWN;
        boolean optional = skip(" = ...");
        return new Signature.Parameter(name, type, form, optional);
    }

    private Type type() {
        Type first = single();
        if (at >= text.length() || text.charAt(at) != '|') {
            return first;
        }
        var members = new ArrayList<Type>();
        members.add(first);
        while (skip("|")) {
            members.add(single());
        }
        return new Type.Union(members);
    }

    private Type single() {
        if (skip("(")) {
            Type inner = type();
            skip(")");
            return inner;
        }
        if (skip("'")) {
            return new Type.Variable(identifier());
        }
        if (skip("callable(")) {
            return callable();
        }
        var name = name();
        List<Type> arguments = List.of();
        boolean repeated = false;
        if (skip("[")) {
            var parts = new ArrayList<Type>();
            while (at < text.length() && !skip("]")) {
                if (skip("...")) {
                    repeated = true;
                } else if (!skip("()")) {
                    parts.add(type());
                }
                if (!skip(",") && at < text.length() && text.charAt(at) != ']') {
                    at = text.length();
                }
            }
            arguments = parts;
            if (name.equals("tuple") && !repeated) {
                return new Type.Tuple(parts);
            }
        }
        return named(name, arguments);
    }

    private Type callable() {
        Optional<List<Type>> parameters = Optional.empty();
        if (skip("...")) {
            skip(")");
        } else {
            var types = new ArrayList<Type>();
            while (at < text.length() && !skip(")")) {
                types.add(type());
                skip(",");
            }
            parameters = Optional.of(types);
        }
        skip("->");
        return new Type.Callable(Optional.empty(), new CallTargets.Shape(parameters, single()));
    }

    private Type named(String name, List<Type> arguments) {
        return switch (name) {
            case "Any", "" -> Type.UNKNOWN;
            case "None" -> Type.NONE;
            case "Self" -> new Type.Variable("Self");
            case "type" ->
                arguments.size() == 1 && arguments.get(0) instanceof Type.Instance instance
                        ? new Type.ClassObject(instance.type())
                        : Type.UNKNOWN;
            default -> new Type.Instance(stubs.reference(name), arguments);
        };
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
            if (text.startsWith("...", at)) {
                break;
            }
            at++;
        }
        if (at == start && at < text.length()) {
            at++;
            return "";
        }
        return text.substring(start, at);
    }

    private String identifier() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean skip(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }
}
