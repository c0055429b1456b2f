"""SPC007 tab-in-text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_TAB = re.compile(rf"\t(?<=[{HAN}，、；：。！？”）》].)\t{{0,3}}(?=[{HAN}“（《])")
_SENTENCE = re.compile("[，。；！？]")
_REACH = 2_000


class TabInText(Rule):
    r"""A tab inside a sentence.

    Only a line that is a sentence counts, with no other tab, between lines without tabs: a table's rows
    stand together.

    Why it matters: the line is taken for a row of a table, by people's tools and by this one.

    When not to trust it: a table of a single row, or a label set off by a tab. Labels of up to eight
    characters are left alone.

    Example: `他推开门，\t看见满屋的人` becomes `他推开门，看见满屋的人`.
    """

    code = "SPC007"
    name = "tab-in-text"
    chinese = Chinese(
        "句中制表符",
        r"""
    句子里的制表符。

    只查本身是句子、没有别的制表符、前后各行也没有制表符的行：表格的各行总是连在一起的。

    为什么重要：这一行会被当作表格的一行，别人的工具如此，本工具也如此。

    何时不可信：只有一行的表格，或用制表符隔开的标签。八个字以内的标签不报。

    例：`他推开门，\t看见满屋的人`改为`他推开门，看见满屋的人`。
    """,
    )
    message = Text("tab inside a sentence", "句子里有制表符")
    severity = Severity.WARNING
    confidence = 0.95
    triggers: ClassVar[str] = "\t"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The lone tabs of `doc` in its sentences."""
        text = doc.text
        for match in _TAB.finditer(text):
            start, end = match.span()
            first = text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
            last = text.find("\n", end, end + _REACH)
            last = last if last >= 0 else min(len(text), end + _REACH)
            before, after = text[first:start], text[end:last]
            if "\t" in before.lstrip("\t") + after or len(before.strip()) <= 8 or not _SENTENCE.search(after):
                continue
            if "\t" in _line_at(text, first - 2) + _line_at(text, last + 1) or start in shield(doc):
                continue
            yield self.finding(start, end, replace(start, end, "", Safety.SUGGESTED, (" ",)))


def _line_at(text: str, offset: int) -> str:
    """The line round `offset`, or `_REACH` characters on each side of it."""
    if not 0 <= offset < len(text):
        return ""
    first = text.rfind("\n", max(0, offset - _REACH), offset) + 1 or max(0, offset - _REACH)
    last = text.find("\n", offset, offset + _REACH)
    return text[first : last if last >= 0 else offset + _REACH]
