"""REP005 generation-loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_code, is_prose
from lint.analysis.repetition.generation_loops import ROWS, Loop, loops
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class GenerationLoop(Rule):
    """Text that runs in a circle: the same words, or the same sentences, over and over.

    A language model that loses its place writes what it just wrote until it is stopped. The loop may
    begin and end anywhere, and go on with the text behind it.

    Why it matters: the copies are noise, and the text that belongs in their place was never read.

    When not to trust it: refrains, cries and lists of equal values repeat as well; verse, tables and code
    are left alone, laughter is no loop, and lines of their own must be equal a dozen times.

    Example: `各项工作落到实处，各项工作落到实处，各项工作落到实处，` twenty times.
    """

    code = "REP005"
    name = "generation-loop"
    chinese = Chinese(
        "循环生成",
        """
    文字陷入循环：同样的词语或同样的句子一遍又一遍地出现。

    语言模型一旦失去位置，就反复写刚写过的内容，直到被中止。循环可能从任何地方开始，到任何地方结束，随后
    又接着写下文。

    为什么重要：重复的部分全是废文，而本该在此处的文字根本没有读到。

    何时不可信：叠句、呼喊和数值相同的列表也会重复。诗歌、表格和代码不查，笑声不算循环；各自成行的，须有
    十二行相同才报。

    例：`各项工作落到实处，各项工作落到实处，各项工作落到实处，`连续二十遍。
    """,
    )
    message = Text(
        "“{unit}” {copies} times in a row; text may be missing here",
        "“{unit}”接连出现 {copies} 次，此处可能缺文",
    )
    severity = Severity.ERROR
    confidence = 0.97
    weight = 10.0

    def check(self, doc: Document) -> Iterator[Finding]:
        """Stretches that repeat one unit; the fix keeps one."""
        for loop in loops(doc):
            endless = loop.copies >= ROWS and not is_code(doc, loop.start)  # no refrain has a dozen lines
            if endless or is_prose(doc, loop.start):
                fix = replace(loop.start + loop.period, _last(doc.text, loop), "", Safety.SUGGESTED)
                unit = " ".join(doc.text[loop.start : loop.start + loop.period].split())
                shown = unit if len(unit) <= 24 else unit[:23] + "…"
                yield self.finding(loop.start, loop.end, fix, unit=shown, copies=loop.copies)


def _last(text: str, loop: Loop) -> int:
    """Where the copies end that are to go: a mark behind the last one stays, a beginning of one more goes."""
    whole = loop.start + loop.copies * loop.period
    return loop.end if any(map(str.isalnum, text[whole : loop.end])) else whole
