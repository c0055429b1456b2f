"""REP008 doubled-at-seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.line_joins import Fault, seams
from lint.analysis.repetition.doubled_characters import twin_across
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

LEAST_GAIN = 5.0
"""Nats that the second copy must cost as a word of its own; less than elsewhere: seams are read twice."""


class DoubledAtSeam(Rule):
    """A character that ends one part of a sentence and begins the next, across a column's or page's end.

    Where a sentence was cut, the last character of the first part is often read again. It is a copy when the
    first part ends in a whole word with it, and it would begin the second part as a word of its own.

    Why it matters: after the parts are joined, a character is there twice.

    When not to trust it: a verb may well begin with the character that the word before it ends in, as
    常委会会 does; since both readings are sentences, a person decides. Longer copies are LAY005's.

    Example: `……市人大常委会`, a photograph's caption, `会运用法治思维……`.
    """

    code = "REP008"
    name = "doubled-at-seam"
    chinese = Chinese(
        "断处重字",
        """
    一个句子在栏末或页末断开，前半以某字结尾，后半又以该字开头。

    句子断开的地方，前半的末字常被再读一次。前半连同该字正好以一个完整的词结尾，而该字在后半的开头须自成
    一词，就是重读出来的。

    为什么重要：前后两半接上之后，这个字就多了一个。

    何时不可信：前一个词以某字结尾，后面的动词也可能正以该字开头，如“常委会会”。两种读法都成句，须由人
    判断。重复不止一字的，由 LAY005 处理。

    例：`……市人大常委会`，一条图片说明，`会运用法治思维……`。
    """,
    )
    message = Text("“{character}” on both sides of the cut", "断开处两边都有“{character}”")
    severity = Severity.WARNING
    confidence = 0.85

    @property
    def stage(self) -> int:
        """With the layout, before the parts are joined."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Characters that stand on both sides of a seam."""
        text, found = doc.text, blocks(doc)
        for seam in seams(doc):
            left, right = found[seam.left], found[seam.right]
            character = text[right.start]
            if text[left.end - 1] != character or seam.fault not in {Fault.CUT, Fault.INTERRUPTION}:
                continue
            twin = twin_across(text[left.start : left.end - 1], character, text[right.start + 1 : right.end])
            if twin is None or twin.gain < LEAST_GAIN:
                continue
            at = len(twin.left)
            if twin.ends(at + 1) and twin.ends(at + 2) and not twin.ends(at):
                fix = replace(right.start, right.start + 1, "", Safety.MANUAL)
                yield self.finding(right.start, right.start + 1, fix, character=character)
