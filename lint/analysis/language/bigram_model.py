"""Character pairs: how likely one Han character follows another.

Read from ``rulesets/data/bigrams.bin``, made from cjclassifier's counts of Chinese Wikipedia (Apache-2.0):
9,010 characters and 554,437 pairs, in Simplified characters (`lint.analysis.characters.script_tables.fold`
other text first). All figures are natural logarithms, in nats: −3 is an ordinary successor, −9 a surprise.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.analysis.characters.script_tables import han_run
from lint.core.data_files import ruleset_path

if TYPE_CHECKING:
    from collections.abc import Collection

UNKNOWN = -17.0
"""ln p of a character that the table lacks: its rarest has −16."""

_LEAST_JOINT = -16.0  # ln p of the rarest pair that was counted; an unseen one is rarer

_FIRST, _LAST = 0x4E00, 0x9FFF  # as in rulesets/tools/build_bigrams.py


class _Model(NamedTuple):
    """The columns of the table. A row is a character's distance from `_FIRST`."""

    starts: array[int]  # row to the first of its pairs
    ends: array[int]  # row to the end of its familiar pairs
    alone: array[float]  # row to ln p of the character, 0 where it was not counted
    weights: array[float]  # row to ln of the back-off weight
    seconds: str  # pair to its second character, the likeliest of a row first
    given: bytes  # pair to the step of ln p(second | first)
    nats: tuple[float, ...]  # step to nats


def logp(a: str, b: str) -> float:
    """The ln p of `b` as the successor of `a`, two Han characters.

    An unseen pair backs off to `b` alone, weighed by what the seen successors of `a` leave, and is never
    likelier than the rarest pair that was counted.
    """
    model = _model()
    row = ord(a) - _FIRST
    if not (0 <= row <= _LAST - _FIRST and model.alone[row]):
        return alone(b)
    pair = model.seconds.find(b, model.starts[row], model.starts[row + 1])
    if pair >= 0:
        return model.nats[model.given[pair]]
    unseen = alone(b)
    return (
        unseen
        if unseen == UNKNOWN
        else min(model.weights[row] + unseen, _LEAST_JOINT - model.alone[row], 0.0)
    )


def is_familiar(a: str, b: str) -> bool:
    """Whether running text is full of `a` with `b` behind it: one of the 200,000 likeliest pairs of all."""
    model = _model()
    row = ord(a) - _FIRST
    return 0 <= row <= _LAST - _FIRST and model.seconds.find(b, model.starts[row], model.ends[row]) >= 0


def successors(char: str) -> str:
    """The familiar successors of `char`, the likeliest first."""
    model = _model()
    row = ord(char or "\0") - _FIRST
    return model.seconds[model.starts[row] : model.ends[row]] if 0 <= row <= _LAST - _FIRST else ""


class _Successors(dict[str, frozenset[str]]):
    """The familiar successors of characters as sets, made when first asked for."""

    def __missing__(self, char: str) -> frozenset[str]:
        self[char] = found = frozenset(successors(char))
        return found


_SUCCESSORS = _Successors()  # at most a set for each of 9,010 characters


def between(left: str, chars: Collection[str], right: str) -> tuple[set[str], set[str]]:
    """Those of `chars` that are familiar behind `left`, and those that are familiar before `right`."""
    behind = _SUCCESSORS[left]
    return {char for char in chars if char in behind}, {char for char in chars if right in _SUCCESSORS[char]}


def alone(char: str) -> float:
    """The ln p of `char` wherever it may stand."""
    row = ord(char) - _FIRST
    return (_model().alone[row] if 0 <= row <= _LAST - _FIRST else 0.0) or UNKNOWN


def text_logp(text: str) -> float:
    """The ln p of the Han runs of `text`, each begun by ln p of its first character; the rest counts 0."""
    return sum(alone(run[0][0]) + sum(map(logp, run[0], run[0][1:])) for run in han_run().finditer(text))


@cache
def _model() -> _Model:
    data = ruleset_path("data", "bigrams.bin").read_bytes()
    offset = data.index(b"\n") + 1  # the first line names the source
    size = _LAST - _FIRST + 1
    starts, offset = _column("I", data, offset, size + 1)
    ends, offset = _column("I", data, offset, size)
    alone, offset = _column("f", data, offset, size)
    weights, offset = _column("f", data, offset, size)
    middle = offset + 2 * starts[size]
    return _Model(
        starts,
        ends,
        alone,
        weights,
        seconds=data[offset:middle].decode("utf-16-le"),
        given=data[middle:],
        nats=tuple(-step / 20 for step in range(256)),  # 1/20 nat, as in rulesets/tools/build_bigrams.py
    )


def _column(code: str, data: bytes, offset: int, length: int) -> tuple[array[Any], int]:
    """The `length` little-endian numbers at `offset`, and where they end."""
    column = array(code)
    end = offset + length * column.itemsize
    column.frombytes(data[offset:end])
    if sys.byteorder == "big":
        column.byteswap()
    return column, end
