"""Make ``data/bigrams.bin`` from the Simplified Chinese half of cjclassifier's model.

    python rulesets/tools/build_bigrams.py

Source: ``cjlogprobs.gz`` of the PyPI package cjclassifier (Apache-2.0): ln p of 9,061 characters and of
554,465 pairs of neighbours in Chinese Wikipedia. Pairs rarer than e**-16 were left out there; none is here.

One line of text names the source; then, little-endian, for each character of `FIRST` to `LAST` in code point
order: where its pairs begin (u32, and one more for the end), where its familiar pairs end (u32), ln p of it
(f32; 0 says that it was not counted), its back-off weight in nats (f32). Then for each pair, the likeliest of
a character first: the second character (u16), and −ln p(second | first) in steps of 1/20 nat (u8). So the
file is used as it is, without a dictionary to build.

Familiar are the 200,000 likeliest pairs of all: nine in ten neighbours in running text are among them.
"""

from __future__ import annotations

import gzip
import math
import struct
from array import array
from heapq import nlargest
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "bigrams.bin"
FIRST, LAST = 0x4E00, 0x9FFF  # Unified Ideographs
STEPS_PER_NAT = 20
FAMILIAR = 200_000
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

    pairs = {first: row for first, row in pairs.items() if first in logs}
    least = nlargest(FAMILIAR, (log for row in pairs.values() for _, log in row))[-1]
    starts, ends, alone, weights = array("I"), array("I"), array("f"), array("f")
    seconds, costs = array("H"), bytearray()
    for first in map(chr, range(FIRST, LAST + 1)):
        starts.append(len(seconds))
        alone.append(logs.get(first, 0.0))
        row = sorted(pairs.get(first, ()), key=lambda item: (-item[1], item[0]))
        ends.append(len(seconds) + sum(log >= least for _, log in row))
        given = [min(0.0, log - logs[first]) for _, log in row]
        seconds.extend(ord(second) for second, _ in row)
        costs.extend(round(-log * STEPS_PER_NAT) for log in given)
        # Katz: what is left of the successors is shared by the unseen ones as they stand alone.
        seen = sum(map(math.exp, given))
        seen_alone = sum(math.exp(logs.get(second, -math.inf)) for second, _ in row)
        weights.append(math.log(max(LEAST_UNSEEN, 1 - seen) / max(LEAST_UNSEEN, 1 - seen_alone)))
    starts.append(len(seconds))
    with OUTPUT.open("wb") as out:
        out.write(f"Source: cjclassifier {version('cjclassifier')} (Apache-2.0), zh-hans; ".encode())
        out.write(b"made by: python rulesets/tools/build_bigrams.py\n")
        for column in (starts, ends, alone, weights, seconds):
            out.write(little_endian(column))
        out.write(costs)
    print(f"{len(logs)} characters, {len(seconds)} pairs")


def little_endian(column: array[int] | array[float]) -> bytes:
    return struct.pack(f"<{len(column)}{column.typecode}", *column)


if __name__ == "__main__":
    main()
