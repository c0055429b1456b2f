"""LNT002: a safe fix that is not safe."""

from __future__ import annotations

from lint.core.findings import Text
from lint.rules.lnt.own_rule import OwnRule


class UnsafeSafeFix(OwnRule):
    """A rule called a fix safe that changes letters, digits or Han characters; it was refused.

    Why it matters: safe fixes are applied unseen, so they must not be able to lose text.

    When not to trust it: it is never wrong; the rule that made the fix needs mending.

    Example: a user's rule with `safety = "safe"` that replaces a word.
    """

    code = "LNT002"
    name = "unsafe-safe-fix"
    message = Text("{code} called a fix safe that changes the content", "{code} 的“安全”修改会改动文字")
