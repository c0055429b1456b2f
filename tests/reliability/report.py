"""The rows as a table, and the rows of a table that is there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import lint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import ModuleType

HEAD = ("promise", "how tried", "cases", "failures", "seed", "date", "version", "command")
TEXT = """# Reliability

What was tried to break the tool, and how often it broke. `make reliability` does it all again (half an hour); the command
of a row does that row alone, and says what failed.

"""
_COMMAND = re.compile(r"python -m tests\.reliability (\w+)")


class Outcome(NamedTuple):
    """What a row of the table says of one run."""

    cases: int
    failures: int
    seed: int


def command(name: str) -> str:
    """What runs the row `name` alone."""
    return f"python -m tests.reliability {name}"


def row(name: str, module: ModuleType, outcome: Outcome) -> str:
    """The row of the table."""
    cells = (
        module.PROMISE,
        module.HOW,
        f"{outcome.cases:,}",
        f"{outcome.failures:,}",
        str(outcome.seed),
        date.today().isoformat(),  # noqa: DTZ011 - the day where it ran
        lint.__version__,
        f"`{command(name)}`",
    )
    return f"| {' | '.join(cells)} |"


def known(path: Path) -> dict[str, str]:
    """The rows in the report at `path`, by name."""
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").splitlines()
    return {hit[1]: line for line in lines if (hit := _COMMAND.search(line)) and line.startswith("| ")}


def write(path: Path, rows: Mapping[str, str], order: Iterable[str]) -> None:
    """Put the report with `rows` at `path`."""
    rule = ["---", "---", "---:", "---:", "---:", "---", "---", "---"]
    table = [
        f"| {' | '.join(HEAD)} |",
        f"| {' | '.join(rule)} |",
        *(rows[name] for name in order if name in rows),
    ]
    path.write_text(TEXT + "\n".join(table) + "\n", "utf-8")
