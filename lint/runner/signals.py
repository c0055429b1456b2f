"""Ends of a run that come from outside: a signal that asks for it, the death of the parent process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ENDING = ("SIGTERM", "SIGHUP")
"""Signals that ask a process to end: of a scheduler or a shutdown, and of a terminal that was closed."""

_PR_SET_PDEATHSIG = 1


class Terminated(BaseException):
    """A signal asked this process to end. As with Ctrl-C, what is under way is cleaned up on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.name = signal.Signals(number).name
        self.code = 128 + number
        """The exit code that shells give to such an end."""


@contextmanager
def terminable() -> Iterator[None]:
    """Inside, a signal that asks this process to end raises `Terminated`.

    A signal that is ignored, as SIGHUP is under `nohup`, stays ignored. Python lets only the main thread
    handle signals: elsewhere nothing changes.
    """
    known = (getattr(signal, name, None) for name in ENDING)  # Windows has no SIGHUP
    handled = [number for number in known if number and signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        handled = []

    def terminate(number: int, _: FrameType | None) -> NoReturn:
        for other in handled:  # `timeout` sends its signal twice: the second must not disturb the cleaning up
            signal.signal(other, signal.SIG_IGN)
        raise Terminated(number)

    for number in handled:
        signal.signal(number, terminate)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


def killed_with_parent(parent: int) -> None:
    """Have the kernel kill this process when `parent`, which forked it, dies; where it can (Linux)."""
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):  # a Python without ctypes, a C library without it
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)
