"""What the linter says about itself. The engine finds these faults, so nothing is checked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.findings import Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.document import Document
    from lint.findings import Finding


class OwnRule(Rule):
    """A fault that only the engine can see."""

    severity = Severity.ERROR
    confidence = 1.0
    weight = 0.0

    def check(self, doc: Document) -> Iterable[Finding]:  # noqa: ARG002 - the document is not at fault
        """Nothing: a text alone never shows this fault."""
        return ()


class RulesThatFight(OwnRule):
    """Two rules undo each other, so their fixes were not applied.

    Why it matters: applying them would never end. The text is kept as it was before the fight.

    When not to trust it: it is never wrong, but the fault lies in the rules, not in the text.

    Example: a user's rule that writes `...` where another writes `……`.
    """

    code = "LNT001"
    name = "rules-that-fight"
    message = Text("the fixes of {rules} undo each other", "{rules} 的修改互相抵消")


class UnsafeSafeFix(OwnRule):
    """A rule called a fix safe that changes letters, digits or Han characters; it was refused.

    Why it matters: safe fixes are applied unseen, so they must not be able to lose text.

    When not to trust it: it is never wrong; the rule that made the fix needs mending.

    Example: a user's rule with `safety = "safe"` that replaces a word.
    """

    code = "LNT002"
    name = "unsafe-safe-fix"
    message = Text("{code} called a fix safe that changes the content", "{code} 的“安全”修改会改动文字")


OWN_RULES: tuple[type[OwnRule], ...] = (RulesThatFight, UnsafeSafeFix)
"""All of them: the engine may find them whatever rules are selected."""
