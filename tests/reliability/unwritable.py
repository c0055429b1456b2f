"""Places where nothing can be written, for root neither: a file or a folder is in the way, or the name is too long."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.reliability.material import complaints, contents, is_own, ocrlint

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISE = (
    "Where a place can't be written, one line names it, the exit code is 2, sources stay, nothing is left behind, and "
    "what can be written is"
)
HOW = "a file where a folder should be and the reverse, names that are too long, `/proc`, `/dev/full`, a full stdout"
LONG = "长" * 83 + "x.txt"
"""A name of 254 bytes: there is no room in it for ".fixed"."""
FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"


class Case(NamedTuple):
    """Arguments, what is in the way, what stderr names, what is written all the same, and the exit code."""

    arguments: tuple[str, ...]
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    named: str = ""
    written: tuple[str, ...] = ()
    code: int = 2
    stdout: str = ""


_CHECK, _FIX = ("check", "a.txt", "--no-cache"), ("fix", "a.txt", "b.txt")
CASES_TRIED = (
    Case((*_CHECK, "--output-file", "wall/report"), files=("wall",), named="wall/report"),
    Case((*_CHECK, "--output-file", "wall"), folders=("wall",), named="wall"),
    Case((*_CHECK, "--output-file", "x" * 300), named="x" * 300),
    Case((*_CHECK, "--output-file", "/dev/full"), named="/dev/full"),
    Case((*_CHECK, "--output-file", "/proc/ocrlint/report"), named="/proc/ocrlint/report"),
    Case(_CHECK, named="can't print", stdout="/dev/full"),
    Case((*_FIX, "--diff"), named="can't print", stdout="/dev/full"),
    Case((*_FIX, "--output-dir", "wall"), files=("wall",), named="wall"),
    Case((*_FIX, "--output-dir", "wall/out"), files=("wall",), named="wall/out"),
    Case((*_FIX, "--output-dir", "/proc/ocrlint"), named="/proc/ocrlint"),
    Case(_FIX, folders=("a.fixed.txt",), named="a.txt", written=("b.fixed.txt",)),
    Case((*_FIX, LONG), files=(LONG,), named=LONG, written=("a.fixed.txt", "b.fixed.txt")),
    Case(
        (*_FIX, "--output-dir", "out"),
        folders=("out/a.txt",),
        named="a.txt",
        written=("out/b.txt", "out/b.txt.diff", "out/b.txt.html", "out/index.html", "out/summary.json"),
    ),
    Case(
        (*_FIX, LONG, "--output-dir", "out"),
        files=(LONG,),
        named=LONG,
        written=("out/a.txt", "out/b.txt", "out/index.html", "out/summary.json"),
    ),
    Case(
        (*_FIX, "--output-dir", "out"),
        folders=("out/summary.json",),  # it knows what may be replaced there: nothing is written without it
        named="summary.json",
    ),
    Case(("learn", "a.txt", "--memory", "wall/memory"), files=("wall",), named="wall/memory"),
    Case(("check", "a.txt", "--cache-dir", "wall"), files=("wall",), named="wall", code=1),
    Case(("check", "a.txt", "--cache-dir", "wall/cache"), files=("wall",), named="wall", code=1),
)
CASES, FEW = len(CASES_TRIED), 6


def run(cases: int, seed: int) -> list[str]:
    """What was wrong, by case; `seed` is where to begin."""
    failures = []
    for number in range(seed, seed + cases):
        case = CASES_TRIED[number % len(CASES_TRIED)]
        with tempfile.TemporaryDirectory() as work:
            failures += (f"{' '.join(case.arguments)[:80]}: {fault}" for fault in _faults(case, Path(work)))
    return failures


def _faults(case: Case, folder: Path) -> Iterator[str]:
    for name in ("a.txt", "b.txt", *case.files):
        (folder / name).write_text(FAULTY, "utf-8")
    for name in case.folders:
        (folder / name / "something").mkdir(parents=True)
    before = contents(folder)
    stdout = os.open(case.stdout, os.O_WRONLY) if case.stdout else None
    done = ocrlint(folder, *case.arguments, stdout=stdout)
    if stdout is not None:
        os.close(stdout)
    yield from complaints(done.stderr)
    said = done.stderr.decode()
    if done.returncode != case.code:
        yield f"exit code {done.returncode}, not {case.code}: {said}"
    if not any(case.named in line for line in said.splitlines()):
        yield f"{case.named} is not named in {said!r}"
    yield from _lost(case, before, contents(folder))


def _lost(case: Case, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """What is not as it was, was not written, or was left behind."""
    yield from (f"{name} is changed or gone" for name, data in before.items() if after.get(name) != data)
    yield from (f"{name} was not written" for name in case.written if name not in after)
    left = (name for name in after if not is_own(name) and name.endswith(".tmp"))
    yield from (f"{name} is left behind" for name in left)
