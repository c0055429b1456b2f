"""SCR004 japanese-form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.foreign_characters import japanese_pattern
from lint.analysis.characters.script_detection import (
    Script,
    is_japanese,
    script_of,
    simplified_pattern,
    traditional_pattern,
)
from lint.analysis.characters.script_tables import fold, shinjitai
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.scr.other_script import Pair, strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


@cache
def _pair(script: Script) -> Pair:
    """Japanese forms, against what `script` writes."""
    if script is Script.TRADITIONAL:
        return Pair(japanese_pattern(), traditional_pattern(), shinjitai())
    return Pair(
        japanese_pattern(), simplified_pattern(), {char: fold(put) for char, put in shinjitai().items()}
    )


class JapaneseForm(Rule):
    """A Japanese form of a character in Chinese text: 歩 for 步, 図 for 图.

    Models trained on several languages put the form of the wrong one. Only forms that Chinese never writes
    count; the fix follows the script of the text.

    Why it matters: the word is not found, and many fonts lack the form.

    When not to trust it: Japanese names of people, places and books. Text with kana, quotations with several
    such forms and forms that the text uses throughout are left alone.

    Example: `散歩` becomes `散步`.
    """

    code = "SCR004"
    name = "japanese-form"
    chinese = Chinese(
        "混入日文字形",
        """
    中文文本中有日文字形：“步”写作“歩”，“图”写作“図”。

    用多种语言训练的模型会写成别种语言的字形。只算中文绝不使用的字形；修改按文本的繁简而定。

    为什么重要：这个词检索不到，许多字体也没有这个字形。

    何时不可信：日本的人名、地名和书名。含假名的文字、含几个日文字形的引文以及全文通用的字形不报。

    例：`散歩`改为`散步`。
    """,
    )
    message = Text("Japanese form {found}, in Chinese {put}", "日文字形“{found}”，中文写作“{put}”")
    severity = Severity.WARNING
    confidence = 0.93

    def check(self, doc: Document) -> Iterator[Finding]:
        """The Japanese forms of `doc`, unless it is Japanese."""
        if is_japanese(doc):
            return
        for stray in strays(doc, _pair(script_of(doc, self.options))):
            found = doc.text[stray.start : stray.end]
            fix = replace(
                stray.start, stray.end, stray.put, Safety.SUGGESTED if stray.is_known else Safety.MANUAL
            )
            severity = Severity.WARNING if stray.is_known else Severity.INFO
            yield self.finding(stray.start, stray.end, fix, severity=severity, found=found, put=stray.put)
