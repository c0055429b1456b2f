"""PUN002 half-width-stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.characters.script_tables import fold
from lint.analysis.language.surnames import SOUNDS
from lint.analysis.punctuation.width_habits import is_chinese, keeps_half_width, pauses, stops
from lint.core.character_classes import CLOSERS, HAN, OPENERS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

# Numbers of a list: 一. 第二. （三）. 甲.
_NUMBER = re.compile(rf"(?<![{HAN}])第?[（(]?[一二三四五六七八九十百零〇甲乙丙丁戊己庚辛壬癸]{{1,4}}[）)]?\Z")
_HAN = re.compile(f"[{HAN}]")
# Enough words for a sentence; 世.界. is decoration.
_WORDS = re.compile(rf"[{HAN}{re.escape(CLOSERS)}]{{3}}")
_ROW = re.compile(r"\.[ ]?\.")
_END = re.compile(rf"\.[{re.escape(CLOSERS)}\"')]*(?:\n|\Z)")
_MIDDLE = re.compile(rf"\.[{HAN}{re.escape(OPENERS + CLOSERS)}\"' ]")
_NAME = Text("`.` between the parts of a foreign name", "外国人名中以“.”作间隔号")
_PART = 2
"""Characters on each side of a dot that tell a foreign name."""

ALWAYS = 4
"""Sentences ended by `.` on a page without one 。: there it is what the engine makes of 。."""


class HalfwidthStop(Rule):
    """A `.` where a Chinese sentence ends with 。.

    At the end of a line or quotation the fix is safe unless the text round it writes 。; between two Han
    characters it is safe only where the page has many such dots and no 。 at all, since the dot of a foreign
    name looks the same. In text that sets a blank after its marks, as English does, it is only noted.

    Why it matters: sentence splitting and every later rule look for 。 as the end of a sentence.

    When not to trust it: a dot between the parts of a foreign name is `·`. That is proposed where two
    characters on each side are such as write foreign names; elsewhere it is offered as a choice. Numbers of
    lists (`一.`) and rows of dots are left alone.

    Example: `会议审议通过了条例.` becomes `会议审议通过了条例。`.
    """

    code = "PUN002"
    name = "half-width-stop"
    chinese = Chinese(
        "半角句点",
        """
    中文句子该用「。」结尾，却用了「.」。

    在行末或引文末尾的，修改是安全的，除非前后文都写「。」；在两个汉字之间的，只有该页这样的点很多而完全
    没有「。」，才是安全的，因为外国人名的间隔点看上去一样。标点后照英文习惯加空格的文字，只作提示。

    为什么重要：断句和后面的各条规则都靠「。」找句末。

    何时不可信：外国人名各部分之间的点应是「·」。两边各有两个译名用字的，建议改为「·」；其他地方列出供
    选择。列表序号（`一.`）和成行的点不报。

    例：`会议审议通过了条例.`改为`会议审议通过了条例。`。
    """,
    )
    message = Text("`.` ends a Chinese sentence", "中文句子以“.”结尾")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "."

    def check(self, doc: Document) -> Iterator[Finding]:
        """Dots after Han."""
        text = doc.text
        habit = stops(doc)
        for at in habit.places:
            if _is_number(text, at) or _ROW.match(text, at) or not is_chinese(text, at):
                continue
            if _is_in_name(text, at):
                fix = replace(at, at + 1, "·", Safety.SUGGESTED, ("。",))
                yield self.finding(at, at + 1, fix, text=_NAME, confidence=0.9)
                continue
            width = habit.around(at)
            if _END.match(text, at):
                safety = Safety.SAFE if width.mostly_half else Safety.SUGGESTED
            elif _MIDDLE.match(text, at):
                always = width.half >= ALWAYS and not width.full
                safety = Safety.SAFE if always and _WORDS.match(text, max(0, at - 3)) else Safety.SUGGESTED
            else:
                continue
            blank = text.startswith(" ", at + 1)
            chosen = keeps_half_width(doc, self.options) or (blank and not pauses(doc).places)
            if chosen or blank:
                safety = Safety.SUGGESTED
            yield self.finding(
                at,
                at + 1,
                replace(at, at + 1 + blank, "。", safety, ("·",) if _HAN.match(text, at + 1) else ()),
                severity=Severity.INFO if chosen else None,
            )


def _is_in_name(text: str, at: int) -> bool:
    """Whether the dot at `at` stands between the parts of a foreign name: 斯坦利.荷尔."""
    return at >= _PART and SOUNDS.issuperset(fold(text[at - _PART : at] + text[at + 1 : at + 1 + _PART]))


def _is_number(text: str, at: int) -> bool:
    """Whether the dot at `at` belongs to the number of a list or heading."""
    number = _NUMBER.search(text, max(0, at - 8), at)
    if number is None:
        return False
    before = text[max(0, number.start() - 8) : number.start()].rstrip(" \t#*-")
    return before[-1:] in {"", "\n"} or not _END.match(text, at)
