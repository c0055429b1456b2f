"""ENC016 compatibility-character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import look_alikes, matches
from lint.analysis.characters.script_tables import compatibility
from lint.core.character_classes import HAN, PAIRS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
# Where a radical is spoken of: ⺮字头, ⻌部, “⺮”.
_RADICAL_TALK = re.compile("[部旁首字头頭底边邊]")
_OPENERS = frozenset(PAIRS)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{look_alikes()}]+")


class CompatibilityCharacter(Rule):
    """A compatibility ideograph or a radical that looks like a common character and is another: ⼈ for 人.

    PDF text layers are full of them, since fonts share one shape among several code points.

    Why it matters: 人民 is not found where ⼈民 stands, and dictionaries do not know the word.

    When not to trust it: text about radicals. A radical in quotation marks, beside no other Han character, or
    before 部, 旁, 字头 is left alone.

    Example: `⼈⺠代表⼤会` becomes `人民代表大会`.
    """

    code = "ENC016"
    name = "compatibility-character"
    message = Text("{found}, a look-alike of {put}", "“{found}”是“{put}”的兼容字符或部首")
    severity = Severity.WARNING
    confidence = 0.99
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The look-alikes of `doc`, one finding a run."""
        text = doc.text
        table = compatibility()
        for match in matches(doc, _pattern(), look_alikes()):
            start, end = match.span()
            if end - start == 1 and match[0] < "\u3000" and _is_meant(text, start):
                continue
            put = "".join(table[char] for char in match[0])
            fix = replace(start, end, put, Safety.SUGGESTED)
            yield self.finding(start, end, fix, found=match[0], put=put)


def _is_meant(text: str, offset: int) -> bool:
    """Whether the radical at `offset` is itself the subject."""
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    if before in _OPENERS or _RADICAL_TALK.match(after):
        return True
    return not _HAN.match(before) and not _HAN.match(after)
