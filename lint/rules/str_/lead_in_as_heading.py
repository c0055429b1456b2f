"""STR008 lead-in-as-heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.structure.headings import Heading, headings
from lint.core.document import Document, fact
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.findings import Finding

_SENTENCE = re.compile(r"[。；]$")
_BOLD = re.compile(r"^\*\*[^*\n]{4,60}[。；]?\*\*[。；]?\S", re.MULTILINE)


class LeadInHeading(Rule):
    """A paragraph's bold lead-in that was made a heading: it ends in a full stop, and text follows at once.

    Why it matters: the outline fills with sentences, and the paragraph loses the one it begins with.

    When not to trust it: some authors end headings with a full stop.

    Example: `### 察民情，积极应对疫情防控工作。` above a paragraph, where the next ones begin with
    `**紧盯民生改善开展持续监督。**`.
    """

    code = "STR008"
    name = "lead-in-as-heading"
    chinese = Chinese(
        "段首句误作标题",
        """
    段落开头加粗的一句被做成了标题：它以句号结尾，下面紧接正文。

    为什么重要：大纲里塞满句子，段落又少了开头的一句。

    何时不可信：有的作者在标题末尾用句号。

    例：`### 察民情，积极应对疫情防控工作。`在一段上方，后面各段则以`**紧盯民生改善开展持续监督。**`这样
    的句子开头。
    """,
    )
    message = Text(
        "“{title}” is the first sentence of a paragraph, not a heading", "“{title}”是段首句，不是标题"
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers = "#"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Headings that are sentences."""
        for heading in headings(doc):
            if is_lead_in(doc, heading):
                yield self.finding(heading.block.start, heading.block.end, title=heading.title)


@fact
def _has_bold_lead_ins(doc: Document) -> bool:
    return _BOLD.search(doc.text) is not None


def is_lead_in(doc: Document, heading: Heading) -> bool:
    """Whether a heading is a sentence above a paragraph, in a file where paragraphs have lead-ins."""
    after = blocks(doc)[heading.place + 1 : heading.place + 2]
    return (
        _SENTENCE.search(heading.title) is not None
        and bool(after)
        and after[0].kind is Kind.PARAGRAPH
        and (heading.level > 1)
        and _has_bold_lead_ins(doc)
    )
