"""Where the margin of hard-wrapped text stands, line by line.

Text is wrapped by block, not by file, and widths vary inside a block: half-width digits, squeezed marks, long
Latin words. So the margin is read off the lines round each place, and what is taken for wrapped text must
prove it: words and brackets lie across line ends that are mere wraps, and hardly ever across others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.continuation_evidence import proof as joined
from lint.analysis.layout.licence import NARROWEST, licences
from lint.analysis.layout.line_ends import STOP_INSIDE, End, ending, first_unit, is_rest, stands_aside
from lint.analysis.layout.unjustified_lines import ragged
from lint.core.character_classes import width
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

LIKELY = 1.0
SURE = 3.0
"""Log-odds from which text counts as wrapped, and as wrapped for sure."""

_FLOWING = {Kind.PARAGRAPH, Kind.LIST, Kind.NOTE, Kind.CAPTION, Kind.QUOTE}
"""Kinds that may take several lines."""

_CHUNK = 8
"""Lines that share one margin; those of the chunks before and after are asked too."""

_STRIDE, _SAMPLE = 32, 160
"""Seams that are looked at in one walk over the text to prove a measure, and in all."""

_CLEAR = 12.0
"""Log-odds at which no more seams are looked at."""

_PRIOR, _HIT, _CUT, _MIXED, _MARKED, _MISS, _WIDER, _SHAPE = -1.0, 2.0, 1.0, 0.5, -0.15, -0.31, -1.0, 1.2
"""Log-odds before any seam is looked at, and what one adds when something lies across it (in .30 of wraps and
.04 of other line ends); when a sentence begins in the line and does not end there; when the line has no mark
at its end and the next one has; when a mark at its end lets nothing lie across; when there is nothing; when
the next line is wider than the margin; and when three full lines and a short one make a paragraph."""


_BEYOND, _LEFT_OVER, _UNLIKELY = 1.6, 2, -3.0
"""A measure is less likely, by so many log-odds, where to each of its lines there are more than so many lines
that go so far beyond it: paragraphs stand in one line each, and what has this width is left over."""

LABEL = re.compile(r"[^，。、；：！？\n]{1,6}[：:\u3000]")
"""A speaker's name or a label, before a colon or a wide blank."""

_ENTRY = re.compile(rf"{LABEL.pattern}|\d{{1,4}}[ \u3000]")
"""The same, or a number and a blank."""

_MARK = re.compile(r"[，。；：！？、]|[,.;:!?](?!\d)")

_CLAUSE, _LOOSE, _HELD, _VERSE = -1.6, 0.9, 3.0, -3.5
"""Log-odds that lines are wrapped and not verse or items: what one that ends with a mark adds (.18 of wraps
do), one that does not, one with something across its end; and the sum below which they are not."""


class Style(IntEnum):
    """How paragraphs are parted."""

    SET_OFF = 0
    """By a blank line or an indent."""
    FLUSH = 1
    """Not at all, here and there or everywhere: a full line that ends a sentence may end a paragraph."""
    UNLIKE = 2
    """Not at all in these lines, otherwise than in the rest of the text: they may be no prose."""


class Margins(NamedTuple):
    """Per block the margin of the wrapped text it stands in, and how sure it is that it is wrapped."""

    at: list[int]
    """Half-ems, indent included; 0 where there is none."""
    proof: list[float]
    """Log-odds that lines which reach this margin are wrapped there."""
    gap: int
    """Blank lines between lines of one paragraph: 0, or 1 where every line is set off."""
    style: list[Style]
    """Per block how paragraphs are parted where it stands."""
    licensed: frozenset[int] = frozenset()
    """The blocks that the words across line ends show to be wrapped, see `lint.analysis.layout.licence`."""
    early: float = 0.0
    """How many lines end a sentence before the margin although the next follows at once, to one full line."""


