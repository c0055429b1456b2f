"""ENC011 dot-leader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_DOT = "[.．·•‧・…]"
# A single character in front is found soon; what stands beside is looked at only there.
_DOTS = {dot: re.compile(f"{re.escape(dot)}(?:{_DOT}{{3}}|(?: {_DOT}){{3}} )") for dot in _DOT[1:-1]}
# Possessive, and never begun inside a run: a page of dots must not be read once for each of them.
_LEADER = rf"{_DOT}(?:(?<!{_DOT}.){_DOT}{{3,}}+|(?<!{_DOT} .) (?:{_DOT} ){{3,}}+{_DOT}?)"
_GLUED = re.compile(
    rf"[（(\d](?<=[.．·•‧・… ].)(?:(?<=[（(])\d{{1,4}}|(?<=\d)\d{{0,3}})[)）]?(?P<at>[ \u3000]*)"
    rf"(?=[{HAN}A-Z“《（\d]{{2}}[^\n.．·•‧・…]{{0,60}}+(?:{_DOT}{{4}}|(?:{_DOT} ){{4}}))"
)
_ENTRY = re.compile(rf"{_LEADER}[ \u3000]*+[（(]?\d{{1,4}}[)）]?$", re.MULTILINE)
_LONE = re.compile(r"[.．·•‧・](?<![.．·•‧・].)[.．·•‧・]{7,}+(?=\n|\Z)")


class DotLeader(Rule):
    """Dot leaders that no longer lead to a page number, or contents lines run together.

    A contents line with its dots and its number is as it should be. Where several stand on one line, the
    fix begins a new line behind each number. Where the number is lost, there is no fix.

    Why it matters: the contents can't be matched with the headings.

    When not to trust it: dots that stand for text left out, or for a blank to fill in.

    Example: `第一章……1第二章……9` becomes two lines.
    """

    code = "ENC011"
    name = "dot-leader"
    chinese = Chinese(
        "目录条目粘连",
        """
    目录的前导点后面没有了页码，或几条目录连成一行。

    前导点和页码俱全的目录行是正常的。几条同在一行的，在每个页码后换行。页码丢失的，没有修改。

    为什么重要：目录无法与标题对照。

    何时不可信：表示省略文字或留待填写的点。

    例：`第一章……1第二章……9`改为两行。
    """,
    )
    message = Text("contents lines run together", "目录条目连在一起")
    severity = Severity.INFO
    confidence = 0.9
    triggers: ClassVar[str] = ".．·•‧・…"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The broken contents lines of `doc`."""
        text = doc.text
        if not any(dot in text and dots.search(text) for dot, dots in _DOTS.items()):
            return
        for match in _GLUED.finditer(text):
            if _ENTRY.search(text[max(0, match.start() - 60) : match.start("at")]):
                start, end = match.span("at")
                yield self.finding(start, end, replace(start, end, "\n", Safety.SUGGESTED))
        lone = list(_LONE.finditer(text))
        if not lone or not _ENTRY.search(text):  # without contents, dots are a pause
            return
        for match in lone:
            if match.start() not in shield(doc) and match.start() and text[match.start() - 1] != "\n":
                message = Text("dot leader without a page number", "目录的页码丢失")
                yield self.finding(match.start(), match.end(), text=message)
