"""REP002 doubled-word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.repetition.generation_loops import in_loop
from lint.analysis.repetition.reduplication import is_clear, is_lawful
from lint.analysis.repetition.repeated_passages import doubled
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class DoubledWord(Rule):
    """A word or phrase of two characters or more that follows itself at once.

    Why it matters: recognisers start a line again, and language models say a word twice; the sentence
    has no grammar any more.

    When not to trust it: speech repeats words on purpose, and a noun may meet the verb that is written
    alike. Verbs doubled for a short try (研究研究), counting (一个一个), sounds (哗啦哗啦), words that meet
    by chance (开发区|东区|东) and tables are left alone.

    Example: `对评议意见整改落实落实情况` becomes `对评议意见整改落实情况`.
    """

    code = "REP002"
    name = "doubled-word"
    chinese = Chinese(
        "词语重复",
        """
    两个字以上的词语，后面紧接着又是它自己。

    为什么重要：识别引擎会把一行从头再读，语言模型会把一个词说两遍；句子因此不合语法。

    何时不可信：口语会有意重复；名词之后也可能恰好接着写法相同的动词。表示尝试的动词重叠（研究研究）、计
    数（一个一个）、拟声（哗啦哗啦）、恰好相接的词（开发区|东区|东）和表格不报。

    例：`对评议意见整改落实落实情况`改为`对评议意见整改落实情况`。
    """,
    )
    message = Text("“{word}” stands {copies} times in a row", "“{word}”接连出现 {copies} 次")
    severity = Severity.ERROR
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Words that follow themselves."""
        for twice in doubled(doc):
            if in_loop(doc, twice.start) or not is_prose(doc, twice.start) or is_lawful(doc, twice):
                continue
            clear = twice.copies > 2 or is_clear(doc, twice)
            safety = Safety.SUGGESTED if clear else Safety.MANUAL
            yield self.finding(
                twice.start,
                twice.end,
                replace(twice.start + len(twice.word), twice.end, "", safety),
                severity=None if clear else Severity.WARNING,
                confidence=None if clear else 0.6,
                word=twice.word,
                copies=twice.copies,
            )
