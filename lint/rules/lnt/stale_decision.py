"""LNT003: a decision whose place is gone."""

from __future__ import annotations

from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.lnt.own_rule import OwnRule


class StaleDecision(OwnRule):
    """The text that a decision was made about is no longer there; the decision was not applied.

    Why it matters: somebody decided, and the text was changed since. What they wanted may be lost.

    When not to trust it: the place was deleted on purpose; `ocrlint decisions compact` sorts such lines last,
    where they can be removed.

    Example: a decision quotes `参加了抗曰战争`, and the sentence was rewritten.
    """

    code = "LNT003"
    name = "stale-decision"
    severity = Severity.WARNING
    chinese = Chinese(
        "决定失效",
        """
    决定所针对的文字已经不在，因此没有执行。

    为什么重要：有人做过决定，后来文字变了，其意图可能丢失。

    何时不可信：那处文字是有意删去的；`ocrlint decisions compact` 会把这类行排到最后，便于删除。

    例：决定引用`参加了抗曰战争`，而该句已改写。
    """,
    )
    message = Text(
        "the place of a decision on {code} is gone: {quote} ({verdict}, {by})",
        "关于 {code} 的决定找不到原处：{quote}（{verdict}，{by}）",
    )
