"""LAT002 foreign-script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.foreign_characters import SCRIPTS, foreign_words
from lint.analysis.characters.spacing import han_count
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import CLOSERS, HAN, OPENERS
from lint.core.document import fact
from lint.core.findings import Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_NAMES = {
    "Cyrillic": "西里尔字母",
    "Hebrew": "希伯来字母",
    "Arabic": "阿拉伯字母",
    "Indic": "印度系文字",
    "Thai": "泰文",
    "Korean": "朝鲜文",
    "kana": "假名",
}
_SCRIPTS = {Text(name, _NAMES[name]): re.compile(f"[{chars}]") for name, chars in SCRIPTS.items()}

_HAN = re.compile(f"[{HAN}]")
_LOOK_ALIKES = str.maketrans("ニハカロエタトー", "二八力口工夕卜一")
"""Katakana that are shaped like Han characters."""

_SHARE = 0.05
_FEW = 12
"""Letters of two foreign words that even a short text may have without being bilingual."""


@fact
def is_chinese(doc: Document) -> bool:
    """Whether words of other scripts than Han and Latin are so few that they are strangers."""
    sizes = [end - start for start, end in foreign_words(doc)]
    return sum(sizes) <= _SHARE * han_count(doc.text) or (len(sizes) <= 2 and sum(sizes) <= _FEW)


class ForeignScript(Rule):
    """A word in Thai, Cyrillic, kana or Korean inside Chinese text.

    Recognizers and models for many languages drop into another one where the print is poor. Only text that
    is Chinese nearly throughout counts. Katakana shaped like a Han character (ニ for 二, ー for 一) gets that
    character; for the rest there is no fix, since what stood there can't be told.

    Why it matters: the reader stumbles, and words of the sentence are missing.

    When not to trust it: foreign names and quotations. What stands in brackets or quotation marks by itself
    is left alone, and so is の between Han, which Chinese shops and titles use.

    Example: `会议ที่讨论了三个议题`.
    """

    code = "LAT002"
    name = "foreign-script"
    chinese = Chinese(
        "混入其他文字",
        """
    中文里的泰文、西里尔字母、假名或朝鲜文词语。

    支持多种语言的识别程序和模型，遇到印刷不清之处会跳到另一种语言。全文几乎都是中文的才查。形似汉字的片
    假名（「ニ」与「二」、「ー」与「一」）改为该汉字；其余的无从得知原文，因此没有修改。

    为什么重要：读者读不下去，句子也缺了词。

    何时不可信：外文名称和引文。单独放在括号或引号里的不报；汉字之间的“の”，中文店名和标题常用，也不
    报。

    例：`会议ที่讨论了三个议题`。
    """,
    )
    message = Text("{script} inside Chinese text: {found}", "中文里混入{script}：{found}")
    severity = Severity.ERROR
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """The foreign words of `doc`, if it is Chinese."""
        text = doc.text
        if not foreign_words(doc) or not is_chinese(doc):
            return
        for start, end in foreign_words(doc):
            if (
                text[start:end] == "の"
                or _is_set_off(text, start, end)
                or not _is_amid_han(text, start, end)
                or start in shield(doc)
            ):
                continue
            script = next(name for name, pattern in _SCRIPTS.items() if pattern.match(text, start))
            yield self.finding(start, end, _fix(text, start, end), script=script, found=text[start:end][:20])


def _is_set_off(text: str, start: int, end: int) -> bool:
    """Whether the word stands by itself in brackets or quotation marks: a gloss or a name."""
    return text[max(0, start - 1) : start] in set(OPENERS + "([") and text[end : end + 1] in set(
        CLOSERS + ")]"
    )


def _is_amid_han(text: str, start: int, end: int) -> bool:
    """Whether the line is Chinese, but for this word."""
    around = text[max(0, start - 20) : start].rpartition("\n")[2] + text[end : end + 20].partition("\n")[0]
    return len(_HAN.findall(around)) >= max(2, (end - start) // 2)


def _fix(text: str, start: int, end: int) -> Fix | None:
    put = text[start:end].translate(_LOOK_ALIKES)
    if end - start > 1 or not _HAN.match(put):
        return None
    return replace(start, end, put, Safety.SUGGESTED)