@fact
def margins(doc: Document) -> Margins:
    """The margins in `doc`."""
    return _with_licences(doc, _measured(doc))


def _with_licences(doc: Document, measured: Margins) -> Margins:
    """`measured`, with the margins of coherent regions where it proves nothing."""
    loose, licensed = ragged(doc), set()
    for n, licence in licences(doc).items():
        if measured.proof[n] <= LIKELY or n in loose:
            licensed.add(n)
            measured.at[n], measured.proof[n] = licence.margin, SURE + 1 if licence.sure else LIKELY + 1
            measured.style[n] = Style.UNLIKE
    return measured._replace(licensed=frozenset(licensed))


def _measured(doc: Document) -> Margins:
    """What the right edges of the lines say."""
    text, found = doc.text, blocks(doc)
    loose = ragged(doc)
    gap, pairs = 0, [n for n in _pairs(text, found, 0) if n not in loose]
    at, groups = _assign(found, pairs)
    if len(pairs) < 4:
        spaced = [n for n in _pairs(text, found, 1) if n not in loose]
        there, apart = _assign(found, spaced)
        if sum(map(len, apart.values())) >= max(4, 0.6 * len(spaced), 4 * len(pairs)):
            gap, groups, at = 1, apart, there
    own = {key: _proof(text, found, at, members) for key, members in groups.items()}
    widths = sorted(block.width for block in found) if own else []
    for key, members in groups.items():
        wide = len(widths) - bisect_right(widths, _BEYOND * max(at[n] for n in members))
        if wide > _LEFT_OVER * len(members):
            own[key] += _UNLIKELY
    proofs = {key: odds + 0.5 * (own.get(key - 1, 0.0) + own.get(key + 1, 0.0)) for key, odds in own.items()}
    most = max(proofs.values(), default=0.0)
    if most <= LIKELY:
        return Margins([0] * len(found), [0.0] * len(found), 0, [Style.SET_OFF] * len(found))
    if most < SURE:
        gap = 0
    odds = _spread(found, at, proofs)
    style, early = _check_runs(text, found, at, odds, gap)
    return Margins(at, odds, gap, style, early=early)


