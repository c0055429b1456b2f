"""How a line ends and the next begins: marks, brackets, units, and what belongs between them when joined."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from lint.analysis.blocks.line_kinds import Kind
from lint.core.character_classes import CLOSERS, CLOSING_QUOTES, HAN, LATIN, OPENING_QUOTES, STOPS

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block


class End(IntEnum):
    """How a line ends; what is greater than `LEAD` asks for more."""

    STOP = 0
    """With a mark that ends a sentence, closing marks after it not counted."""
    LEAD = 1
    """With a colon: something follows, in this paragraph or as the next."""
    PAUSE = 2
    """With a mark inside a sentence."""
    OPEN = 3
    """With no mark: a word, or a bracket."""


HEAD_MARKS = "，。、；：！？" + CLOSERS + ",％℃"
"""Marks that no line of Chinese begins with."""

STOP_INSIDE = re.compile(r"[。！？；]")

_MARKS_WITHIN = "，。；：、"
_MARKS = 3
"""Marks from which a paragraph shows whether blanks come after them."""
_SELDOM = 1_000
"""Characters among which a text has one such blank, at least, where some paragraphs have them."""
_OTHERWISE = 0.5
"""Difference in the share of marks with a blank behind them from which two paragraphs are not one."""

_ENDS = dict.fromkeys("。！？…!?.．■□▲◆●※∎>", End.STOP)
_ENDS |= dict.fromkeys("：:", End.LEAD) | dict.fromkeys("，、；,;—～－–·", End.PAUSE)
_STOPS, _CLOSING = frozenset(STOPS), frozenset(CLOSING_QUOTES)  # a string has "" in it, too
_SKIPPED = CLOSERS + ")]\"'*_ 　"
"""Closing marks and markup: what stands before them says how the line ends."""

_REMARK = re.compile(
    r"(?:(?<=[。！？…])[”’」』]?(?:\s?[（(\[［〔][^（）()\[\]［］〔〕\n]{1,40}[)）\]］〕]){1,3}"
    r"|[（(][^（）()\s]*https?://[^（）()\s]*[)）]"
    r"|\]\([^()\s]+\)(?:\s?[（(][^（）()]{1,20}[)）])?)$"
)
"""Remarks in brackets behind a sentence that has ended, or where something was found: no more follows."""

_NOTE_MARK = re.compile(r"(?:\s?\[\^[\w–—-]{1,12}\]|[①-⑳¹²³⁴-⁹⁰])+$")
"""The mark of a note: what stands before it says how the line ends."""

_REMARK_ENDS = frozenset(")）]］〕①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁴⁵⁶⁷⁸⁹⁰")
_LONGEST_REMARK = 200

_SOURCE = re.compile(
    r"[（(]?(?:(?:数据|資料|资料|图片|圖片|表格)?(?:来源|來源|出处|出處)|[注註释釋说說]明?[：:])"
)
"""How a note under a table begins."""

_BRACKETS = re.compile(r"[“”‘’「」『』（）()《》〈〉【】〔〕\[\]]")
_CLOSE = dict(zip("“‘「『（(《〈【〔[", "”’」』）)》〉】〕]", strict=True))
_REACH = 600, 300
"""Characters before and after a seam that are searched for a pair of brackets across it."""

_UNIT = re.compile(
    rf"[“‘「『（《〈【〔(\[\"]*(?:[{HAN}](?:\([!-~]*)?|[^\s{HAN}，。、；：！？”’」』）》]+|.)"
    r"[，。、；：！？”’」』）》】〕,.;:!?)\]]*"
)
_FIRST_WIDE = "\u2000"
"""Behind it stand no Latin letters."""

_HAN = re.compile(f"[{HAN}]")
_SENTENCE = 18
"""Half-ems from which a Latin line is a sentence, and no name or command inside a Chinese one."""

_ASIDE, _SHORT = 16, 30
"""Half-ems from the left from which a line stands aside if it is shorter than so many."""

_LATIN_END = re.compile(rf"[{LATIN}\d]")


def is_rest(one: Block, other: Block) -> bool:
    """Whether `other` may be the next line of `one` by its kind: quoted lines go on only with quoted ones."""
    return other.kind is (Kind.QUOTE if one.kind is Kind.QUOTE else Kind.PARAGRAPH)


def stands_aside(block: Block) -> bool:
    """Whether a short line stands far to the right: a signature, a date, a title in the middle."""
    return block.indent >= _ASIDE and 2 * block.indent >= 3 * block.width and block.width < _SHORT


def is_note(text: str, block: Block) -> bool:
    """Whether `block` is a footnote, or says where a table is from: such text often ends without a stop."""
    return block.kind is Kind.NOTE or _SOURCE.match(text, block.start) is not None


def core(text: str, block: Block) -> tuple[int, int]:
    """Where `block` starts and ends without bold or italic marks at its edges."""
    start, end = block.start, block.end
    while start < end - 1 and text[start] in "*_":
        start += 1
    while end - 1 > start and text[end - 1] in "*_":
        end -= 1
    return start, end


def ending(text: str, block: Block) -> End:
    """How `block` ends."""
    at = block.end - 1
    end = _ENDS.get(text[at])
    if end is None:
        if text[at] in _REMARK_ENDS:
            if _REMARK.search(text, max(block.start, at - _LONGEST_REMARK), block.end):
                return End.STOP
            if mark := _NOTE_MARK.search(text, max(block.start + 1, at - _LONGEST_REMARK), block.end):
                at = mark.start() - 1
                if text[at] in _ENDS:
                    return _ENDS[text[at]]
        while at > block.start and text[at] in _SKIPPED:
            at -= 1
        # A colon or comma inside closing marks does not carry over them.
        end = End.STOP if _ENDS.get(text[at]) is End.STOP or _is_over(text, at) else End.OPEN
    return end


def _is_over(text: str, at: int) -> bool:
    """Whether nobody goes on: a speaker breaks off, or an opening quotation mark was meant to close."""
    if text[at] in OPENING_QUOTES:
        return text[at - 1 : at] in _STOPS
    return text[at] == "—" and text[at + 1 : at + 2] in _CLOSING


def heading_like(text: str, block: Block) -> bool:
    """Whether an unmarked block may be a heading or a caption: short, one phrase, no mark at its end."""
    return (
        block.width <= 80
        and ending(text, block) is End.OPEN
        and STOP_INSIDE.search(text, block.start, block.end - 1) is None
    )


def has_marks(text: str, one: Block, other: Block) -> bool:
    """Whether the two hold any mark; without one they may be verse or names, where words are chance pairs."""
    return any(mark in text[one.start : other.end] for mark in "，。；：")


def is_bilingual(text: str, one: Block, other: Block) -> bool:
    """Whether one of two lines is Latin and the other Chinese: a text and its translation."""
    latin = one if _is_latin(one) else other
    return (
        _is_latin(one) is not _is_latin(other)
        and latin.width >= _SENTENCE
        and _HAN.search(text, latin.start, latin.end) is None
    )


def _is_latin(block: Block) -> bool:
    """Whether most of its characters are narrow."""
    return block.width * 2 < 3 * (block.end - block.start)


def first_unit(text: str, block: Block) -> str:
    """What a line break may not part: the first Han or Latin word of `block`, with the marks round it."""
    match = _UNIT.match(text, block.start, block.end)
    return match[0] if match else text[block.start]


def bracket_across(text: str, since: int, seam: int, head: int, end: int) -> str:
    """The mark that is opened before the seam and closed in ``[head, end)`` before another is; "" if none."""
    opened: dict[str, int] = {}
    for mark in _BRACKETS.findall(text, head, min(end, head + _REACH[1])):
        if mark in _CLOSE:
            opened[_CLOSE[mark]] = opened.get(_CLOSE[mark], 0) + 1
        elif opened.get(mark):
            opened[mark] -= 1
        else:
            break
    else:
        return ""
    stack: list[str] = []
    for other in _BRACKETS.findall(text, max(since, seam - _REACH[0]), seam):
        if other in _CLOSE:
            stack.append(other)
        elif stack and _CLOSE[stack[-1]] == other:
            stack.pop()
    return next((opener for opener in reversed(stack) if _CLOSE[opener] == mark), "")


def opens_wrongly(text: str, start: int, end: int) -> bool:
    """Whether the closing quotation mark at `start` was meant to open: the next one closes again."""
    marks: list[str] = _BRACKETS.findall(text, start, min(end, start + _REACH[1]))
    return next((mark for mark in marks[1:] if mark in "“”‘’"), "") == marks[0]


def separator(left: str, right: str) -> str:
    """What belongs between two characters that a line end parted: between Latin words a blank."""
    if right < _FIRST_WIDE and (_LATIN_END.match(right) or right in "([\"'"):
        if left == "]" and right in "([":
            return ""  # the two parts of a link
        return " " if _LATIN_END.match(left) or left in ".,;:!?)]\"'%" else ""
    return ""


def set_alike(text: str, one: Block, other: Block) -> bool:
    """Whether two paragraphs may be one: not if marks have blanks after them in only one of them.

    So a text and its translation are told apart that stand side by side and were read by turns.
    """
    first, second = _spaced(text, one), _spaced(text, other)
    return first is None or second is None or abs(first - second) < _OTHERWISE


def sets_blanks(text: str) -> bool:
    """Whether blanks stand behind marks; where hardly any do, all paragraphs are `set_alike`."""
    return sum(text.count(f"{mark} ") for mark in _MARKS_WITHIN) * _SELDOM > len(text)


def _spaced(text: str, block: Block) -> float | None:
    """The share of marks inside a paragraph that have a blank after them; None where there are few marks."""
    inside = text[block.start : block.end - 1]
    marks = sum(map(inside.count, _MARKS_WITHIN))
    if marks < _MARKS:
        return None
    return sum(inside.count(f"{mark} ") for mark in _MARKS_WITHIN) / marks
