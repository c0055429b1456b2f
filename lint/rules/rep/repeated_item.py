"""REP004 repeated-item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.evidence.prose import is_prose
from lint.evidence.reduplication import is_emphatic, lists
from lint.evidence.scripts import fold
from lint.findings import Severity, Text
from lint.rules.base import Rule
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_TWICE = re.compile(rf"([{HAN}]{{2,12}})、\1(?P<more>[{HAN}])?")


class RepeatedItem(Rule):
    """The same item twice in a row in an enumeration, with 、 between.

    Why it matters: the second item replaced another one; what it was is known only from the page.

    When not to trust it: poets and speakers say a thing twice with 、 between.

    Example: `工资福利准确、准确发放到位`: 及时、准确 was meant.
    """

    code = "REP004"
    name = "repeated-item"
    message = Text("“{item}” twice in one enumeration", "并列项“{item}”重复")
    severity = Severity.WARNING
    confidence = 0.85
    triggers = "、"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Items equal to their neighbour."""
        for match in _TWICE.finditer(doc.text):
            # 立法、立法机构: the second copy is the beginning of another item.
            if match["more"] and fold(match[1]) not in lists().manner:
                continue
            if is_prose(doc, match.start()) and not is_emphatic(match[1]):
                yield self.finding(match.start(), match.end() - len(match["more"] or ""), item=match[1])
