"""PUN014 stranded-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.punctuation.mismatched_pairs import reversed_quotes
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

# Behind a line with something on it the mark is where a line wraps, and before words it begins what is left
# of a paragraph: other rules speak of these.
_AT_START = re.compile(r"\n[ \t　]*\n[ \t　]*([，。、；：！？）》」』”’】〕])(?=\s)")
_OPENERS = "“‘「『（《〈【〔"
_BLANKS = " \t　"
_END = re.compile(rf"\n(?<=[{_OPENERS}{_BLANKS}]\n)")
_HAN = re.compile(f"[{HAN}]")


class StrandedMark(Rule):
    """A punctuation mark alone where a paragraph begins, or an opening mark at the end of a line.

    Checked after lines have been rejoined: what is left is where two paragraphs could not be joined.

    Why it matters: the line before lost its end, or this one its beginning: something was cut, moved or
    dropped between them.

    When not to trust it: tables and forms, in which a cell may hold a mark alone.

    Example: a paragraph that begins `，并取得了成效。`
    """

    code = "PUN014"
    name = "stranded-mark"
    chinese = Chinese(
        "标点悬空",
        """
    行首有不能居行首的标点，或行末有前半标点。

    在各行接好以后才判断：余下的，都在两段无法连接之处。

    为什么重要：不是前一行丢了结尾，就是这一行丢了开头，中间有文字被截去、移走或漏掉。

    何时不可信：表格和表单，一格里可以只有一个标点。

    例：以`，并取得了成效。`开头的段落。
    """,
    )
    message = Text(
        "{mark} cannot begin a line: the text before it was cut", "“{mark}”不应在行首：其前的文字被切断"
    )
    trailing = Text(
        "{mark} cannot end a line: the text behind it was cut", "“{mark}”不应在行末：其后的文字被切断"
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers: ClassVar[str] = "，。、；：！？）》」』”’】〕“‘「『（《〈【〔"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Marks at the wrong edge of a line."""
        found = [(match.start(1), self.message) for match in _AT_START.finditer(doc.text)]
        found += [(at, self.trailing) for at in _trailing(doc.text)]
        turned = reversed_quotes(doc)
        for at, note in found:
            if at not in shield(doc) and at not in turned:
                yield self.finding(at, at + 1, text=note, mark=doc.text[at])


def _trailing(text: str) -> Iterator[int]:
    """The opening marks behind Han with nothing but blanks between them and the end of their line."""
    for end in _END.finditer(text):
        start = text.rfind("\n", 0, end.start()) + 1
        line = text[start : end.start()].rstrip(_BLANKS)
        if line[-1:] in set(_OPENERS) and _HAN.match(line[-2:-1]):
            yield start + len(line) - 1
