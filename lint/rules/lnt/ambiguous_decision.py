"""LNT004: a decision that fits several places."""

from __future__ import annotations

from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.lnt.own_rule import OwnRule


class AmbiguousDecision(OwnRule):
    """A decision fits several places that read alike, and it is not said of all of them; it was not applied.

    Why it matters: applied to the wrong one it would change text that nobody decided about.

    When not to trust it: it is never wrong; decide about each of the places, and it goes.

    Example: of three sentences that are the same within 80 characters on each side one has a decision.
    """

    code = "LNT004"
    name = "ambiguous-decision"
    severity = Severity.WARNING
    chinese = Chinese(
        "决定不明",
        """
    一个决定适用于几处相同的文字，而并非每处都有同样的决定，因此没有执行。

    为什么重要：用错地方会改动没有人决定过的文字。

    何时不可信：从不误报；给每一处都做出决定，它就消失。

    例：三句话前后八十字都相同，只有一句有决定。
    """,
    )
    message = Text(
        "a decision on {code} fits several places: {quote} ({verdict}, {by})",
        "关于 {code} 的决定适用于几处：{quote}（{verdict}，{by}）",
    )
