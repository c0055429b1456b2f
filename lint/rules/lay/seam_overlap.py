"""LAY005."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.segmentation import segment_cost
from lint.analysis.layout.line_joins import Fault, seams
from lint.core.findings import Safety, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.document import Document
    from lint.core.findings import Finding

_SHORTEST, _LONGEST = 2, 20
"""Characters that are read twice."""

_PLAIN = 4
"""Characters from which a repetition across a seam is no chance."""

_CONTEXT = 8
"""Characters on each side by which shorter repetitions are judged."""

_GAIN = 6.0
"""Nats that each doubled character must cost."""


class SeamOverlap(Rule):
    """The last characters before a column's or page's end were read again at the start of the next.

    Four and more characters are flagged for themselves, two and three only when the sentence is a much
    likelier row of words without the second copy; of single characters REP008 takes care.

    Why it matters: the sentence stutters exactly where it was put together, and no proofreader looks there.

    When not to trust it: names and set phrases may end and begin alike; so the second copy is only proposed
    for removal.

    Example::

        避开树根以后再往下走，工期因此比原来的计划多

        原来的计划多出了四十天。
    """

    code = "LAY005"
    name = "seam-overlap"
    chinese = Chinese(
        "断处重复识读",
        """
    一栏或一页末尾的几个字，在下一栏或下一页开头又识读了一次。

    四个字以上的直接报告；两三个字的，去掉第二份以后句子明显更通顺才报告；单字由 REP008 处理。

    为什么重要：句子恰好在拼接处重复，校对的人不会留意那里。

    何时不可信：名称和固定词组的首尾可能相同，所以删去第二份只作建议。

    例：

        避开树根以后再往下走，工期因此比原来的计划多

        原来的计划多出了四十天。
    """,
    )
    message = Text("“{found}” was read twice at the seam", "“{found}”在断口处重复识读")
    confidence = 0.9

    def check(self, doc: Document) -> Iterable[Finding]:
        """The repetitions at the seams of `doc`."""
        found, text = blocks(doc), doc.text
        for seam in seams(doc):
            if seam.fault in (Fault.CUT, Fault.INTERRUPTION):
                start = found[seam.right].start
                size = _overlap(
                    text, found[seam.left].start, found[seam.left].end, start, found[seam.right].end
                )
                # 王二 above 王二，代州人: a title, and the text that begins with it.
                if size and size < found[seam.left].end - found[seam.left].start:
                    fix = replace(start, start + size, "", Safety.SUGGESTED)
                    yield self.finding(start, start + size, fix, found=text[start : start + size])


def _overlap(text: str, first: int, seam: int, start: int, end: int) -> int:
    """How many characters after `start` repeat those before `seam` without need."""
    at = max(first, seam - _LONGEST)
    while (at := text.find(text[start], at, seam - _SHORTEST + 1)) >= 0:
        size, at = seam - at, at + 1
        copy = text[start : start + size]
        if start + size > end or copy != text[seam - size : seam] or not copy.isalnum() or copy.isdigit():
            continue
        if size >= _PLAIN:
            return size
        before = fold(text[max(first, seam - _CONTEXT) : seam])
        rest = fold(text[start + size : min(end, start + size + _CONTEXT)])
        once = segment_cost(before + rest)
        twice = segment_cost(before + fold(copy) + rest)
        if twice - once > _GAIN * size:
            return size
    return 0
