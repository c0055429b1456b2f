"""WRD007 half-pair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.evidence.ngrams import is_modern
from lint.evidence.prose import is_prose
from lint.evidence.words import segment
from lint.findings import Severity, Text
from lint.rules.base import Rule
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_BREAK = re.compile("[，。；：！？、\n]")
REACH = 40
"""Characters on each side in which the other half may stand."""


class HalfPair(Rule):
    """One half of 越…越…: the more, without the more.

    Why it matters: a character is lost, and with it the sense of the sentence.

    When not to trust it: 越 in the name of a dynasty, a region or a river, and as a verb in older prose.

    Example: in `越学感到使命重大` the second 越 is lost: 越学越感到.
    """

    code = "WRD007"
    name = "half-pair"
    message = Text("“越” stands alone: a second one may be lost", "“越”单用，疑脱另一个“越”")
    severity = Severity.WARNING
    confidence = 0.7
    triggers = "越"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Each 越 that is a word of its own and has no other one near."""
        text = doc.text
        at = text.find("越")
        while at >= 0:
            if self._is_alone(text, at) and is_prose(doc, at) and is_modern(doc):
                yield self.finding(at, at + 1)
            at = text.find("越", at + 1)

    def _is_alone(self, text: str, at: int) -> bool:
        before = _BREAK.split(text[max(0, at - REACH) : at])[-1]
        after = _BREAK.split(text[at + 1 : at + REACH])[0]
        if "越" in before + after or not re.match(f"[{HAN}]{{2}}", after):
            return False
        left = before[-6:]
        start = 0
        for word in segment(left + "越" + after[:6]):
            if start == len(left):
                return word == "越"
            start += len(word)
        return False
