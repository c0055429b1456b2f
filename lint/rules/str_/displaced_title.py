"""STR009 displaced-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.evidence.titles import titles
from lint.findings import Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.evidence.titles import Title
    from lint.findings import Finding

_ABOVE = Text(
    "the text above has {above} % of its words, the text below {below} %",
    "上文含其用词 {above}%，下文 {below}%",
)
_OTHERS = Text("as the file's other titles do", "与本文件其他标题一样")
_LAST = Text("nothing stands below it", "下面没有正文")


class DisplacedTitle(Rule):
    """An article's title behind the article.

    Layout analysis reads a title set in the middle of the page, or in a frame, after the columns round it.
    Such titles are known by what they speak of: throughout a file they fit the text above them better than
    the text below; or a title comes last and heads nothing.

    Why it matters: each title then seems to belong to the next article, author and all.

    When not to trust it: it needs files of several articles with bylines. A last line that is a slogan or
    the title of a list to come looks like a title that heads nothing.

    Example: an article on 采茶, below it `管好山上茶园`, then the byline of an article on schools.
    """

    code = "STR009"
    name = "displaced-title"
    message = Text("this title stands behind its article: {reason}", "标题落在正文之后：{reason}")
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Titles that speak of the text above them."""
        found = titles(doc)
        behind = _all_behind([title for title in found if not title.first])
        for title in found:
            if title.first:
                continue
            if title.last:
                reason = _LAST
            elif behind:
                reason = _compared(title)
            else:
                continue
            for line in title.lines:
                yield self.finding(line.start, line.end, reason=reason)


def _all_behind(found: list[Title]) -> bool:
    """Whether the titles of a file stand behind their articles: one by one that cannot be told."""
    above, below = sum(title.above for title in found), sum(title.below for title in found)
    prefer = sum(title.above > title.below for title in found)
    return prefer >= 3 and prefer >= 0.6 * len(found) and above >= 1.5 * below


def _compared(title: Title) -> Text:
    if title.above <= title.below:
        return _OTHERS
    shares = {"above": round(100 * title.above), "below": round(100 * title.below)}
    return Text(_ABOVE.en.format_map(shares), _ABOVE.zh.format_map(shares))
