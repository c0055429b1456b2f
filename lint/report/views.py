"""What the template of a page is given: findings, pieces of text and rows, ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.report.preview import Part


class Note(NamedTuple):
    """A finding as the page tells of it."""

    name: str
    code: str
    rule: str
    severity: str
    status: str
    message: str
    label: str
    line: int
    excerpt: str
    parts: list[Part]
    choices: tuple[str, ...]


class Sign(NamedTuple):
    """What a changed or doubted piece carries: the rules, what to filter it by, and what hovering shows."""

    codes: str
    statuses: str
    title: str
    key: str
    """The numbers of the findings, so the same for all that one finding changed."""
    inserts: bool = False
    """Whether text is put in; its label stands there then, and else at what is taken away."""
    moved: bool = False


class Bit(NamedTuple):
    """A piece of text ready for the template."""

    text: str
    change: Sign | None
    doubts: tuple[Sign, ...]
    hidden: str
    """What to unfold between the first and the second half of `text`."""
    rest: str
    labelled: bool


class View(NamedTuple):
    """A row ready for the template: its two sides, the rules at work there and what they leave open."""

    line: int
    output_line: int
    left: list[Bit]
    right: list[Bit]
    codes: list[tuple[str, int, str]]
    notes: list[Note]
    spaced: bool
    changed: bool


class Section(NamedTuple):
    """Rows that are shown, or unchanged ones that are folded away."""

    rows: list[View]
    folded: bool
