"""Canonical names: the one shortest public import path of each class and function, and its other paths."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Dict, List, Optional, Tuple

from .sources import ClassRef, FunctionRef, ModuleRef, ModuleSource, Ref, Sources

# Implementations of classes that have a public counterpart of the same name.
IMPLEMENTATIONS = ("pyspark.sql.connect.", "pyspark.sql.classic.")

# How the Connect client talks to the server: names that only happen to be the same.
PROTOCOL = ("pyspark.sql.connect.plan", "pyspark.sql.connect.expressions", "pyspark.sql.connect.client", "pyspark.sql.connect.types")
RENAMED = {"RuntimeConf": "RuntimeConfig"}


class Naming:
    """Names of one release. A class of `pyspark.sql.connect` or `.classic` goes by its public counterpart."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def canonical(self, ref: Ref) -> str:
        if isinstance(ref, ClassRef):
            return self._class_name(ref)
        if isinstance(ref, FunctionRef):
            return self._paths.get((ref.module, ref.name), [f"{ref.module}.{ref.name}"])[0]
        if isinstance(ref, ModuleRef):
            return ref.name
        return ref.name

    def aliases(self, ref: ClassRef) -> List[str]:
        """The other import paths, those of its implementations included."""
        first, _, rest = ref.name.partition(".")
        suffix = f".{rest}" if rest else ""
        paths = [p + suffix for p in self._paths.get((ref.module, first), [])]
        paths += [f"{alias}.{ref.name}" for alias, module in self.legacy_modules.items() if module == ref.module]
        paths += [str(r) for r in self.implementations(ref)] + [str(ref)]
        return sorted(set(paths) - {self.canonical(ref)})

    def implementations(self, ref: ClassRef) -> List[ClassRef]:
        return self._implementations.get(ref, [])

    def public_counterpart(self, ref: ClassRef) -> Optional[ClassRef]:
        """The public class that a classic or Connect implementation stands for."""
        return self._counterparts.get(ref)

    @cached_property
    def legacy_modules(self) -> Dict[str, str]:
        """Module names of the past that `pyspark/__init__.py` keeps alive."""
        init = self.sources.module("pyspark")
        assert init is not None
        pairs = re.findall(r'sys\.modules\["([\w.]+)"\] = (\w+)', init.path.read_text(encoding="utf-8"))
        resolved = {name: self.sources.resolve("pyspark", local) for name, local in pairs}
        return {name: ref.name for name, ref in resolved.items() if isinstance(ref, ModuleRef)}

    def name_of(self, qualified: str) -> str:
        """The canonical name of what a qualified name means in this release; empty when it means nothing."""
        parts = qualified.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            prefix = ".".join(parts[:cut])
            module = self.legacy_modules.get(prefix, prefix)
            if self.sources.module(module) is not None:
                ref = self.sources.resolve(module, ".".join(parts[cut:]))
                return self.canonical(ref) if ref is not None else ""
        return ""

    def _class_name(self, ref: ClassRef) -> str:
        ref = self._counterparts.get(ref, ref)
        first, _, rest = ref.name.partition(".")
        base = self._paths.get((ref.module, first), [f"{ref.module}.{first}"])[0]
        return f"{base}.{rest}" if rest else base

    @cached_property
    def _paths(self) -> Dict[Tuple[str, str], List[str]]:
        """Public import paths of what is declared at module level, best first."""
        found: Dict[Tuple[str, str], List[str]] = {}
        for module_name in self.sources.module_names():
            if not is_public_module(module_name):
                continue
            module = self.sources.module(module_name)
            assert module is not None
            for name in dict.fromkeys((module.declared_all or []) + self._offered(module)):
                ref = self.sources.resolve(module_name, name)
                if isinstance(ref, (ClassRef, FunctionRef)):
                    found.setdefault((ref.module, ref.name), []).append(f"{module_name}.{name}")
        for paths in found.values():
            paths.sort(key=lambda p: (p.count("."), len(p), p))
        return found

    def _offered(self, module: ModuleSource) -> List[str]:
        """What a module declares itself, and what a package without `__all__` gathers from its modules."""
        gathers = module.is_package and module.declared_all is None
        offered = [
            name
            for name, binding in module.bindings.items()
            if binding.kind in ("class", "function")
            or gathers and not name.startswith("_") and binding.target.startswith(module.name + ".")
        ]
        for star in module.stars:
            if star.startswith(module.name + "."):
                refs = {name: self.sources.resolve(star, name) for name in self.sources.exports(star)}
                offered += [n for n, r in refs.items() if getattr(r, "module", "").startswith(module.name + ".")]
        return offered

    @cached_property
    def _counterparts(self) -> Dict[ClassRef, ClassRef]:
        public: Dict[Tuple[str, str], ClassRef] = {}
        by_name: Dict[str, ClassRef] = {}
        implementations: List[ClassRef] = []
        for ref, _ in self.sources.classes():
            if ref.module.startswith(IMPLEMENTATIONS):
                if not ref.module.startswith(PROTOCOL):
                    implementations.append(ref)
            elif ref.module.startswith("pyspark.sql.") and "._typing" not in ref.module:
                public[ref.module[len("pyspark.sql.") :], ref.name] = ref
                by_name.setdefault(ref.name, ref)
        pairs = {}
        for ref in implementations:
            name = RENAMED.get(ref.name, ref.name)
            place = ref.module.split(".", 3)[3]
            counterpart = public.get((place, name)) or by_name.get(name)
            if counterpart is not None:
                pairs[ref] = counterpart
        return pairs

    @cached_property
    def _implementations(self) -> Dict[ClassRef, List[ClassRef]]:
        found: Dict[ClassRef, List[ClassRef]] = {}
        for implementation, public in self._counterparts.items():
            found.setdefault(public, []).append(implementation)
        return found


def is_public_module(name: str) -> bool:
    if any(part.startswith("_") for part in name.split(".")):
        return False
    return not (name + ".").startswith(IMPLEMENTATIONS)
