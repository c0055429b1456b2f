"""SCR001 traditional-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.characters.script_detection import (
    Script,
    is_japanese,
    script_of,
    simplified_pattern,
    strays_in_simplified,
    traditional_pattern,
)
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.scr.other_script import Pair, strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class TraditionalCharacter(Rule):
    """A Traditional character in a sentence of Simplified text.

    Only characters that Simplified text never uses count: 著, 乾, 覆 and the like prove nothing. The line
    must be written in Simplified characters otherwise, and so must the document, or this part of it.

    Why it matters: 选題 is not found by who searches 选题, and the character is a sign that the engine
    misread the line.

    When not to trust it: names whose bearers keep the old form, mastheads, inscriptions. Short lines at
    the top of the text, quotations and titles with old characters, whole lines in Traditional script and
    words of the lexicon are left alone; without a word or another place that has the Simplified form, the
    finding is only a note.

    Example: `立法选題` becomes `立法选题`.
    """

    code = "SCR001"
    name = "traditional-character"
    chinese = Chinese(
        "混入繁体字",
        """
    简体文本的句子中有繁体字。

    只算简体文本绝不使用的字：“著”“乾”“覆”之类说明不了什么。所在的行其余部分须是简体，全文或这一部
    分也须是简体。

    为什么重要：检索“选题”找不到“选題”；出现繁体字，也说明引擎这一行读得不准。

    何时不可信：本人沿用旧字形的姓名、报头、题刻。文首的短行、带旧字的引文和题名、整行的繁体以及词表中的
    词不报；没有词语或别处的简体写法可作依据的，仅作提示。

    例：`立法选題`改为`立法选题`。
    """,
    )
    message = Text("Traditional {found} in Simplified text", "简体文本中的繁体字“{found}”")
    severity = Severity.WARNING
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """The Traditional characters that stand in Simplified lines."""
        if script_of(doc, self.options) is Script.TRADITIONAL or is_japanese(doc):
            return
        for stray in strays(doc, Pair(traditional_pattern(), simplified_pattern(), strays_in_simplified())):
            known = stray.is_known
            fix = replace(stray.start, stray.end, stray.put, Safety.SUGGESTED if known else Safety.MANUAL)
            yield self.finding(
                stray.start,
                stray.end,
                fix,
                confidence=self.confidence if known else 0.6,
                severity=Severity.WARNING if known else Severity.INFO,
                found=doc.text[stray.start : stray.end],
            )
