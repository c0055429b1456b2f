"""LAT003 latin-noise."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lint.analysis.characters.latin_words import islands, latin_words
from lint.analysis.characters.spacing import has_han
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import FULLWIDTH, HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.lat.stray_english import english_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_BESIDE = f"{HAN}{re.escape(FULLWIDTH)}"
# One letter three times and more (not www, Roman iii, xxx for a blank), or four consonants and more.
_LETTERS = r"(?P<at>([a-hj-uyz])\2{2,}|[bcdfghjklmnpqrstvwxz]{4,})"
_NOISE = re.compile(rf"(?<=[{_BESIDE}])[ ]?{_LETTERS}(?=[ ]?[{_BESIDE}\n])")
_MAYBE = re.compile(_LETTERS)
_RARE = 150
"""Han characters to one English word, below which Latin is the text's own habit."""


class LatinNoise(Rule):
    """A string of Latin letters that is no word, between Han: `eee`, `rnrn`.

    Recognizers read smudges, rulings and pictures as letters. Only text with hardly any Latin counts, and
    strings that occur once.

    Why it matters: readers stumble, and counts of words are wrong.

    When not to trust it: abbreviations in small letters, names of files and accounts. Deleting is left to a
    person: the letters may stand for a word that was lost.

    Example: `天色eee渐渐暗了` perhaps becomes `天色渐渐暗了`.
    """

    code = "LAT003"
    name = "latin-noise"
    chinese = Chinese(
        "混入无意义字母",
        """
    汉字之间不成词的一串拉丁字母，如 `eee`、`rnrn`。

    识别程序会把污迹、框线和图片读成字母。只查几乎没有拉丁字母的文件，并且只报出现一次的字母串。

    为什么重要：读者读来不通，词语统计也会出错。

    何时不可信：小写的缩写、文件名和账号名。是否删去由人决定：这些字母可能是一个丢失的词。

    例：`天色eee渐渐暗了`或应改为`天色渐渐暗了`。
    """,
    )
    message = Text("letters that are no word: {found}", "无意义的字母：{found}")
    severity = Severity.INFO
    confidence = 0.7

    def check(self, doc: Document) -> Iterator[Finding]:
        """The noise in `doc`, if Latin is rare there."""
        if not any(map(_MAYBE.fullmatch, latin_words(doc))):
            return
        text = doc.text
        found = [
            match
            for start, _ in islands(doc)
            if (match := _NOISE.match(text, start - (text[start - 1] == " ")))
            and match.start() not in shield(doc)
        ]
        if not found or not has_han(doc, (english_words(doc) - len(found)) * _RARE):
            return
        counts = Counter(match["at"] for match in found)
        for match in found:
            if counts[match["at"]] == 1:
                start, end = match.span()
                yield self.finding(start, end, replace(start, end, "", Safety.MANUAL), found=match["at"])
