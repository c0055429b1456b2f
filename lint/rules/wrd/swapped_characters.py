"""WRD002 swapped-characters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.language.corrections import SWAPPED, reversed_order
from lint.analysis.language.unfamiliar_bigrams import doubtful
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.wrd.doubt import DoubtRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.language.corrections import Repair
    from lint.core.document import Document


class SwappedCharacters(DoubtRule):
    """Two characters in a row that fit neither their neighbours nor each other, unless the other way round.

    Why it matters: vision-language models write what they have understood, and sometimes turn a word round.

    When not to trust it: short forms and names, such as the name of a village.

    Example: in `送到了档馆案` the 馆案 is marked, with 案馆 as the choice.
    """

    code = "WRD002"
    name = "swapped-characters"
    chinese = Chinese(
        "字序颠倒",
        """
    相连的两个字，与前后字不合，彼此也不合，对调之后就合。

    为什么重要：视觉语言模型写的是它所理解的，有时会把一个词的字序颠倒。

    何时不可信：简称和专名，如村名。

    例：`送到了档馆案`中标出“馆案”，候选为“案馆”。
    """,
    )
    message = Text("“{now}” reads better as “{then}”: {reason}", "“{now}”疑为“{then}”：{reason}")
    severity = Severity.WARNING
    confidence = 0.6
    weights = SWAPPED
    least = {"tolerant": 2.4, "normal": 1.2, "paranoid": 0.0}  # noqa: RUF012

    def repairs(self, doc: Document) -> Iterator[Repair]:
        """Doubtful neighbours, turned round."""
        for first, second in pairwise(doubtful(doc)):
            if second == first + 1:
                yield from reversed_order(doc.text, first)
