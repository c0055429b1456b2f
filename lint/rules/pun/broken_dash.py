"""PUN013 broken-dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.document import fact
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

USUAL = 3
"""How often a text must write `——` before other forms of it count as broken."""

# By their first strokes, which are found soon; what stands before them is looked at only there.
_DASHES = {
    strokes[0]: re.compile(rf"(?P<dash>{strokes})[ ]?(?=[{HAN}“‘「『（《])")
    for strokes in ("-(?:--?|—)", "－[－—]", "―[―—]?", "─[─—]", "━━", "—(?: —|[-－―─])")
}
_BEFORE = re.compile(rf"[{HAN}，。！？”’」』）》][ ]?\Z")


class BrokenDash(Rule):
    """A dash between Han characters made of other strokes, in a text that writes `——`.

    Why it matters: the same dash in several spellings escapes search, and `--` is broken at a line end.

    When not to trust it: rules and separators made of hyphens; they do not stand between words, as a dash
    must here.

    Example: `这一年--也就是改革之初` becomes `这一年——也就是改革之初`, where the text writes `——` otherwise.
    """

    code = "PUN013"
    name = "broken-dash"
    chinese = Chinese(
        "破折号有误",
        """
    全文写 `——`，而汉字之间的这个破折号用了别的横线。

    为什么重要：同一个破折号有几种写法，检索就有遗漏；`--` 还会在行末拆开。

    何时不可信：用连字符画的线和分隔线；它们不在词语之间，而这里查的破折号必须在词语之间。

    例：全文别处写 `——`，`这一年--也就是改革之初`改为`这一年——也就是改革之初`。
    """,
    )
    message = Text("{found} for a dash", "破折号写成了“{found}”")
    severity = Severity.WARNING
    confidence = 0.95
    triggers: ClassVar[str] = "-－―─━—"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Strokes between Han characters."""
        text = doc.text
        found = (match for stroke, dash in _DASHES.items() if stroke in text for match in dash.finditer(text))
        for match in found:
            start = match.start()
            before = _BEFORE.search(text, max(0, start - 2), start)
            if before is not None and start not in shield(doc) and _is_usual(doc):
                fix = replace(before.start() + 1, match.end(), "——", Safety.SUGGESTED)
                yield self.finding(*match.span("dash"), fix, found=match["dash"])


@fact
def _is_usual(doc: Document) -> bool:
    """Whether the text writes `——` otherwise."""
    return doc.text.count("——") >= USUAL
