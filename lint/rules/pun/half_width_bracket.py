"""PUN003 half-width-bracket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from lint.analysis.characters.text_search import lines_with, unified
from lint.analysis.punctuation.width_habits import (
    CHINESE,
    brackets,
    is_chinese,
    pauses,
    sets_blanks_after_marks,
    sets_latin_apart,
)
from lint.analysis.regions.protected_spans import shield
from lint.analysis.regions.references import references
from lint.core.character_classes import HAN
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_BRACKET = re.compile("[()（）]")
_LONG = 400
"""Characters from one bracket to the other, at most."""

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"\d{1,3}|[A-Za-z]|[ivxIVX]{2,5}")
# With these and no Han between them, brackets belong to code or to a link.
_SYNTAX = re.compile(r"[][{}<>=#]")
_CHINESE = re.compile(f"[{CHINESE}]")


class _Pair(NamedTuple):
    """Where two brackets stand that belong together, and what is between them."""

    start: int
    end: int
    inner: str


class HalfwidthBracket(Rule):
    """Round brackets in half width round Chinese text or beside it, and pairs of two widths.

    A pair is judged as one. On a page whose commas are half width too the fix is safe. Where the commas are
    full width, half-width brackets throughout are a way of writing and stay; only a pair that departs from
    the other brackets near it is offered. A pair of one half-width and one full-width bracket is always
    reported.

    Why it matters: as for commas; besides, line breaking treats the two widths differently.

    When not to trust it: brackets that are syntax where nothing marks the text as code. Links, code spans
    and formulas are left alone, and so are brackets set apart by blanks in text that sets Latin words apart.

    Example: `各镇(街道)人大` becomes `各镇（街道）人大`, on a page that writes `,` for `，`.
    """

    code = "PUN003"
    name = "half-width-bracket"
    chinese = Chinese(
        "半角括号",
        """
    括住中文或与中文相邻的半角圆括号，以及全角半角不一的一对括号。

    一对括号一并判断。该页逗号也是半角的，修改是安全的。逗号是全角、括号通篇半角的，是一种写法，保留；只
    有与附近其他括号不同的一对，才提出修改。一半半角、一半全角的，一律报告。

    为什么重要：理由与逗号相同；此外，排行时对两种宽度的处理也不同。

    何时不可信：括号是语法符号，而没有标明是代码。链接、代码片段和公式不报；西文词两边加空格的文字里，两
    边有空格的括号也不报。

    例：在用「,」代替「，」的页上，`各镇(街道)人大`改为`各镇（街道）人大`。
    """,
    )
    message = Text("half-width brackets in Chinese text", "中文里的半角括号")
    mixed = Text("a pair of brackets in two widths", "一对括号全角半角不一")
    severity = Severity.WARNING
    confidence = 0.99
    triggers: ClassVar[str] = "()"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Pairs of brackets, at least one of them in half width."""
        text = doc.text
        shielded = shield(doc)
        lines = lines_with(unified(text, "()"), "(")
        for pair in (pair for line in lines for pair in _pairs(text, *line)):
            start, end = pair.start, pair.end
            widths = text[start] + text[end]
            if widths == "（）":
                continue
            if start in references(doc) or start in shielded or end in shielded:
                continue
            if _is_number(text, pair) or not _in_chinese(doc, pair):
                continue
            if widths == "()":
                safety = _safety(doc, pair)
                note = self.message
                marks = "（）"
            else:
                safety = Safety.SUGGESTED
                note = self.mixed
                marks = "()" if brackets(doc).file.half > brackets(doc).file.full + 1 else "（）"
            if safety is None:
                continue
            chosen = note is self.message and sets_blanks_after_marks(doc)
            edits = [
                Edit(at, at + 1, mark)
                for at, mark in zip((start, end), marks, strict=True)
                if text[at] != mark
            ]
            yield self.finding(
                start,
                end + 1,
                Fix(tuple(edits), Safety.SUGGESTED if chosen else safety),
                severity=Severity.INFO if chosen else None,
                text=note,
            )


def _pairs(text: str, start: int, end: int) -> Iterator[_Pair]:
    """The pairs of brackets in ``[start, end)``, of whatever width, inner ones first."""
    waiting: list[int] = []
    for bracket in _BRACKET.finditer(text, start, end):
        at = bracket.start()
        if bracket[0] in "(（":
            waiting.append(at)
        elif waiting and at - (first := waiting.pop()) <= _LONG:
            yield _Pair(first, at, text[first + 1 : at])


def _in_chinese(doc: Document, pair: _Pair) -> bool:
    """Whether the pair holds Chinese or stands behind it, and not inside English."""
    text, start = doc.text, pair.start
    before = text[start - 1 : start]
    if before == "]":
        return False  # a link, perhaps to a name with blanks
    if before in {" ", "\t", "\u3000"} and not sets_latin_apart(doc):
        before = text[start - 2 : start - 1]
    if not _HAN.search(pair.inner) and (_SYNTAX.search(pair.inner) or not _CHINESE.match(before)):
        return False
    return is_chinese(text, start) or is_chinese(text, pair.end)


def _is_number(text: str, pair: _Pair) -> bool:
    """Whether the brackets number an item of a list set apart by blanks: (1) 甲 (2) 乙."""
    around = text[max(0, pair.start - 1) : pair.start] + text[pair.end + 1 : pair.end + 2]
    return not around.strip() and _NUMBER.fullmatch(pair.inner) is not None


def _safety(doc: Document, pair: _Pair) -> Safety | None:
    """How safe it is to widen a half-width pair; None when half width is the text's own way."""
    text, at = doc.text, pair.start
    apart = " " in {text[at - 1 : at], text[pair.end + 1 : pair.end + 2]}
    width = pauses(doc).around(at)
    if apart and sets_latin_apart(doc) and (not width.mostly_half or _LATIN.search(pair.inner)):
        return None
    if width.mostly_half:
        return Safety.SAFE
    near = brackets(doc).around(at)
    if near.full > near.half:
        return Safety.SUGGESTED
    if not any(width) and near.half <= 2 and not near.full:
        return Safety.SAFE
    return None
