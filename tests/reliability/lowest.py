"""The tests with the lowest versions of what is depended on."""

from __future__ import annotations

import subprocess

from tests.bench.material import ROOT

PROMISE = "The lowest versions of dependencies that are allowed are enough"
HOW = "`make lowest`"
CASES, FEW = 1, 0


def run(cases: int, seed: int) -> list[str]:  # noqa: ARG001 - there is no chance in it
    """What make complained of; of no case, whether it would know what to do."""
    command = ["make", "lowest"] if cases else ["make", "--dry-run", "lowest"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [done.stderr[-2000:] or done.stdout[-2000:]] if done.returncode else []
