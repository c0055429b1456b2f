"""REP004 repeated-item."""

from __future__ import annotations

import re
from itertools import accumulate, compress, islice, pairwise
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

_HAN = re.compile(f"[{HAN}]+")
_LONGEST = 12


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
        for start, end, item in _twice(doc.text):
            # 立法、立法机构: the second copy is the beginning of another item.
            if _HAN.match(doc.text, end) and fold(item) not in lists().manner:
                continue
            if is_prose(doc, start) and not is_emphatic(item):
                yield self.finding(start, end, item=item)


def _twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Where two to twelve Han characters stand on both sides of a 、: start, end, and the characters."""
    parts = text.split("、")
    alike = [other[:2] in one[-_LONGEST:] and len(other) > 1 for one, other in pairwise(parts)]
    marks = accumulate((len(part) + 1 for part in parts), initial=-1)
    done = 0
    for mark, part in compress(zip(islice(marks, 1, None), parts, strict=False), alike):
        for size in range(min(_LONGEST, len(part), mark - done), 1, -1):
            item = text[mark - size : mark]
            if text.startswith(item, mark + 1) and _HAN.fullmatch(item):
                done = mark + 1 + size
                yield mark - size, done, item
                break
