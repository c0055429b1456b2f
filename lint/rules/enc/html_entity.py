"""ENC004 html-entity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.markup import is_authored
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_ONE = r"&(?:amp;)*(?:#\d{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d{0,2});"
_ENTITY = re.compile(f"{_ONE}(?:{_ONE})*")
_HAN = re.compile(f"[{HAN}]")
_DEPTH = 3
"""How often an entity may have been encoded again (`&amp;amp;nbsp;`)."""


class HtmlEntity(Rule):
    """An HTML entity in text that is not HTML: `&nbsp;`, `&ldquo;`, `&amp;lt;`.

    It becomes the character it stands for. No-break spaces become plain blanks, at the beginning of a
    line two of them a full-width one, and between two Han characters nothing.

    Why it matters: the reader sees code, and marks written so are invisible to all other rules.

    When not to trust it: text about HTML. Documents with links, code or structural tags are taken for
    written markup and left alone.

    Example: `坚持&ldquo;两手抓&rdquo;` becomes `坚持“两手抓”`.
    """

    code = "ENC004"
    name = "html-entity"
    chinese = Chinese(
        "HTML 实体",
        """
    不是 HTML 的文字里出现的 HTML 实体，如 `&nbsp;`、`&ldquo;`、`&amp;lt;`。

    改为它所代表的字符。不换行空格改为普通空格；在行首，两个改为一个全角空格；在两个汉字之间则删去。

    为什么重要：读者看到的是代码；这样写的标点，其他规则都认不出来。

    何时不可信：讲 HTML 的文章。含有链接、代码或结构标签的文件视为有意写的标记，不作处理。

    例：`坚持&ldquo;两手抓&rdquo;`改为`坚持“两手抓”`。
    """,
    )
    message = Text("HTML entity {found}", "HTML 实体 {found}")
    severity = Severity.WARNING
    confidence = 0.98
    triggers: ClassVar[str] = "&"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The entities of `doc`, one finding a run."""
        text = doc.text
        for match in _ENTITY.finditer(text):
            if is_authored(doc):
                return
            put = _unescaped(match[0])
            if put is None:
                continue
            start, end = match.span()
            if put.strip("\u00a0") == "":
                put = _blanks(text, start, end, len(put))
            fix = replace(start, end, put.replace("\u00a0", " "), Safety.SUGGESTED)
            yield self.finding(start, end, fix, found=match[0][:20])


def _unescaped(entities: str) -> str | None:
    """The characters that `entities` stand for, or None when they are none."""
    from html import unescape

    plain = entities
    for _ in range(_DEPTH):
        plain, before = unescape(plain), plain
        if plain == before:
            break
    return None if ";" in plain and "&" in plain else plain


def _blanks(text: str, start: int, end: int, count: int) -> str:
    """What stands for `count` no-break spaces in ``[start, end)``."""
    if start == 0 or text[start - 1] == "\n":
        return "\u3000" * (count // 2) if count > 1 else ""
    if _HAN.match(text, start - 1) and _HAN.match(text, end):
        return ""
    return " " * count
