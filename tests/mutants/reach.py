"""Which functions a check calls and which read a number, so that a mutant meets only checks that may notice it."""

from __future__ import annotations

import ast
import functools
import gc
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

    from tests.mutants.sites import Site


class Function(NamedTuple):
    """A function, by its file and the line at which it begins, decorators included."""

    path: str
    line: int


def called(run: Callable[[], object]) -> frozenset[Function]:
    """The functions that `run` calls while the linter remembers nothing."""
    for known in gc.get_objects():
        if isinstance(known, functools._lru_cache_wrapper) and known.__module__.startswith("lint."):
            known.cache_clear()
    seen = set()

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        seen.add(frame.f_code)

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return frozenset(Function(code.co_filename, code.co_firstlineno) for code in seen)


def readers(site: Site, root: Path) -> frozenset[Function] | None:
    """The functions that read the number at `site`; None when modules do while they are loaded."""
    own = root / site.path
    names: set[str] = set()
    for node in _parsed(own).body:
        if node.lineno <= site.line <= (node.end_lineno or 0):
            inside = [
                scope for scope in _functions(node) if scope.lineno <= site.line <= (scope.end_lineno or 0)
            ]
            if inside:
                return frozenset({_function(own, inside[0])})
            names = {name.id for name in ast.walk(node) if _is_name(name, ast.Store)}
    private = all(name.startswith("_") for name in names)
    found: set[Function] = set()
    for path in [own] if private else sorted((root / "lint").rglob("*.py")):
        reading = [scope for scope in _functions(_parsed(path)) if _reads(scope, names)]
        if _reads(_parsed(path), names) > sum(_reads(scope, names) for scope in reading):
            return None
        found.update(_function(path, scope) for scope in reading)
    return frozenset(found)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef]:
    """The functions and methods in `node`, without those that are inside of others."""
    if isinstance(node, ast.FunctionDef):
        yield node
    else:
        for child in ast.iter_child_nodes(node):
            yield from _functions(child)


def _function(path: Path, scope: ast.FunctionDef) -> Function:
    return Function(str(path), min(node.lineno for node in (scope, *scope.decorator_list)))


def _reads(node: ast.AST, names: set[str]) -> int:
    """How often one of `names` is read in `node`, as it is or as an attribute of a module."""
    return sum(
        (_is_name(part, ast.Load) and part.id in names)
        or (isinstance(part, ast.Attribute) and part.attr in names)
        for part in ast.walk(node)
    )


def _is_name(node: ast.AST, context: type[ast.expr_context]) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, context)
