"""REP003 repeated-passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.blocks import Kind
from lint.evidence.prose import block_at, is_prose
from lint.evidence.repeats import Repeat, repeats
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import CLOSERS, HAN, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_BEGIN = re.compile(rf"[\s{STOPS}“‘「『（《【]")
_END = re.compile(rf"[{STOPS}!?.][{re.escape(CLOSERS)}]*\s*$")
_FULL = 60
"""Half-ems: a line shorter than that may end a list or a poem without a stop."""

LEAST = 20
"""Han characters: below that a set phrase can stand twice by chance."""


class RepeatedPassage(Rule):
    """A passage copied from earlier in the text that begins in the middle of a sentence and breaks off.

    Vision-language models do that at the end of a page: instead of the page's last lines they write an
    earlier paragraph again and stop in the middle of a word.

    Why it matters: the text says something twice, and what stood on the page is missing.

    When not to trust it: long set phrases stand in many places; so both a beginning inside a sentence and
    an end without a stop are asked for, and `LEAST` characters.

    Example: `工人晚上学习操作规程、订单等逐项进行核对。账目公开要做到及时准确，由监` at a page's end, where
    `库存、订单等逐项进行核对。账目公开要做到及时准确，由监事会签字` stands five paragraphs before.
    """

    code = "REP003"
    name = "repeated-passage"
    message = Text(
        "{count} characters that stand before, behind “{before}”; what the page had here may be lost",
        "前文“{before}”之后的 {count} 字又出现一次，此处原文可能缺失",
    )
    severity = Severity.ERROR
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Copies that begin inside a sentence and end a block without ending a sentence."""
        for repeat in repeats(doc):
            if self._breaks_off(doc, repeat):
                start, end = repeat.second
                fix = replace(start, end, "", Safety.SUGGESTED)
                origin = repeat.first.start
                before = doc.text[max(0, origin - 8) : origin].rpartition("\n")[2]
                yield self.finding(start, end, fix, count=end - start, before=before)

    @staticmethod
    def _breaks_off(doc: Document, repeat: Repeat) -> bool:
        text, (start, end) = doc.text, repeat.second
        if repeat.gap < 0 or repeat.length < LEAST or not is_prose(doc, start):
            return False
        block, last = block_at(doc, start), block_at(doc, end - 1)
        if block is None or last is None or Kind.PARAGRAPH not in {block.kind} & {last.kind}:
            return False
        if (
            start == block.start
            or _BEGIN.match(text[start - 1])
            or end != last.end
            or _END.search(text[start:end])
        ):
            return False
        return len(_HAN.findall(text[start:end])) >= LEAST and _goes_on(doc, repeat.first.end)


def _goes_on(doc: Document, end: int) -> bool:
    """Whether the original goes on where the copy stops: on its line or, when that was cut, below."""
    block = block_at(doc, end - 1)
    if block is None or end < block.end:
        return True
    return block.kind is Kind.PARAGRAPH and block.width >= _FULL
