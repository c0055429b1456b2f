"""Character pairs: how likely one Han character follows another.

Read from ``rulesets/data/bigrams.bin``, made from cjclassifier's counts of Chinese Wikipedia (Apache-2.0):
9,061 characters and 554,465 pairs, in Simplified characters (`lint.evidence.scripts.fold` other text first).
All figures are natural logarithms, in nats: −3 is an ordinary successor, −9 a surprise.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.data import ruleset_path
from lint.evidence.scripts import han_run

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = -17.0
"""ln p of a character that the table lacks: its rarest has −16."""

_LEAST_JOINT = -16.0  # ln p of the rarest pair that was counted; an unseen one is rarer


class _Model(NamedTuple):
    rows: dict[str, int]  # character to row
    starts: array[int]  # row to the first of its pairs
    alone: array[float]  # row to ln p of the character
    weights: array[float]  # row to ln of the back-off weight
    seconds: array[int]  # pair to the code point of its second character, ascending in a row
    given: bytes  # pair to the step of ln p(second | first)
    nats: tuple[float, ...]  # step to nats


def logp(a: str, b: str) -> float:
    """The ln p of `b` as the successor of `a`, two Han characters.

    An unseen pair backs off to `b` alone, weighed by what the seen successors of `a` leave, and is never
    likelier than the rarest pair that was counted.
    """
    model = _model()
    row, second = model.rows.get(a), model.rows.get(b)
    alone = UNKNOWN if second is None else model.alone[second]
    if row is None or second is None:
        return alone
    end = model.starts[row + 1]
    pair = bisect_left(model.seconds, ord(b), model.starts[row], end)
    if pair < end and model.seconds[pair] == ord(b):
        return model.nats[model.given[pair]]
    return min(model.weights[row] + alone, _LEAST_JOINT - model.alone[row], 0.0)


def pairs() -> Iterator[tuple[str, str, float]]:
    """Every pair that was counted: first character, second character, ln p of the two together."""
    model = _model()
    for first, row in model.rows.items():
        for pair in range(model.starts[row], model.starts[row + 1]):
            joint = model.alone[row] + model.nats[model.given[pair]]
            yield first, chr(model.seconds[pair]), joint


def alone(char: str) -> float:
    """The ln p of `char` wherever it may stand."""
    model = _model()
    row = model.rows.get(char)
    return UNKNOWN if row is None else model.alone[row]


def text_logp(text: str) -> float:
    """The ln p of the Han runs of `text`, each begun by ln p of its first character; the rest counts 0."""
    return sum(_run_logp(run[0]) for run in han_run().finditer(text))


def _run_logp(run: str) -> float:
    model = _model()
    first = model.rows.get(run[0])
    return (UNKNOWN if first is None else model.alone[first]) + sum(map(logp, run, run[1:]))


@cache
def _model() -> _Model:
    data = ruleset_path("data", "bigrams.bin").read_bytes()
    offset = data.index(b"\n") + 1  # the first line names the source
    chars, pairs = struct.unpack_from("<II", data, offset)
    offset += 8
    firsts, offset = _column("H", data, offset, chars)
    starts, offset = _column("I", data, offset, chars + 1)
    alone, offset = _column("f", data, offset, chars)
    weights, offset = _column("f", data, offset, chars)
    seconds, offset = _column("H", data, offset, pairs)
    return _Model(
        rows={chr(code): row for row, code in enumerate(firsts)},
        starts=starts,
        alone=alone,
        weights=weights,
        seconds=seconds,
        given=data[offset:],
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
