"""Runs whose files may not grow beyond some size: a full disk, to whoever writes."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.material import complaints, contents, is_own, is_whole, library, ocrlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import CompletedProcess

PROMISE = (
    "On a full disk sources and earlier results stay whole, no file is half written or left behind, each file that "
    "could not be written is named, and the exit code is 2"
)
HOW = "every way of writing, with `RLIMIT_FSIZE` at random and SIGXFSZ ignored"
CASES, FEW = 100, 3
MODES = (
    ("fix", "texts"),
    ("fix", "texts", "--output-dir", "out"),
    ("fix", "texts", "--in-place"),
    ("check", "texts", "--output-format", "json", "--output-file", "report.json"),
    ("learn", "texts", "--memory", "memory"),
)


def run(cases: int, seed: int) -> list[str]:
    """What was wrong, by case."""
    chance = random.Random(seed)  # noqa: S311 - chance for sizes, not for secrets
    failures = []
    with tempfile.TemporaryDirectory() as work:
        sources = Path(work) / "sources"
        library(sources / "texts", [300, 1_000, 3_000])
        for number in range(cases):
            mode = MODES[number % len(MODES)]
            whole = Path(work) / f"mode {number % len(MODES)}"
            if not whole.exists():
                shutil.copytree(sources, whole)
                ocrlint(whole, *mode)
            # A second run of the same texts over the results of the first is a case, too.
            folder = Path(work) / f"case {number}"
            shutil.copytree(chance.choice((sources, whole)), folder)
            before = contents(folder)
            limit = int(10 ** chance.uniform(0, 4.3))
            done = ocrlint(folder, *mode, limit=limit)
            failures += (
                f"case {number}, {' '.join(mode)}, {limit} bytes: {fault}"
                for fault in _faults(done, before, contents(folder), contents(whole))
            )
            shutil.rmtree(folder)
    return failures


def _faults(
    done: CompletedProcess[bytes], before: dict[str, bytes], after: dict[str, bytes], whole: dict[str, bytes]
) -> Iterator[str]:
    yield from complaints(done.stderr)
    if left := {name for name in after.keys() - whole.keys() if not is_own(name)}:
        yield f"left behind: {', '.join(sorted(left))}"
    for name, data in after.items():
        if not is_own(name) and not is_whole(name, data, {before.get(name), whole.get(name)}):
            yield f"{name} is half written"
    for name in before.keys() - after.keys():
        yield f"{name} is gone"
    missing = [name for name in whole if not is_own(name) and name not in after]
    if missing and (done.returncode != 2 or b"too large" not in done.stderr):
        yield f"{', '.join(missing)} missing, exit code {done.returncode}: {done.stderr!r}"
