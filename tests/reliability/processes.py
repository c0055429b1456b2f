"""Runs that are killed: started in a group of their own, so that it can be seen who of it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.command import OCRLINT
from tests.reliability.material import PATIENCE, environment

if TYPE_CHECKING:
    from collections.abc import Callable

_PROC = Path("/proc")


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the command in `folder`; what it says goes nowhere."""
    return subprocess.Popen(
        [*OCRLINT, *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def members(group: int) -> int:
    """How many processes of `group` live; those that are only not buried yet do not count."""
    if _PROC.is_dir():
        states = [_state(path) for path in _PROC.glob("[0-9]*/stat")]
    else:
        listing = ["ps", "-A", "-o", "pgid=,stat="]
        done = subprocess.run(listing, capture_output=True, text=True, check=True)
        states = [(row.split()[0], row.split()[1]) for row in done.stdout.splitlines()]
    return sum(theirs == str(group) and state[0] not in "ZX" for theirs, state in states)


def _state(path: Path) -> tuple[str, str]:
    try:
        state, _, group, *_ = path.read_text("utf-8", "replace").rpartition(")")[2].split()
    except (OSError, ValueError):  # it has ended since it was listed
        return "", "X"
    return group, state


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether `holds` became true within so many seconds."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return held


def kill(process: subprocess.Popen[bytes], number: signal.Signals, *, grace: float) -> int:
    """Kill the first process of a group only; how many of the group are left after `grace` seconds.

    Those are killed too, so that none is left of a row that fails.
    """
    process.send_signal(number)
    process.wait(PATIENCE)
    wait_until(lambda: members(process.pid) == 0, grace)
    left = members(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return left
