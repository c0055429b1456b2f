"""REP001 doubled-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.language.unfamiliar_bigrams import is_old
from lint.analysis.repetition.doubled_characters import twins
from lint.analysis.repetition.doubling_verdict import reason
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class DoubledCharacter(Rule):
    """A Han character that stands twice where the words round it want it once.

    Three kinds of evidence count: a word of the dictionary has the character once and the second copy is
    left over; the file writes the same words elsewhere with one copy; or the character is one that no
    author doubles, such as 的. A copy that may be a word of its own (盖 in 膝盖盖好) is left alone: words
    meet far more often than machines stutter. The profile `scan` doubts such copies too (WRD011).

    Why it matters: readers stumble over it, and neither search nor word division finds the word.

    When not to trust it: a compound that the dictionary lacks may end in the first copy, as in 南水水库,
    when the file names it only once. Lawful doubling (人人, 一张张, 高高兴兴) and words that meet at the same
    character (人民民主) are left alone, as are verse, tables and code.

    Example: `定下的目标标不高` becomes `定下的目标不高`.
    """

    code = "REP001"
    name = "doubled-character"
    chinese = Chinese(
        "单字重复",
        """
    一个汉字连写两次，而按前后文只该有一个。

    依据有三种：词典中的词只有一个该字，第二个是多出来的；本文件别处写同样的词语时只有一个；该字是作者不
    会叠用的，如“的”。重出的字若可自成一词（“膝盖盖好”的“盖”），则不报：词与词恰好相接，远比机器重
    复常见。方案 `scan` 对这样的字也存疑（WRD011）。

    为什么重要：读者读来不通，检索和分词都找不到这个词。

    何时不可信：词典未收的复合词可能正以前一个字结尾，如“南水水库”，而本文件只提到它一次。正当的叠字
    （人人、一张张、高高兴兴）和词与词在同一字上相接的（人民民主）不报；诗歌、表格和代码也不查。

    例：`定下的目标标不高`改为`定下的目标不高`。
    """,
    )
    message = Text("“{character}” stands twice: {reason}", "“{character}”重复：{reason}")
    severity = Severity.ERROR
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Doubled characters with evidence against them."""
        for twin in twins(doc):
            if (why := reason(doc, twin)) is not None and is_prose(doc, twin.start):
                start, sure = twin.start, why.sure and not is_old(doc)  # arias and old prose double at will
                fix = replace(start + 1, start + 2, "", Safety.SUGGESTED)
                yield self.finding(
                    start,
                    start + 2,
                    fix,
                    severity=Severity.ERROR if sure else Severity.INFO,
                    confidence=self.confidence if sure else 0.6,
                    character=twin.character,
                    reason=why.text,
                )
