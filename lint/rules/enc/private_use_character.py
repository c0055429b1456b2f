"""ENC015 private-use-character."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import PRIVATE_USE, matches
from lint.analysis.characters.script_detection import Script, script_of
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.bigram_model import logp
from lint.core.character_classes import HAN
from lint.core.findings import Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_RUN = re.compile(f"[{PRIVATE_USE}]+")
_HAN = re.compile(f"[{HAN}]")

# Wingdings and Symbol, as Windows maps them: only what both or the one in use show.
_SYMBOLS = dict(
    zip(
        "\uf0b7\uf0a7\uf06c\uf06e\uf075\uf076\uf0d8\uf0fc\uf0fe\uf0e0\uf06f\uf0b0\uf0b1\uf0b4\uf0b8\uf02b\uf03d\uf0b3\uf0a3",
        "•▪●■◆❖➢✓☑→□°±×÷+=≥≤",
        strict=True,
    )
)
# What GB 18030-2000 had in the private use area and later editions have outside it.
_GB18030 = dict(
    zip(
        "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
        "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
# Where Windows puts the user-defined rows of Big5, which Hong Kong's supplementary set (HKSCS) filled:
# first code point, first lead byte.
_BIG5_AREAS = ((0xEEB8, 0x81), (0xE311, 0x8E), (0xE000, 0xFA))
_BIG5_LAST = 0xF6B0
_ROW = 157
_LOW_TRAILS = 63

_STEP = 1
"""Code points from one number of a list to the next; the same one again is a bullet of some font."""

_ABSURD = -9.0
"""Mean ln p in nats of the pairs of characters below which a mapping makes no sense: 說着說 has -5, the rare
characters that a code of another vendor gives (-17 each) far less."""


class PrivateUseCharacter(Rule):
    r"""A character without a meaning of its own, which only the font of the page could show.

    Known ones get their real character: bullets of Wingdings and Symbol, the additions of GB 18030, and in
    Traditional text the Hong Kong supplement to Big5 (着, 裏), where it makes words. For two alike between
    Han, a dash is offered. The others have no fix, nor have those that count up at the beginnings of lines,
    the numbers of a list in some font: look at the page.

    Why it matters: every other reader sees a box, or another character.

    When not to trust it: texts with a font of their own, such as editions of old characters.

    Example: `\ue2e5` in a Hong Kong text becomes `着`.
    """

    code = "ENC015"
    name = "private-use-character"
    chinese = Chinese(
        "专用区字符",
        r"""
    本身没有意义的字符，只有原页的字体才能显示。

    已知的改为真正的字符：Wingdings 和 Symbol 的项目符号，GB 18030 的增补字符，以及繁体文本里Big5 的香港
    增补字符集的字（着、裏），以读得通为限。汉字之间两个相同的，建议改为破折号。其余的没有修改；行首依次递增
    的是某种字体的列表序号，也没有修改。请查对原页。

    为什么重要：换一个环境，看到的就是方框或另一个字符。

    何时不可信：自带字体的文件，如古文字的整理本。

    例：香港文本中的`\ue2e5`改为`着`。
    """,
    )
    message = Text("private use character {found}", "专用区字符 {found}")
    severity = Severity.ERROR
    confidence = 0.9
    any_language = True
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The private use characters of `doc`, one finding a run."""
        found = list(matches(doc, _RUN, PRIVATE_USE))
        numbers = _list_numbers(doc.text, found)
        for match in found:
            start, end = match.span()
            codes = " ".join(f"U+{ord(char):04X}" for char in match[0][:4])
            fix = None if start in numbers else self._fix(doc, start, end)
            yield self.finding(start, end, fix, found=codes)

    def _fix(self, doc: Document, start: int, end: int) -> Fix | None:
        run = doc.text[start:end]
        hong_kong = script_of(doc, self.options) is Script.TRADITIONAL
        known = [_SYMBOLS.get(c) or _GB18030.get(c) or (_hkscs(c) if hong_kong else None) for c in run]
        if all(known):
            put = "".join(char or "" for char in known)
            return replace(start, end, put, Safety.SUGGESTED) if _fits(doc.text, start, end, put) else None
        if len(run) == 2 and run[0] == run[1]:
            return replace(start, end, "——", Safety.MANUAL, ("……",))
        return None


def _list_numbers(text: str, runs: list[re.Match[str]]) -> set[int]:
    """The offsets of those `runs` that begin lines and count up: numbers of a list in some font."""
    leading = [run for run in runs if run.start() == 0 or text[run.start() - 1] in "\n \u3000"]
    found: set[int] = set()
    for before, run in pairwise(leading):
        if 0 <= ord(run[0][0]) - ord(before[0][0]) <= _STEP:
            found |= {before.start(), run.start()}
    return found


def _fits(text: str, start: int, end: int, put: str) -> bool:
    """Whether the Han characters of `put` and their neighbours follow one another as in running text."""
    read = fold(text[max(0, start - 1) : start] + put + text[end : end + 1])
    pairs = [(a, b) for a, b in pairwise(read) if _HAN.match(a) and _HAN.match(b)]
    return not _HAN.search(put) or (bool(pairs) and sum(logp(a, b) for a, b in pairs) >= _ABSURD * len(pairs))


def _hkscs(char: str) -> str | None:
    """The Han character of HKSCS at the place in the private use area that `char` has."""
    code = ord(char)
    if code > _BIG5_LAST:
        return None
    for first, lead in _BIG5_AREAS:
        if code >= first:
            row, column = divmod(code - first, _ROW)
            trail = 0x40 + column if column < _LOW_TRAILS else 0xA1 + column - _LOW_TRAILS
            put = bytes((lead + row, trail)).decode("big5hkscs", "ignore")
            return put if len(put) == 1 and _HAN.match(put) else None
    return None
