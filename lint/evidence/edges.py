"""What the end of one line and the start of another say about whether they are one sentence."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from lint.evidence.scripts import fold
from lint.evidence.words import segment_cost, word_across
from lint.findings import Text
from lint.text import HAN, LATIN

if TYPE_CHECKING:
    from lint.blocks import Block


class End(IntEnum):
    """How a line ends."""

    STOP = 0
    """With a mark that ends a sentence, closing marks after it not counted."""
    LEAD = 1
    """With a colon: something follows, in a line of its own or not."""
    PAUSE = 2
    """With a mark inside a sentence."""
    OPEN = 3
    """With no mark: a word, or a bracket."""


_ENDS = dict.fromkeys("。！？…!?.．■□▲◆●※∎", End.STOP)
_ENDS |= dict.fromkeys("：:", End.LEAD) | dict.fromkeys("，、；,;—～－–·", End.PAUSE)
_SKIPPED = "”’」』）》〉】〕］)]\"'*_ 　"
"""Closing marks and markup: what stands before them says how the line ends."""

_HEAD_MARKS = "，。、；：！？”’」』）》〉】〕］％℃"
"""Marks that no line of Chinese begins with."""

_MEASURES = "年月日号號个個名人次件项項条條章元亿億万萬％%倍家户戶届屆级級位天周岁歲亩畝吨噸米份场場批部篇页頁小"
"""What may follow a number: measure words and units."""

_FUNCTION_TAIL = "的和与與及或在对對为為向从從以是把被将將并並而且等更最各其让讓使由因如但该該这這那给給至于於关關"
"""Characters that seldom end a sentence or a heading."""

_FUNCTION_HEAD = "的了和等化性们們者项項次个個地得着著过過与與及或"
"""Characters that seldom begin a sentence."""

_BRACKETS = re.compile(r"[“”‘’「」『』（）()《》〈〉【】〔〕\[\]]")
_CLOSE = dict(zip("“‘「『（(《〈【〔[", "”’」』）)》〉】〕]", strict=True))
_SPEECH = "“”‘’「」『』"
_TAIL_RUN = re.compile(f"[{HAN}]+$")
_HEAD_RUN = re.compile(f"[{HAN}]+")
_GAIN = 3.0
"""Nats by which a word across the seam must beat the words on its sides."""

_HYPHEN = re.compile(rf"[{LATIN}]{{2,}}[-‐\u00ad]$")
_WORD_HEAD = re.compile(r"[a-zß-öø-ÿ]{2,}")
_LATIN_END = re.compile(r"[A-Za-z0-9À-ɏ]")
_UNIT = re.compile(rf"[“‘「『（《〈【〔([\"]*(?:[{HAN}](?:\([!-~]*)?|[^\s{HAN}，。、；：！？”’」』）》]+|.)[，。、；：！？”’」』）》〉】〕,.;:!?)\]]*")


class Evidence(NamedTuple):
    """Why two lines are one sentence; `weight` is 3 when it alone proves it, 1 when it only hints."""

    text: Text
    weight: int
    args: dict[str, str] = {}


_WORD = Text("word “{found}” across the seam", "词语“{found}”跨行")
_OPENER = Text("{found} opened before the seam is closed after it", "{found} 跨行，前开后合")
_MARK = Text("the next line begins with {found}", "下行以“{found}”开头")
_NUMBER = Text("number and unit “{found}” across the seam", "数量“{found}”跨行")
_LETTERS = Text("hyphenated word “{found}”", "西文单词“{found}”断行")
_PAUSE = Text("the line ends with {found}", "上行以“{found}”结尾")
_TAIL = Text("the line ends with “{found}”", "上行以虚词“{found}”结尾")
_HEAD = Text("the next line begins with “{found}”", "下行以“{found}”开头")


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
    if end is not None:
        return end
    while at > block.start and text[at] in _SKIPPED:
        at -= 1
    # A colon or comma inside closing marks does not carry over them: “……说：”
    return End.STOP if _ENDS.get(text[at]) is End.STOP else End.OPEN


def first_unit(text: str, block: Block) -> str:
    """What of `block` could not have been parted: its first character or Latin word, with its marks."""
    match = _UNIT.match(text, block.start, block.end)
    return match[0] if match else text[block.start : block.start + 1]


def unclosed(text: str, start: int, end: int) -> str:
    """The opening marks in ``[start, end)`` that are not closed in it, outermost first."""
    stack: list[str] = []
    for mark in _BRACKETS.findall(text, start, end):
        if mark in _CLOSE:
            stack.append(mark)
        elif stack and _CLOSE[stack[-1]] == mark:
            stack.pop()
    return "".join(stack)


def closed_first(text: str, start: int, end: int, openers: str) -> str:
    """The mark of `openers` that ``[start, end)`` closes before it opens one of the same kind; else ""."""
    depth: dict[str, int] = {}
    for mark in _BRACKETS.findall(text, start, end):
        if mark in _CLOSE:
            depth[_CLOSE[mark]] = depth.get(_CLOSE[mark], 0) + 1
        elif depth.get(mark):
            depth[mark] -= 1
        else:
            return next((opener for opener in reversed(openers) if _CLOSE[opener] == mark), "")
    return ""


def strong(text: str, left: Block, right: Block, since: int) -> Evidence | None:
    """Evidence that alone proves `right` to continue `left`, whose paragraph begins at `since`; or None."""
    start, end = core(text, right)[0], core(text, left)[1]
    head, tail = text[start], text[end - 1]
    if head in _HEAD_MARKS and not (head in "”’" and _opens(text, right)):
        return Evidence(_MARK, 3, {"found": head})
    if tail.isdigit() and head in _MEASURES:
        number = text[max(left.start, end - 4) : end]
        return Evidence(_NUMBER, 3, {"found": number.lstrip("，。、；：") + head})
    openers = unclosed(text, max(since, left.end - 600), left.end)
    if openers and (mark := closed_first(text, right.start, min(right.end, right.start + 300), openers)):
        return Evidence(_OPENER, 3, {"found": mark})
    word = _word(text[max(left.start, end - 6) : end], text[start : start + 6])
    if word:
        return Evidence(_WORD, 3, {"found": word})
    hyphen = _HYPHEN.search(text, left.start, left.end)
    if hyphen and (rest := _WORD_HEAD.match(text, right.start, right.end)):
        return Evidence(_LETTERS, 3, {"found": hyphen[0] + rest[0]})
    return None


def _opens(text: str, block: Block) -> bool:
    """Whether `block` begins with a closing quotation mark that was meant to open: it is closed later."""
    marks = _BRACKETS.findall(text, block.start, min(block.end, block.start + 300))
    quotes = [mark for mark in marks[1:] if mark in "“”‘’"]
    return bool(quotes) and quotes[0] == marks[0]


def _word(left: str, right: str) -> str:
    """The word across the seam; "" when the two sides make almost as good words apart."""
    word = word_across(left, right)
    if word is None:
        return ""
    left, right = fold(_TAIL_RUN.search(left)[0]), fold(_HEAD_RUN.match(right)[0])
    return word if segment_cost(left) + segment_cost(right) - segment_cost(left + right) > _GAIN else ""


def weak(text: str, left: Block, right: Block) -> Evidence | None:
    """Evidence that only hints that `right` continues `left`; or None."""
    tail, head = text[core(text, left)[1] - 1], text[core(text, right)[0]]
    if tail in "，、,":
        return Evidence(_PAUSE, 2, {"found": tail})
    if tail in _FUNCTION_TAIL:
        return Evidence(_TAIL, 2 if tail in "的和與与及把被將将" else 1, {"found": tail})
    if tail in "；;—":
        return Evidence(_PAUSE, 1, {"found": tail})
    if head in _FUNCTION_HEAD:
        return Evidence(_HEAD, 1, {"found": head})
    return None


def separator(left: str, right: str) -> str:
    """What belongs between two characters that a line end parted: a blank between Latin words, else nothing."""
    if _LATIN_END.match(right) or right in "([\"'":
        return " " if _LATIN_END.match(left) or left in ".,;:!?)]\"'%" else ""
    return ""
