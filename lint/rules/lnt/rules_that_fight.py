"""LNT001: rules that undo each other."""

from __future__ import annotations

from lint.core.findings import Text
from lint.rules.lnt.own_rule import OwnRule


class RulesThatFight(OwnRule):
    """Two rules undo each other, so their fixes were not applied.

    Why it matters: applying them would never end. The text is kept as it was before the fight.

    When not to trust it: it is never wrong, but the fault lies in the rules, not in the text.

    Example: a user's rule that writes `...` where another writes `……`.
    """

    code = "LNT001"
    name = "rules-that-fight"
    message = Text("the fixes of {rules} undo each other", "{rules} 的修改互相抵消")
