"""SPC020 han-latin-spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_WORD = "A-Za-z0-9À-ÖØ-öø-ɏͰ-Ͽ⅐-↋"
# Full width like Han: radicals, kana, Bopomofo, letters in circles.
_WIDE = f"{HAN}⺀-⿕ぁ-ゟァ-ヺー-ヿㄅ-ㄯ㈀-㋿"
_CLOSE = re.compile(rf"(?<=[{_WIDE}])(?=[{_WORD}])|(?<=[{_WORD}])(?=[{_WIDE}])")
_APART = re.compile(rf"(?<=[{_WIDE}])[ ](?=[{_WORD}])|(?<=[{_WORD}])[ ](?=[{_WIDE}])")

MAJORITY = 4
"""How many times more frequent one way must be for the other to be a departure."""


class HanLatinSpacing(Rule):
    """A blank, or none, between Han and Latin letters or digits, against what the settings ask for.

    With `spacing = "keep"`, the default, nothing is ever said: both ways are right. With `"majority"` the
    places that depart from the document's own way are offered; letters and digits are counted apart. With
    `"add"` and `"remove"` all places are brought to one way, and the fix is safe.

    Why it matters: engines put such blanks in at random, and equal sentences then differ.

    When not to trust it: a blank that separates two columns, fields or names looks the same as one that
    separates two scripts.

    Example: with `"add"`, `共有25名代表` becomes `共有 25 名代表`.
    """

    code = "SPC020"
    name = "han-latin-spacing"
    chinese = Chinese(
        "中西文间距不当",
        """
    汉字与西文字母或数字之间，空格的有无与设置不符。

    `spacing = "keep"` 是默认值，什么都不报，因为两种写法都对。设为 `"majority"`，与全文习惯不同之处提出
    修改，字母和数字分别统计。设为 `"add"` 或 `"remove"`，全部统一为一种写法，修改是安全的。

    为什么重要：引擎随意加入这种空格，相同的句子就有了差异。

    何时不可信：隔开两栏、两个字段或两个名称的空格，看上去与隔开中西文的空格相同。

    例：设为 `"add"`，`共有25名代表`改为`共有 25 名代表`。
    """,
    )
    message = Text("no blank between Han and Latin or digits", "中文与西文、数字之间没有空格")
    surplus = Text("blank between Han and Latin or digits", "中文与西文、数字之间有空格")
    severity = Severity.WARNING
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Places that are not as the settings ask."""
        wanted = self.options.spacing
        if wanted == "keep":
            return
        text, shielded = doc.text, shield(doc)
        close = [match.span() for match in _CLOSE.finditer(text)] if wanted != "remove" else []
        apart = [match.span() for match in _APART.finditer(text)] if wanted != "add" else []
        if wanted == "majority":
            close, apart = _departures(text, close, apart)
        safety = Safety.SUGGESTED if wanted == "majority" else Safety.SAFE
        for spans, put, note in ((close, " ", self.message), (apart, "", self.surplus)):
            for start, end in spans:
                if start not in shielded or start - 1 not in shielded:
                    yield self.finding(start, end, replace(start, end, put, safety), text=note)


Spans = list[tuple[int, int]]


def _departures(text: str, close: Spans, apart: Spans) -> tuple[Spans, Spans]:
    """Of both kinds of places those that are rare beside the other kind, for letters and for digits."""
    lone_close: Spans = []
    lone_apart: Spans = []
    for digits in (False, True):
        here = [[span for span in spans if _beside_digit(text, *span) is digits] for spans in (close, apart)]
        if len(here[1]) >= MAJORITY * len(here[0]):
            lone_close += here[0]
        elif len(here[0]) >= MAJORITY * len(here[1]):
            lone_apart += here[1]
    return lone_close, lone_apart


def _beside_digit(text: str, start: int, end: int) -> bool:
    return text[start - 1].isdecimal() or text[end].isdecimal()
