"""The numbers that decide something: those at the top of a module, and those that a condition compares with."""

from __future__ import annotations

import ast
import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTOR = 1.5
"""What a number is multiplied with and divided by: half as much again is a change that a reader would notice."""

CODE_POINT = "0x"
"""How a number is written that is a character and no threshold."""

EXEMPT = Path(__file__).parent / "exempt.toml"


class Site(NamedTuple):
    """A number in a source file. Lines count from 1, columns from 0 and in bytes, as `ast` counts them."""

    path: str
    line: int
    column: int
    end: int
    written: str
    place: str
    """The name that it is given, or the function whose condition it is in."""


class Mutant(NamedTuple):
    """A number with another in its place."""

    site: Site
    written: str

    def __str__(self) -> str:
        site = self.site
        return f"{site.path} {site.place}: {site.written} → {self.written}"


@cache
def exempt() -> frozenset[str]:
    """The files, and the names and functions in files, whose numbers are left alone; see ``exempt.toml``."""
    groups = tomllib.loads(EXEMPT.read_text("utf-8")).values()
    return frozenset(number for group in groups for number in group["numbers"])


def sites(root: Path, folders: tuple[str, ...]) -> Iterator[Site]:
    """The numbers in all modules below `folders` that are not exempt, in order."""
    return (
        site for site in all_sites(root, folders) if not exempt() & {site.path, f"{site.path} {site.place}"}
    )


def all_sites(root: Path, folders: tuple[str, ...]) -> Iterator[Site]:
    """The numbers in all modules below `folders`, those that are exempt among them."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            source = path.read_text("utf-8")
            lines = source.encode().split(b"\n")
            for place, number in sorted(_numbers(ast.parse(source)), key=lambda found: _position(found[1])):
                line, column, end = number.lineno, number.col_offset, number.end_col_offset or 0
                written = lines[line - 1][column:end].decode()
                if not written.startswith(CODE_POINT):
                    yield Site(name, line, column, end, written, place)


def mutants(site: Site) -> Iterator[Mutant]:
    """The two mutants of a number; a whole number stays whole and becomes another one."""
    value = ast.literal_eval(site.written)
    if isinstance(value, int):
        yield Mutant(site, str(math.ceil(value * FACTOR)))
        yield Mutant(site, str(math.floor(value / FACTOR)))
    else:
        yield Mutant(site, repr(value * FACTOR))
        yield Mutant(site, repr(value / FACTOR))


def mutated(source: str, mutant: Mutant) -> str:
    """The source of the site's file with the mutant's number."""
    lines = source.encode().split(b"\n")
    site = mutant.site
    line = lines[site.line - 1]
    lines[site.line - 1] = line[: site.column] + mutant.written.encode() + line[site.end :]
    return b"\n".join(lines).decode()


def _position(number: ast.Constant) -> tuple[int, int]:
    return number.lineno, number.col_offset


def _numbers(module: ast.Module) -> Iterator[tuple[str, ast.Constant]]:
    for statement in module.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            yield from ((ast.unparse(target), n) for n in ast.walk(statement.value) if _is_number(n))
        else:
            yield from _compared(statement, "")


def _compared(node: ast.AST, place: str) -> Iterator[tuple[str, ast.Constant]]:
    """The numbers in the comparisons of `node`, each with the innermost function or class round it."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        place = f"{place}.{node.name}" if place else node.name
    if isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            number = side.operand if isinstance(side, ast.UnaryOp) else side
            if _is_number(number):
                yield place, number
    for child in ast.iter_child_nodes(node):
        yield from _compared(child, place)


def _is_number(node: ast.AST) -> bool:
    """Nought stays nought whatever it is multiplied with; True is a number to Python only."""
    return isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value != 0
