"""STR009 displaced-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.structure.article_titles import shares, tendency, titles
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.structure.article_titles import Share, Title
    from lint.core.document import Document
    from lint.core.findings import Finding

_ABOVE = Text(
    "the text above has {above} % of its words, the text below {below} %",
    "上文含其用词 {above}%，下文 {below}%",
)
_OTHERS = Text("as the file's other titles do", "与本文件其他标题一样")
FEWEST = 3
"""Titles that fit the texts above them."""

DOUBTFUL = 0.8
"""`tendency` below which a closer look is not worth while; 1.5 is asked for in the end, as a weighted one."""

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
    chinese = Chinese(
        "标题错位",
        """
    文章的标题排在了文章之后。

    标题排在版面中间或框内时，版面分析会先读四周各栏，后读标题。这种标题根据内容认定：通观全文件，标题与
    上文比与下文更相合；或者标题在最后，下面没有正文。

    为什么重要：每个标题看上去都属于下一篇文章，作者也跟着错了。

    何时不可信：文件须有几篇带署名的文章，才能判断。最后一行若是口号，或是后面列表的题目，也像没有正文的
    标题。

    例：一篇谈采茶的文章，下面是`管好山上茶园`，再下面是一篇谈学校的文章的署名。
    """,
    )
    message = Text("this title stands behind its article: {reason}", "标题落在正文之后：{reason}")
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Titles that speak of the text above them."""
        found = [title for title in titles(doc) if not title.first]
        for title, share in zip(found, _behind(doc, found), strict=True):
            reason = _LAST if title.last else share and _compared(share)
            if reason is not None:
                for line in title.lines:
                    yield self.finding(line.start, line.end, reason=reason)


def _behind(doc: Document, found: list[Title]) -> Sequence[Share | None]:
    """For each title how much it is about its neighbours, if those of the file stand behind their articles.

    One by one that cannot be told.
    """
    no: list[Share | None] = [None] * len(found)
    if len(found) < FEWEST or tendency(doc, found) < DOUBTFUL:
        return no
    asked = shares(doc, found)
    above, below = sum(share.above for share in asked), sum(share.below for share in asked)
    prefer = sum(share.above > share.below for share in asked)
    return asked if prefer >= FEWEST and prefer >= 0.6 * len(asked) and above >= 1.5 * below else no


def _compared(share: Share) -> Text:
    if share.above <= share.below:
        return _OTHERS
    percent = {"above": round(100 * share.above), "below": round(100 * share.below)}
    return Text(_ABOVE.en.format_map(percent), _ABOVE.zh.format_map(percent))
