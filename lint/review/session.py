"""A review under way: the state, and what it reads and writes.

Keys come one at a time. Documents are checked again beside them, in a thread of their own, when a decision
has changed what is found, or when somebody else has changed a file.
"""

from __future__ import annotations

import random
import threading
import time
from inspect import cleandoc
from typing import TYPE_CHECKING

from lint.core.messages import at, message_of
from lint.core.source import SourceError
from lint.decisions.authors import now
from lint.engine.selection import Engines
from lint.review import lexicon, notices
from lint.review.acts import Effect, Quit, Word, Write
from lint.review.board import Board
from lint.review.documents import File, Read, readable
from lint.review.history import History, restored
from lint.review.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.decided import Decided
    from lint.core.document import Document
    from lint.review.cards import Card
    from lint.runner.discovery import Target

POLL = 1.0
"""Seconds between two looks at the files: what a colleague does is seen as soon as one looks up."""

PAUSE = 0.3
"""Seconds without a key before a document is checked again: until then keys have the processor alone."""


class Session:
    """The review of `targets` by one person.

    Raises:
        SourceError: Decisions can't be written somewhere.
        ConfigError: Settings that can't be followed.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        by: str,
        language: str,
        *,
        encoding: str | None = None,
        part: tuple[int, int] = (1, 1),
        verify: float = 0.0,
        with_safe: bool = False,
    ) -> None:
        self.by = by
        self.language = language
        self._with_safe = with_safe
        self._engines = Engines()
        self.documents: dict[int, Document] = {}
        self.version = 0
        """Goes up with each change that no key made."""
        self.changed = threading.Condition()
        self.over = False
        self.begun = time.monotonic()
        files = [File(target, number, encoding) for number, target in enumerate(targets)]
        kept, self.errors = readable(files)
        self.files = {file.number: file for file in kept}
        self._lock = threading.RLock()
        self._dirty: dict[int, bool] = {}
        board = Board(part)
        self._others: dict[str, Decided] = {}
        history = self._load(board)
        if verify:
            board.checked = _sample(board, verify)
            for key in board.cards:
                board.refresh(key)
        self.state = State(board, by, history)
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def _load(self, board: Board) -> History:
        """Put all documents on the `board`; what can be undone."""
        found = []
        for number, file in list(self.files.items()):
            read = self._read(file)
            if read is None:
                del self.files[number]
            else:
                found.append(read)
                self.documents[number] = read.document
        for read in found:
            board.own |= read.own
            self._others |= read.others
        board.load((card for read in found for card in read.cards), self._others)
        events = sorted((item for read in found for item in read.events), key=lambda item: item[2].at)
        return restored(events, self.by)

    def _read(self, file: File) -> Read | None:
        try:
            return file.read(self._engines, self.by, self.language, with_safe=self._with_safe)
        except SourceError as error:
            self.errors.append(at(file.name, message_of(error)))
            return None

    @property
    def left(self) -> int:
        """How many cards are open."""
        return self.state.board.opened()

    def press(self, key: str, text: str | None = None) -> None:
        """Do what a key does; what it decides is on the disk before this returns."""
        with self._lock:
            self.state.at = now()
            for effect in self.state.press(key, text):
                self._do(effect)

    def go(self, key: str, filtered: str) -> None:
        """Show a card that an address names, with its filter."""
        with self._lock:
            if filtered != self.state.filtered:
                self.state.filter(filtered)
            self.state.go(key)

    def manual(self, card: Card) -> str:
        """The manual page of the rule of a card."""
        project = self.files[card.file].target.project
        rule = self._engines.rules(project).get(card.code)
        return cleandoc(rule.manual) if rule else ""

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, Quit):
            self.over = True
            return
        file = self.files[effect.file]
        try:
            if isinstance(effect, Write):
                file.append(effect.events)
                self._dirty.setdefault(effect.file, False)
            elif isinstance(effect, Word):
                told = lexicon.change(file.target.project, effect.word, out=effect.out)
                if told:
                    self.state.notice = told
        except SourceError as error:
            self.state.notice = notices.TROUBLE, {"error": str(error)}
            self._dirty[effect.file] = True
        self._wake.set()

    # Beside the keys

    def start(self) -> None:
        """Look at the files from time to time, and check again what was decided about."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopped.set()
        self._wake.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            self._wake.wait(POLL)
            while self._wake.is_set() and not self._stopped.is_set():
                self._wake.clear()
                self._wake.wait(PAUSE)
            if not self._stopped.is_set():
                self.look()

    def look(self) -> None:
        """Check again what was decided about, or changed by somebody else."""
        for number, file in self.files.items():
            text, decisions = file.changes()
            if text or decisions:
                with self._lock:
                    self._dirty[number] = True
        while self._dirty:
            with self._lock:
                number, theirs = self._dirty.popitem()
            text, _ = self.files[number].changes()
            before = self.state.history.steps
            read = self._read(self.files[number])
            with self._lock:
                if self.state.history.steps != before:  # a key came in between: what was read is old already
                    self._dirty.setdefault(number, theirs)
                    continue
                if read is not None:
                    self._take(number, read, theirs=theirs, reloaded=text)

    def _take(self, number: int, read: Read, *, theirs: bool, reloaded: bool) -> None:
        """Put what was read of a document in place of what is known of it."""
        state, name = self.state, self.files[number].name
        here = state.here
        waiting = not state.board.opened() or (here in state.board.cards and state.board.is_open(here))
        self.documents[number] = read.document
        self._replace_said(number, read)
        arisen = self._replace_cards(number, read, reloaded=reloaded)
        state.settle(go_on=waiting)
        if reloaded:
            state.notice = notices.RELOADED, {"path": name}
        elif theirs:
            state.notice = notices.JOINED, {"path": name}
        elif arisen:
            state.notice = notices.ARISEN, {"count": arisen}
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def _replace_said(self, number: int, read: Read) -> None:
        board, own = self.state.board, f"{number}:"
        board.own = {key: said for key, said in board.own.items() if not key.startswith(own)} | read.own
        for key in [key for key in self._others if key.startswith(own)]:
            del self._others[key]
        self._others |= read.others

    def _replace_cards(self, number: int, read: Read, *, reloaded: bool) -> int:
        """Take out cards that are there no more, put in those that are new; how many are."""
        board = self.state.board
        new = {card.key: card for card in read.cards}
        for key in [key for key, card in board.cards.items() if card.file == number]:
            if key not in new or (reloaded and new[key] != board.cards[key]):
                board.remove(key)
            else:
                board.refresh(key)
        arisen = [card for key, card in new.items() if key not in board.cards]
        for card in arisen:
            board.add(card)
        return len(arisen)


def _sample(board: Board, share: float) -> set[str]:
    """A random share of the members of bulks that were accepted, at least one."""
    last = {key: own[-1] for key, own in board.own.items() if key in board.cards}
    keys = sorted(key for key, event in last.items() if event.bulk and event.verdict == "accept")
    count = min(len(keys), max(1, round(len(keys) * share))) if keys else 0
    return set(random.sample(keys, count))


def parted(text: str) -> tuple[int, int]:
    """What ``2/5`` means; (1, 1) for nothing.

    Raises:
        ValueError: It is no such part.
    """
    first, _, all_ = text.partition("/")
    part = int(first), int(all_)
    if not 1 <= part[0] <= part[1]:
        raise ValueError(text)
    return part


def shared(text: str) -> float:
    """What ``5%`` means, as a share.

    Raises:
        ValueError: It is no share.
    """
    share = float(text.removesuffix("%")) / 100
    if not 0 < share <= 1:
        raise ValueError(text)
    return share
