r"""ENC007 escape-sequence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.markup import code, is_fenced
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import CLOSERS, FULLWIDTH, HAN, OPENERS, PAUSES, STOPS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_CHINESE = HAN + re.escape(FULLWIDTH)
_END = rf"[{HAN}{STOPS}{PAUSES}{re.escape(CLOSERS)}\d.!?)\]]"
_BREAK = re.compile(
    rf"(?:\\(?<={_END}.)|[ ]\\(?<={_END}..))(?:r\\)?n(?:[ ]?(?:\\r)?\\n)*[ ]?"
    rf"(?=[{HAN}{re.escape(OPENERS)}\d#*\[(-]|\n|\Z)"
)
_TAB = re.compile(rf"\\t(?<=[{_CHINESE}]..)(?=[{_CHINESE}\d])")
_CODE_POINTS = re.compile(r"\\u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*")
_PLAIN = re.compile(f"[{_CHINESE}\\w\\s]+")


class EscapeSequence(Rule):
    r"""A line end written as `\n`, a tab as `\t`, or Chinese written as `\u4e2d`.

    The text was taken out of JSON or a program's string and never decoded.

    Why it matters: paragraphs hang together, and words written as code points can't be read.

    When not to trust it: text about programming; code between fences or backticks is left alone, and so are
    single code points in a text with such code, and `\n` between Latin letters, as in a path.

    Example: `会议结束。\n第二天` becomes two lines.
    """

    code = "ENC007"
    name = "escape-sequence"
    chinese = Chinese(
        "转义序列残留",
        r"""
    写成 `\n` 的换行，写成 `\t` 的制表符，或写成 `\u4e2d` 的汉字。

    文字取自 JSON 或程序里的字符串，没有解码。

    为什么重要：段落连成一片，写成码点的词无法阅读。

    何时不可信：讲编程的文章。代码围栏或反引号内的代码不报；有这类代码的文件里，单个的码点也不报；拉丁字
    母之间的 `\n`（如路径）同样不报。

    例：`会议结束。\n第二天`改为两行。
    """,
    )
    message = Text("{found} left undecoded", "没有解码的 {found}")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "\\"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The escape sequences of `doc` in Chinese text."""
        text = doc.text
        found = [(match, "\n" * match[0].count("\\n")) for match in _BREAK.finditer(text)]
        found += [(match, "\t") for match in _TAB.finditer(text)]
        found += [
            (match, put)
            for match in _CODE_POINTS.finditer(text)
            if (put := _decoded(match[0])) and not (len(put) == 1 and is_fenced(doc))
        ]
        for match, put in found:
            if match.start() not in code(doc) and not (
                match[0][:2] == "\\u" and match.start() in shield(doc)
            ):
                fix = replace(match.start(), match.end(), put, Safety.SUGGESTED)
                yield self.finding(match.start(), match.end(), fix, found=match[0].strip()[:24])


def _decoded(escapes: str) -> str | None:
    r"""The Chinese that `\u` escapes stand for, or None when it is something else."""
    text = bytes.fromhex(escapes.replace("\\u", "")).decode("utf-16-be", "replace")
    return text if _PLAIN.fullmatch(text) else None
