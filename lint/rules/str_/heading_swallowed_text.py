"""STR007 heading-swallowed-text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.language.segmentation import word_across
from lint.analysis.structure.headings import open_marks, plain
from lint.core.character_classes import CLOSERS, HAN
from lint.core.document import Document, fact
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.findings import Finding

_REST = re.compile(rf"[{HAN}{re.escape(CLOSERS)}]{{1,12}}[。！？]")
_LONG = 56
"""Half-ems: headings longer than this are rarely one thought; they have text of the paragraph in them."""


class SwallowedText(Rule):
    """A heading that holds the beginning of the paragraph below it.

    The heading breaks off in the middle of a word, or inside a quotation that the paragraph closes, and
    the paragraph begins with the rest of that sentence.

    Why it matters: the heading is no heading, and the paragraph's first sentence has no beginning.

    When not to trust it: the last word of a heading and the first of the text may join to another word;
    so a whole sentence, or a very long heading, is asked for besides.

    Example: `#### 高位推进代表议案和重点建议办` above `理。召开市人大会议……`.
    """

    code = "STR007"
    name = "heading-swallowed-text"
    chinese = Chinese(
        "标题吞入正文",
        """
    标题把下面段落的开头带了进去。

    标题在词的中间断开，或断在引文之内，到段落里才收尾；段落则以这句话的余下部分开头。

    为什么重要：标题不成标题，段落的第一句也没了开头。

    何时不可信：标题的末字和正文的首字可能恰好连成另一个词。因此还须标题中有完整的句子，或标题特别长，才
    报。

    例：`#### 高位推进代表议案和重点建议办`在`理。召开市人大会议……`上方。
    """,
    )
    message = Text("the heading breaks off in “{evidence}”", "标题在“{evidence}”处断开，吞掉了段首")
    severity = Severity.WARNING
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings that the next paragraph goes on with."""
        for block, evidence in swallowed(doc):
            yield self.finding(block.start, block.end, evidence=evidence)


@fact
def swallowed(doc: Document) -> list[tuple[Block, str]]:
    """Headings that the next paragraph goes on with, each with the words at the seam."""
    text = doc.text
    found = []
    for block, after in pairwise(blocks(doc)):
        if block.kind is not Kind.HEADING or after.kind is not Kind.PARAGRAPH:
            continue
        body = text[after.start : min(after.end, after.start + 80)]
        rest = _REST.match(body)
        if rest is None and block.width < _LONG:
            continue
        title = plain(text[block.start : block.end])
        opened = open_marks(title)
        if opened and open_marks(title + (rest[0] if rest else body)) != opened:
            found.append((block, f"{title[-6:]}|{body[:6]}"))
        elif (word := word_across(title, body)) is not None:
            found.append((block, word))
    return found
