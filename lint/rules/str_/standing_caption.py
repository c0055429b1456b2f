"""STR011 standing-caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.blocks import Kind, blocks
from lint.findings import Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_ENACTED = re.compile(r"(?:通过|公布|发布|發布|修正|修订|修訂|施行|批准|实施|實施|通過)[）)]?$")
"""How the dates of a statute end."""

_TEXT = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST})


class StandingCaption(Rule):
    """The caption of a photograph or table, left among the paragraphs without its picture.

    Why it matters: it reads as a sentence of the article. Whoever uses the text may want to mark it or
    drop it.

    When not to trust it: a short sentence with a date can look like a caption.

    Example: `7月21日，市人大常委会主要领导率队调研` between two paragraphs.
    """

    code = "STR011"
    name = "standing-caption"
    message = Text("a caption stands among the paragraphs", "图注夹在正文中")
    severity = Severity.INFO
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Captions with text before or after them."""
        found = blocks(doc)
        for index, block in enumerate(found):
            if block.kind is Kind.CAPTION:
                beside = {other.kind for other in found[max(0, index - 1) : index + 2] if other is not block}
                if beside & _TEXT and not _ENACTED.search(doc.text, block.start, block.end):
                    yield self.finding(block.start, block.end)
