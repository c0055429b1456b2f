"""Processes and what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.material import MB, ROOT
from tests.command import OCRLINT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Cost(NamedTuple):
    """Seconds by the clock and of CPU, all processes together; the most memory of one, in MB; stderr."""

    wall: float
    cpu: float
    memory: float
    said: str = ""

    def rate(self, size: int) -> float:
        """MB of text per second of CPU."""
        return size / MB / self.cpu


def run(command: Sequence[str], *, folder: Path | None = None, codes: Sequence[int] = (0, 1)) -> Cost:
    """Run `command`; its output goes nowhere.

    Raises:
        RuntimeError: It failed; with what it said.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have compiled modules
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        error = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise RuntimeError(f"{command[0]} …: exit code {process.returncode}: {error.decode()[-500:]}")
    # Linux counts in KB, macOS in bytes.
    memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, memory, error.decode())


def check(target: Path, *options: str, jobs: int = 1, cache: Path | None = None, form: str = "json") -> Cost:
    """`ocrlint check`, as a CI job runs it."""
    kept = ("--cache-dir", str(cache)) if cache else ("--no-cache",)
    command = (
        *OCRLINT,
        "check",
        str(target),
        "--output-format",
        form,
        "-q",
        "-j",
        str(jobs),
        *kept,
        *options,
    )
    return run(command, folder=target if target.is_dir() else target.parent)


def fix(target: Path, output: Path) -> Cost:
    """`ocrlint fix`, cleaned text only: it is put beside copies of the sources in `output`."""
    output.mkdir()
    for path in sorted(target.iterdir()):
        (output / path.name).write_bytes(path.read_bytes())
    return run((*OCRLINT, "fix", str(output), "--suggested", "-q", "-j", "1"), folder=output)


def report(target: Path, output: Path) -> Cost:
    """`ocrlint fix` with the folder of reports: cleaned text, diff and page."""
    return run((*OCRLINT, "fix", str(target), "--output-dir", str(output), "-q", "-j", "1"), folder=target)


def best(costs: Sequence[Cost]) -> Cost:
    """The one with the least CPU: whatever else the machine did, it did least then."""
    return min(costs, key=lambda cost: cost.cpu)
