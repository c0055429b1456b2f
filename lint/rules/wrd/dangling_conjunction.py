"""WRD006 dangling-conjunction."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.language.segmentation import segment
from lint.analysis.language.unfamiliar_bigrams import REACH, is_modern
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_PAUSE = re.compile("[和与及](?=，)")
_VERBAL = frozenset("之不总零言应所")
"""Behind these stands no conjunction: 两数之和, 南北不和, 力所能及, 势力所及."""

_BEFORE = re.compile(f"[{HAN}]+\\Z")


class DanglingConjunction(Rule):
    """A conjunction that joins nothing: 和, 与 or 及 before a comma.

    Why it matters: what it joined is lost, often a word or two, sometimes a line.

    When not to trust it: where the conjunction itself is spoken of. Words that end so (参与, 普及, 缓和) are
    known to the dictionary and spared. Before a full stop it ends a quotation or a judgement (无人能及),
    before 、 a name (兴和、商都): there nothing is said.

    Example: `加强队伍建设和，提高服务水平` lacks a word after 和, or has 和 too much.
    """

    code = "WRD006"
    name = "dangling-conjunction"
    chinese = Chinese(
        "连词悬空",
        """
    连词后面没有所连的成分：“和”“与”“及”之后就是逗号。

    为什么重要：所连的文字丢了，往往是一两个词，有时是一行。

    何时不可信：文中谈的就是这个连词。以这几个字结尾的词（参与、普及、缓和）词典已收，不报。句号之前的，
    是引文或评语的结尾（无人能及）；「、」之前的，是专名的结尾（兴和、商都）：这些都不报。

    例：`加强队伍建设和，提高服务水平`，或是“和”后缺词，或是多了“和”。
    """,
    )
    message = Text("nothing follows “{word}”: a word may be lost", "“{word}”后无所连之词，疑有脱字")
    severity = Severity.WARNING
    confidence = 0.8

    def check(self, doc: Document) -> Iterator[Finding]:
        """Conjunctions before a pause."""
        text = doc.text
        for match in _PAUSE.finditer(text):
            at = match.start()
            before = _BEFORE.search(text[max(0, at - 8) : at])
            words = segment(before[0] + match[0]) if before else []
            # 混|和, 说|及, 让|与: behind a single character it is likelier the end of a word.
            if len(words) < 2 or words[-1] != match[0] or len(words[-2]) < 2:
                continue
            if text[at - 1] in _VERBAL or _is_name(text, at):
                continue
            if is_prose(doc, at) and is_modern(doc):
                yield self.finding(at, at + 1, replace(at, at + 1, "", Safety.MANUAL, ("",)), word=match[0])


def _is_name(text: str, at: int) -> bool:
    """Whether a file writes the same again before a mark: a name ends so (厚和)."""
    pause = re.compile(f"{text[at - 1 : at + 1]}[，。；、]")
    return len(list(islice(pause.finditer(text, max(0, at - REACH), at + REACH), 2))) > 1
