"""SCR003 variant-form."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.script_detection import Script, script_of
from lint.analysis.characters.script_tables import char_class, variants
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.core.document import Document
    from lint.core.findings import Finding

_INDEPENDENT = frozenset("着著纔才覈核幺么蔘參檯枱臺台污汙棱稜痹痺睾睪")
"""Forms that are characters of their own too: 才, 著, 台."""

_SHARE = 0.2
"""The rarer form to the usual one, at most: one of four to one may be either's, as its cases have it."""


class VariantForm(Rule):
    """A character in another form than the one that the text uses for it: 裡 in a text that writes 裏.

    Taiwan, Hong Kong and older print each prefer a form (裡/裏, 群/羣, 為/爲). Which one is right is the
    text's own affair; a form that it uses at most once to five of the other is pointed out.

    Why it matters: who searches one form misses the other, and a change of form often shows a misreading.

    When not to trust it: quotations from another edition, and names.

    Example: `屋裡` becomes `屋裏` where the text writes 裏 everywhere else.
    """

    code = "SCR003"
    name = "variant-form"
    chinese = Chinese(
        "异体字混用",
        """
    一个字的字形与本文通用的不同：本文写“裏”，此处却是“裡”。

    台湾、香港和旧时的印刷各有习用的字形（裡／裏、群／羣、為／爲）。以哪个为准，由文本自定；一种字形与另
    一种之比不超过一比五的，予以指出。

    为什么重要：检索一种字形会漏掉另一种；字形一变，也往往说明读错了字。

    何时不可信：引自其他版本的文字，以及专名。

    例：全文别处都写“裏”时，`屋裡`改为`屋裏`。
    """,
    )
    message = Text(
        "{found}, which this text writes {put} ({count} times)",
        "“{found}”在本文中多写作“{put}”（{count} 次）",
    )
    severity = Severity.INFO
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """The rarer forms in `doc`, if it is Traditional."""
        if script_of(doc, self.options) is Script.SIMPLIFIED:
            return
        text = doc.text
        counts = Counter(_pattern().findall(text))
        rare = {
            char: usual
            for char, usual in _other_forms().items()
            if 0 < counts[char] <= _SHARE * counts[usual]
        }
        if not rare:
            return
        for match in re.finditer(f"[{char_class(rare)}]", text):
            put = rare[match[0]]
            fix = replace(match.start(), match.end(), put, Safety.SUGGESTED)
            yield self.finding(match.start(), match.end(), fix, found=match[0], put=put, count=counts[put])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{char_class(_other_forms())}]")


@cache
def _other_forms() -> Mapping[str, str]:
    """Each form of a pair with the other one."""
    pairs = {**variants("hongkong"), **variants("taiwan")}
    pairs = {a: b for a, b in pairs.items() if not _INDEPENDENT & {a, b}}
    return {**pairs, **{b: a for a, b in pairs.items()}}
