"""Worker processes that judge files, and what happens when one dies.

Each worker gets a batch of files, answers file by file, and then gets the next batch; so it is always known
at which file a worker was when it died. That file is tried once more, in another process.

Whatever ends the run (Ctrl-C, a reader that went away, the death of this process) ends the workers too. A
worker notices the death of its parent because the other end of its pipe closes, so no other process may hold
a copy of that end; and on Linux the kernel kills it, even in the middle of a long computation.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from lint.runner.signals import killed_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from lint.core.source import Source
    from lint.runner.serialization import Parcel

    Work = Callable[[Source, Path | None], Parcel]

BATCH = 128 * 1024
"""Bytes of text that a worker gets at once: enough to keep it busy while its next batch is made up."""
ATTEMPTS = 2
"""How many workers a file may take down before it is given up."""


class Slot(Protocol):
    """A file on its way: what is to be judged, where its settings are from, the answer when it is there."""

    source: Source
    origin: Path | None
    answer: Parcel | None
    deaths: int
    """How many workers it has taken down."""


S = TypeVar("S", bound=Slot)


class _Worker(Generic[S]):
    def __init__(self, process: BaseProcess, connection: Connection[Any, Any]) -> None:
        self.process = process
        self.connection = connection
        self.batch: deque[S] = deque()
        """What it has not answered yet; the first is what it is at."""

    def give(self, batch: deque[S]) -> None:
        """Send work to an idle worker."""
        self.batch = batch
        with suppress(OSError):  # it has died: that is seen when its answers are waited for
            self.connection.send([(slot.source, slot.origin) for slot in batch])


class Crew(Generic[S]):
    """Up to `size` workers that do `work`. `give_up` makes the answer for a file that takes them down."""

    def __init__(self, size: int, work: Work, give_up: Callable[[Source, str], Parcel]) -> None:
        # On Linux a forked worker has the rules loaded already, and shares them. Elsewhere it is not safe.
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._size = size
        self._work = work
        self._give_up = give_up
        self._workers: list[_Worker[S]] = []
        self._order: deque[S] = deque()
        self._again: deque[S] = deque()

    def answer(self, slots: Iterable[S]) -> Iterator[S]:
        """The slots in their order, each with its answer."""
        coming = iter(slots)
        try:
            while True:
                self._employ(coming)
                while self._order and self._order[0].answer is not None:
                    yield self._order.popleft()
                busy = {worker.connection: worker for worker in self._workers if worker.batch}
                if not busy:
                    return
                for connection in wait(list(busy)):
                    self._hear(busy[connection])  # type: ignore[index]  # wait() returns what it was given
        finally:
            for worker in self._workers:
                worker.process.kill()
                worker.process.join()
                worker.connection.close()

    def _employ(self, coming: Iterator[S]) -> None:
        """Give work to whoever has none, as long as there is some."""
        idle = [worker for worker in self._workers if not worker.batch]
        while (idle or len(self._workers) < self._size) and (batch := self._batch(coming)):
            (idle.pop() if idle else self._hire()).give(batch)

    def _batch(self, coming: Iterator[S]) -> deque[S]:
        """The next slots to be judged; those that have their answer are only put in line."""
        if self._again:
            return deque([self._again.popleft()])
        batch: deque[S] = deque()
        size = 0
        for slot in coming:
            self._order.append(slot)
            if slot.answer is None:
                batch.append(slot)
                size += len(slot.source.data)
                if size >= BATCH:
                    break
        return batch

    def _hire(self) -> _Worker[S]:
        ours, theirs = self._context.Pipe()
        # A fork copies our ends of all pipes; a spawned process has none of them.
        forked = self._context.get_start_method() == "fork"
        copies = [ours, *(worker.connection for worker in self._workers)] if forked else []
        with _undisturbed():
            process = self._context.Process(  # type: ignore[attr-defined]  # of a context chosen at run time
                target=_serve, args=(theirs, self._work, os.getpid(), copies), daemon=True
            )
            process.start()
            self._workers.append(_Worker(process, ours))
        theirs.close()
        return self._workers[-1]

    def _hear(self, worker: _Worker[S]) -> None:
        """Take an answer, or notice that `worker` has died."""
        try:
            worker.batch[0].answer = _receive(worker.connection)
            worker.batch.popleft()
        except (EOFError, OSError):
            self._workers.remove(worker)
            worker.connection.close()
            worker.process.join()
            slot = worker.batch[0]
            slot.deaths += 1
            if slot.deaths == ATTEMPTS:
                worker.batch.popleft()
                slot.answer = self._give_up(slot.source, _cause(worker.process.exitcode))
            self._again.extend(worker.batch)


def _receive(connection: Connection[Any, Any]) -> Parcel:
    from lint.runner.serialization import Parcel

    return Parcel(*(connection.recv_bytes() for _ in Parcel._fields))


def _cause(code: int | None) -> str:
    """What ended a process, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _signals(*names: str) -> set[signal.Signals]:
    """The signals called `names` that this system has."""
    return {signal.Signals[name] for name in names if name in signal.Signals.__members__}


_ENDING = _signals("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep signals that end the run until a new worker is known, so that none is left out when all end."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    connection: Connection[Any, Any], work: Work, parent: int, copies: list[Connection[Any, Any]]
) -> None:
    """Be a worker until the run, or the process `parent` that it is of, ends.

    `copies` are the parent's ends of pipes that the fork copied: while they are open here, no worker sees
    the parent's end close.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent sees to its workers
    for number in _signals("SIGTERM", "SIGHUP"):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    for copy in copies:
        copy.close()
    killed_with_parent(parent)
    ends = [born.sentinel] if (born := multiprocessing.parent_process()) else []
    with suppress(EOFError, OSError):
        while connection in wait([connection, *ends]):
            for source, origin in connection.recv():
                for part in work(source, origin):
                    connection.send_bytes(part)
