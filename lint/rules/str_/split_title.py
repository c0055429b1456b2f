"""STR006 split-title."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.structure.headings import Heading, headings
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_OPEN = re.compile(r"[：:—]$")
_INSIDE = re.compile(r"[：:—]\s*\S")


class SplitTitle(Rule):
    """Two halves of one title, set as headings of two levels.

    The first half ends in a colon or dash and the other follows at once. Either the first is the deeper
    one, or other titles of its level have both halves on one line.

    Why it matters: in the outline one half becomes a section of the other, or of the article before.

    When not to trust it: a heading may end in a colon and be followed by its first section.

    Example: `## 深圳：` above `# 勇于探索创新`, where other titles read `# 广州： 推动工作发展`.
    """

    code = "STR006"
    name = "split-title"
    chinese = Chinese(
        "标题割裂",
        """
    一个标题的两半，排成了两级标题。

    前半以冒号或破折号结尾，后半紧随其后。或者前半的级别较低，或者与它同级的其他标题两半都在一行。

    为什么重要：在大纲中，一半成了另一半之下的小节，或者成了前一篇文章的小节。

    何时不可信：标题本身也可能以冒号结尾，接着就是它的第一节。

    例：`## 深圳：`在`# 勇于探索创新`上方，其他标题则写作`# 广州： 推动工作发展`。
    """,
    )
    message = Text(
        "half of the title “{title}” stands at level {level}, the other at level {other}",
        "标题“{title}”的一半是 {level} 级，另一半是 {other} 级",
    )
    severity = Severity.WARNING
    confidence = 0.95
    triggers = "#"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Neighbouring headings of two levels that read on."""
        found = headings(doc)
        for first, second in split_titles(found):
            deep, level = (first, second.level) if first.level > second.level else (second, first.level)
            if deep.level == level:
                continue
            start = deep.block.start
            fix = replace(start + level, start + deep.level, "", Safety.SUGGESTED)
            title = f"{first.title}{second.title}"
            yield self.finding(start, deep.block.end, fix, title=title, level=deep.level, other=level)


def split_titles(found: list[Heading]) -> Iterator[tuple[Heading, Heading]]:
    """Pairs of neighbouring headings that are the halves of one title."""
    whole = {h.level for h in found if _INSIDE.search(h.title)}
    for first, second in pairwise(found):
        together = second.place == first.place + 1 and _OPEN.search(first.title)
        if together and (first.level >= second.level or first.level in whole):
            yield first, second
