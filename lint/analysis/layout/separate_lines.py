"""Lines that are never the two parts of one, whatever their width: digits, tick boxes, options, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.core.character_classes import HAN

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block

_NUMBERS = re.compile(r"[-+−–—(（]?[\d０-９][\d０-９,.%％/:：\s()（）+\-−–—]*$")
"""A line of numbers only: a cell, a date, a row of a table."""

_NUMBER_GOES_ON = re.compile(r"\d{1,3}(?:,\d{3})*,$")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
"""`1,234,⏎567`: one number across the line end."""

_BOX = re.compile(r"[□☐☑☒√✓✔■][^□☐☑☒√✓✔■，。\n]{1,8}(?:\s|$|(?=[□☐☑☒√✓✔■]))")
_OPTION = re.compile(r"[A-H][．、.](?=\S)|[A-H]\s?[）)]\S")
_MATTER = re.compile(
    r"(?:摘\s*要|關鍵詞|关\s*键\s*词|关键字|Abstract|ABSTRACT|Key\s?[Ww]ords|中[图圖]分[类類][号號]|文[献獻]标识码|DOI|doi"
    r"|文章编号|收稿日期|基金项目|作者简介|通[讯信]作者)\s*[:：\]】]"
)
"""What begins a block of its own in an academic paper."""

_NAMES_FOLLOW = re.compile(r"(?:连署人|連署人|提案人|署名|签名|出席|列席|主席|主持|记录|紀錄|纪录)[：:]$")
_LOST_NUMBER = re.compile(r"[、)）．]\S")
_HAN = re.compile(f"[{HAN}]")
_TEXT = re.compile(f"[{HAN}A-Za-z]")
_LINK_OR_PATH = re.compile(r"(?:https?://|www\.|\.\./|\.\. |#\. |[A-Za-z]:\\)")


def are_separate(text: str, left: Block, right: Block) -> bool:
    """Whether no join may be made between two lines, by what they are."""
    return _begins_block(text, right) or _is_alone(text, left, right) or _ends_block(text, left, right)


def _begins_block(text: str, right: Block) -> bool:
    start, end = right.start, right.end
    return any(
        pattern.match(text, start, end) is not None for pattern in (_BOX, _OPTION, _MATTER, _LINK_OR_PATH)
    )


def _is_alone(text: str, left: Block, right: Block) -> bool:
    """Whether a digit meets a digit, or one of the lines is digits only."""
    goes_on = _NUMBER_GOES_ON.search(text, left.start, left.end) is not None
    if goes_on and _THREE_DIGITS.match(text, right.start, right.end):
        return False
    if _NUMBERS.match(text, left.start, left.end) and not _is_unit_of_sentence(text, right):
        return True
    if _NUMBERS.match(text, right.start, right.end) and right.width > _FEW_DIGITS:
        return True
    signed = text[right.start] in "-−+" and text[right.start + 1 : right.start + 2].isdigit()
    return text[left.end - 1].isdecimal() and signed


_FEW_DIGITS = 6
"""Half-ems of the last digits of a sentence that a line may consist of."""


def _is_unit_of_sentence(text: str, right: Block) -> bool:
    """Whether a line that follows a number may be the rest of its sentence: it has a punctuation mark."""
    return any(mark in text[right.start : right.end] for mark in "，。；")


def _ends_block(text: str, left: Block, right: Block) -> bool:
    if _BOX.match(text, left.start, left.end) or _NAMES_FOLLOW.search(text, left.start, left.end):
        return True
    # A list's own number was lost: `：⏎、交通部…`.
    return text[left.end - 1] in "：:；;" and _LOST_NUMBER.match(text, right.start, right.end) is not None
