"""REP007 reread-text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import block_at, is_prose
from lint.analysis.repetition.generation_loops import in_loop
from lint.analysis.repetition.reduplication import is_emphatic
from lint.analysis.repetition.repeated_passages import echoes, repeats
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_PAUSE = re.compile(r"[，。；、：,;.\s]{0,3}")
_CRY = re.compile("[！？!?“”「」『』]")
LEAST = 10
"""Han characters: what poets and speakers say twice in a row is shorter."""


class RereadText(Rule):
    """A clause or sentence that stands twice in a row.

    Engines read the last line of a column again at the head of the next, and language models say a
    sentence twice.

    Why it matters: the reader stumbles, and counts made from the text are wrong.

    When not to trust it: cries, questions and speech in quotation marks are left alone, since people
    repeat themselves; so is verse.

    Example: `推动各项部署落到实处见到成效，推动各项部署落到实处见到成效，为全市发展提供保障。`
    """

    code = "REP007"
    name = "reread-text"
    chinese = Chinese(
        "语句重复",
        """
    一个分句或句子接连出现两遍。

    OCR 引擎会在下一栏开头把上一栏的末行再读一次；语言模型会把一句话说两遍。

    为什么重要：读者读来不顺，据此所作的统计也不准。

    何时不可信：呼喊、问句和引号中的话不报，因为人说话会重复；诗歌也不查。

    例：`推动各项部署落到实处见到成效，推动各项部署落到实处见到成效，为全市发展提供保障。`
    """,
    )
    message = Text("“{unit}” stands twice in a row", "“{unit}”连写两遍")
    severity = Severity.ERROR
    confidence = 0.93

    def check(self, doc: Document) -> Iterator[Finding]:
        """Copies that follow their original at once."""
        text = doc.text
        for repeat in (*repeats(doc), *echoes(doc)):
            start, end = repeat.second
            between = text[repeat.first.end : start]
            if repeat.gap < 0 or not _PAUSE.fullmatch(between):
                continue
            unit = text[start:end]
            if (
                len(_HAN.findall(unit)) < LEAST
                or _CRY.search(text, repeat.first.start, end + 1)
                or is_emphatic(unit)
            ):
                continue
            first, second = block_at(doc, repeat.first.start), block_at(doc, end - 1)
            if in_loop(doc, start) or not is_prose(doc, start) or first is None or second is None:
                continue
            if first is not second and min(first.width, second.width) <= 60:
                continue  # cells and lines of verse
            fix = replace(repeat.first.end, end, "", Safety.SUGGESTED)
            shown = unit if len(unit) <= 24 else unit[:23] + "…"
            yield self.finding(repeat.first.start, end, fix, unit=shown)
