"""Worker processes that judge files, and what happens when one dies.

Each worker gets a batch of files, answers file by file, and then gets the next batch; so it is always known
at which file a worker was when it died. That file is tried once more, in another process. Whatever ends the
run (Ctrl-C, a reader that went away, the death of this process) ends the workers too.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from lint.source import Source
    from lint.wire import Parcel

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
        process = self._context.Process(  # type: ignore[attr-defined]  # of a context chosen at run time
            target=_serve, args=(theirs, self._work), daemon=True
        )
        with _uninterrupted():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))
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
    from lint.wire import Parcel

    return Parcel(*(connection.recv_bytes() for _ in Parcel._fields))


def _cause(code: int | None) -> str:
    """What ended a process, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C for later, so that a worker is not born with it; it goes to this process alone."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection[Any, Any], work: Work) -> None:
    """Be a worker: until the run, or the process that it is of, ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    ends = [parent.sentinel] if parent else []
    with suppress(EOFError, OSError):
        while connection in wait([connection, *ends]):
            for source, origin in connection.recv():
                for part in work(source, origin):
                    connection.send_bytes(part)
