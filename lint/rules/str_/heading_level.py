"""STR005 heading-level."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lint.evidence.outline import Heading, are_parallel, headings
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.rules.str_.lead_in_heading import is_lead_in
from lint.rules.str_.split_title import split_titles
from lint.rules.str_.swallowed_text import swallowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding


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
    message = Text(
        "level {level} for “{title}”, level {other} for its sibling “{sibling}”",
        "“{title}”是 {level} 级，同辈的“{sibling}”是 {other} 级",
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers = "#"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings out of line with their siblings, section by section."""
        found = headings(doc)
        others = {second.block for _, second in split_titles(found)} | {block for block, _ in swallowed(doc)}
        tree = [h for h in found if h.block not in others and not is_lead_in(doc, h)]
        levels = Counter(h.level for h in tree)
        for at, heading in enumerate(tree):
            sibling = self._by_form(tree, at) or self._by_place(tree, at, levels)
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

    @staticmethod
    def _by_place(tree: list[Heading], at: int, levels: Counter[int]) -> Heading | None:
        """The sibling after a heading that comes more than one level below the title it follows.

        None unless the level in between is in use: by a later sibling of this section.
        """
        heading = tree[at]
        parent = next((h for h in reversed(tree[:at]) if h.level < heading.level), None)
        if parent is None or parent.level + 1 >= heading.level or not levels[parent.level + 1]:
            return None
        for later in tree[at + 1 :]:
            if later.level <= parent.level:
                return None
            if later.level < heading.level:
                return later
        return None

    @staticmethod
    def _by_form(tree: list[Heading], at: int) -> Heading | None:
        """The section above, when all its subsections are built like it and like a section beside it."""
        heading = tree[at]
        above = next((n for n in range(at - 1, -1, -1) if tree[n].level < heading.level), None)
        if above is None or tree[above].level + 1 != heading.level or tree[above].level == 1:
            return None
        parent = tree[above]
        below = []
        for later in tree[above + 1 :]:
            if later.level <= parent.level:
                break
            if later.level == heading.level:
                below.append(later)
        beside = [h for h in _section(tree, above) if h is not parent and h.level == parent.level]
        if not all(are_parallel(parent.title, h.title) for h in below):
            return None
        return parent if any(are_parallel(parent.title, h.title) for h in beside) else None


def _section(tree: list[Heading], at: int) -> list[Heading]:
    """The headings of the article that holds the heading at `at`: up to the next of a higher rank."""
    level = tree[at].level
    start, end = at, at + 1
    while start > 0 and tree[start - 1].level >= level:
        start -= 1
    while end < len(tree) and tree[end].level >= level:
        end += 1
    return tree[start:end]
