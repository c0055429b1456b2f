"""STR011 standing-caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_ENACTED = re.compile(r"(?:通过|公布|发布|發布|修正|修订|修訂|施行|批准|实施|實施|通過)[）)]?$")
"""How the dates of a statute end."""

_BOUND = re.compile(
    rf"(?:[图圖表]|Fig|Table|FIG|TABLE)[^{HAN}\n]{{0,8}}\d|[^{HAN}\n]{{0,12}}$|(?:\d{{4}}年\s*){{2}}",
    re.MULTILINE,
)
"""Numbered captions, which stand with their table or figure; arrows; rows of years."""

_CREDIT = re.compile(r"[（(](?:资料图片|資料圖片|[^（()）]{2,12}[／/ ]?[摄攝])[)）]$")
_SCENE = re.compile(
    "率队|视察|调研|召开|参加|考察|检查|座谈|票决|慰问|走访|出席|揭牌|举行|現場|率隊|視察|調研|召開"
)
_BRACKETS = "）)"
_MARKS = "。！？…，、；：,;:”』」》"

ALBUM = 3
"""Dated captions that make a file illustrated: in such a file captions without a date are looked for."""

WIDEST = 150
"""Half-ems of the longest caption."""

_TEXT = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST})


class StandingCaption(Rule):
    """The caption of a photograph or table, left among the paragraphs without its picture.

    Dated captions are known by their beginning; in a file that has some, so are others that are set off and
    tell of a visit or a meeting. Numbered captions stand with their table and are left alone.

    Why it matters: it reads as a sentence of the article. Whoever uses the text may want to mark it or
    drop it.

    When not to trust it: a short sentence with a date can look like a caption.

    Example: `7月21日，市人大常委会主要领导率队调研` between two paragraphs.
    """

    code = "STR011"
    name = "standing-caption"
    chinese = Chinese(
        "图片说明混入正文",
        """
    照片或表格的说明留在段落之间，图已不在。

    带日期的说明根据开头认定；文件中有这种说明时，其他单独成段、讲视察或会议的也算。带编号的说明与表格在
    一起，不报。

    为什么重要：读起来就像文章里的一句话。使用这份文字的人也许想把它标出，或者去掉。

    何时不可信：带日期的短句也可能像图片说明。

    例：两段之间的`7月21日，市人大常委会主要领导率队调研`。
    """,
    )
    message = Text("a caption stands among the paragraphs", "图注夹在正文中")
    severity = Severity.INFO
    confidence = 0.9

    @property
    def stage(self) -> int:
        """With the layout: later, captions have been moved out of sentences."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Captions with text before or after them."""
        found, text = blocks(doc), doc.text
        illustrated = sum(block.kind is Kind.CAPTION for block in found) >= ALBUM
        for index, block in enumerate(found):
            if block.kind is Kind.PARAGRAPH:
                loose = (
                    block.width <= WIDEST
                    and (illustrated or text[block.end - 1] in _BRACKETS)
                    and _is_undated(text, block, illustrated=illustrated)
                )
            else:
                loose = (
                    block.kind is Kind.CAPTION
                    and not _BOUND.match(text, block.start)
                    and not _ENACTED.search(text, block.start, block.end)
                )
            if loose:
                beside = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
                if any(other.kind in _TEXT for other in beside):
                    yield self.finding(block.start, block.end)


def _is_undated(text: str, block: Block, *, illustrated: bool) -> bool:
    last = text[block.end - 1]
    if last in _BRACKETS and _CREDIT.search(text, max(block.start, block.end - 30), block.end):
        return True
    set_off = illustrated and block.blanks >= 2 and block.width >= 30 and last not in _MARKS
    return set_off and _SCENE.search(text, block.start, block.end) is not None
