"""A blank between two Han characters, and what its line says about it."""

from __future__ import annotations

import re

from lint.analysis.characters.script_tables import fold
from lint.analysis.characters.spacing import BLANKS
from lint.analysis.language.segmentation import bridge, cost, is_word, segment
from lint.core.character_classes import HAN

_HAN = re.compile(f"[{HAN}]+")

_REACH = 60
"""Characters on each side that are looked at."""

_SIDE = 12
"""Han characters on each side that are divided into words."""

_GAIN = 4.0
"""Nats that a word across the blank must save (measured: true ones save 6 to 11)."""

_USUAL = 11.0
"""Cost in nats of a word common enough to be believed when its two characters stand alone."""

_WAITS = frozenset("的和与及或在对把被将从向为以并而且之")
"""Words that cannot end a phrase, folded."""

_CLINGS = "的了们們者性化等"
"""What cannot begin one."""

_ITEM_LEAST, _ITEM = 2, 5
"""Characters of a name or word in a list set with blanks."""

_OTHERS = 1
"""Blanks that such a list has besides the one in question."""

_EDGES = frozenset(BLANKS + "：:、")
_SET_APART = re.compile(f"(?<=[{HAN}])[{BLANKS}]{{1,4}}(?=[{HAN}])")
_PAUSE = re.compile("[，。；！？]")
_NUMBERED = re.compile(r"\W*(?:第\S{1,8}|附[件录錄表]\S{0,3}|[一二三四五六七八九十\d]{1,3}[、．.]?)$")
_ROLE = re.compile(
    "(?:[记記]者|通[讯訊][员員]|作者|[主责責][编編]|[编編][辑輯]|[摄攝]影|供稿|[图圖文摄攝电電讯訊])$"
)
_QUOTED = re.compile("[“‘「『《〈][^”’」』》〉]*$")
_FORM = "：:】］）)]"
"""Marks behind a label of two characters set apart: 单 位：, 【摘 要】."""

_SEPARATORS = frozenset(BLANKS + "：:（）()“”《》/|")


class Gap:
    """A blank between Han with the text round it, within its line."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.blank = text[start:end]
        first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
        self.left = text[first:start]
        last = text.find("\n", end, end + _REACH)
        self.right = text[end : last if last >= 0 else end + _REACH]
        self.tail = _han(self.left[::-1])[::-1]
        """The Han characters just before the blank."""
        self.head = _han(self.right)
        """The Han characters just after it."""

    def is_in_row(self) -> bool:
        """Whether a tab or a bar says that the line is a row of a table."""
        return "\t" in self.left or "\t" in self.right or "|" in self.left or "|" in self.right

    def is_among_items(self) -> bool:
        """Whether blanks set apart short items, here and elsewhere in the line: names, words of a list."""
        sizes = len(self.tail), len(self.head)
        if max(sizes) > _ITEM or min(sizes) < _ITEM_LEAST:
            return False
        before, after = self.left[: -len(self.tail)], self.right[len(self.head) :]
        apart = (before or "：")[-1] in _EDGES and (after or " ")[0] in BLANKS
        return apart and len(_SET_APART.findall(self.left + " " + self.right)) > _OTHERS

    def word(self) -> str | None:
        """The dictionary word across the blank, if joining is clearly the cheaper reading."""
        if len(self.tail) == 1 == len(self.head):
            return self._lone_word()
        if len(self.tail) == 1 and not self.left[:-1].strip():
            return None
        found = bridge(self.tail[-_SIDE:], self.head[:_SIDE])
        return found.word if found and found.gain >= _GAIN else None

    def _lone_word(self) -> str | None:
        """The word that two characters by themselves make, if a sentence goes on behind them.

        If none does, they are a name or a label set in two: 秦 辉, 目 录, 单 位：.
        """
        after = self.right[1:2]
        if self.left[-2:-1] in set(BLANKS) or not after or after in _FORM + BLANKS:
            return None
        word = fold(self.tail + self.head)
        return self.tail + self.head if is_word(word) and cost(word) < _USUAL else None

    def splits_phrase(self) -> bool:
        """Whether the words beside it want each other."""
        if len(self.head) == 1:
            return False
        folded = fold(self.tail[-_SIDE:])
        waits = folded[-1] in _WAITS and segment(folded)[-1] in _WAITS and not self.is_quoted()
        return waits or self.head[0] in _CLINGS

    def is_quoted(self) -> bool:
        """Whether it stands in quotation marks, as in a motto of two parts or a verse."""
        return _QUOTED.search(self.left) is not None

    def follows_label(self) -> bool:
        """Whether a number, a role or a name stands before it at the beginning of the line."""
        if _NUMBERED.match(self.left) or _ROLE.search(self.tail[-3:]):
            return True
        starts_line = len(self.left) < _REACH and len(self.left.strip("#*> \u3000")) == len(self.tail)
        return starts_line and len(self.tail) <= 4

    def is_alone_in_clause(self) -> bool:
        """Whether it is the only blank between two marks of a sentence, with enough text on both sides."""
        before, after = _PAUSE.split(self.left), _PAUSE.split(self.right)
        if len(before) < 2 or len(after) < 2:
            return False
        return min(len(self.tail), len(self.head)) >= 4 and _SEPARATORS.isdisjoint(before[-1] + after[0])


def _han(text: str) -> str:
    """The Han characters that `text` begins with."""
    match = _HAN.match(text)
    return match[0] if match else ""
