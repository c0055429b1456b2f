"""The command line as its users have it: in a process of its own, or in this one where that is the same."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Run = Callable[..., subprocess.CompletedProcess[str]]

OCRLINT = (sys.executable, "-m", "lint")


def usual_signals() -> None:
    """To be called in a child before it begins: signals do there what they do in a terminal.

    A child ignores what its parent ignores, and in a shell script what runs in the background (`make test &`)
    ignores SIGINT.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)


def running_here(capture: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command without a process of its own: for what depends on its options only."""
    import pytest  # the benchmarks, which need none, read this module too

    from lint.cli.main import main

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        out, err = capture.readouterr()
        return subprocess.CompletedProcess(arguments, exit_.value.code, out.decode(), err.decode())

    return run
