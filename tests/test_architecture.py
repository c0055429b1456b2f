"""The house: imports point down, none go round in a circle, and no file is long."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = (
    "core",
    "settings",
    "decisions",
    "analysis",
    "rules",
    "engine",
    "runner",
    "report",
    "api",
    "review",
    "cli",
)
"""The rooms of `lint`, the lowest first; the package itself and `__main__` are above them."""

ANALYSIS = (
    "characters",
    "language",
    "regions",
    "blocks",
    "layout",
    "punctuation",
    "structure",
    "repetition",
)
"""The rooms of `lint.analysis`, the lowest first."""

LONGEST = 400
"""Lines of a module."""

EXCEPTIONS = {
    # Which encoding a file has is asked of its language. It goes when whoever reads a file is handed the answer.
    ("lint.core.source", "lint.analysis.language.encoding_detection"),
}
"""Imports that point up; one that is no longer there must leave this list."""


@cache
def modules() -> dict[str, Path]:
    """The modules of the package by name."""
    found = {}
    for path in sorted((ROOT / "lint").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports() -> dict[str, frozenset[str]]:
    """What each module imports of our own, wherever in it: at the top, in functions, for types only."""
    return {name: frozenset(_imported(path)) - {name} for name, path in modules().items()}


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in modules()}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            for alias in node.names:
                found |= {f"{node.module}.{alias.name}", str(node.module)} & modules().keys()
            for alias in node.names:
                if f"{node.module}.{alias.name}" in modules():
                    found.discard(str(node.module))
    return found


def floor(name: str) -> tuple[int, int]:
    """How high a module is: its room's floor, and within `lint.analysis` that of the room there."""
    _, *rooms = name.split(".")
    if not rooms or rooms == ["__main__"]:
        return len(FLOORS), 0
    if rooms[0] == "analysis":
        return FLOORS.index("analysis"), ANALYSIS.index(rooms[1]) if len(rooms) > 1 else -1
    return FLOORS.index(rooms[0]), 0


def upward() -> set[tuple[str, str]]:
    """The imports that point up."""
    return {
        (name, other) for name, others in imports().items() for other in others if floor(other) > floor(name)
    }


def test_every_module_is_in_a_room():
    rooms = {name.split(".")[1] for name in modules() if "." in name} - {"__main__"}
    assert rooms == set(FLOORS)
    inner = {name.split(".")[2] for name in modules() if name.startswith("lint.analysis.")}
    assert inner == set(ANALYSIS)
    top = {path.name for path in (ROOT / "lint").glob("*.py")}
    assert top == {"__init__.py", "__main__.py"}


def test_imports_point_down():
    assert sorted(upward()) == sorted(EXCEPTIONS)


def test_no_imports_go_round_in_a_circle():
    graph = {name: {o for o in others if (name, o) not in EXCEPTIONS} for name, others in imports().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("name", modules())
def test_no_module_is_long(name):
    assert modules()[name].read_text("utf-8").count("\n") <= LONGEST


def test_the_file_of_a_rule_is_named_after_it():
    for name, path in modules().items():
        if name.startswith("lint.rules."):
            names = [
                node.value.value
                for top in ast.parse(path.read_text("utf-8")).body
                if isinstance(top, ast.ClassDef)
                for node in top.body
                if isinstance(node, ast.Assign)
                and [ast.unparse(target) for target in node.targets] == ["name"]
                and isinstance(node.value, ast.Constant)
            ]
            assert len(names) <= 1, f"{name}: one file a rule"
            assert all(path.stem == rule.replace("-", "_") for rule in names), name
