"""Traces of lost characters: a space or question marks where the source had a character without a code.

Old fonts and engines leave a space where a rare character or a quotation mark had no code. The space is all
that says so; a rule that closes it up destroys the only evidence. What speaks for a trace:

- an item of a list that is empty (`人参、白术、 、茯苓`);
- a word that gives a name, and then a space and a punctuation mark (`此症名曰 。`);
- any space in running literary Chinese that is otherwise set solid: no engine puts one there;
- question marks with Han right after them, where no question ends (`（??訟`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import fold
from lint.analysis.characters.spacing import BLANKS, gaps, is_letter_spaced
from lint.analysis.language.literary_style import is_literary
from lint.analysis.language.segmentation import segment
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN, OPENERS, PAUSES, STOPS
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

MANY = 8
"""Spaces in one literary text from which on they are one loss of the whole text: its quotation marks, mostly.

Texts that lost their quotation marks have dozens a page, texts that lost single rare characters one to three.
"""

_LISTED, _AFTER_ITEM = "、，；：", "、，；。"
_ENDS = "，、；。：！？"
_NAMING = frozenset("曰名谓謂号號谥諡字作训訓音称稱") | frozenset(
    (
        "称为",
        "名为",
        "又名",
        "又作",
        "叫做",
        "叫作",
        "称作",
        "写作",
        "读作",
        "谓之",
        "名曰",
        "号曰",
        "一作",
        "或作",
    )
)
"""Words, folded, that a name or a character must follow."""

_CALLS = frozenset("曰谓謂谥諡")
"""What gives a name and does nothing else, whatever follows it."""

_SIDE = 8
_HAN_END = re.compile(f"[{HAN}]{{1,{_SIDE}}}$")
_HAN = re.compile(f"[{HAN}]")
_SENTENCE = re.compile("[，。；！？]")
_NAME = re.compile(f"[{HAN}]{{1,8}}")
_QUESTIONS = re.compile(rf"[?？]{{2,6}}(?=[{HAN}])")
_ASKS = re.compile("[吗嗎呢吧啊么麼何谁誰哪嘛呀什甚]")
_BEGINS = frozenset((*OPENERS, *PAUSES, *STOPS, "(", "\n", ""))
_REACH = 60
_HABIT = 0.3
"""Share of punctuation marks with a space before them from which on the engine set all of them so."""


class Traces(NamedTuple):
    """Where characters were lost, as sorted spans of spaces or question marks in code points."""

    spans: tuple[tuple[int, int], ...]
    everywhere: bool
    """Whether every space of the text may be such a trace: one of a literary text is."""

    def hold(self, offset: int) -> bool:
        """Whether a space at `offset` is a trace, or may be one."""
        at = bisect_left(self.spans, (offset + 1,)) - 1
        return self.everywhere or (at >= 0 and offset < self.spans[at][1])


@fact
def traces(doc: Document) -> Traces:
    """The traces of lost characters in `doc`."""
    text = doc.text
    found = set(_lost_words(text)) if "??" in text or "？？" in text else set()
    known = gaps(doc)
    spaces = [span for span in known.at_marks if _is_empty_item(text, *span) or _is_name(text, *span)]
    named = [span for span in known.between_han if text[span[0] - 1] in _CALLS]
    spaces += named + [span for span in known.at_marks if _ends_name(text, named, *span)]
    literary = _literary_spaces(doc)
    if not is_letter_spaced(doc):
        found.update(span for span in (*spaces, *literary) if span[0] not in shield(doc))
    return Traces(tuple(sorted(found)), bool(literary))


def _is_empty_item(text: str, start: int, end: int) -> bool:
    """Whether two marks have nothing but the space between them."""
    return start > 0 and text[start - 1] in _LISTED and text[end] in _AFTER_ITEM


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the space has a word before it that a name follows, and a punctuation mark after it."""
    if text[end] not in _ENDS:
        return False
    before = _HAN_END.search(text, max(0, start - _SIDE), start)
    if before is None:
        return False
    return before[0][-1] in _CALLS or segment(fold(before[0]))[-1] in _NAMING


def _ends_name(text: str, named: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the space has only a name before it, back to a space of `named`, and then a mark."""
    if text[end] not in _ENDS:
        return False
    at = bisect_left(named, (start, end)) - 1
    return at >= 0 and _NAME.fullmatch(text, named[at][1], start) is not None


def _literary_spaces(doc: Document) -> list[tuple[int, int]]:
    """The spaces in sentences of a literary text, if it is one and is set solid otherwise."""
    known = gaps(doc)
    if not (known.between_han or known.at_marks) or not is_literary(doc):
        return []
    text = doc.text
    before = [span for span in known.at_marks if text[span[1]] in _ENDS and _HAN.match(text, span[0] - 1)]
    if len(before) > _HABIT * sum(map(text.count, _ENDS)):
        return []
    inside = [span for span in known.between_han if span[1] - span[0] <= 2]
    return sorted(span for span in (*before, *inside) if _is_in_sentence(text, *span))


def _is_in_sentence(text: str, start: int, end: int) -> bool:
    """Whether the line is running text round the space, not a heading, verse, a list or letter-spaced."""
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    last = text.find("\n", end, end + _REACH)
    before, after = text[first:start], text[end : last if last >= 0 else end + _REACH]
    if not _SENTENCE.search(before + after) or "\t" in before + after or "|" in before + after:
        return False
    alone = len(before.strip(BLANKS)) <= 4 and first != start - _REACH  # a label, a number or a name
    return not alone and len(re.findall(rf"[{HAN}][{BLANKS}]", before + after)) <= 4


def _lost_words(text: str) -> list[tuple[int, int]]:
    """Question marks before Han that end no question, once one of them begins a clause."""
    found = list(_QUESTIONS.finditer(text))
    if not any(text[match.start() - 1 : match.start()] in _BEGINS for match in found):
        return []
    return [m.span() for m in found if not _ASKS.search(text, max(0, m.start() - 2), m.start())]
