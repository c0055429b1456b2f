"""LNT002: a safe fix that is not safe."""

from __future__ import annotations

from lint.core.findings import Text
from lint.rules.base import Chinese
from lint.rules.lnt.own_rule import OwnRule


class UnsafeSafeFix(OwnRule):
    """A rule called a fix safe that changes letters, digits or Han characters; it was refused.

    Why it matters: safe fixes are applied unseen, so they must not be able to lose text.

    When not to trust it: it is never wrong; the rule that made the fix needs mending.

    Example: a user's rule with `safety = "safe"` that replaces a word.
    """

    code = "LNT002"
    name = "unsafe-safe-fix"
    chinese = Chinese(
        "安全修改误标",
        """
    规则把修改标为安全，而它会改动字母、数字或汉字；该修改已被拒绝。

    为什么重要：安全的修改不经人看就执行，所以决不能丢失文字。

    何时不可信：从不误报，应当订正的是提出修改的那条规则。

    例：用户的规则标着 `safety = "safe"`，却替换了一个词。
    """,
    )
    message = Text("{code} called a fix safe that changes the content", "{code} 的“安全”修改会改动文字")
