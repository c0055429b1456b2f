"""PUN015 mismatched-pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from lint.analysis.punctuation.bracket_pairs import OPENING
from lint.analysis.punctuation.mismatched_pairs import mismatches
from lint.core.character_classes import PAIRS
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class MismatchedPair(Rule):
    """A bracket that is closed by one of another kind, as in 《论语〉.

    Both have lost their half, and no other mark stands between them: one of the two was misread. Where the
    same words stand elsewhere between a pair of one kind, that pair is proposed.

    Why it matters: titles and notes are found by their brackets, and what follows is taken to be inside.

    When not to trust it: when each of the two has really lost its own half.

    Example: `《论语〉说` becomes `《论语》说` where the text has 《论语》 elsewhere.
    """

    code = "PUN015"
    name = "mismatched-pair"
    chinese = Chinese(
        "成对标点错配",
        """
    前后两半种类不同的括号，如「《论语〉」。

    两半都没有配对，中间也没有别的标点，可见其中一个是误识。同样的词语在文中别处有同种的一对括号的，建议
    照改。

    为什么重要：查书名和注释要靠括号，其后的文字会被当作括号里的内容。

    何时不可信：两半确实各自丢了另一半。

    例：别处有「《论语》」的文件里，`《论语〉说`改为`《论语》说`。
    """,
    )
    message = Text(
        "{opens} is closed by {closes}: one was misread", "“{opens}”与“{closes}”不成对，其一为误识"
    )
    severity = Severity.WARNING
    confidence = 0.95
    triggers: ClassVar[str] = "".join((*PAIRS, *OPENING))

    def check(self, doc: Document) -> Iterator[Finding]:
        """Pairs of two kinds."""
        for pair in mismatches(doc):
            start, end, known = pair.start, pair.end, pair.known
            if known:
                ends = (start, start + 1, known[0]), (end - 1, end, known[-1])
                edits = [Edit(*edit) for edit in ends if doc.text[edit[0]] != edit[2]]
                fix = Fix(tuple(edits), Safety.SUGGESTED)
            else:
                fix = replace(start, end, pair.choices[0], Safety.MANUAL, pair.choices)
            opens, closes = doc.text[start], doc.text[end - 1]
            yield self.finding(start, end, fix, opens=opens, closes=closes)
