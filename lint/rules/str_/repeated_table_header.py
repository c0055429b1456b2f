"""STR004 repeated-table-header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document
    from lint.core.findings import Finding

_PAGE = frozenset({Kind.TABLE, Kind.PAGE_NUMBER, Kind.RUNNING_HEAD})
_RULER = re.compile(r"[|+\-=: \t]+")


class RepeatedTableHeader(Rule):
    """The head of a table, printed again where the table goes on over the page.

    Why it matters: the table is in two pieces, and a program that reads it takes the head for a row.

    When not to trust it: two tables with the same columns may follow each other with no text between.

    Example: `序号	题目	作者`, rows 1 to 29, the page's end, and again `序号	题目	作者`.
    """

    code = "STR004"
    name = "repeated-table-header"
    chinese = Chinese(
        "表头重复",
        """
    表格转入下页时，又印了一次表头。

    为什么重要：一张表分成了两截；程序读表时，会把表头当作一行数据。

    何时不可信：两张栏目相同的表也可能前后相接，中间没有文字。

    例：`序号        题目      作者`，第 1 至 29 行，页末，然后又是`序号        题目      作者`。
    """,
    )
    message = Text("the table's head again, behind {rows} rows", "表头重复，其前已有 {rows} 行")
    severity = Severity.WARNING
    confidence = 0.95
    triggers = "\t|"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Rows that equal the first row of their table."""
        head: Block | None = None
        row = 0
        found = blocks(doc)
        for index, block in enumerate(found):
            if block.kind not in _PAGE:
                head = None
            elif block.kind is Kind.TABLE:
                if head is None:
                    head, row = block, 0
                elif row >= 1 and self._same(doc, head, block):
                    start, end = block.start, block.end
                    after = found[index + 1] if index + 1 < len(found) else None
                    if after is not None and _RULER.fullmatch(doc.text, after.start, after.end):
                        # With the blank lines before it, so that the table stays one.
                        start, end = found[index - 1].end, after.end
                    else:
                        end += doc.text.startswith("\n", end)
                    fix = replace(start, end, "", Safety.SUGGESTED)
                    yield self.finding(block.start, block.end, fix, rows=row)
                row += 1

    @staticmethod
    def _same(doc: Document, head: Block, block: Block) -> bool:
        """Whether `block` is `head` again; rows of figures may well be equal."""
        text = doc.text[block.start : block.end]
        return (
            text == doc.text[head.start : head.end]
            and not any(map(str.isdigit, text))
            and not _RULER.fullmatch(text)
        )
