"""Runs in two processes whose first process is ended."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from pathlib import Path

from tests.reliability.material import PATIENCE, library
from tests.reliability.processes import kill, members, start, wait_until

PROMISE = "Where a run is ended, by SIGTERM or SIGKILL, none of its processes is left after 5 seconds"
HOW = "`check -j 2`, the first process ended at random once both others work"
CASES, FEW = 40, 1
GRACE = 5.0
SIGNALS = (signal.SIGTERM, signal.SIGKILL)


def run(cases: int, seed: int) -> list[str]:
    """What was left, by case."""
    chance = random.Random(seed)  # noqa: S311 - chance for times, not for secrets
    failures = []
    with tempfile.TemporaryDirectory() as work:
        library(Path(work) / "texts", [40_000] * 40)
        for number in range(cases):
            ending = SIGNALS[number % len(SIGNALS)]
            process = start(Path(work), "check", "texts", "-j", "2", "--no-cache")
            if not wait_until(lambda pid=process.pid: members(pid) > 2, PATIENCE):
                failures.append(f"case {number}: there were never two workers")
            time.sleep(chance.random() * 0.2)
            if left := kill(process, ending, grace=GRACE):
                failures.append(f"case {number}: {left} left after {ending.name}")
    return failures
