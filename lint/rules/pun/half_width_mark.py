"""PUN001 half-width-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.punctuation.width_habits import FULL, is_chinese, keeps_half_width, lists, pauses
from lint.analysis.regions.lost_characters import traces
from lint.core.character_classes import CLOSERS, DIGIT, HAN, LATIN, OPENERS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_AMID_HAN = re.compile(rf"(?<=[{HAN}]).(?=[{HAN}])")
_WORD = re.compile(f"[{LATIN}{DIGIT}]")
# What may follow a mark that has no Han before it: `iPhone,好` yes, `WANG,、` no.
_OPENING = re.compile(f"[{HAN}{OPENERS}]")
_RUN = re.compile(r"[!?]{2,}")
_PAUSES = frozenset("，。、；：")
_MARKS = ",;:!?"
_SIDE = 8
"""Characters on each side in which a row of marks is looked for."""
# Not marks of a sentence: `::`, `:)`, `![` of an image, `?q=` of an address.
_CODE = re.compile(r"::|:\)|!\[|\?\w+=|[,;:!?]{2,}\w+=", re.ASCII)
# A lower-case word right behind belongs to the mark as often as not: `!important`, `?query`.
_PREFIX = re.compile(r"[!?][a-z]")
# “,” where the mark itself is the subject.
_NAMED = re.compile(f"[{re.escape(OPENERS)}][,;:!?][{re.escape(CLOSERS)}]")


class HalfwidthMark(Rule):
    """A comma, semicolon, colon, exclamation or question mark in half width inside a Chinese sentence.

    The mark stands beside a Han character or a full-width mark. Whether it is damage or a way of writing
    is asked of the paragraph, then of the page round it, then of the file: where half width is what the
    engine wrote throughout, the fix is safe; a single mark that departs from its paragraph is offered.
    Text that sets a blank after each half-width mark, as English does, chose to: there it is only noted.

    Why it matters: half-width marks break line breaking, sentence splitting and search, and two widths of
    one mark make equal sentences differ.

    When not to trust it: technical writing in which the half-width mark is code that nothing marks as such.
    Numbers, times, versions, addresses on the web, code spans, Markdown links and rows of comma-separated
    values are left alone. A comma in a list may stand for 、: then that is offered as a choice.

    Example: `会上,代表们审议了报告` becomes `会上，代表们审议了报告`.
    """

    code = "PUN001"
    name = "half-width-mark"
    chinese = Chinese(
        "半角标点",
        """
    中文句子里的半角逗号、分号、冒号、叹号或问号。

    这个标点与汉字或全角标点相邻。是误识还是写法，先看本段，再看前后一页，再看全文：引擎通篇写成半角的，
    修改是安全的；单个标点与本段不同的，作为建议提出。半角标点后照英文习惯加空格的，是有意如此，只作提
    示。

    为什么重要：半角标点妨碍排行、断句和检索；同一标点有两种宽度，相同的句子就有了差异。

    何时不可信：技术文章里的半角标点是代码，而又没有任何标记。数字、时间、版本号、网址、代码片段、
    Markdown 链接和逗号分隔的数据行不报。并列项之间的逗号可能应是「、」，这时列出供选择。

    例：`会上,代表们审议了报告`改为`会上，代表们审议了报告`。
    """,
    )
    message = Text(
        "half-width {mark} in a Chinese sentence; near it {half} are half width, {full} full width",
        "中文句子里的半角“{mark}”；附近半角 {half} 个，全角 {full} 个",
    )
    severity = Severity.WARNING
    confidence = 0.998
    triggers: ClassVar[str] = ",;:!?"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Half-width marks beside Han."""
        habit = pauses(doc)
        if not habit.places:
            return
        text, chosen, listed = doc.text, keeps_half_width(doc, self.options), lists(doc)
        lost = traces(doc)
        done = 0
        for at in habit.places:
            if at < done or _is_in_row(text, at) or (text[at] == "?" and lost.hold(at)):
                continue
            safety = Safety.SAFE if _AMID_HAN.match(text, at) else _safety(text, at)
            if safety is None:
                continue
            run = _RUN.match(text, at)
            marks = run[0] if run else text[at]
            done = at + len(marks)
            width = habit.around(at)
            blank = text.startswith(" ", done)
            if chosen or blank or not width.mostly_half:
                safety = Safety.SUGGESTED
            full = "".join(map(FULL.__getitem__, marks)) if run else FULL[marks]
            yield self.finding(
                at,
                done,
                replace(at, done + blank, full, safety, ("、",) if marks == "," and at in listed else ()),
                severity=Severity.INFO if chosen else None,
                confidence=0.7 if chosen else None,
                mark=marks,
                half=width.half,
                full=width.full,
            )


def _is_in_row(text: str, at: int) -> bool:
    """Whether the mark at `at` stands in a row of marks that is no sentence's, such as `;:!`; `?!` is one."""
    before, after = text[max(0, at - _SIDE) : at], text[at : at + _SIDE]
    row = before[len(before.rstrip(_MARKS)) :] + after[: len(after) - len(after.lstrip(_MARKS))]
    return len(row) > 1 and bool(row.strip("!?")) and row != 2 * row[0]


def _safety(text: str, at: int) -> Safety | None:
    """How safe it is to widen a mark that has Han on one side at most; None when it is no sentence's."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before in _PAUSES or after in _PAUSES:
        return None  # beside another mark it is what is left of a character, or a doubled mark
    if _CODE.match(text, at) or (at and _NAMED.match(text, at - 1)) or not is_chinese(text, at):
        return None
    if before == " ":
        before = text[max(0, at - 2) : at - 1]
        return Safety.SUGGESTED if _HAN.match(before) and text[at] != ":" else None
    if _WORD.match(before):
        # `name:张三` may be code, `Yahoo!奇摩` a name; a comma is neither.
        return None if not _OPENING.match(after) else Safety.SAFE if text[at] == "," else Safety.SUGGESTED
    if before in {"", "\n", "\t", "\\", ":"}:
        return None
    return Safety.SUGGESTED if _PREFIX.match(text, at) else Safety.SAFE
