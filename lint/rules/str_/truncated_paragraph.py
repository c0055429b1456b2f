"""STR013."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.continuation_evidence import Weight, unfinished
from lint.analysis.layout.line_context import LONG
from lint.analysis.layout.line_ends import STOP_INSIDE, End, core, ending, is_note
from lint.analysis.layout.line_joins import chain_ends
from lint.core.character_classes import HAN
from lint.core.findings import Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_SHOWN = 12
"""Characters at the end of the paragraph that are flagged."""


class TruncatedParagraph(Rule):
    """A paragraph stops in the middle of a sentence, and nothing that follows continues it.

    Flagged are paragraphs that hold whole sentences and then end with a word or a comma.

    Why it matters: text is missing. Only the printed page can say what, so nothing is changed.

    When not to trust it: writers leave out the last full stop, above all in notes and on the web; then
    only a comma or a word such as 的 at the end shows that more was meant to come, and the rule is surer.

    Example::

        村里去年修好了三条灌溉渠。今年又筹到一笔款，准备把剩下的

        ## 第二节
    """

    code = "STR013"
    name = "truncated-paragraph"
    chinese = Chinese(
        "段尾残缺",
        """
    段落在句子中间停住，后面也没有文字与它相接。

    所报的段落，前面有完整的句子，末尾却是一个词或逗号。

    为什么重要：文字有缺。缺的是什么，只有看印刷的书页才知道，所以不作修改。

    何时不可信：作者有时省去最后的句号，笔记和网上的文字尤其如此。这时只有末尾是逗号或“的”之类的字，才
    表明下面还有话，这样的问题也更可信。

    例：

        村里去年修好了三条灌溉渠。今年又筹到一笔款，准备把剩下的

        ## 第二节
    """,
    )
    message = Text("the paragraph ends in the middle of a sentence", "段落在句子中间结束，后文缺失")
    confidence = 0.85

    def check(self, doc: Document) -> Iterable[Finding]:
        """The paragraphs of `doc` that lost their ends."""
        found, text = blocks(doc), doc.text
        for n, block in enumerate(found):
            if block.width < LONG or text[block.end - 1] in "。！？" or block.kind is not Kind.PARAGRAPH:
                continue
            if is_note(text, block):
                continue
            following = found[n + 1] if n + 1 < len(found) else None
            confidence = _confidence(text, block, following)
            if confidence and n not in chain_ends(doc):
                yield self.finding(max(block.start, block.end - _SHOWN), block.end, confidence=confidence)


def _confidence(text: str, block: Block, following: Block | None) -> float:
    """How sure it is that `block` lost its end; 0 when it did not."""
    end = ending(text, block)
    if end <= End.LEAD or STOP_INSIDE.search(text, block.start, block.end - 1) is None:
        return 0.0
    tail = text[core(text, block)[1] - 1]
    if following is not None and following.kind not in (
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.BYLINE,
        Kind.SIGNATURE,
    ):
        return 0.0  # a list, a table or a listing may well follow an unfinished sentence
    said = unfinished(text, block)
    if said is not None and said.weight is Weight.UNFINISHED:
        return 0.95
    return 0.7 if _HAN.match(tail) else 0.0
