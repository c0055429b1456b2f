"""LAY006."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.findings import Severity, Text
from lint.rules.base import Rule
from lint.text import HAN, SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.document import Document
    from lint.findings import Finding

_COLUMN = re.compile(
    rf"^[{SPACES}]*[{HAN}][{SPACES}]*(?:\n(?:[{SPACES}]*\n){{0,2}}[{SPACES}]*[{HAN}][{SPACES}]*$)+",
    re.MULTILINE,
)
_BLANKS = re.compile(r"\s+")
_LONGEST = 12
"""Characters: a title set vertically is no longer; a longer column is a list or a table."""


class VerticalText(Rule):
    """Lines of a single Han character stand below each other: words that were printed vertically.

    Why it matters: such words cannot be searched, and their characters look like stray marks.

    When not to trust it: a table read cell by cell may have columns of single characters. So nothing is
    changed; a person puts the word together where it belongs.

    Example::

        目

        录
    """

    code = "LAY006"
    name = "vertical-text"
    message = Text("“{found}” was printed vertically", "“{found}”原为竖排")
    severity = Severity.INFO
    confidence = 0.9

    def check(self, doc: Document) -> Iterable[Finding]:
        """The columns of single characters in `doc`."""
        for match in _COLUMN.finditer(doc.text):
            found = _BLANKS.sub("", match[0])
            if len(found) <= _LONGEST:
                yield self.finding(*match.span(), found=found)
