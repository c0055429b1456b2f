"""STR014."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.line_joins import continuations
from lint.analysis.punctuation.mismatched_pairs import reversed_quotes
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.document import Document
    from lint.core.findings import Finding

_CLOSING = "，。、；：！？”’」』）》"
"""Marks that only close or continue."""

_REST = re.compile(rf"[{_CLOSING}](?=[^\s!-~])")
_LINE = 400
"""Characters before a paragraph in which the line above it is looked for."""

_MEMBER = 6
"""Characters of the last member of an enumeration, at most."""

_LIST_TAIL = re.compile(
    rf"[{HAN}]{{1,{_MEMBER}}}(?:等|等等)(?:特点|特點|特征|特徵|优势|優勢|方面|形式|方式|内容|內容|因素|原则|原則|环节|環節|功能|作用|要素)[，,。；]"
)
"""The end of an enumeration whose other members are missing."""


class HeadlessParagraph(Rule):
    """A paragraph begins in the middle of a sentence, and nothing before it leads there.

    Flagged are paragraphs that begin with a mark which only closes or continues, or with the last member of
    an enumeration.

    Why it matters: text is missing before it. Only the printed page can say what, so nothing is changed.

    When not to trust it: an enumeration may have a single member. Such findings are only notes.

    Example::

        ，并在村口立了新的界碑。
    """

    code = "STR014"
    name = "headless-paragraph"
    chinese = Chinese(
        "段首残缺",
        """
    段落从句子中间开始，前面也没有文字与它相接。

    所报的段落，开头的标点只能用于收尾或承接，或者一开头就是并列各项中的最后一项。

    为什么重要：前面的文字有缺。缺的是什么，只有看印刷的书页才知道，所以不作修改。

    何时不可信：列举也可能只有一项。这种问题仅作提示。

    例：

        ，并在村口立了新的界碑。
    """,
    )
    message = Text("the paragraph begins in the middle of a sentence", "段落从句子中间开始，前文缺失")
    confidence = 0.8

    def check(self, doc: Document) -> Iterable[Finding]:
        """The paragraphs of `doc` that lost their beginnings."""
        text = doc.text
        for n, block in enumerate(blocks(doc)):
            start = block.start
            match = listed = None
            if text[start] in _CLOSING and _is_first(text, start) and start not in reversed_quotes(doc):
                match = _REST.match(text, start)
            elif text[start] not in _CLOSING and text.find("等", start, start + _MEMBER + 1) >= 0:
                listed = _LIST_TAIL.match(text, start, block.end)
            if not (match or listed) or block.kind is not Kind.PARAGRAPH or n in continuations(doc):
                continue
            if match:
                yield self.finding(*match.span())
            elif listed:
                yield self.finding(*listed.span(), confidence=0.6, severity=Severity.INFO)


def _is_first(text: str, start: int) -> bool:
    """Whether the text begins at `start`, or a blank line or a heading is before it: no line wraps there."""
    lines = text[max(0, start - _LINE) : start].split("\n")
    above = lines[-2].strip() if len(lines) > 1 else ""
    return not above or above.startswith("#")
