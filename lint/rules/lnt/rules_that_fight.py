"""LNT001: rules that undo each other."""

from __future__ import annotations

from lint.core.findings import Text
from lint.rules.base import Chinese
from lint.rules.lnt.own_rule import OwnRule


class RulesThatFight(OwnRule):
    """Two rules undo each other, so their fixes were not applied.

    Why it matters: applying them would never end. The text is kept as it was before the fight.

    When not to trust it: it is never wrong, but the fault lies in the rules, not in the text.

    Example: a user's rule that writes `...` where another writes `……`.
    """

    code = "LNT001"
    name = "rules-that-fight"
    chinese = Chinese(
        "规则冲突",
        """
    两条规则的修改互相抵消，因此都没有执行。

    为什么重要：执行下去就没有尽头。文字保持冲突之前的样子。

    何时不可信：从不误报，但毛病在规则，不在文字。

    例：用户的规则写 `...`，另一条规则写 `……`。
    """,
    )
    message = Text("the fixes of {rules} undo each other", "{rules} 的修改互相抵消")
