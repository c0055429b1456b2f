"""Make ``data/bigrams.bin`` from the Simplified Chinese half of cjclassifier's model.

    python rulesets/tools/build_bigrams.py

Source: ``cjlogprobs.gz`` of the PyPI package cjclassifier (Apache-2.0): ln p of 9,061 characters and of
554,465 pairs of neighbours in Chinese Wikipedia. Pairs rarer than e**-16 were left out there; none is here.

One line of text names the source; then, little-endian: the numbers of characters n and of pairs m (u32 each),
the characters in order (n × u16), where the pairs of each begin (n+1 × u32), ln p of each (n × f32), its
back-off weight in nats (n × f32), the second characters of the pairs (m × u16), and −ln p(second | first)
in steps of 1/20 nat (m × u8).
"""

from __future__ import annotations

import gzip
import math
import struct
from array import array
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "bigrams.bin"
STEPS_PER_NAT = 20
LEAST_UNSEEN = 0.01  # share of a character's successors that is unseen, at least: the counts have rounding


def main() -> None:
    logs: dict[str, float] = {}
    pairs: dict[str, list[tuple[str, float]]] = {}
    source = files("cjclassifier").joinpath("cjlogprobs.gz").read_bytes()
    header, *lines = gzip.decompress(source).decode().splitlines()
    if not header.startswith("Languages: zh-hans,"):
        raise SystemExit(f"cjlogprobs.gz has a form that this script does not know: {header}")
    for line in lines:
        key, simplified, *_ = line.split(" ")
        if (log := float(simplified)) < 0:  # 0 stands for absent
            if len(key) == 1:
                logs[key] = log
            else:
                pairs.setdefault(key[0], []).append((key[1], log))

    chars = sorted(logs)
    starts, weights = array("I", [0]), array("f")
    seconds, costs = array("H"), bytearray()
    for first in chars:
        seen = unseen_alone = 0.0
        for second, log in sorted(pairs.get(first, ())):
            given = min(0.0, log - logs[first])
            seconds.append(ord(second))
            costs.append(round(-given * STEPS_PER_NAT))
            seen += math.exp(given)
            unseen_alone += math.exp(logs.get(second, -math.inf))
        # Katz: what is left of the successors is shared by the unseen ones as they stand alone.
        weights.append(math.log(max(LEAST_UNSEEN, 1 - seen) / max(LEAST_UNSEEN, 1 - unseen_alone)))
        starts.append(len(seconds))
    with OUTPUT.open("wb") as out:
        out.write(f"Source: cjclassifier {version('cjclassifier')} (Apache-2.0), zh-hans; ".encode())
        out.write(b"made by: python rulesets/tools/build_bigrams.py\n")
        out.write(struct.pack("<II", len(chars), len(seconds)))
        for column in (
            array("H", map(ord, chars)),
            starts,
            array("f", map(logs.__getitem__, chars)),
            weights,
        ):
            out.write(little_endian(column))
        out.write(little_endian(seconds))
        out.write(costs)
    print(f"{len(chars)} characters, {len(seconds)} pairs")


def little_endian(column: array[int] | array[float]) -> bytes:
    return struct.pack(f"<{len(column)}{column.typecode}", *column)


if __name__ == "__main__":
    main()
