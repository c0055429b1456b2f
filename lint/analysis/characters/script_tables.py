"""Scripts: which characters are Traditional, Simplified, Japanese or compatibility forms, and their equals.

Read from ``rulesets/data/scripts.tsv``, made from OpenCC's tables (Apache-2.0). A character that both scripts
use (后, 干, 里, 著) is in no ``…_only`` table: alone it proves nothing.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from lint.core.character_classes import HAN
from lint.core.data_files import ruleset_path

if TYPE_CHECKING:
    from collections.abc import Mapping


def traditional_only() -> Mapping[str, str]:
    """Characters of Traditional text only, each with its usual Simplified form: 題 → 题."""
    return _table("traditional")


def simplified_only() -> Mapping[str, str]:
    """Characters of Simplified text only, each with its usual Traditional form: 题 → 題."""
    return _table("simplified")


def shinjitai() -> Mapping[str, str]:
    """Japanese forms foreign to Chinese, each with its Traditional equal (see `fold`): 図 → 圖."""
    return _table("shinjitai")


def compatibility() -> Mapping[str, str]:
    """Compatibility ideographs, Kangxi and CJK radicals, each with the character it stands for: ⼈ → 人."""
    return _table("compatibility")


def variants(region: Literal["taiwan", "hongkong"]) -> Mapping[str, str]:
    """Forms of general Traditional text that `region` writes otherwise, each with its form there: 峯 → 峰."""
    return _table(region)


@cache
def traditional_phrases() -> frozenset[str]:
    """Traditional phrases where OpenCC departs from its character table: 乾隆, 瞭望."""
    return frozenset(_table("phrase"))


@cache
def traditional_words() -> Mapping[str, str]:
    """Simplified words of which Traditional text writes a character otherwise than usual: 心脏 → 心臟."""
    return _table("written")


def fold(text: str) -> str:
    """`text` in Simplified characters, one for one, for look-ups: it is no conversion fit to print.

    乾 and 徵 stay, since Simplified text has them too (乾隆).
    """
    return text if text.isascii() else text.translate(_folding())


@cache
def traditional_class() -> str:
    """`traditional_only` as the inside of a character class: ``re.compile(f"[{traditional_class()}]")``."""
    return char_class(traditional_only())


@cache
def simplified_class() -> str:
    """`simplified_only` as the inside of a character class."""
    return char_class(simplified_only())


def char_class(chars: Mapping[str, str]) -> str:
    """Han characters as the inside of a character class, neighbours in code point order as ranges.

    Those above U+FFFF are left out: 66 of them among 3,132 others make a scan by `re` 28 times slower.
    """
    runs: list[list[int]] = []
    for code in sorted(ord(char) for char in chars if char <= "\uffff"):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in runs)


@cache
def han_run() -> re.Pattern[str]:
    """One or more Han characters. Compiled on first use, since so wide a class takes a millisecond."""
    return re.compile(f"[{HAN}]+")


@cache
def _folding() -> dict[int, str]:
    return str.maketrans({**_table("fold"), **_table("traditional")})


@cache
def _table(kind: str) -> Mapping[str, str]:
    rows = re.compile(rf"^{kind}\t([^\t\n]+)\t([^\t\n]+)$", re.MULTILINE)
    return MappingProxyType(dict(rows.findall(_tables())))


@cache
def _tables() -> str:
    return ruleset_path("data", "scripts.tsv").read_text(encoding="utf-8")
