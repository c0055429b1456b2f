"""Evidence that one line continues another, with the words to say it."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import fold
from lint.analysis.language.segmentation import bridge, is_word, segment
from lint.analysis.layout.line_ends import HEAD_MARKS, bracket_across, core, opens_wrongly
from lint.core.character_classes import HAN, LATIN
from lint.core.findings import Text

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block


class Weight(IntEnum):
    """How much evidence says."""

    HINT = 1
    """They may well be one sentence."""
    UNFINISHED = 2
    """The first is no whole sentence, so something continues it."""
    PROOF = 3
    """They are one sentence."""


class Evidence(NamedTuple):
    """Why two lines are one sentence."""

    text: Text
    weight: Weight
    is_word: bool = False


_MEASURES = frozenset(
    "年月日号號个個名人次件项項条條章元亿億万萬％%倍家户戶届屆级級位天周岁歲亩畝吨噸米份场場批部篇页頁小"
)
"""What may follow a number: measure words and units."""

_UNITS = frozenset("年月日号號％%亿億万萬元届屆岁歲")
"""Those of them that seldom begin a word of their own."""

_MOST = {"月": 12, "日": 31}
"""The highest number of each."""

_FIGURE = re.compile(r"\d{1,4}\Z")

_COMPOUNDS = frozenset({"人次", "个月", "個月", "小时", "小時", "周年", "周岁", "周歲", "公里", "公斤"})
"""Measures of two characters."""

_SURE_TAIL = frozenset("的和與与及把被將将")
_TAIL = _SURE_TAIL | frozenset(
    "或在对對为為向从從以是並并而且等更最各其让讓使由因如但该該这這那给給至于於关關"
)
"""Characters that seldom, and that never, end a sentence or a heading."""

_HEAD = frozenset("的了和等化性们們者项項次个個得着著过過与與及或")
"""Characters that seldom begin a sentence."""

_SURE_HEAD = frozenset("的等和及或们們着著了")
"""Those of them that hardly ever do as words of their own."""

_FOUR_HAN = re.compile(f"[{HAN}]{{4}}")
_NEAR = 20_000
"""Characters on each side of a seam in which the words round it are looked for."""

_HYPHEN = re.compile(rf"[{LATIN}]{{2,}}[-‐\u00ad]$")
_LOWER = re.compile(r"[a-zß-öø-ÿ]{2,}")
_HAN_TAIL = re.compile(f"[{HAN}]+$")
_DATE_END = re.compile(r"\d\s?[年月日号號时時分秒]$")
"""The end of a date or a time: its last character begins no word."""

_HAN_HEAD = re.compile(f"[{HAN}]+")
_REMNANT = re.compile(f"[{HAN}]{{1,3}}[。；](?=.)")
_SIDE = 6
"""Characters on each side of a seam that are divided into words."""

_GAIN = 3.0
"""Nats by which a word across the seam must beat the words on its two sides."""


def proof(text: str, left: Block, right: Block, since: int) -> Evidence | None:
    """What alone proves that `right` continues `left`, whose paragraph begins at `since`; or None."""
    head, tail = core(text, right)[0], core(text, left)[1]
    return (
        _mark(text, head, right.end)
        or _number(text, max(left.start, tail - 3), tail, head)
        or _remnant(text, tail, head, right.end)
        or _bracket(text, since, tail, right)
        or _word(text[max(left.start, tail - _SIDE) : tail], text[head : min(right.end, head + _SIDE)])
        or _hyphened(text, left, right)
    )


def _mark(text: str, head: int, end: int) -> Evidence | None:
    mark = text[head]
    if mark not in HEAD_MARKS or (mark in "”’" and opens_wrongly(text, head, end)):
        return None
    return Evidence(Text(f"the next line begins with {mark}", f"下行以“{mark}”开头"), Weight.PROOF)


def _number(text: str, start: int, tail: int, head: int) -> Evidence | None:
    if not text[tail - 1].isdigit() or text[head] not in _MEASURES:
        return None
    word = text[head : head + 2]
    if (digits := _FIGURE.search(text, start, tail)) and int(digits[0]) > _MOST.get(word[0], 9999):
        return None  # the page of one line of a table of contents, and the next: …675 月五星
    if word[0] not in _UNITS and word not in _COMPOUNDS and is_word(fold(word)):
        return None  # 天津, 小计
    number = text[start:tail] + text[head]
    return Evidence(Text(f"number and unit “{number}” across the seam", f"数量“{number}”跨行"), Weight.PROOF)


def _remnant(text: str, tail: int, head: int, end: int) -> Evidence | None:
    remnant = _REMNANT.match(text, head, end)
    if remnant is None or _HAN_TAIL.search(text, max(0, tail - 2), tail) is None:
        return None
    found = remnant[0]
    return Evidence(
        Text(f"the next line begins with the end of a sentence, “{found}”", f"下行以句尾“{found}”开头"),
        Weight.PROOF,
    )


def _bracket(text: str, since: int, tail: int, right: Block) -> Evidence | None:
    mark = bracket_across(text, since, tail, right.start, right.end)
    if not mark:
        return None
    return Evidence(
        Text(f"{mark} opens before the seam and closes after it", f"{mark} 前开后合"), Weight.PROOF
    )


def _word(left: str, right: str) -> Evidence | None:
    before, after = _HAN_TAIL.search(left), _HAN_HEAD.match(right)
    if before is None or after is None or _DATE_END.search(left):
        return None
    found = bridge(before[0], after[0])
    if found is None or found.gain <= _GAIN:
        return None  # the two sides make almost as good words apart
    said = Text(f"word “{found.word}” across the seam", f"词语“{found.word}”跨行")
    return Evidence(said, Weight.PROOF, is_word=True)


def _hyphened(text: str, left: Block, right: Block) -> Evidence | None:
    hyphen = _HYPHEN.search(text, max(left.start, left.end - 30), left.end)
    rest = _LOWER.match(text, right.start, right.end) if hyphen else None
    if hyphen is None or rest is None:
        return None
    word = hyphen[0] + rest[0]
    return Evidence(Text(f"hyphenated word “{word}”", f"西文单词“{word}”断行"), Weight.PROOF)


def unfinished(text: str, left: Block) -> Evidence | None:
    """What says of `left` alone that it is no whole sentence, or hints at it; or None."""
    tail = text[core(text, left)[1] - 1]
    if tail not in "，、,；;—" and tail not in _TAIL:
        return None
    sure = tail in "，、," or tail in _SURE_TAIL
    said = Text(f"the line ends with “{tail}”", f"上行以“{tail}”结尾")
    return Evidence(said, Weight.UNFINISHED if sure else Weight.HINT)


def hint(text: str, left: Block, right: Block) -> Evidence | None:
    """What says that `left` is not finished, or only hints that `right` continues it; or None."""
    return unfinished(text, left) or _head(text, left, right)


def _head(text: str, left: Block, right: Block) -> Evidence | None:
    """What a sentence seldom begins with: 的, 等, 和 as words of their own, the last character of a word."""
    head = core(text, right)[0]
    first = text[head]
    if first not in _HEAD:
        tail = text[core(text, left)[1] - 1]
        if text[head + 1 : head + 2] != "，" or not is_word(fold(tail + first)):
            return None
        said = Text(f"the next line begins with “{first}，”", f"下行以“{first}，”开头")
        return Evidence(said, Weight.UNFINISHED)
    said = Text(f"the next line begins with “{first}”", f"下行以“{first}”开头")
    sure = first in _SURE_HEAD and segment(fold(text[head : min(right.end, head + 4)]))[0] == fold(first)
    return Evidence(said, Weight.UNFINISHED if sure else Weight.HINT)


def elsewhere(text: str, left: Block, right: Block) -> Evidence | None:
    """The four characters round the seam, when they stand together elsewhere in the text near by."""
    head, tail = core(text, right)[0], core(text, left)[1]
    found = text[tail - 2 : tail] + text[head : head + 2]
    if _FOUR_HAN.fullmatch(found) is None or tail - left.start < _SIDE or right.end - head < _SIDE:
        return None
    if text.find(found, max(0, tail - _NEAR), head + _NEAR) < 0:
        return None
    return Evidence(Text(f"elsewhere “{found}” stands together", f"别处有“{found}”"), Weight.UNFINISHED)
