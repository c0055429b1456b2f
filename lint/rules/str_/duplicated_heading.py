"""STR001 duplicated-heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.structure.article_titles import is_byline
from lint.analysis.structure.headings import is_title_like, key, plain, usual_headings
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

NEAR = 3
"""Blocks that may stand between a heading and its repetition: a byline and the beginning of the text."""

SHORTEST = 5
"""Letters of a heading worth the name; shorter ones (附则, 示例) head many sections."""

COMMON = 3
"""Headings of one name in a file, at most: more are the usual parts of its sections."""

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
    chinese = Chinese(
        "标题重复",
        """
    同一标题出现两次，紧相连接，或中间只隔着署名和引言。

    较长的标题，每十二个字至多差一个，仍算相同，因为两次识别可能有出入。

    为什么重要：据此生成的目录会列出两次。后一个往往还顶替了别的标题：文章本来的标题丢了，该处却是它第一
    节的标题。

    何时不可信：扉页会有意重复书名。目录中的行和许多章节共有的标题不报。

    例：`不断提升“向心力”`，署名，引言，然后又是`不断提升“向心力”`。
    """,
    )
    message = Text(
        "heading “{title}” stands twice, {between} blocks apart", "标题“{title}”出现两次，相隔 {between} 段"
    )
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings that repeat one of the titles just before them."""
        found, text = blocks(doc), doc.text
        recent: list[tuple[int, str]] = []
        for index, block in enumerate(found):
            if not is_title_like(doc, block) or len(name := _name(text[block.start : block.end])) < SHORTEST:
                continue
            recent = [(at, other) for at, other in recent if index - at <= NEAR + 1]
            for at, other in recent:
                titled = block.kind is Kind.HEADING or _is_title(doc, at)
                if titled and _is_same(name, other) and usual_headings(doc)[name] <= COMMON:
                    title = plain(text[block.start : block.end])
                    yield from self._both(found[at], block, title, index - at - 1)
                    break
            recent.append((index, name))

    def _both(self, first: Block, second: Block, title: str, between: int) -> Iterator[Finding]:
        """A finding on each; a fix, on the second, only when nothing stands between."""
        # Two sections of one level, each with its text, may have one name: two letters of one day.
        sections = between and first.level == second.level > 0
        severity, confidence = (Severity.INFO, 0.5) if sections else (None, None)
        fix = None if between else Fix((Edit(first.end, second.end, ""),), Safety.SUGGESTED)
        for block, edit in ((first, None), (second, fix)):
            yield self.finding(
                block.start,
                block.end,
                edit,
                severity=severity,
                confidence=confidence,
                title=title,
                between=between,
            )


def _name(line: str) -> str:
    """The letters, digits and Han characters of a title; marks of Markdown without letters need no care."""
    return key(plain(line) if "<" in line or "{" in line else line)


def _is_title(doc: Document, at: int) -> bool:
    """Whether the block is a heading, or has a byline below it: that makes a title of any line."""
    found = blocks(doc)
    return found[at].kind is Kind.HEADING or (at + 1 < len(found) and is_byline(doc, found[at + 1]))


def _is_same(one: str, other: str) -> bool:
    """Whether two titles are equal, or two readings of a long one: a number told apart is another title."""
    if one == other or min(len(one), len(other)) < LONG or abs(len(one) - len(other)) > 2:
        return one == other
    shared = len(one) - len({*one} - {*other})  # no more letters than these can agree
    if 200 * shared < ALIKE * (len(one) + len(other)):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= ALIKE and _NUMERALS.findall(one) == _NUMERALS.findall(other)
