"""SPC001 letter-spaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.script_tables import fold
from lint.analysis.characters.spacing import BLANKS, gaps, is_letter_spaced
from lint.analysis.language.segmentation import segment
from lint.analysis.regions.lost_characters import traces
from lint.core.character_classes import CLOSERS, HAN, OPENERS, PAUSES, STOPS
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_MARKS = re.escape(OPENERS + CLOSERS + PAUSES + STOPS)
_UNIT = rf"(?:[{HAN}]|\d{{1,4}}(?=(?P=gap)))"
_MARK = rf"(?:(?P=gap)?[{_MARKS}])*"
# A gap and three more single characters behind it, each at the same gap; a mark may stand without one.
_RUN = re.compile(
    rf"(?P<gap>[{BLANKS}](?<![{BLANKS}].)[{BLANKS}]?){_UNIT}{_MARK}"
    rf"(?:(?:(?P=gap)|(?<=[{_MARKS}])){_UNIT}{_MARK}){{2,}}(?:(?<=[{_MARKS}])|(?![{HAN}\d]))"
)
_HAN = re.compile(f"[{HAN}]")
_LONE_DIGIT = re.compile(rf"(?:^|\D)\d[{BLANKS}]{{1,2}}\d", re.MULTILINE)
_PAIR = re.compile(rf"[{HAN}][{BLANKS}]{{1,2}}(?=[{HAN}])")
_NOT_HAN = re.compile(f"[^{HAN}]")
_GAP = re.compile(f"[{BLANKS}]+")
_JOINS = re.compile(f"[{HAN}{_MARKS}]")
_ITEM = re.compile("[、，；]")
_PAUSES = frozenset(STOPS + PAUSES)
_REACH = 200
_CLOSE = 60
"""Characters within which three blanks between Han must begin, if a run holds them."""

_ORDINAL = re.compile(rf"\W*第[{BLANKS}]?[一二三四五六七八九十百\d]")
_SERIES = frozenset(
    "〇零一二三四五六七八九十百千万甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    "日月火水木金土东東南西北上中下左右前后後男女老少大小优優良差是否有无無宫宮商角徵羽"
)
"""Characters that are listed one by one."""


class LetterSpaced(Rule):
    """A run of single Han characters with a blank between each two.

    A justified line, or an engine that writes every character by itself, gives 近 平 同 志 for 近平同志.
    At least four characters at equal gaps count. Where the whole text is like that, shorter stretches
    belong to it too.

    Why it matters: no word can be found in such text, nor counted, nor searched.

    When not to trust it: a title set wide on purpose. Headings and lines that stand alone, names, rows of
    tables, verse set character by character and series such as 甲 乙 丙 丁 are left alone, and so are
    runs that hold hardly any word of the dictionary.

    Example: `落 实 代 表 建 议 ，提高质量` becomes `落实代表建议，提高质量`.
    """

    code = "SPC001"
    name = "letter-spaced"
    chinese = Chinese(
        "逐字空格",
        """
    一串汉字，每两个字之间都有空格。

    两端对齐的行，或逐字输出的引擎，会把“近平同志”写成“近 平 同 志”。至少四个字、间隔相等才算。全文
    都是如此的，较短的片段也算在内。

    为什么重要：这样的文字里找不到词，不能统计，也不能检索。

    何时不可信：有意排得疏朗的题目。标题和独占一行的文字、人名、表格各行、逐字排开的诗句、
    “甲 乙 丙 丁”之类的序列都不报；几乎不含词典中的词的，也不报。

    例：`落 实 代 表 建 议 ，提高质量`改为`落实代表建议，提高质量`。
    """,
    )
    message = Text("{count} characters set apart: {found}", "{count} 个字被逐字拉开：{found}")
    severity = Severity.WARNING
    confidence = 0.998

    def check(self, doc: Document) -> Iterator[Finding]:
        """The runs of `doc`, one finding each."""
        text = doc.text
        everywhere, lost = is_letter_spaced(doc), traces(doc)
        for match in _runs(doc):
            start, end = _bounds(text, *match.span())
            joined = _NOT_HAN.sub("", text[start:end])
            if len(_PAIR.findall(text, start, end)) < 3:
                continue
            if not everywhere and (lost.everywhere or not _is_prose(text, start, end, joined)):
                continue
            edits = tuple(
                Edit(start + gap.start(), start + gap.end(), "") for gap in _GAP.finditer(text[start:end])
            )
            yield self.finding(
                start,
                end,
                Fix(edits, Safety.SAFE),
                count=len(joined),
                found=joined[:12] + "…" * (len(joined) > 12),
            )


def _runs(doc: Document) -> Iterator[re.Match[str]]:
    """The runs in lines that have three blanks between Han near each other."""
    text = doc.text
    starts = [start for start, end in gaps(doc).between_han if end - start <= 2]
    last = -1
    for first, third in zip(starts, starts[2:], strict=False):
        if first > last and third - first <= _CLOSE:
            last = text.find("\n", first)
            last = last if last >= 0 else len(text)
            yield from _RUN.finditer(text, text.rfind("\n", 0, first) + 1, last)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The run with the Han character or mark at either side of it."""
    if start and (_JOINS.match(text, start - 1) or _LONE_DIGIT.match(text, max(0, start - 2))):
        start -= 1
    elif gap := _GAP.match(text, start):
        start = gap.end()
    if (gap := _GAP.match(text, end)) and gap.end() - end <= 2 and _JOINS.match(text, gap.end()):
        end = gap.end() + 1
    return start, end


def _is_prose(text: str, start: int, end: int, joined: str) -> bool:
    """Whether the run is a piece of a sentence, and not a heading, a list, verse or a row."""
    first, last = _line(text, start, end)
    line = text[first:last]
    if _SERIES.issuperset(joined[1:-1]) or "\t" in line or line.count("|") > 1 or _ORDINAL.match(line):
        return False
    fills_line = len(_HAN.findall(line)) <= len(joined) + 1 and not set(line) & _PAUSES
    if fills_line and (line.startswith("#") or _is_set_apart(text, first, last, joined)):
        return False
    if len(joined) < 8 and all(len(_HAN.findall(item)) <= 3 for item in _ITEM.split(text[start:end])):
        return False  # names: 王 芳、李 军
    return sum(len(word) for word in segment(fold(joined)) if len(word) > 1) >= 0.4 * len(joined)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line round ``[start, end)``, or `_REACH` characters on each side where it is longer."""
    first = text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
    last = text.find("\n", end, end + _REACH)
    return first, last if last >= 0 else min(len(text), end + _REACH)


def _is_set_apart(text: str, first: int, last: int, joined: str) -> bool:
    """Whether the line ``[first, last)`` that a run fills stands alone, or in verse of lines like it."""
    near = [_line(text, max(first - 1, 0), max(first - 1, 0)), _line(text, last + 1, last + 1)]
    before, after = (text[start:end] for start, end in near)
    if not before.strip() and not after.strip():
        return True
    return len(joined) <= 7 and any(
        len(_NOT_HAN.sub("", line)) == len(joined) and _RUN.search(" " + line) for line in (before, after)
    )
