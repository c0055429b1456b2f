"""LNT005: decisions that contradict each other."""

from __future__ import annotations

from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.lnt.own_rule import OwnRule


class ConflictingDecisions(OwnRule):
    """People decided differently about one place, or two decisions change the same text; none was applied.

    Why it matters: which of them counts is for people to say, not for the order of lines in a file.

    When not to trust it: it is never wrong; `ocrlint review` shows both verdicts and records which counts.

    Example: one editor accepts `抗曰` → `抗日`, another rejects it.
    """

    code = "LNT005"
    name = "conflicting-decisions"
    severity = Severity.WARNING
    chinese = Chinese(
        "决定冲突",
        """
    几个人对同一处的决定不同，或两个决定改动同一段文字；都没有执行。

    为什么重要：以谁为准应由人来定，不能由文件里的行序来定。

    何时不可信：从不误报；`ocrlint review` 会列出双方的决定，并记下以哪个为准。

    例：一位编辑接受`抗曰`改为`抗日`，另一位拒绝。
    """,
    )
    message = Text(
        "people differ about {code}: {quote} ({by})",
        "对 {code} 的决定不一致：{quote}（{by}）",
    )
