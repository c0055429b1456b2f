"""What the rules have in common whose faults are found by the linter, not in a text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.findings import Severity
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.document import Document
    from lint.core.findings import Finding


class OwnRule(Rule):
    """A fault that only the engine can see."""

    severity = Severity.ERROR
    confidence = 1.0
    any_language = True
    weight = 0.0

    def check(self, doc: Document) -> Iterable[Finding]:  # noqa: ARG002 - the document is not at fault
        """Nothing: a text alone never shows this fault."""
        return ()
