"""REP003 repeated-passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.repetition.truncated_copies import broken_copies
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class RepeatedPassage(Rule):
    """A passage copied from earlier in the text that begins in the middle of a sentence and breaks off.

    Vision-language models do that at the end of a page: instead of the page's last lines they write an
    earlier paragraph again and stop in the middle of a word.

    Why it matters: the text says something twice, and what stood on the page is missing.

    When not to trust it: long set phrases stand in many places; so both a beginning inside a sentence and
    an end without a stop are asked for, and twenty characters.

    Example: `工人晚上学习操作规程、订单等逐项进行核对。账目公开要做到及时准确，由监` at a page's end, where
    `库存、订单等逐项进行核对。账目公开要做到及时准确，由监事会签字` stands five paragraphs before.
    """

    code = "REP003"
    name = "repeated-passage"
    chinese = Chinese(
        "前文重现",
        """
    一段从前文抄来的文字，从句子中间开始，又中途断掉。

    视觉语言模型在页末会这样：不写本页的最后几行，却把前面的一段又写一遍，写到词的中间停住。

    为什么重要：同样的话说了两遍，而这一页原有的文字不见了。

    何时不可信：较长的套语会在多处出现。因此须从句子中间开始，结尾没有句号，并且满二十字，才报。

    例：页末的`工人晚上学习操作规程、订单等逐项进行核对。账目公开要做到及时准确，由监`，五段之前有
    `库存、订单等逐项进行核对。账目公开要做到及时准确，由监事会签字`。
    """,
    )
    message = Text(
        "{count} characters that stand before, behind “{before}”; what the page had here may be lost",
        "前文“{before}”之后的 {count} 字又出现一次，此处原文可能缺失",
    )
    severity = Severity.ERROR
    confidence = 0.95

    @property
    def stage(self) -> int:
        """With the layout: the next page must not be joined to the copy before it is seen."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Copies that begin inside a sentence and end a block without ending a sentence."""
        for origin, (start, end) in broken_copies(doc):
            before = doc.text[max(0, origin.start - 8) : origin.start].rpartition("\n")[2]
            fix = replace(start, end, "", Safety.SUGGESTED)
            yield self.finding(start, end, fix, count=end - start, before=before)
