"""LAY006."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.segmentation import segment
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_BLANKS = 2
"""Blank lines between two of the characters, at most."""

_LONGEST = 12
"""Characters: a title set vertically is no longer; a longer column is a list or a table."""


class VerticalText(Rule):
    """Lines of a single Han character stand below each other: words that were printed vertically.

    Why it matters: such words cannot be searched, and their characters look like stray marks.

    When not to trust it: a table read cell by cell may have columns of single characters; only those that
    make words of the dictionary are said to be words. Nothing is changed; a person puts the word together
    where it belongs.

    Example::

        目

        录
    """

    code = "LAY006"
    name = "vertical-text"
    chinese = Chinese(
        "竖排文字",
        """
    上下相连、每行只有一个汉字的几行，原来是竖排的词语。

    为什么重要：这样的词语查不到，其中的字看上去像散落的符号。

    何时不可信：逐格读出的表格，可能有单字的栏；只有连成词典中的词的，才说它是词语。文字不作改动，由人把
    词语拼好，放到应在的地方。

    例：

        目

        录
    """,
    )
    message = Text("“{found}” was printed vertically", "“{found}”原为竖排")
    severity = Severity.INFO
    confidence = 0.9

    def check(self, doc: Document) -> Iterable[Finding]:
        """The columns of single characters in `doc`."""
        for column in _columns(doc):
            if 1 < len(column) <= _LONGEST:
                found = "".join(doc.text[block.start] for block in column)
                if any(len(word) == 1 for word in segment(fold(found))):
                    continue  # a column of names or figures
                yield self.finding(column[0].start, column[-1].end, found=found)


def _columns(doc: Document) -> Iterator[list[Block]]:
    """Stretches of lines of one Han character each."""
    column: list[Block] = []
    for block in blocks(doc):
        single = block.end - block.start == 1 and _HAN.match(doc.text, block.start) is not None
        if column and not (single and block.blanks <= _BLANKS):
            yield column
            column = []
        if single:
            column.append(block)
    yield column
