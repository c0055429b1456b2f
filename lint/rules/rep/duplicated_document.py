"""REP009 duplicated-document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.repetition.near_duplicates import sample
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, ComparingRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.repetition.near_duplicates import Kin
    from lint.core.document import Document
    from lint.core.findings import Finding


class DuplicatedDocument(ComparingRule):
    """A file that has nearly the same text as an earlier file of the run, or contains it.

    Why it matters: a book that was scanned twice, or an article in two issues, counts twice in whatever is
    made from the files.

    When not to trust it: editions of one work, and a law before and after its amendment, are meant to be
    alike.

    Example: `issue-09.txt` and `issue-09-rescan.txt`.
    """

    code = "REP009"
    name = "duplicated-document"
    chinese = Chinese(
        "文件重复",
        """
    一个文件的文字与本次检查中较早的另一文件几乎相同，或者包含了那个文件。

    为什么重要：一本书扫描了两次，或一篇文章登在两期上，用这些文件做出来的东西就会把它算两遍。

    何时不可信：同一著作的不同版本，同一法律修订前后的文本，本来就相近。

    例：`issue-09.txt` 与 `issue-09-rescan.txt`。
    """,
    )
    message = Text("{share} % of this text is in {path} too", "本文件 {share}% 的文字与 {path} 相同")
    severity = Severity.WARNING
    confidence = 0.95
    weight = 0.0

    def sample(self, doc: Document) -> frozenset[int]:
        """A quarter of the clauses."""
        return sample(doc)

    def compare(self, doc: Document, kin: Kin) -> Iterator[Finding]:
        """One finding, at the head of the file."""
        head = len(doc.text.partition("\n")[0])
        yield self.finding(0, head, share=round(100 * kin.share), path=kin.path)
