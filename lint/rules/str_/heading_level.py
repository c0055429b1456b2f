"""STR005 heading-level."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from lint.analysis.structure.headings import Heading, are_parallel, headings
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.str_.heading_swallowed_text import swallowed
from lint.rules.str_.lead_in_as_heading import is_lead_in
from lint.rules.str_.split_title import split_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

BESIDE = 4
"""Sections on each side that one is compared with."""


class HeadingLevel(Rule):
    """A heading deeper than the headings it belongs with.

    Its siblings are known by their place (they follow the same title, and this one skips their level) or
    by their form (the same numbering, the same number of parts that begin or end alike).

    Why it matters: a section becomes part of the one before it, or hangs below nothing.

    When not to trust it: an author may skip a level for looks, and a subsection may copy the form of its
    section.

    Example: `# 标题`, `### 一、总体要求`, `## 二、主要任务`: the first section is one level too deep.
    """

    code = "STR005"
    name = "heading-level"
    chinese = Chinese(
        "标题级别有误",
        """
    标题的级别低于同组的其他标题。

    同组标题根据位置认定（都在同一标题之下，而这一个跳过了它们那一级），或根据形式认定（编号方式相同，或
    分成的部分数目相同、开头或结尾相似）。

    为什么重要：一节成了前一节的一部分，或者上面没有标题可归。

    何时不可信：作者可能为了好看而跳过一级；小节也可能仿照所属章节的形式。

    例：`# 标题`，`### 一、总体要求`，`## 二、主要任务`：第一节低了一级。
    """,
    )
    message = Text(
        "level {level} for “{title}”, level {other} for its sibling “{sibling}”",
        "“{title}”是 {level} 级，同辈的“{sibling}”是 {other} 级",
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers = "#"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings out of line with their siblings."""
        found = headings(doc)
        others = {second.block for _, second in split_titles(found)} | {block for block, _ in swallowed(doc)}
        tree = _Tree([h for h in found if h.block not in others and not is_lead_in(doc, h)])
        for at, heading in enumerate(tree.headings):
            sibling = tree.sibling_by_form(at) or tree.sibling_by_place(at)
            if sibling is not None:
                start = heading.block.start
                fix = replace(start + sibling.level, start + heading.level, "", Safety.SUGGESTED)
                yield self.finding(
                    start,
                    heading.block.end,
                    fix,
                    title=heading.title,
                    level=heading.level,
                    sibling=sibling.title,
                    other=sibling.level,
                )


class _Tree:
    """Headings with their parents, their children, and the next heading of a higher rank."""

    def __init__(self, found: list[Heading]) -> None:
        self.headings = found
        levels = [heading.level for heading in found]
        self.parent = _higher(levels)
        last = len(found) - 1
        self.following = [last - at if at >= 0 else -1 for at in reversed(_higher(levels[::-1]))]
        self.children: dict[int, list[int]] = {}
        for at, parent in enumerate(self.parent):
            self.children.setdefault(parent, []).append(at)
        self._copied: dict[int, bool] = {}

    def sibling_by_place(self, at: int) -> Heading | None:
        """The sibling after a heading more than one level below the title it follows, if there is one."""
        parent, after = self.parent[at], self.following[at]
        heading = self.headings[at]
        if parent < 0 or after < 0 or self.headings[parent].level + 1 >= heading.level:
            return None
        if heading.title.endswith((")", "）")) and heading.title.startswith(("(", "（")):
            return None  # a date below the title
        levels = Counter(self.headings[child].level for child in self.children[parent])
        sibling = self.headings[after]
        # One 注释 behind many sections does not say what level they have.
        usual = levels[sibling.level] >= levels[heading.level]
        return sibling if usual and sibling.level > self.headings[parent].level else None

    def sibling_by_form(self, at: int) -> Heading | None:
        """The section above, when all its subsections are built like it and like a section beside it."""
        above = self.parent[at]
        if above < 0 or not 1 < self.headings[above].level == self.headings[at].level - 1:
            return None
        if above not in self._copied:
            self._copied[above] = self._is_copied(above)
        return self.headings[above] if self._copied[above] else None

    def _is_copied(self, at: int) -> bool:
        heading, siblings = self.headings[at], self.children[self.parent[at]]
        below = [h for n in self.children[at] if (h := self.headings[n]).level == heading.level + 1]
        if not all(are_parallel(heading.title, h.title) for h in below):
            return False
        place = bisect_left(siblings, at)
        near = siblings[max(0, place - BESIDE) : place] + siblings[place + 1 : place + 1 + BESIDE]
        return any(are_parallel(heading.title, self.headings[n].title) for n in near)


def _higher(levels: list[int]) -> list[int]:
    """For each level the place of the nearest smaller one before it, -1 when there is none."""
    found, path = [], [-1]
    for at, level in enumerate(levels):
        while path[-1] >= 0 and levels[path[-1]] >= level:
            path.pop()
        found.append(path[-1])
        path.append(at)
    return found
