"""PUN006 mixed-quote-style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.protected_spans import shield
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

MANY = 10
"""How many times more often the usual marks occur than the ones that depart from them."""

_CURLY = re.compile(r"“([^“”「」\n]{1,200})”|‘(?<![A-Za-z]‘)([^‘’\n]{1,200})’")
_CORNER = re.compile(r"「([^“”「」\n]{1,200})」|『([^『』\n]{1,200})』")


class MixedQuoteStyle(Rule):
    """Corner brackets in a text that quotes with curly marks, or the other way round.

    Said only where one kind is ten times as frequent as the other, and where the paragraph does not use the
    rare kind throughout: a text that uses both has a reason.

    Why it matters: an engine that saw mostly one kind of mark in training writes it now and then for the
    other, and quotations in it are missed by whoever looks for the usual marks.

    When not to trust it: passages quoted from the other side of the strait or from old editions, where the
    other marks belong to the quoted text; single marks inside double ones are another matter and are left.

    Example: in a text with “…” throughout, `所谓「试点」` becomes `所谓“试点”`.
    """

    code = "PUN006"
    name = "mixed-quote-style"
    chinese = Chinese(
        "引号式样混用",
        """
    用弯引号的文件里出现直角引号，或者相反。

    一种的次数是另一种的十倍，并且本段不是通段用少见的一种，才报：两种都用的文件自有理由。

    为什么重要：引擎训练时多见一种引号，就会偶尔把另一种写成它；按通常的引号去找，就会漏掉这些引文。

    何时不可信：引自海峡对岸或旧版书的段落，另一种引号属于原文。双引号之内的单引号是另一回事，不报。

    例：通篇用「“…”」的文件里，`所谓「试点」`改为`所谓“试点”`。
    """,
    )
    message = Text(
        "{found} in a text that quotes with {usual} ({often} times)",
        "全文用{usual}（{often} 次），此处用了{found}",
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers: ClassVar[str] = "「『"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Quotations in the rare kind of marks."""
        text = doc.text
        curly, corner = text.count("“"), text.count("「") + text.count("『")
        if curly >= MANY * max(1, corner):
            pattern, usual, often = _CORNER, ("“”", "‘’"), curly
        elif corner >= MANY * max(1, curly):
            pattern, usual, often = _CURLY, ("「」", "『』"), corner
        else:
            return
        shielded = shield(doc)
        for match in pattern.finditer(text):
            start, end = match.span()
            if start in shielded or _is_own_way(text, match, usual):
                continue
            new = usual[0] if match[1] is not None else usual[1]
            edits = (Edit(start, start + 1, new[0]), Edit(end - 1, end, new[1]))
            yield self.finding(
                start,
                end,
                Fix(edits, Safety.SUGGESTED),
                found=match[0][0] + match[0][-1],
                usual=usual[0],
                often=often,
            )


def _is_own_way(text: str, match: re.Match[str], usual: tuple[str, str]) -> bool:
    """Whether the paragraph has the rare marks more than once and the usual ones not at all."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = end if end >= 0 else len(text)
    rare = match[0][0]
    return text.count(rare, start, end) > 1 and not any(text.count(pair[0], start, end) for pair in usual)
