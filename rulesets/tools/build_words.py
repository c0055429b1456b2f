"""Make ``data/words.marisa`` and ``data/words.cost`` from the dictionary of jieba.

    python rulesets/tools/build_words.py

Source: ``dict.txt`` of the PyPI package jieba (MIT): 349,045 words with their counts in a segmented corpus.
The trie numbers the words; byte *n* of ``words.cost`` is the cost of word *n*, −ln p in steps of 1/14 nat.
"""

from __future__ import annotations

import math
from importlib.metadata import version
from pathlib import Path

import jieba
import marisa_trie

DATA = Path(__file__).resolve().parent.parent / "data"
STEPS_PER_NAT = 14  # 255 steps reach 18.2 nats; a word seen once costs 17.9


def main() -> None:
    counts: dict[str, int] = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, occurrences, _ = line.split(" ")
            counts[word] = int(occurrences)
    log_total = math.log(sum(counts.values()))
    trie = marisa_trie.Trie(sorted(counts))
    costs = bytearray(len(trie))
    for word, count in counts.items():
        costs[trie[word]] = round((log_total - math.log(count)) * STEPS_PER_NAT)
    trie.save(str(DATA / "words.marisa"))
    (DATA / "words.cost").write_bytes(costs)
    print(f"jieba {version('jieba')}: {len(counts)} words")


if __name__ == "__main__":
    main()
