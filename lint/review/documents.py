"""The documents of a review on disk: what is in them, and whether somebody has changed them since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.core.decided import Decided
from lint.core.messages import at, message_of
from lint.core.source import SourceError, read
from lint.decisions import store
from lint.decisions.events import Event, decode
from lint.decisions.folding import decide, fold, live
from lint.review.cards import Card, cards

if TYPE_CHECKING:
    from lint.core.document import Document
    from lint.engine.selection import Engines
    from lint.runner.discovery import Target

Stamp = tuple[int, int]


class Read(NamedTuple):
    """One document as it is now: its cards, what was said of them, and all events by card."""

    document: Document
    cards: list[Card]
    own: dict[str, list[Event]]
    others: dict[str, Decided]
    events: list[tuple[str, int, Event]]


class File:
    """The file of number `number` in a review."""

    def __init__(self, target: Target, number: int, encoding: str | None) -> None:
        self.target = target
        self.number = number
        self.path = target.path
        self.name = target.name
        self._encoding = encoding or target.project.settings.encoding
        self._stamps: tuple[Stamp, Stamp] = ((0, 0), (0, 0))

    def read(self, engines: Engines, by: str, language: str, *, with_safe: bool) -> Read:
        """The document with its decisions replayed.

        Raises:
            SourceError: It can't be read; the message does not name it.
        """
        self._stamps = self._now()
        doc = read(self.path, self._encoding).decode()
        events = decode(store.decisions_of(self.path)).events
        fixed = engines.of(self.target.project).fix(doc, None, fold(events))
        found = list(cards(doc, fixed, self.number, language, with_safe=with_safe))
        own, others = _said(events, by, self.number)
        for card in found:
            mark = fixed.marks.get(card.id)
            if card.id in fixed.applied and mark is None:
                mark = Decided("gone")
            if mark is not None and card.key not in own and card.key not in others:
                others[card.key] = mark
        ordered = sorted(events, key=lambda event: event.at)
        return Read(doc, found, own, others, [(f"{self.number}:{e.id}", self.number, e) for e in ordered])

    def append(self, events: tuple[Event, ...]) -> None:
        """Add `events` to the decisions, down to the disk.

        Raises:
            SourceError: They can't be written; the message names the file.
        """
        changed = self.changes()
        store.append(self.path, events)
        if not any(changed):
            self._stamps = self._now()

    def changes(self) -> tuple[bool, bool]:
        """Whether the text, and whether the decisions were changed by somebody else since they were read."""
        now = self._now()
        return now[0] != self._stamps[0], now[1] != self._stamps[1]

    def _now(self) -> tuple[Stamp, Stamp]:
        return _stamp(self.path), _stamp(store.path_of(self.path))

    def check_writable(self) -> None:
        """Raise SourceError if decisions can't be written beside the text."""
        store.check_writable(self.path)


def _stamp(path: object) -> Stamp:
    import os

    try:
        found = os.stat(str(path))  # noqa: PTH116 - asked once a second for each file
    except OSError:
        return (0, 0)
    return found.st_size, found.st_mtime_ns


def _said(
    events: tuple[Event, ...], by: str, number: int
) -> tuple[dict[str, list[Event]], dict[str, Decided]]:
    """By card what `by` said, and what others did where that is not the same."""
    found: dict[str, list[Event]] = {}
    for event in live(events):
        found.setdefault(event.id, []).append(event)
    own: dict[str, list[Event]] = {}
    others: dict[str, Decided] = {}
    for name, said in found.items():
        key = f"{number}:{name}"
        mine = [event for event in said if event.by == by]
        theirs = [event for event in said if event.by != by]
        whole = decide(said)
        if mine and (whole.verdict == "conflict" or whole.event.by == by or not theirs):
            own[key] = mine
        if theirs:
            decision = decide(theirs) if whole.verdict == "conflict" else whole
            event = decision.event
            if key not in own or whole.verdict == "conflict":
                others[key] = Decided(decision.verdict, event.by, event.at, event.reason, event.to)
    return own, others


def readable(files: list[File]) -> tuple[list[File], list[str]]:
    """Those that can be reviewed, and why the others can't.

    Raises:
        SourceError: Decisions about one can't be written: known before the first key.
    """
    kept: list[File] = []
    errors: list[str] = []
    for file in files:
        error = file.target.error
        if not error:
            try:
                read(file.path, file.target.project.settings.encoding)
            except SourceError as trouble:
                error = message_of(trouble)
        if error:
            errors.append(at(file.name, error))
        else:
            file.check_writable()
            kept.append(file)
    return kept, errors