def reaches(text: str, found: Sequence[Block], n: int, margin: int, slack: int) -> bool:
    """Whether block `n` was full: the next line's first unit did not fit in. `slack` 0 is exact."""
    block = found[n]
    room = margin - block.indent - block.width
    if room < 2 + slack:
        return room > -(margin // 8) - 4
    return room < slack + width(first_unit(text, found[n + 1])) + (margin >> 4 if slack else 0)


def _pairs(text: str, found: Sequence[Block], gap: int) -> list[int]:
    """The blocks that do not end a sentence and are followed, `gap` blank lines on, by more text."""
    return [
        n
        for n, (one, other) in enumerate(pairwise(found))
        if other.blanks == gap
        and one.kind in _FLOWING
        and is_rest(one, other)
        and not stands_aside(one)
        and ending(text, one) > End.LEAD
    ]


def _assign(found: Sequence[Block], pairs: Sequence[int]) -> tuple[list[int], dict[int, list[int]]]:
    """The margins of `pairs`, by block, and the pairs by class of measure.

    The lines round a pair offer three margins (those of its chunk and of the chunks beside it), its own
    paragraph one more: an indented part is narrower. The one nearest to the line's own edge is its margin.
    """
    edges = [found[n].indent + found[n].width for n in pairs]
    starts = range(0, len(pairs), _CHUNK)
    chunks = [0, *(_margin(edges[max(0, first - _CHUNK) : first + 2 * _CHUNK]) for first in starts), 0]
    at = [0] * len(found)
    last, own, lines = -2, 0, 0
    for k, n in enumerate(pairs):
        if n != last + 1:
            own, lines = _paragraph_margin(pairs, edges, k)
        last = n
        edge = edges[k]
        before, here, after = chunks[k // _CHUNK : k // _CHUNK + 3]
        if before == here == after and lines <= 3 and here:
            at[n] = here
            continue
        choice = {margin for margin in (before, here, after) if margin}
        if own and (lines > 3 or not choice):
            choice.add(own)
        if choice:
            at[n] = min(choice, key=lambda margin: (abs(margin - edge), margin))
    groups: dict[int, list[int]] = {}
    for n in pairs:
        if at[n]:
            groups.setdefault(_class(at[n]), []).append(n)
    return at, groups


def _paragraph_margin(pairs: Sequence[int], edges: Sequence[int], k: int) -> tuple[int, int]:
    """The margin of the paragraph whose first line is pair `k`, and its lines; 0 when too short to say."""
    stop = k + 1
    while stop < len(pairs) and stop - k < 3 * _CHUNK and pairs[stop] == pairs[stop - 1] + 1:
        stop += 1
    return (_margin(edges[k + 1 : stop]) if stop - k > 2 else 0), stop - k


def _margin(edges: Sequence[int]) -> int:
    """The margin that right edges share, 0 when they share none."""
    if not edges:
        return 0
    margin = sorted(edges)[len(edges) * 3 // 4]
    near = sum(_fits(edge, margin) for edge in edges)
    return margin if margin >= NARROWEST and near >= 0.55 * len(edges) else 0


def _fits(edge: int, margin: int) -> bool:
    """Whether a line with this right edge may be a full line of a text with this margin."""
    return 0.86 * margin - 3 <= edge <= 1.12 * margin + 2


@lru_cache(maxsize=1024)
def _class(margin: int) -> int:
    """Measures that differ by less than about a tenth prove each other."""
    return margin.bit_length() * 8 + margin * 8 // (1 << margin.bit_length() - 1)


def _proof(text: str, found: Sequence[Block], at: Sequence[int], members: Sequence[int]) -> float:
    """Log-odds that lines of one measure are wrapped: their ends are asked until the answer is clear."""
    full = [n for n in members if reaches(text, found, n, at[n], 2)]
    step = max(1, len(full) // _STRIDE)
    odds = _PRIOR
    for k in [k for first in range(step) for k in range(first, len(full), step)][:_SAMPLE]:
        n = full[k]
        one, other = found[n], found[n + 1]
        if joined(text, one, other, one.start):
            odds += _HIT
        elif other.indent + other.width > 1.12 * at[n] + 2:
            odds += _WIDER
        elif ending(text, one) is not End.OPEN:
            odds += _MARKED
        elif STOP_INSIDE.search(text, one.start, one.end - 1):
            odds += _CUT
        else:
            odds += _MIXED if ending(text, other) is not End.OPEN else _MISS
        if k > 1 and full[k - 2] == n - 2 and _ends_paragraph(text, found, n + 1, at[n]):
            odds += _SHAPE
        if abs(odds) > _CLEAR:
            break
    return odds


def _ends_paragraph(text: str, found: Sequence[Block], n: int, margin: int) -> bool:
    """Whether block `n` ends short of the margin, with a sentence, and no line follows at once."""
    block = found[n]
    last = n + 1 == len(found) or found[n + 1].blanks > block.blanks
    return last and block.indent + block.width < margin - 3 and ending(text, block) is End.STOP


def _spread(found: Sequence[Block], at: list[int], proofs: dict[int, float]) -> list[float]:
    """Give every block a margin that holds near it, one that is proved where its edge fits it; the proofs."""
    odds = [proofs.get(_class(margin), 0.0) if margin else 0.0 for margin in at]
    sure = last = next((n for n, value in enumerate(odds) if value > LIKELY), -1)
    for n, block in enumerate(found):
        if odds[n] > LIKELY:
            sure = last = n
            continue
        if at[n]:
            last = n
        source = sure if sure >= 0 and _fits(block.indent + block.width, at[sure]) else last
        if source >= 0:
            at[n], odds[n] = at[source], odds[source]
    return odds


def _check_runs(
    text: str, found: Sequence[Block], at: Sequence[int], odds: list[float], gap: int
) -> tuple[list[Style], float]:
    """Take the proof from runs of lines that do not look like wrapped text; `Margins.style` and `.early`."""
    style = [Style.SET_OFF] * len(found)
    early = full = 0
    for first, last in _runs(found, gap):
        if max(odds[first:last]) <= LIKELY:
            continue
        counts = _count(text, found, at, first, last)
        ragged = _is_ragged(text, found, first, last, counts)
        if ragged or (not counts.early and _is_measured(text, found, at, first, last)):
            odds[first:last] = [min(value, 0.0) for value in odds[first:last]]
        elif counts.early:
            indented = any(found[n].indent > found[n - 1].indent + 1 for n in range(first + 1, last))
            style[first:last] = [Style.FLUSH if indented else Style.UNLIKE] * (last - first)
        early += counts.early
        full += counts.full
    return [Style.FLUSH] * len(found) if early >= 2 and early * 30 > full else style, early / max(1, full)


def _runs(found: Sequence[Block], gap: int) -> Iterator[tuple[int, int]]:
    """Stretches of two and more lines of text with no more than `gap` blank lines between, end excluded."""
    first = 0
    for n in range(1, len(found) + 1):
        if n == len(found) or found[n].blanks > gap or not is_rest(found[n - 1], found[n]):
            start = first + (found[first].kind not in _FLOWING)
            if n - start > 1:
                yield start, n
            first = n


class _Counts(NamedTuple):
    """Lines of a run, its last left out."""

    full: int
    """That reach the margin."""
    short: int
    """That end inside a paragraph, without a mark or with a comma, and do not reach it."""
    early: int
    """That end a sentence before it."""


def _count(text: str, found: Sequence[Block], at: Sequence[int], first: int, last: int) -> _Counts:
    full = short = early = 0
    before = End.STOP
    for n in range(first, last - 1):
        end = ending(text, found[n])
        if at[n] and reaches(text, found, n, at[n], 6):
            full += 1
        elif end is End.STOP:
            early += found[n + 1].indent <= found[n].indent
        elif before is not End.STOP:
            short += 1
        before = end
    return _Counts(full, short, early)


def _is_ragged(text: str, found: Sequence[Block], first: int, last: int, counts: _Counts) -> bool:
    """Whether the lines from `first` to `last` are names, addresses, captions … and no paragraph."""
    if counts.short > 1 and counts.short * 3 > counts.full:
        return True
    if _MARK.search(text, found[first].start, found[last - 1].end) is None:
        return True
    run = found[first:last]
    entries = sum(_ENTRY.match(text, block.start) is not None for block in run)
    divided = sum(text.find("\u3000", block.start, block.end) >= 0 for block in run)
    if last - first < 3:
        return last - first in (entries, divided)
    return max(entries, divided) * 2 >= last - first


def _is_measured(text: str, found: Sequence[Block], at: Sequence[int], first: int, last: int) -> bool:
    """Whether the full lines end where clauses do, as verse and items do and wrapped lines only by chance."""
    body = found[first + 1 : last]
    if len(body) > 1 and len({block.width for block in body}) == 1:
        ends = {ending(text, block) for block in body}
        if End.OPEN not in ends and End.LEAD not in ends:
            return True  # all of one width, and a title or first line before
    full = [
        n
        for n in range(first, last - 1)
        if at[n] and found[n + 1].indent <= found[n].indent + 1 and reaches(text, found, n, at[n], 2)
    ]
    loose = [n for n in full if ending(text, found[n]) is End.OPEN]
    odds = _CLAUSE * (len(full) - len(loose))
    for n in loose:
        if odds > _VERSE:
            break
        odds += _LOOSE if joined(text, found[n], found[n + 1], found[n].start) is None else _HELD
    return odds <= _VERSE
