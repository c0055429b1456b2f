"""What a key does outside of the review: what must be written, and what undo takes back."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from lint.decisions.events import Event


class Write(NamedTuple):
    """Add `events` to the decisions of the file with this number."""

    file: int
    events: tuple[Event, ...]


class Word(NamedTuple):
    """Add `word` to the lexicon, or take it out again."""

    word: str
    file: int
    out: bool = False


class Quit(NamedTuple):
    """End the review."""


Effect: TypeAlias = Write | Word | Quit


class Act(NamedTuple):
    """One step that undo takes back: the cards it was about with their events, or a word."""

    events: tuple[tuple[str, int, Event], ...] = ()
    """Key of the card, number of its file, event."""
    bulk: str = ""
    word: Word | None = None
