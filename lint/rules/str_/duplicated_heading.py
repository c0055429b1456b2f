"""STR001 duplicated-heading."""

from __future__ import annotations

import re
from functools import cached_property
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
        found, text = blocks(doc), doc.text
        recent: list[_Title] = []
        for index, block in enumerate(found):
            if not is_title_like(doc, block):
                continue
            after = found[index + 1 : index + 2]
            # With a byline below it is a title, whatever it looks like.
            sure = block.kind is Kind.HEADING or bool(after and is_byline(doc, after[0]))
            title = _Title(index, block, text[block.start : block.end], sure)
            recent = [other for other in recent if index - other.index <= NEAR + 1]
            for other in recent:
                if (other.sure or block.kind is Kind.HEADING) and _is_same(title.name, other.name):
                    yield from self._both(other.block, block, plain(title.line), index - other.index - 1)
                    break
            recent.append(title)

    def _both(self, first: Block, second: Block, title: str, between: int) -> Iterator[Finding]:
        """A finding on each; a fix, on the second, only when nothing stands between."""
        yield self.finding(first.start, first.end, title=title, between=between)
        fix = None if between else Fix((Edit(first.end, second.end, ""),), Safety.SUGGESTED)
        yield self.finding(second.start, second.end, fix, title=title, between=between)


class _Title:
    """A block that may be a title; `sure` if it is one."""

    def __init__(self, index: int, block: Block, line: str, sure: bool) -> None:  # noqa: FBT001 - a record
        self.index = index
        self.block = block
        self.line = line
        self.sure = sure

    @cached_property
    def name(self) -> str:
        """Its letters, digits and Han characters."""
        return key(plain(self.line))


def _is_same(one: str, other: str) -> bool:
    """Whether two titles are equal, or two readings of a long one: a number told apart is another title."""
    if min(len(one), len(other)) < SHORTEST:
        return False
    if one == other or min(len(one), len(other)) < LONG or abs(len(one) - len(other)) > 2:
        return one == other
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= ALIKE and _NUMERALS.findall(one) == _NUMERALS.findall(other)
