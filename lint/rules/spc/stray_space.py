"""SPC002 stray-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.evidence.blanks import BLANKS, is_letter_spaced
from lint.evidence.scripts import fold
from lint.evidence.shield import shield
from lint.evidence.words import cost, is_word, segment, segment_cost, word_across
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_BLANK = re.compile(rf"(?<=[{HAN}])[{BLANKS}]{{1,4}}(?=[{HAN}])")
_NOT_HAN = re.compile(f"[^{HAN}]")
_PLAIN = (" ", "\u00a0")
"""A wider blank, or several, were more likely meant."""

_LOOKUPS = 100_000_000
"""Characters that may be searched for phrases without their blank."""

_REACH = 60
"""Characters on each side that are looked at."""

_GAIN = 4.0
"""Nats that a word across the blank must save (measured: true ones save 6 to 11)."""

_WAITS = "的和与與及或在对對把被将將从從向为為以并並而且之"
"""What cannot end a phrase."""

_CLINGS = "的了们們者性化等"
"""What cannot begin one."""

_PAUSE = re.compile("[，。；！？]")
_NUMBERED = re.compile(r"\W*(?:第\S{1,8}|附[件录錄表]\S{0,3}|[一二三四五六七八九十\d]{1,3}[、．.]?)$")
_ROLE = re.compile(
    "(?:[记記]者|通[讯訊][员員]|作者|[主责責][编編]|[编編][辑輯]|[摄攝]影|供稿|[图圖文摄攝电電讯訊])$"
)
_QUOTED = re.compile("[“‘「『《〈][^”’」』》〉]*$")
_SHORT_FORMS = "：:】］）)]"


class _Gap(NamedTuple):
    """A blank between Han with the text round it, within its line."""

    left: str
    right: str
    tail: str
    """The Han characters just before the blank."""
    head: str
    """The Han characters just after it."""


class StraySpace(Rule):
    """A blank between two Han characters that belong together.

    A display line or a column ended there, and the engine put a blank for the line break. What proves it:
    a word of the dictionary lies across the blank (`决 策`), the phrase cannot end or begin there
    (`联系的 代表机关`), the same phrase stands elsewhere in the text without the blank, or the blank is the
    only one in a long sentence.

    Why it matters: the word is lost to search and counting, and the heading differs from its contents line.

    When not to trust it: where the author wanted a pause. Headings in two phrases, couplets, names set in
    two characters, numbered headings, bylines, tables and forms are left alone.

    Example: `促进决 策科学化` becomes `促进决策科学化`.
    """

    code = "SPC002"
    name = "stray-space"
    message = Text("blank inside {what}", "{what}中间有多余的空格")
    severity = Severity.WARNING
    confidence = 0.98

    def check(self, doc: Document) -> Iterator[Finding]:
        """The blanks between Han of `doc` that something speaks against."""
        text = doc.text
        guarded = shield(doc)
        everywhere = is_letter_spaced(doc)
        lookups = 0
        for match in _BLANK.finditer(text):
            start, end = match.span()
            gap = _gap(text, start, end)
            if start in guarded or "\t" in gap.left + gap.right or "|" in gap.left + gap.right:
                continue
            proof = _EVERYWHERE if everywhere and end - start == 1 else _proof(gap, match[0])
            if proof is None and match[0] in _PLAIN and lookups * len(text) < _LOOKUPS and _is_phrase(gap):
                lookups += 1
                proof = _twin(text, gap, match[0])
            if proof is not None:
                fix = replace(start, end, "", proof.safety)
                yield self.finding(start, end, fix, confidence=proof.confidence, what=proof.what)


class _Proof(NamedTuple):
    what: Text
    safety: Safety
    confidence: float


_EVERYWHERE = _Proof(Text("text that is set apart throughout", "全文逐字拉开的文字"), Safety.SUGGESTED, 0.97)
_PHRASE = _Proof(Text("a phrase", "短语"), Safety.SUGGESTED, 0.9)
_TWIN = _Proof(
    Text("a phrase that stands elsewhere without it", "别处没有空格的同一短语"), Safety.SUGGESTED, 0.9
)
_SENTENCE = _Proof(Text("a sentence that has no other", "没有其他空格的句子"), Safety.SUGGESTED, 0.85)


def _proof(gap: _Gap, blank: str) -> _Proof | None:
    """What in the line itself proves that the blank is stray; None when nothing does."""
    if word := _word(gap):
        return _Proof(Text(f"the word {word}", f"词语“{word}”"), Safety.SAFE, 0.99)
    if _is_label(gap) or len(gap.head) == 1:
        return None
    if gap.head[0] in _CLINGS or (not _QUOTED.search(gap.left) and _waits(gap.tail)):
        return _PHRASE
    return _SENTENCE if blank in _PLAIN and _is_phrase(gap) and _is_prose(gap) else None


def _is_phrase(gap: _Gap) -> bool:
    """Whether there is enough on both sides, and no quotation marks that a motto or a verse stands in."""
    return min(len(gap.tail), len(gap.head)) >= 3 and not _is_label(gap) and not _QUOTED.search(gap.left)


def _twin(text: str, gap: _Gap, blank: str) -> _Proof | None:
    """Whether the same phrase stands elsewhere without the blank, and nowhere else with it."""
    tail, head = gap.tail[-4:], gap.head[:4]
    return _TWIN if tail + head in text and text.count(tail + blank + head) == 1 else None


def _gap(text: str, start: int, end: int) -> _Gap:
    left = text[max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0) : start]
    right = text[end : end + _REACH].split("\n", 1)[0]
    return _Gap(left, right, _NOT_HAN.split(left)[-1], _NOT_HAN.split(right, maxsplit=1)[0])


def _word(gap: _Gap) -> str | None:
    """The dictionary word across the blank, if joining is clearly the cheaper reading."""
    after = gap.right[len(gap.head) : len(gap.head) + 1]
    if len(gap.tail) == 1 == len(gap.head):
        # Two characters by themselves: a name or a label (秦 辉, 目 录, 单 位：), unless a sentence goes on.
        before = gap.left[-2:-1]
        if before in set(BLANKS) or not after or after in _SHORT_FORMS + BLANKS:
            return None
        word = fold(gap.tail + gap.head)
        return gap.tail + gap.head if is_word(word) and cost(word) < 11 else None
    word = word_across(gap.tail, gap.head) or ""
    if len(word) < 2 or (len(gap.tail) == 1 and not gap.left[:-1].strip()):
        return None
    tail, head = fold(gap.tail[-12:]), fold(gap.head[:12])
    return word if segment_cost(tail) + segment_cost(head) - segment_cost(tail + head) >= _GAIN else None


def _waits(tail: str) -> bool:
    """Whether the last word of `tail` wants another behind it."""
    folded = fold(tail[-12:])
    return folded[-1] in _WAITS and segment(folded)[-1] in _WAITS


def _is_label(gap: _Gap) -> bool:
    """Whether what stands before the blank is a number, a role or a name, or what follows it a name."""
    if _NUMBERED.match(gap.left) or _ROLE.search(gap.tail):
        return True
    starts_line = len(gap.left) < _REACH and len(gap.left.strip("#*> \u3000")) == len(gap.tail)
    return starts_line and len(gap.tail) <= 4


def _is_prose(gap: _Gap) -> bool:
    """Whether the blank is the only one between two marks of a sentence, amid enough text on both sides."""
    before = _PAUSE.split(gap.left)
    after = _PAUSE.split(gap.right)
    if len(before) < 2 or len(after) < 2:
        return False
    around = before[-1] + after[0]
    return not set(around) & set(BLANKS + "：:（）()“”《》/|") and min(len(gap.tail), len(gap.head)) >= 4
