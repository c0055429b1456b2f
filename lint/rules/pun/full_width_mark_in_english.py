"""PUN010 full-width-mark-in-english."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.regions.references import references
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

# The mark comes first, which `re` finds soon; what stands before it is looked at only before a Latin word.
_MARK = re.compile(r"[，。；！？](?=[ ]?[A-Za-z]+ [A-Za-z]+ [a-z]+)(?<=[a-z].)(?<=[A-Za-z ',-]{16}.)")
# The same without the mark, which tells what the ASCII characters of a text must hold.
_ENGLISH = re.compile(r"[a-z](?=[ ]?[A-Za-z]+ [A-Za-z]+ [a-z]+)(?<=[A-Za-z ',-]{16})")
_HALF = dict(zip("，。；！？", (", ", ". ", "; ", "! ", "? "), strict=True))


class FullwidthMarkInEnglish(Rule):
    """A full-width mark inside an English sentence.

    At least sixteen Latin characters stand before it and three words behind it.

    Why it matters: English text is set, split and searched by half-width marks and the blanks behind them.

    When not to trust it: lists of English names in a Chinese sentence, whose marks are Chinese.

    Example: `the people of this county，who had` becomes `the people of this county, who had`.
    """

    code = "PUN010"
    name = "full-width-mark-in-english"
    chinese = Chinese(
        "英文内全角标点",
        """
    英文句子里的全角标点。

    其前至少有十六个拉丁字符，其后至少有三个词，才报。

    为什么重要：英文的排版、断句和检索，靠的是半角标点及其后的空格。

    何时不可信：中文句子里列举英文名称，其间的标点是中文的。

    例：`the people of this county，who had`改为`the people of this county, who had`。
    """,
    )
    message = Text("full-width {found} in an English sentence", "英文句子里的全角“{found}”")
    severity = Severity.WARNING
    confidence = 0.9
    triggers: ClassVar[str] = "，。；！？"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Marks between English words."""
        if not _ENGLISH.search(ascii_part(doc)):
            return
        listed = references(doc)
        for match in _MARK.finditer(doc.text):
            if match.start() in listed:
                continue
            fix = replace(*match.span(), _HALF[match[0]], Safety.SUGGESTED)
            yield self.finding(*match.span(), fix, found=match[0])
