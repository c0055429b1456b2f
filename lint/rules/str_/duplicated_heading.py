"""STR001 duplicated-heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.blocks import Kind, blocks
from lint.evidence.outline import is_title_like, key, plain
from lint.evidence.titles import is_byline
from lint.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.blocks import Block
    from lint.document import Document
    from lint.findings import Finding

NEAR = 3
"""Blocks that may stand between a heading and its repetition: a byline and the beginning of the text."""

SHORTEST = 5
"""Letters of a heading worth the name; shorter ones (附则, 示例) head many sections."""

LONG = 12
"""Letters of a heading in which a wrong one is told from another heading."""

ALIKE = 92.0
"""Percent of letters in order that must agree: one in twelve may be misread."""

_NUMERALS = re.compile(r"[\d一二三四五六七八九十上中下甲乙丙丁]+")


class DuplicatedHeading(Rule):
    """A heading that stands twice, at once or with no more than a byline and an introduction between.

    A long heading counts as the same when one letter in twelve differs, as two readings of it may.

    Why it matters: the table of contents made from the text shows it twice, and often the second one took
    the place of another title: an article's own title is lost and its first section heading stands there.

    When not to trust it: a title page repeats the title on purpose. Contents lines, and headings that
    many sections share, are left alone.

    Example: `不断提升“向心力”`, a byline, an introduction, and again `不断提升“向心力”`.
    """

    code = "STR001"
    name = "duplicated-heading"
    message = Text(
        "heading “{title}” stands twice, {between} blocks apart", "标题“{title}”出现两次，相隔 {between} 段"
    )
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings that repeat one of the titles just before them."""
        recent: list[tuple[int, str, Block]] = []
        for index, block in enumerate(blocks(doc)):
            if not is_title_like(doc, block):
                continue
            title = plain(doc.text[block.start : block.end])
            name = key(title)
            recent = [seen for seen in recent if index - seen[0] <= NEAR + 1]
            if len(name) >= SHORTEST:
                for at, other, first in recent:
                    headed = Kind.HEADING in {first.kind, block.kind} or _has_byline(doc, at)
                    if headed and _is_same(name, other):
                        yield from self._both(first, block, title, index - at - 1)
                        break
                recent.append((index, name, block))

    def _both(self, first: Block, second: Block, title: str, between: int) -> Iterator[Finding]:
        """A finding on each; a fix, on the second, only when nothing stands between."""
        yield self.finding(first.start, first.end, title=title, between=between)
        fix = None if between else Fix((Edit(first.end, second.end, ""),), Safety.SUGGESTED)
        yield self.finding(second.start, second.end, fix, title=title, between=between)


def _has_byline(doc: Document, at: int) -> bool:
    """Whether a byline follows the block at `at`: then it was a title, whatever it looks like."""
    after = blocks(doc)[at + 1 : at + 2]
    return bool(after) and is_byline(doc, after[0])


def _is_same(one: str, other: str) -> bool:
    """Whether two titles are equal, or two readings of a long one: a number told apart is another title."""
    if one == other or min(len(one), len(other)) < LONG or abs(len(one) - len(other)) > 2:
        return one == other
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= ALIKE and _NUMERALS.findall(one) == _NUMERALS.findall(other)
