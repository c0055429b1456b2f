"""ENC014 carriage-return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_RETURN = re.compile("\r\r*+(\n?)")


class CarriageReturn(Rule):
    r"""A carriage return in a text whose lines otherwise end without one.

    Before a line end it is deleted; by itself it becomes a line end. Files that use one kind of line end
    throughout, whichever it is, keep it.

    Why it matters: programs disagree about what is a line, so line numbers and differences are wrong.

    When not to trust it: the output of programs that draw over their own line.

    Example: `第一行\r\n第二行\n` becomes `第一行\n第二行\n`.
    """

    code = "ENC014"
    name = "carriage-return"
    message = Text("carriage return among other line ends", "混用的回车换行")
    severity = Severity.WARNING
    confidence = 0.99
    reads_code = True
    triggers: ClassVar[str] = "\r"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The carriage returns of `doc`."""
        for match in _RETURN.finditer(doc.text):
            start, end = match.start(), match.start(1)
            yield self.finding(start, end, replace(start, end, "" if match[1] else "\n", Safety.SAFE))
