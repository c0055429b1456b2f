"""The command line as its users have it: in a process of its own."""

from __future__ import annotations

import signal
import sys

OCRLINT = (sys.executable, "-m", "lint")


def usual_signals() -> None:
    """To be called in a child before it begins: signals do there what they do in a terminal.

    A child ignores what its parent ignores, and in a shell script what runs in the background (`make test &`)
    ignores SIGINT.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
