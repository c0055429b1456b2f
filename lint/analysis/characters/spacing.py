"""Blanks: how a text uses them between Han characters and beside its marks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.characters.rare_characters import ODD_BLANKS, places
from lint.core.character_classes import CLOSERS, HAN, LATIN, OPENERS, PAUSES, STOPS
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

BLANKS = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks inside a line other than the tab, which sets columns."""

_MARKS = f"{OPENERS}{CLOSERS}{PAUSES}{STOPS}("
_LETTER_SPACED = 0.15
_SOME = 1_000
"""Blanks that are looked at one by one."""
_RUN = re.compile(f"[{HAN}]{{2}}")

# The class first: it is searched for much faster than what stands beside it. A group marks a blank.
_SCRIPTS = re.compile(rf"[{LATIN}0-9`](?:(?<=[{HAN}] .)()|(?<=[{HAN}].)|(?= [{HAN}])()|(?=[{HAN}]))")
_APART, _TIMES = 8, 4
"""Places with a blank between Han and Latin that make a habit, when they are so many times those without."""


class Gaps(NamedTuple):
    """Blanks inside the lines of a text, each as its start and end."""

    between_han: list[tuple[int, int]]
    """One to four blanks between two Han characters."""
    at_marks: list[tuple[int, int]]
    """One or two blanks with a full-width mark before or behind."""


def han_count(text: str) -> int:
    """About how many Han characters and full-width marks `text` has: those of three bytes or more."""
    return (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2


def has_han(doc: Document, count: int) -> bool:
    """Whether `han_count` is `count` or more."""
    return count <= _least_han(doc) or count <= han_count(doc.text)


def _least_han(doc: Document) -> int:
    """What `han_count` is at least, by the number of ASCII characters, which costs less and often tells."""
    return (len(doc.text) - len(ascii_part(doc))) // 2


@cache
def _gap(first: str) -> re.Pattern[str]:
    """A gap by its first blank: one character is found soon; what stands beside is looked at only there."""
    return re.compile(
        rf"{first}(?:(?<=[{HAN}].)[{BLANKS}]{{0,3}}+(?=[{HAN}])()"
        rf"|(?<=[{_MARKS}].)[{BLANKS}]?+(?=[^{BLANKS}\n])"
        rf"|(?<=[^{BLANKS}\n].)[{BLANKS}]?+(?=[{_MARKS}]))"
    )


@fact
def gaps(doc: Document) -> Gaps:
    """The blanks beside which Chinese stands: one scan for all rules about them."""
    found = Gaps([], [])
    firsts = [blank for blank in " \u3000" if blank in doc.text]
    if places(doc, ODD_BLANKS):
        firsts.append(f"[{ODD_BLANKS}]")
    for first in firsts:
        for match in _gap(first).finditer(doc.text):
            (found.between_han if match.lastindex else found.at_marks).append(match.span())
    # Of two blanks side by side only the first begins a gap, so gaps by different blanks do not overlap.
    found.between_han.sort()
    found.at_marks.sort()
    return found


@fact
def is_letter_spaced(doc: Document) -> bool:
    """Whether a blank follows so many Han characters that none of these blanks means anything.

    Some engines set all Chinese apart like that (measured: 0.6 blanks a character; clean text: 0.01).
    """
    count = sum(end - start == 1 for start, end in gaps(doc).between_han)
    if count < 30 or count < _LETTER_SPACED * _least_han(doc):
        return False
    return count >= _LETTER_SPACED * han_count(doc.text) and _beside_single(doc)


def _beside_single(doc: Document) -> bool:
    """Whether half of the blanks stand beside a single character; in a list of names or words few do."""
    text = doc.text
    some = gaps(doc).between_han[:_SOME]
    single = sum(not (_RUN.match(text, max(0, start - 2)) and _RUN.match(text, end)) for start, end in some)
    return 2 * single >= len(some)


class Apart(NamedTuple):
    """Whether a text sets Han apart from what is written in Latin script."""

    letters: bool
    digits: bool


@fact
def apart(doc: Document) -> Apart:
    """The habit of `doc` inside its lines."""
    blank, close = [0, 0], [0, 0]
    for place in _SCRIPTS.finditer(doc.text):
        (blank if place.lastindex else close)[place[0].isdecimal()] += 1
    return Apart(*(one >= max(_APART, _TIMES * rest) for one, rest in zip(blank, close, strict=True)))
