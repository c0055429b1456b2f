"""LAY007."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.mixed_columns import mixed_columns
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.document import Document
    from lint.core.findings import Finding


class ColumnsReadAcross(Rule):
    """The columns of a page were read across: their lines occur by turns, or side by side in one line.

    Words run on not from a line to the next but to the second, third or fourth line after it, which also
    says how many columns there were; or they run on within each column beside wide gaps. No line of such a
    part is joined to another. Nothing is changed: the page should be read again, column by column.

    Why it matters: no sentence of the page is whole, though each line looks right.

    When not to trust it: short parts, and tables whose cells are long sentences, look much the same.

    Example: line 1 of the left column, line 1 of the right column, line 2 of the left column, and so on.
    """

    code = "LAY007"
    name = "columns-read-across"
    chinese = Chinese(
        "分栏横读",
        """
    一页分成几栏，却横着读了：各栏的行交替出现，或者并排在同一行里。

    词语不与下一行相接，而与后面第二、三、四行相接，由此也知道有几栏；或者各栏之间有宽的空白，词语在每一栏
    内上下相接。这样的部分不作任何连接，也不作修改：应当按栏重新识读。

    为什么重要：每一行看上去都对，整页却没有一个完整的句子。

    何时不可信：很短的部分，以及单元格里是长句的表格，看上去差不多。

    例：左栏第一行、右栏第一行、左栏第二行，依此交替。
    """,
    )
    message = Text("{columns} columns were read across", "{columns} 栏被横着读了")
    severity = Severity.ERROR
    confidence = 0.95

    def check(self, doc: Document) -> Iterable[Finding]:
        """The parts of `doc` in which columns were read across."""
        found = blocks(doc)
        for part in mixed_columns(doc):
            yield self.finding(found[part.first].start, found[part.first].end, columns=part.columns)
