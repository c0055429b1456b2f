"""Make ``data/familiar.bin``, the pairs of characters that text is full of, from ``data/bigrams.bin``.

    python rulesets/tools/build_familiar.py

The 200,000 likeliest of the 554,465 pairs that cjclassifier counted in Chinese Wikipedia (Apache-2.0). One
line of text names the source; then one little-endian u32 for each, ascending: the first character's code
point plus 65,536 times the second's, which is how two characters of UTF-16 text stand in memory.
"""

from __future__ import annotations

import struct
import sys
from heapq import nlargest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from lint.data import ruleset_path
from lint.evidence.bigrams import pairs

PAIRS = 200_000


def main() -> None:
    likeliest = nlargest(PAIRS, ((joint, first + second) for first, second, joint in pairs()))
    codes = sorted(ord(pair[0]) | ord(pair[1]) << 16 for _, pair in likeliest)
    with ruleset_path("data", "familiar.bin").open("wb") as out:
        out.write(b"Source: bigrams.bin (cjclassifier, Apache-2.0); ")
        out.write(b"made by: python rulesets/tools/build_familiar.py\n")
        out.write(struct.pack(f"<{len(codes)}I", *codes))
    print(f"{len(codes)} pairs, the rarest with ln p = {likeliest[-1][0]:.2f}")


if __name__ == "__main__":
    main()
