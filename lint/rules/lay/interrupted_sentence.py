"""LAY003."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.line_joins import Fault, chain_ends, seams
from lint.analysis.layout.page_furniture import page_numbers, running_heads
from lint.core.findings import Edit, Fix, Text
from lint.rules.base import Chinese, Rule
from lint.rules.lay.joining import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_SHOWN = 24
"""Characters of the interrupting block that the message shows."""


class InterruptedSentence(Rule):
    """A caption, a running head, a page number or another block stands in the middle of a sentence.

    The fix joins the sentence and puts what stood inside it behind the paragraph, so nothing is lost; a
    running head or page number that is known for one (STR002, STR003) goes. It moves text, so it is never
    applied without being asked for.

    Why it matters: readers and programs meet two broken sentences and a line that belongs to neither.

    When not to trust it: when a line between two paragraphs is a title and not a caption, and the paragraph
    before it has lost its end, the two paragraphs do not belong together.

    Example::

        老街的排水沟已经三十年没有清理，一到雨季

        5月12日，居民在老街清理排水沟

        就往店铺里倒灌。
    """

    code = "LAY003"
    name = "interrupted-sentence"
    chinese = Chinese(
        "句子隔断",
        """
    图片说明、页眉、页码或别的文字块插在句子中间。

    修改把句子接上，把插入的内容移到段落之后，因此没有丢失；已认定的页眉或页码（STR002、STR003）则删去。
    这样会移动文字，所以不经要求绝不执行。

    为什么重要：读者和程序遇到的是两个残句，外加不属于任何一句的一行。

    何时不可信：两段之间的一行是标题而不是图片说明，前段又丢了结尾，这两段就不是一段。

    例：

        老街的排水沟已经三十年没有清理，一到雨季

        5月12日，居民在老街清理排水沟

        就往店铺里倒灌。
    """,
    )
    message = Text(
        "a sentence is interrupted by “{between}”: {evidence}", "句子被“{between}”打断：{evidence}"
    )
    confidence = 0.93

    def check(self, doc: Document) -> Iterable[Finding]:
        """The interrupted sentences of `doc`."""
        interrupted = [seam for seam in seams(doc) if seam.fault is Fault.INTERRUPTION]
        if not interrupted:
            return
        found, text = blocks(doc), doc.text
        furniture = {piece.block.start for piece in (*running_heads(doc), *page_numbers(doc))}
        for seam in interrupted:
            first = found[seam.left + 1]
            start = found[seam.left].end
            fix = join(doc, seam)
            if not furniture.issuperset(block.start for block in found[seam.left + 1 : seam.right]):
                behind = found[chain_ends(doc)[seam.right]].end
                moved = Edit(behind, behind, _kept(text, found[seam.left : seam.right], furniture), start)
                fix = Fix((*fix.edits, moved), seam.safety)
            shown = text[first.start : min(first.end, first.start + _SHOWN)]
            yield self.finding(
                start,
                found[seam.right].start,
                fix,
                confidence=seam.confidence,
                between=shown,
                evidence=seam.evidence.text,
            )


def _kept(text: str, lines: Sequence[Block], furniture: set[int]) -> str:
    """The lines that move behind the paragraph, all after the first but furniture, with their line ends."""
    pieces = []
    for above, line in pairwise(lines):
        if line.start not in furniture:
            gap = text[above.end : line.start]
            pieces.append(("\n\n" if above.start in furniture else gap) + text[line.start : line.end])
    return "".join(pieces)
