"""PUN012 broken-ellipsis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.characters.rare_characters import holds
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
"""How often a text must write `……` before other forms of it count as broken."""

# Each form begins with its dots, which are found soon; what stands before them is looked at only there.
_BEHIND = rf"(?<=[{HAN}，。！？”’」』）》A-Za-z].)"
_AHEAD = r"(?![ \t　]*[0-9０-９(（]|[ \t　]*[A-Za-z]{1,4}[ \t]*$)"
_FORMS = {
    dots: re.compile(form + _AHEAD, re.MULTILINE)
    for dots, form in {
        "．．": rf"．(?=．){_BEHIND}．{{1,5}}(?!．)",
        "。。。": rf"。(?=。。){_BEHIND}。{{2,5}}(?!。)",
        "···": rf"·(?=··){_BEHIND}·{{2,5}}(?!·)",
        "・・・": rf"・(?=・・){_BEHIND}・{{2,5}}(?!・)",
        "...": rf"\.(?=\.\.){_BEHIND}\.{{2,5}}(?!\.)",
        "…": rf"…{_BEHIND}(?:……(?!…)|(?!…))",
    }.items()
}
_COMMON = frozenset({"...", "…"})
"""Forms that are broken only in a text that writes `……` otherwise."""
_USUAL = re.compile("……(?<!………)(?!…)")


class BrokenEllipsis(Rule):
    """An ellipsis made of other marks, such as `。。。`, `．．．` and `···`.

    Rows of dots before a page number are leaders and stay. `...` and `…` are broken only in a text that
    writes `……` otherwise.

    Why it matters: sentence splitting takes `。。。` for three empty sentences.

    When not to trust it: chat and comics, where `。。。` is meant.

    Example: `他想了想．．．` becomes `他想了想……`.
    """

    code = "PUN012"
    name = "broken-ellipsis"
    chinese = Chinese(
        "省略号有误",
        """
    用其他标点拼成的省略号，如 `。。。`、`．．．`、`···`。

    页码前成行的点是前导点，保留。`...` 和 `…` 只有在别处都写 `……` 的文件里才算有误。

    为什么重要：断句时会把 `。。。` 当作三个空句。

    何时不可信：聊天和漫画，`。。。` 是有意写的。

    例：`他想了想．．．`改为`他想了想……`。
    """,
    )
    message = Text("{found} for an ellipsis", "省略号写成了“{found}”")
    severity = Severity.WARNING
    confidence = 0.93
    triggers: ClassVar[str] = "。．·・.…"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Rows of dots behind words."""
        text = doc.text
        for dots, form in _FORMS.items():
            maybe = holds(ascii_part(doc) if dots.isascii() else text, dots)
            found = form.finditer(text) if maybe else ()
            for match in found:
                if match.start() not in shield(doc) and (dots not in _COMMON or _is_usual(doc)):
                    fix = replace(*match.span(), "……", Safety.SUGGESTED)
                    yield self.finding(*match.span(), fix, found=match[0])


@fact
def _is_usual(doc: Document) -> bool:
    """Whether the text writes `……` otherwise."""
    return len(_USUAL.findall(doc.text)) >= USUAL
