"""Coherence: whether words run across line ends, region by region, whatever the width of the lines.

In wrapped text a word or a familiar pair of characters often lies across a line end; in verse, in cells and
where columns were read by turns hardly ever. Each line end gives a log-likelihood ratio of "wrapped" against
"each line is its own"; a Viterbi pass over three states cuts the text into regions.

Measured on 59 pairs of typeset pages read by engines, wild tables, verse, drama and lists: of the line ends
without a mark .39–.44 have a word across in wrapped prose, .01 in columns read by turns, .009 in verse.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.bigram_model import alone, logp
from lint.analysis.language.segmentation import bridge
from lint.analysis.layout.line_ends import End, ending, is_rest
from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

_SIDE = 6
"""Han characters on each side of a line end that are divided into words."""

_WORD_GAIN = 3.0
"""Nats from which a word across a line end is hardly a chance."""

_WORD, _SOME_WORD = 3.66, 1.68
_PAIR, _FAIR_PAIR, _NO_PAIR = 1.88, 0.85, -1.23
"""Log-likelihood ratios, in nats, of a word with a gain above 3, of one with less, and of a character pair
with a pointwise mutual information above 2, from 0 to 2, and below 0."""

_HIGH_PAIR = 2.0
_MARK_APART, _MARK_ENDED = -0.1, -1.2
_OPEN_ENDED = 1.3
"""What a line end with a punctuation mark says for "wrapped" against "incoherent" and against "lines end on
purpose", and one without a mark against the latter: .25, .28 and .80 of the line ends have a mark."""

_SWITCH, _SWITCH_AT_GAP = 6.0, 4.0
"""Nats that a change of state costs, and less where a blank line or another kind of block comes between."""

LICENSED, LICENSED_SURELY = 6.0, 12.0
"""Nats from which the lines of a region are wrapped, whatever their right edges say, and surely so.
Wrapped prose gets there after 4 to 6 line ends; verse, mixed columns and unmarked lines in .004 of cases."""

VETO = -14.0
"""Nats below which a full line is no reason to join. At −20 mixed columns of a page are joined."""

_HAN_TAIL = re.compile(f"[{HAN}]+$")
_HAN_HEAD = re.compile(f"[{HAN}]+")


class State(IntEnum):
    """What the line ends of a region are."""

    WRAPPED = 0
    INCOHERENT = 1
    ENDED = 2
    """Ended on purpose, with marks."""


class Coherence(NamedTuple):
    """Per block what the region of the line end after it says."""

    regions: list[float]
    """Sum over the region of the log-likelihood ratios, in nats; 0 where no text follows at once."""
    states: list[State]

    def runs(self) -> Iterator[tuple[State, float, list[int]]]:
        """The blocks of each region, in order, with its state and its sum."""
        kinds = zip(self.states, self.regions, strict=True)
        for (state, total), members in groupby(enumerate(kinds), key=itemgetter(1)):
            yield state, total, [number for number, _ in members]


@fact
def coherence(doc: Document) -> Coherence:
    """The coherence of the line ends in `doc`."""
    text, found = doc.text, blocks(doc)
    places = _line_ends(found)
    ratios = [line_end_ratio(text, found[n], found[n + 1]) for n in places]
    near = [after == before + 1 for before, after in pairwise(places)]
    states = _viterbi(ratios, near)
    regions = [0.0] * len(found)
    each = [State.INCOHERENT] * len(found)
    for state, members in groupby(range(len(places)), key=states.__getitem__):
        run = list(members)
        total = sum(ratios[k] or 0.0 for k in run)
        for k in run:
            regions[places[k]], each[places[k]] = total, state
        last = places[run[-1]] + 1  # the last line belongs to the region that it ends
        if not regions[last]:
            regions[last], each[last] = total, state
    return Coherence(regions, each)


def _line_ends(found: Sequence[Block]) -> list[int]:
    """The blocks that are followed by text at once, or by one blank line where all lines are set off so."""
    near, apart = (
        [n for n, (left, right) in enumerate(pairwise(found)) if right.blanks <= gap and is_rest(left, right)]
        for gap in (0, 1)
    )
    return apart if len(near) * 4 < len(apart) else near


def line_end_ratio(text: str, left: Block, right: Block) -> float | None:
    """Log-likelihood ratio, in nats, of "wrapped" at the end of `left`; None where it ends with a mark."""
    return block_ratio(text, left, right) if ending(text, left) is End.OPEN else None


def block_ratio(text: str, left: Block, right: Block) -> float:
    """The same for two blocks, whatever `left` ends with."""
    return junction_ratio(
        text[max(left.start, left.end - _SIDE) : left.end],
        text[right.start : min(right.end, right.start + _SIDE)],
    )


def junction_ratio(before: str, after: str) -> float:
    """The same for two pieces of text, of which only the ends that meet count; 0 without Han there."""
    tail, head = _HAN_TAIL.search(before[-_SIDE:]), _HAN_HEAD.match(after[:_SIDE])
    if tail is None or head is None:
        return 0.0
    word = bridge(tail[0], head[0])
    if word is not None:
        return _WORD if word.gain > _WORD_GAIN else _SOME_WORD
    left, right = fold(tail[0][-1]), fold(head[0][0])
    shared = logp(left, right) - alone(right)
    if shared > _HIGH_PAIR:
        return _PAIR
    return _FAIR_PAIR if shared >= 0 else _NO_PAIR


def _viterbi(ratios: Sequence[float | None], near: Sequence[bool]) -> list[State]:
    """The likeliest state of each line end; `near` says whether the next line end follows at once."""
    scores = [0.0, 0.0, 0.0]
    back: list[list[int]] = []
    for k, ratio in enumerate(ratios):
        cost = _SWITCH if not k or near[k - 1] else _SWITCH_AT_GAP
        best = max(range(3), key=scores.__getitem__)
        origin = [s if scores[s] >= scores[best] - cost else best for s in range(3)]
        gain = (0.0, -_MARK_APART, -_MARK_ENDED) if ratio is None else (0.0, -ratio, -ratio - _OPEN_ENDED)
        scores = [scores[origin[s]] - (0.0 if origin[s] == s else cost) + gain[s] for s in range(3)]
        back.append(origin)
    states: list[State] = []
    state = max(range(3), key=scores.__getitem__)
    for origin in reversed(back):
        states.append(State(state))
        state = origin[state]
    return states[::-1]
