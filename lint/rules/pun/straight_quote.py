"""PUN004 straight-quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.characters.text_search import lines_with
from lint.analysis.punctuation.width_habits import pauses, sets_blanks_after_marks
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_FIRST = 2_000
"""Characters of a line, at most, before its first mark."""

_INNER = re.compile(rf"(?<![A-Za-z0-9])'([^'\n]*[{HAN}][^'\n]*)'(?![A-Za-z0-9])")
# Single marks by themselves, right behind a Han character: elsewhere they are code.
_LONE = re.compile(rf"(?<=[{HAN}])'([{HAN}](?:[^'\n]{{0,60}}[{HAN}，。！？,.!?])?)'(?![A-Za-z0-9'])")


class StraightQuote(Rule):
    """Straight quotation marks round Chinese words inside a Chinese sentence.

    They are paired along the line. A line that is one quoted string stays: that is code or data. On a page
    whose commas are half width too the fix is safe; in a text that has more curly marks or corner
    brackets it is offered; a text that uses mostly straight marks, with full-width commas, chose them.
    Single marks count only on a page of the first kind, round Han and behind Han: elsewhere they are code.

    Why it matters: straight marks do not say which one opens, so a lost mark cannot be found.

    When not to trust it: data such as `键="值"` in running text, feet, inches and minutes.

    Example: `他说"很好",就走了` becomes `他说“很好”，就走了`.
    """

    code = "PUN004"
    name = "straight-quote"
    chinese = Chinese(
        "直引号",
        """
    中文句子里，括住中文词语的直引号。

    引号按行配对。整行是一个带引号的字符串的，是代码或数据，保留。该页逗号也是半角的，修改是安全的；弯引
    号或直角引号更多的文件，作为建议提出；逗号是全角而多用直引号的，是有意如此。单引号只在前一种页上、括
    住汉字又在汉字之后的才算，其他地方的是代码。

    为什么重要：直引号不分前后，丢了一个就找不出来。

    何时不可信：行文中的数据，如 `键="值"`；英尺、英寸和分的符号。

    例：`他说"很好",就走了`改为`他说“很好”，就走了`。
    """,
    )
    message = Text("straight quotation marks round Chinese words", "中文用了直引号")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "\"'"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Pairs of straight marks, double ones and single ones."""
        yield from self._double(doc)
        yield from self._single(doc)

    def _double(self, doc: Document) -> Iterator[Finding]:
        """Pairs of double marks, line by line, with the single ones inside."""
        text = doc.text
        curly, corner = text.count("“"), text.count("「")
        outer, nested = ("「」", "『』") if corner > curly else ("“”", "‘’")
        rare = text.count('"') < curly + corner
        if not rare and not pauses(doc).places:
            return
        shielded = shield(doc)
        for line in lines_with(text, '"'):
            places = [at for at in _places(text, *line) if at not in shielded]
            pairs = list(zip(places[::2], places[1::2], strict=False))
            if len(places) % 2 or not _HAN.search(_outside(text, line, pairs)):
                continue
            for start, end in pairs:
                if not _HAN.search(text, start, end) or text[start - 1 : start] == "=":
                    continue
                half = pauses(doc).around(start).mostly_half and not sets_blanks_after_marks(doc)
                if not half and not rare:
                    continue
                edits = [Edit(start, start + 1, outer[0]), Edit(end, end + 1, outer[1])]
                for inner in _INNER.finditer(text, start + 1, end):
                    edits += (
                        Edit(inner.start(), inner.start() + 1, nested[0]),
                        Edit(inner.end() - 1, inner.end(), nested[1]),
                    )
                yield self.finding(
                    start, end + 1, Fix(tuple(sorted(edits)), Safety.SAFE if half else Safety.SUGGESTED)
                )

    def _single(self, doc: Document) -> Iterator[Finding]:
        """Pairs of single marks in lines without double ones."""
        if not pauses(doc).places or sets_blanks_after_marks(doc):
            return
        text, shielded = doc.text, shield(doc)
        for line in lines_with(text, "'"):
            if text.find('"', *line) >= 0 or text.count("'", *line) % 2:
                continue
            for start, end in (match.span() for match in _LONE.finditer(text, *line)):
                if start not in shielded and pauses(doc).around(start).mostly_half:
                    edits = (Edit(start, start + 1, "‘"), Edit(end - 1, end, "’"))
                    yield self.finding(start, end, Fix(edits, Safety.SAFE))


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """Where straight double marks stand, those of inches and minutes left out."""
    at = text.find('"', start, min(end, start + _FIRST + 1))
    while at >= 0:
        if not text[at - 1 : at].isdecimal() or at == start:
            yield at
        at = text.find('"', at + 1, end)


def _outside(text: str, line: tuple[int, int], pairs: list[tuple[int, int]]) -> str:
    """What of the line stands outside its quotations."""
    edges = [line[0], *(at for start, end in pairs for at in (start, end)), line[1]]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
