"""PUN008 full-width-latin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.protected_spans import shield
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

RARE = 4
"""How many times more half-width letters (or digits) a text must have for the full-width ones to be slips."""

_RUN = re.compile(r"[Ａ-Ｚａ-ｚ]+(?:[－＆／．＿][Ａ-Ｚａ-ｚ０-９]+)*[０-９]*|[０-９]+(?:[．，／－][０-９]+)*")
# Digits, and letters: in half width, and in full width.
_RUNS = tuple(
    (re.compile(f"[{half}]+"), re.compile(f"[{full}]+"))
    for half, full in (("0-9", "０-９"), ("A-Za-z", "Ａ-Ｚａ-ｚ"))
)
_HALF = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))}


class FullwidthLatin(Rule):
    """Letters or digits in full width in a text that writes them in half width.

    Letters and digits are counted apart. A text that writes most of its letters, or most of its digits, in
    full width does so by choice, as many newspapers and laws do.

    Why it matters: `Ａ` and `A` are different characters to every search, sort and number parser.

    When not to trust it: official numbers that are quoted as they are printed.

    Example: `在２０２３年` becomes `在2023年`, in a text that writes `2023` elsewhere.
    """

    code = "PUN008"
    name = "full-width-latin"
    chinese = Chinese(
        "全角字母数字",
        """
    全文用半角字母或数字，此处用了全角。

    字母和数字分别统计。多数字母或多数数字用全角的，是有意如此，许多报纸和法律文本就是这样。

    为什么重要：`Ａ` 和 `A` 在检索、排序和读取数字时是两个字符。

    何时不可信：照原样引用的公文编号。

    例：别处写 `2023` 的文件里，`在２０２３年`改为`在2023年`。
    """,
    )
    message = Text("full-width {found} where the text writes half width", "全文用半角，此处“{found}”用了全角")
    severity = Severity.WARNING
    confidence = 0.95
    triggers: ClassVar[str] = "".join(
        map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
    )

    def check(self, doc: Document) -> Iterator[Finding]:
        """Runs of full-width letters or digits."""
        text = doc.text
        rare: dict[bool, bool] = {}
        for match in _RUN.finditer(text):
            letters = match[0][0] >= "Ａ"
            if letters not in rare:
                half, full = (found.findall(text) for found in _RUNS[letters])
                rare[letters] = len(half) >= RARE * len(full)
            if rare[letters] and match.start() not in shield(doc):
                fix = replace(*match.span(), match[0].translate(_HALF), Safety.SUGGESTED)
                yield self.finding(*match.span(), fix, found=match[0])
