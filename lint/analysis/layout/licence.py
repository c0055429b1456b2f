"""Regions whose words prove that they are wrapped: there the margin is read off the lines alone.

Narrow columns look like verse to who measures right edges: first lines that lost their indent are short, and
a running head or a line with Latin is the longest. Where words run across the line ends none of that counts.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.coherence import LICENSED, LICENSED_SURELY, State, coherence, line_end_ratio
from lint.analysis.layout.line_ends import End, ending
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.core.document import Document

_AROUND = 14
"""Lines on each side that share a margin, and half-ems by which their edges may differ from it."""

_NEAR = 2
_FEWEST = 4
"""Line ends without a stop that a margin is read off, at least."""

_SHARE = 0.5
"""Share of the lines round a line that end at their margin, at least: of the cells of a table fewer do."""

NARROWEST = 14
"""Half-ems of the narrowest column: seven Han."""


class Licence(NamedTuple):
    """The margin of a line, in half-ems, and whether it is beyond doubt."""

    margin: int
    sure: bool


@fact
def licences(doc: Document) -> dict[int, Licence]:
    """The margins of the blocks of `doc` that stand in coherent regions."""
    text, found, known = doc.text, blocks(doc), coherence(doc)
    result: dict[int, Licence] = {}
    for state, total, run in known.runs():
        if state is not State.WRAPPED or total < LICENSED:
            continue
        ratios = [line_end_ratio(text, found[n], found[n + 1]) for n in run[:-1]]
        edges = [
            (
                found[n].indent + found[n].width,
                1 + ((ratio or 0) > 0) if ending(text, found[n]) > End.LEAD else 0,
            )
            for n, ratio in zip(run, ratios, strict=False)
        ]
        sums = list(accumulate((ratio or 0.0 for ratio in ratios), initial=0.0))
        for k, margin in enumerate(_modes(edges)):
            near = sums[min(len(ratios), k + _AROUND + 1)] - sums[max(0, k - _AROUND)]
            if margin >= NARROWEST and near >= LICENSED:
                result[run[k]] = Licence(margin, total >= LICENSED_SURELY)
    return result


def _modes(edges: Sequence[tuple[int, int]]) -> Iterator[int]:
    """For each line the right edge that most lines round it share; 0 where there are too few."""
    near: Counter[int] = Counter()
    for edge, weight in edges[:_AROUND]:
        near[edge] += weight
    for k in range(len(edges)):
        if k + _AROUND < len(edges):
            near[edges[k + _AROUND][0]] += edges[k + _AROUND][1]
        if k > _AROUND:
            near[edges[k - _AROUND - 1][0]] -= edges[k - _AROUND - 1][1]
        if sum(near.values()) < _FEWEST:
            yield 0
            continue

        def shared(edge: int) -> tuple[int, int]:
            return sum(near[edge + d] for d in range(-_NEAR, _NEAR + 1)), near[edge]

        best = max((edge for edge in list(near) if near[edge] > 0), key=shared)
        yield best if shared(best)[0] >= _SHARE * sum(near.values()) else 0
