"""STR010 reversed-order."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.segmentation import is_word
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_SINGLE = re.compile(f"[{HAN}]")


class ReversedOrder(Rule):
    """Characters on lines of their own that make a word only when read from below.

    A label printed vertically is taken for lines of one character each; when they come out in the wrong
    order the word is gone.

    Why it matters: neither readers nor search find the word, and the heading it was is lost.

    When not to trust it: answers of one character each, or initials in a list, can make a word by chance.

    Example: `要` above `摘` stands for 摘要.
    """

    code = "STR010"
    name = "reversed-order"
    chinese = Chinese(
        "行序颠倒",
        """
    各占一行的几个字，自下而上读才成词。

    竖排的标签会被当成一字一行；各行次序一错，词就没有了。

    为什么重要：读者和检索都找不到这个词，它原是标题，也就丢了。

    何时不可信：一字一行的答案，或列表中的首字，也可能碰巧成词。

    例：`要`在`摘`上方，应是“摘要”。
    """,
    )
    message = Text("read from below these lines say “{word}”", "这几行自下而上才成词：“{word}”")
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Runs of one-character lines whose reverse is a word."""
        text = doc.text
        single = lambda block: block.end - block.start == 1 and _SINGLE.match(text, block.start) is not None  # noqa: E731
        for lonely, group in groupby(blocks(doc), key=single):
            run: list[Block] = list(group)
            if not lonely or not 2 <= len(run) <= 6:
                continue
            forward = "".join(text[block.start] for block in run)
            word = forward[::-1]
            if word != forward and is_word(fold(word)) and not is_word(fold(forward)):
                start, end = run[0].start, run[-1].end
                yield self.finding(start, end, replace(start, end, word, Safety.SUGGESTED), word=word)
