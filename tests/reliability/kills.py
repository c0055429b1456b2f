"""Runs in two processes that are killed while they write."""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability.material import contents, is_own, is_whole, library, ocrlint
from tests.reliability.processes import kill, start

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISE = (
    "Where a run is killed no file is half written, and the next run does the rest and leaves nothing behind"
)
HOW = "`-j 2`, SIGKILL at random: cleaned texts beside their sources, in place, in a folder; a report and a cache"
CASES, FEW = 60, 1
MODES = (
    ("fix", "texts"),
    ("fix", "texts", "--output-dir", "out"),
    ("fix", "texts", "--in-place"),
    ("check", "texts", "--output-format", "json", "--output-file", "report.json", "--cache-dir", "cache"),
)
GRACE = 5.0


class _Undisturbed:
    """A mode, what the folder holds before it and after, and the seconds it takes."""

    def __init__(self, sources: Path, folder: Path, mode: tuple[str, ...]) -> None:
        self.mode = (*mode, "-j", "2")
        shutil.copytree(sources, folder)
        self.before = contents(folder)
        begin = time.monotonic()
        done = ocrlint(folder, *self.mode)
        self.seconds = time.monotonic() - begin
        self.code = done.returncode
        self.after = contents(folder)


def run(cases: int, seed: int) -> list[str]:
    """What was wrong after a kill, by case."""
    chance = random.Random(seed)  # noqa: S311 - chance for times, not for secrets
    failures = []
    with tempfile.TemporaryDirectory() as work:
        sources = Path(work) / "sources"
        library(sources / "texts", [20_000] * 24)
        known: dict[int, _Undisturbed] = {}
        for number in range(cases):
            turn = number % len(MODES)
            if turn not in known:
                known[turn] = _Undisturbed(sources, Path(work) / f"mode {turn}", MODES[turn])
            folder = Path(work) / f"case {number}"
            shutil.copytree(sources, folder)
            # More often while it writes than while it starts.
            delay = known[turn].seconds * (0.2 + 0.9 * chance.random())
            failures += (
                f"case {number}, {MODES[turn][-1]}: {f}" for f in _killed(folder, known[turn], delay)
            )
            shutil.rmtree(folder)
    return failures


def _killed(folder: Path, reference: _Undisturbed, delay: float) -> Iterator[str]:
    process = start(folder, *reference.mode)
    time.sleep(delay)
    kill(process, signal.SIGKILL, grace=GRACE)
    for name, data in contents(folder).items():
        expected = {reference.before.get(name), reference.after.get(name)}
        if expected != {None} and not is_whole(name, data, expected):
            yield f"{name} is half written"
    done = ocrlint(folder, *reference.mode)
    if done.returncode not in {0, reference.code}:
        yield f"the next run ended with {done.returncode}: {done.stderr.decode()}"
    after = contents(folder)
    if left := after.keys() - reference.after.keys():
        yield f"left behind: {', '.join(sorted(left))}"
    for name, data in reference.after.items():
        if not is_own(name) and after.get(name) != data:
            yield f"{name} is not what an undisturbed run writes"
