"""Where the margin of hard-wrapped text stands, line by line.

Text is wrapped by block, not by file, and widths vary inside a block: half-width digits, squeezed marks, long
Latin words. So the margin is read off the lines round each place, and what is taken for wrapped text must
prove it: words and brackets lie across line ends that are mere wraps, and hardly ever across others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.blocks import Kind, blocks
from lint.document import fact
from lint.evidence.edges import End, ending, strong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.blocks import Block
    from lint.document import Document

_FLOWING = {Kind.PARAGRAPH, Kind.LIST, Kind.NOTE, Kind.CAPTION}
"""Kinds that may take several lines."""

_CHUNK = 8
"""Lines that share one margin; those of the chunks before and after are asked too."""

_NARROWEST = 14
"""Half-ems of the narrowest margin: seven Han."""

_SAMPLE = 24
"""Seams that are looked at to prove a measure."""

_LIKELY = 1.0
_SURE = 3.0
"""Log-odds from which text counts as wrapped, and as wrapped for sure."""

_HIT, _MISS, _CUT_SENTENCE = 2.0, -0.31, 1.0
"""Log-likelihood ratios of a sampled seam: something lies across it in .30 of wraps and .04 of other line
ends; a sentence that begins in the line and does not end there."""

_PRIOR = -1.0
"""Log-odds before any seam is looked at."""


class Margins(NamedTuple):
    """Per block the margin of the wrapped text it stands in (0: none), and how sure that it is wrapped."""

    at: list[int]
    """Half-ems, indent included."""
    proof: list[float]
    """Log-odds that lines which reach this margin are wrapped there."""
    gap: int
    """Blank lines that stand between lines of one paragraph: 0, or 1 where every line is set off."""


@fact
def margins(doc: Document) -> Margins:
    """The margins in `doc`."""
    text, found = doc.text, blocks(doc)
    size = len(found)
    gap, pairs = 0, _pairs(text, found, 0)
    groups = _assign(found, pairs, at := [0] * size)
    if len(pairs) < 4:
        spaced = _pairs(text, found, 1)
        there = [0] * size
        apart = _assign(found, spaced, there)
        if sum(map(len, apart.values())) >= max(4, 0.6 * len(spaced), 4 * len(pairs)):
            gap, groups, at = 1, apart, there
    own = {key: _proof(text, found, at, members) for key, members in groups.items()}
    proofs = {key: odds + 0.5 * (own.get(key - 1, 0.0) + own.get(key + 1, 0.0)) for key, odds in own.items()}
    if gap and max(proofs.values()) < _SURE:
        gap = 0
    proof = _spread(found, at, proofs)
    return Margins(at, proof, gap)


def _assign(found: Sequence[Block], pairs: Sequence[int], at: list[int]) -> dict[int, list[int]]:
    """Set the margins of `pairs`; the pairs by class of measure.

    The lines round a pair offer three margins (those of its chunk and of the chunks beside it), its own
    paragraph one more: an indented part is narrower. The one nearest to the line's own edge is its margin.
    """
    edges = [found[n].indent + found[n].width for n in pairs]
    chunks = [0]
    for first in range(0, len(pairs), _CHUNK):
        chunks.append(_margin(sorted(edges[max(0, first - _CHUNK) : first + 2 * _CHUNK])))
    chunks.append(0)
    groups: dict[int, list[int]] = {}
    last = own = -1
    for k, n in enumerate(pairs):
        chunk = k // _CHUNK
        choice = {margin for margin in chunks[chunk : chunk + 3] if margin}
        if n != last + 1:
            own = _paragraph_margin(pairs, edges, k)
        last = n
        if own:
            choice.add(own)
        if choice:
            edge = edges[k]
            at[n] = min(choice, key=lambda margin: abs(margin - edge))
            groups.setdefault(_class(at[n]), []).append(n)
    return groups


def _paragraph_margin(pairs: Sequence[int], edges: Sequence[int], k: int) -> int:
    """The margin of the paragraph whose second line is pair ``k + 1``; 0 when too short to say."""
    stop = k + 1
    while stop < len(pairs) and stop - k < 3 * _CHUNK and pairs[stop] == pairs[stop - 1] + 1:
        stop += 1
    return _margin(sorted(edges[k + 1 : stop])) if stop - k > 3 else 0


def _pairs(text: str, found: Sequence[Block], gap: int) -> list[int]:
    """The blocks that do not end a sentence and are followed, `gap` blank lines on, by more text."""
    return [
        n
        for n, (one, other) in enumerate(zip(found, found[1:], strict=False))
        if other.blanks == gap
        and one.kind in _FLOWING
        and other.kind is Kind.PARAGRAPH
        and ending(text, one) > End.LEAD
    ]


def _margin(edges: list[int]) -> int:
    """The margin that sorted right edges share, 0 when they share none."""
    if not edges:
        return 0
    margin = edges[len(edges) * 3 // 4]
    near = sum(margin * 0.86 - 3 <= edge <= margin * 1.12 + 2 for edge in edges)
    return margin if margin >= _NARROWEST and near >= 0.55 * len(edges) else 0


def _class(margin: int) -> int:
    """Measures that differ by less than about a tenth prove each other."""
    return margin.bit_length() * 8 + margin * 8 // (1 << margin.bit_length() - 1)


def reaches(text: str, found: Sequence[Block], n: int, margin: int, slack: int = 2) -> bool:
    """Whether block `n` was full: what begins the next line did not fit before the margin."""
    block = found[n]
    from lint.evidence.edges import first_unit
    from lint.text import width

    room = margin - block.indent - block.width
    if room < 2 + slack:
        return room > -(margin // 8) - 4
    return room < slack + width(first_unit(text, found[n + 1])) + (margin >> 4)


def _proof(text: str, found: Sequence[Block], at: Sequence[int], members: Sequence[int]) -> float:
    """Log-odds that lines of one measure are wrapped, from a sample of their ends."""
    full = [n for n in members if reaches(text, found, n, at[n])]
    step = max(1, len(full) // _SAMPLE)
    odds = _PRIOR
    for n in full[::step]:
        one, other = found[n], found[n + 1]
        if strong(text, one, other, one.start):
            odds += _HIT
        elif ending(text, one) is End.OPEN and any(stop in text[one.start : one.end - 1] for stop in "。！？；"):
            odds += _CUT_SENTENCE
        else:
            odds += _MISS
    return odds


def _spread(found: Sequence[Block], at: list[int], proofs: dict[int, float]) -> list[float]:
    """Give every block a margin that holds near it, one that is proved where its edge fits it; the proofs."""
    proof = [proofs.get(_class(margin), 0.0) if margin else 0.0 for margin in at]
    sure = last = next((n for n, odds in enumerate(proof) if odds > _LIKELY), -1)
    for n, block in enumerate(found):
        if proof[n] > _LIKELY:
            sure = last = n
            continue
        if at[n]:
            last = n
        edge = block.indent + block.width
        source = sure if sure >= 0 and 0.86 * at[sure] - 3 <= edge <= 1.12 * at[sure] + 2 else last
        if source >= 0:
            at[n], proof[n] = at[source], proof[source]
    return proof
