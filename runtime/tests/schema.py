"""Checks JSON against a schema, as far as this project's schemas go; an unknown keyword is an error."""

_KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_SILENT = {"$schema", "$defs", "title", "description"}


def problems(value, schema, root=None, place="$"):
    """Why a value does not fit, as a list of texts."""
    root = root or schema
    found = []
    for keyword, wanted in schema.items():
        if keyword in _SILENT:
            continue
        found.extend(_CHECKS[keyword](value, wanted, schema, root, place))
    return found


def _type(value, wanted, schema, root, place):
    kinds = [wanted] if isinstance(wanted, str) else wanted
    fits = any(isinstance(value, _KINDS[kind]) and not isinstance(value, bool) for kind in kinds)
    return [] if fits else ["%s: %r is no %s" % (place, value, wanted)]


def _const(value, wanted, schema, root, place):
    return [] if value == wanted else ["%s: %r is not %r" % (place, value, wanted)]


def _enum(value, wanted, schema, root, place):
    return [] if value in wanted else ["%s: %r is none of %r" % (place, value, wanted)]


def _minimum(value, wanted, schema, root, place):
    return [] if value >= wanted else ["%s: %r is below %r" % (place, value, wanted)]


def _required(value, wanted, schema, root, place):
    return ["%s: no %s" % (place, name) for name in wanted if name not in value]


def _properties(value, wanted, schema, root, place):
    return [
        problem
        for name, inner in wanted.items()
        if name in value
        for problem in problems(value[name], inner, root, "%s.%s" % (place, name))
    ]


def _additional(value, wanted, schema, root, place):
    others = [name for name in value if name not in schema.get("properties", {})]
    if wanted is False:
        return ["%s: %s is not known" % (place, name) for name in others]
    return [problem for name in others for problem in problems(value[name], wanted, root, "%s.%s" % (place, name))]


def _items(value, wanted, schema, root, place):
    return [
        problem
        for i, item in enumerate(value)
        for problem in problems(item, wanted, root, "%s[%d]" % (place, i))
    ]


def _reference(value, wanted, schema, root, place):
    return problems(value, root["$defs"][wanted.rpartition("/")[2]], root, place)


def _one_of(value, wanted, schema, root, place):
    tried = [problems(value, choice, root, place) for choice in wanted]
    fitting = [not found for found in tried].count(True)
    return [] if fitting == 1 else ["%s: fits %d of the choices; nearest: %s" % (place, fitting, min(tried, key=len))]


_CHECKS = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "minimum": _minimum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "$ref": _reference,
    "oneOf": _one_of,
}
