"""SPC008 trailing-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.line_joins import seams
from lint.analysis.regions.lost_characters import traces
from lint.analysis.regions.markup import code
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_BLANKS = " \t\u3000"
_AT_END = re.compile(rf"\n(?<=[{_BLANKS}]\n)")
_HABIT = 0.1


class TrailingSpace(Rule):
    """Blanks at the end of a line.

    Markdown's hard break, two spaces or more at the end of a line that another line follows, is kept; blocks
    of code are left alone. Where a tenth of the lines end in spaces, that is how the text was written: the
    fix is only offered.

    Why it matters: nobody sees them, but every comparison of two versions does.

    When not to trust it: formats in which a trailing tab is an empty cell. Lines with a tab in front of the
    blanks are left alone.

    Example: `第一章　总则　　` becomes `第一章　总则`.
    """

    code = "SPC008"
    name = "trailing-space"
    chinese = Chinese(
        "行尾空格",
        """
    一行末尾的空格。

    Markdown 的强制换行（行尾两个以上空格，后面还有一行）保留；代码块不报。十分之一的行都以空格结尾的，是该
    文的写法，修改只作建议。

    为什么重要：谁也看不见，但比较两个版本时处处是差异。

    何时不可信：用行尾制表符表示空单元格的格式。空格之前有制表符的行不报。

    例：`第一章　总则　　`改为`第一章　总则`。
    """,
    )
    message = Text("blanks at the end of the line", "行尾有空格")
    severity = Severity.INFO
    confidence = 0.999
    any_language = True
    triggers: ClassVar[str] = _BLANKS

    @property
    def stage(self) -> int:
        """With the layout: a join of two lines takes the spaces between them along."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """The blanks at line ends of `doc`."""
        text = doc.text
        ends = code(doc).outside([match.start() for match in _AT_END.finditer(text)])
        if text.endswith(tuple(_BLANKS)):
            ends.append(len(text))
        found = [span for span in (_blanks(text, end) for end in ends) if not _is_meant(text, *span)]
        if not found or traces(doc).everywhere:
            return
        known = blocks(doc)
        joined = {known[join.left].end for join in seams(doc)}
        safety = Safety.SAFE if len(found) <= _HABIT * text.count("\n") + 1 else Safety.SUGGESTED
        for start, end in found:
            if start not in joined:
                yield self.finding(start, end, replace(start, end, "", safety))


def _blanks(text: str, end: int) -> tuple[int, int]:
    """The blanks before `end`, where a line ends."""
    first = text.rfind("\n", 0, end) + 1
    return first + len(text[first:end].rstrip(_BLANKS)), end


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether the blanks are a Markdown hard break or empty cells."""
    blanks = text[start:end]
    if len(blanks) > 1 and not blanks.strip(" ") and start and text[start - 1] != "\n":
        return text[end + 1 : end + 2] not in {"", "\n"}
    return "\t" in blanks and start > 0 and text[start - 1] != "\n"
