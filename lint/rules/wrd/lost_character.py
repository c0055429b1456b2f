"""WRD012 lost-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.evidence.lost import completed, odds
from lint.evidence.ngrams import surprises
from lint.findings import Severity, Text
from lint.rules.wrd.doubt import DoubtRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.evidence.ngrams import Usage
    from lint.evidence.repairs import Repair


class LostCharacter(DoubtRule):
    """Half a word, which one more character would make whole.

    Two characters stand next to each other that running text hardly ever has so, and one of them is part of
    no word. With a third between them there is one; most often the file writes it elsewhere.

    Why it matters: a search for the word misses the place, and the sentence may say something else.

    When not to trust it: short forms, names, titles. Only one loss in twenty can be seen so: most leave a
    likely order of words.

    Example: in `未采取效措施` a 有 is lost.
    """

    code = "WRD012"
    name = "lost-character"
    message = Text("“{now}” reads better as “{then}”: {reason}", "“{now}”疑脱“{put}”字：{reason}")
    severity = Severity.WARNING
    confidence = 0.6
    least = {"tolerant": 1.6, "normal": 0.0, "paranoid": -0.8}  # noqa: RUF012

    def repairs(self, doc: Document) -> Iterator[Repair]:
        """What may be lost where the text surprises."""
        for seam in surprises(doc):
            yield from completed(doc.text, seam + 1)

    def odds(self, repair: Repair, usage: Usage, least: float) -> float:
        """What speaks for a loss."""
        return odds(repair, usage, least)
