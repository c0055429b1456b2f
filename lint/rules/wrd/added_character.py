"""WRD003 added-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.language.corrections import ADDED, reversed_order, without
from lint.analysis.language.lookalike_corrections import alike
from lint.analysis.language.unfamiliar_bigrams import doubtful
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.wrd.doubt import DoubtRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.language.corrections import Repair
    from lint.core.document import Document


class AddedCharacter(DoubtRule):
    """A character that fits neither neighbour, while the two fit each other without it.

    Why it matters: a smudge, a line of a table or a letter of the other column is read as one more character.

    When not to trust it: short forms such as 守江护水 look like this; so do rare names. Characters that stand
    twice are the matter of doubled-character.

    Example: in `到植物稠园参观` the 稠 is marked.
    """

    code = "WRD003"
    name = "added-character"
    chinese = Chinese(
        "衍字",
        """
    一个字与前后字都不合，去掉它，前后字就相合。

    为什么重要：污点、表格线或另一栏的字，会被多认成一个字。

    何时不可信：“守江护水”之类的紧缩说法看上去也是这样，少见的专名也是。连写两次的字，由「单字重复」
    （REP001）处理。

    例：`到植物稠园参观`中标出“稠”。
    """,
    )
    message = Text("“{now}” reads better without “{old}”: {reason}", "“{now}”中疑多“{old}”字：{reason}")
    severity = Severity.WARNING
    confidence = 0.6
    weights = ADDED
    least = {"tolerant": 3.6, "normal": 2.6, "paranoid": 1.0}  # noqa: RUF012

    def repairs(self, doc: Document) -> Iterator[Repair]:
        """The text without each doubtful character."""
        text = doc.text
        for start in doubtful(doc):
            if text[start] not in (text[start - 1 : start], text[start + 1 : start + 2]):
                found = list(without(text, start))
                if found and not _reads_otherwise(text, start):
                    yield from found


def _reads_otherwise(text: str, start: int) -> bool:
    """Whether another character, or the same one behind its neighbour, would do as well as none."""
    swaps = (reversed_order(text, first) for first in (start - 1, start) if 0 <= first < len(text) - 1)
    return any(True for repairs in (alike(text, start), *swaps) for _ in repairs)
