"""The source of the house as data, for the tests that read it."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings

BASE = Path(__file__).resolve().parent.parent
HOUSE = BASE / "fabrique"
FLOORS = ("core", "ground", "alliance", "accompaniment", "roof")
LAYERS = ("enums", "models", "permissions", "actions", "forms", "views", "urls")


@dataclass(frozen=True)
class Module:
    """`fabrique.ground.people.actions.roles` has floor `ground`, area `fabrique.ground.people`, layer `actions`."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(BASE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def floor(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def area(self) -> str:
        return area_of(self.name)

    @property
    def layer(self) -> str:
        return layer_of(self.name)

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.relative_to(BASE).parts

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def imports(self):
        """`(line, dotted name)` for each name imported: `from a.b import c` gives `a.b.c`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]
                above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
                base = ".".join(filter(None, [*above, node.module]))
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def functions(self):
        """`(name, lines)` of every function, its decorators not counted."""
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.name, node.end_lineno - node.lineno + 1

    def __str__(self) -> str:
        return str(self.path.relative_to(BASE))


def area_of(name: str) -> str:
    """The area a dotted name lies in; the core is one."""
    if name.startswith("fabrique.core"):
        return "fabrique.core"
    return ".".join(name.split(".")[:3]) if name.startswith("fabrique.") else ""


def layer_of(name: str) -> str:
    parts = name.split(".")
    layer = parts[3] if len(parts) > 3 and not name.startswith("fabrique.core") else ""
    return layer if layer in LAYERS else ""


@cache
def modules(*, tests: bool = False) -> tuple[Module, ...]:
    """Every module of `fabrique`, migrations apart; with the tests when asked."""
    found = (Module(path) for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts)
    return tuple(module for module in found if tests or not module.is_test)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(HOUSE.glob("**/templates/**/*.html")))


def areas() -> list[Path]:
    return [BASE.joinpath(*area.split(".")) for area in settings.AREAS]


def short(path: Path) -> str:
    return str(path.relative_to(BASE))
