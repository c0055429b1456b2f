"""PUN011 doubled-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.characters.text_search import unified
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_DOUBLED = re.compile(
    r"(?<![，、；])([，、；])\1(?![，、；])|(?<!：)：：(?!：)|(?<!。)。。(?!。)"
    "|，[。；：、]|、[，。；]|；[，。]|[。：][，、；]|：。(?!。)|，,|,，"
)
# Three marks or more, all different, are a list of marks: ，。；：
_LISTED = re.compile(r"([，、；：。])(?!\1)([，、；：。])(?!\1|\2)[，、；：。]")
_KEPT = {
    **dict.fromkeys(("，，", "，,", ",，", "、，"), "，"),
    **dict.fromkeys(("、、", "，、"), "、"),
    **dict.fromkeys(("。。", "，。", "、。", "；。"), "。"),
    "；；": "；",
    "：：": "：",
}
"""The mark that stays, where that is clear."""


class DoubledMark(Rule):
    """Two pauses or stops where only one can stand.

    The repair keeps one of two equal marks, and the stop of a pause and a stop. Where nothing says which of
    the two is right (`。，`) none is proposed.

    Why it matters: the engine read a speck as a mark, or it dropped the words between two marks.

    When not to trust it: `。。。` for an ellipsis is another rule's; marks that are quoted as marks.

    Example: `会议指出，，要坚持` becomes `会议指出，要坚持`.
    """

    code = "PUN011"
    name = "doubled-mark"
    chinese = Chinese(
        "标点重叠",
        """
    只能有一个停顿或句末标点之处有了两个。

    两个相同的，保留一个；一个停顿标点、一个句末标点的，保留句末标点。看不出哪一个对的（`。，`），不提出
    修改。

    为什么重要：不是引擎把污点读成了标点，就是它丢了两个标点之间的文字。

    何时不可信：用作省略号的 `。。。` 由另一条规则处理；作为标点来讲的标点。

    例：`会议指出，，要坚持`改为`会议指出，要坚持`。
    """,
    )
    message = Text("{found}: only one of these marks can stand here", "“{found}”：此处只能有一个标点")
    severity = Severity.WARNING
    confidence = 0.95
    triggers: ClassVar[str] = "，、；：。"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Two marks in a row."""
        # With all marks made one, two in a row are found soon; which two they are is asked only there.
        text, marks = doc.text, unified(doc.text, "，、；：。,")
        at = marks.find("，，")
        while at >= 0:
            if (match := _DOUBLED.match(text, at)) and not _LISTED.search(text, max(0, at - 2), at + 4):
                kept = _KEPT.get(match[0])
                fix = None if kept is None else replace(*match.span(), kept, Safety.SUGGESTED)
                yield self.finding(*match.span(), fix, found=match[0])
            at = marks.find("，，", match.end() if match else at + 1)
