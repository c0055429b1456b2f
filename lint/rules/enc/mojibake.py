"""ENC001 mojibake."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import LATIN_LEADS, gbk_leads, matches, places
from lint.core.character_classes import FULLWIDTH, HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

# What the bytes 80 to BF are in Latin-1 and in Windows-1252.
_TRAIL = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_LATIN = re.compile(f"[{LATIN_LEADS}][\u00a1-\u00fe{_TRAIL}]+")
_LETTER = re.compile("[A-Za-z]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]{2,400}")
_LEVEL_2 = 0xD8
"""Lead byte with which the rare characters of GB 2312 begin."""

_UTF8 = re.compile(b"(?:[\xe2-\xe9\xef][\x80-\xbf]{2}){2,}")
_CHINESE = re.compile(f"[{HAN}{re.escape(FULLWIDTH)}\u2010-\u203bA-Za-z0-9]+")


class Mojibake(Rule):
    """Text that was decoded with the wrong encoding: ä¸­æ–‡ or 涓枃 for 中文.

    Runs that look like UTF-8 read as Windows-1252, as GBK, or GBK read as Latin-1 are decoded again; only
    what comes out as Chinese text or plain marks is offered. Accented Latin goes through `ftfy`.

    Why it matters: nothing in the run can be read, searched or corrected by other rules.

    When not to trust it: text about encodings that shows such runs on purpose. Where bytes were lost, the
    run can't be decoded and is left alone.

    Example: `鍖椾含` becomes `北京`.
    """

    code = "ENC001"
    name = "mojibake"
    chinese = Chinese(
        "乱码",
        """
    用错误的编码解出的文字，如“中文”成了 ä¸­æ–‡ 或 涓枃。

    像是 UTF-8 被当作 Windows-1252 或 GBK 读入、或 GBK 被当作 Latin-1 读入的片段，会重新解码；解出来是中
    文或普通标点的，才提出修改。带附加符号的拉丁字母交给 `ftfy` 处理。

    为什么重要：这一段读不了，查不到，其他规则也改不了。

    何时不可信：讲编码的文章会有意举出乱码。字节已经丢失的片段无法解码，不作处理。

    例：`鍖椾含`改为`北京`。
    """,
    )
    message = Text("decoded with the wrong encoding; should read {put}", "编码错乱，原文应为“{put}”")
    severity = Severity.ERROR
    confidence = 0.97
    any_language = True
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The runs of `doc` that another encoding makes readable."""
        for match in matches(doc, _LATIN, LATIN_LEADS):
            beside = (
                doc.text[max(0, match.start() - 1) : match.start()] + doc.text[match.end() : match.end() + 1]
            )
            if put := _misread_latin(match[0], in_word=_LETTER.search(beside) is not None):
                yield self._finding(match.start(), match.end(), put)
        done = 0
        for start in places(doc, gbk_leads()):
            if start >= done and (run := _BEYOND_ASCII.match(doc.text, start)):
                length, put = _misread_utf8(run[0])
                if put:
                    done = start + length
                    yield self._finding(start, done, put)

    def _finding(self, start: int, end: int, put: str) -> Finding:
        return self.finding(start, end, replace(start, end, put, Safety.SUGGESTED), put=put[:20])


def _misread_utf8(run: str) -> tuple[int, str]:
    """How much of the beginning of `run` is UTF-8 read as GBK, and what it should be."""
    data = run.encode("gb18030", "replace")
    match = _UTF8.match(data)
    if match is None:
        return 0, ""
    ends = list(accumulate(len(char.encode("gb18030", "replace")) for char in run))
    for size in range(match.end(), 5, -3):
        length = bisect_left(ends, size) + 1
        if ends[length - 1] == size:
            put = data[:size].decode("utf-8", "ignore")
            right = 3 * len(put) == size and _CHINESE.fullmatch(put) and _is_common(put)
            return (length, put) if right and not _is_common(run[:length]) else (0, "")
    return 0, ""


def _is_common(text: str) -> bool:
    """Whether GB 2312, or the common half of Big5, has all of `text`: wrong readings have rare characters."""
    han = [char for char in text if char > "\u3400"]
    return all(char.encode("gb2312", "ignore") for char in han) or all(
        b"\xa1" <= char.encode("big5", "ignore")[:1] < b"\xc9" for char in han
    )


def _misread_latin(run: str, *, in_word: bool) -> str | None:
    """What `run` should be: Chinese in UTF-8, else in GBK, else accented letters and quotes.

    Inside a Latin word accented letters go before GBK, where the bytes allow both readings.

    ftfy is told to decode only: width, quotes and entities are other rules' business.
    """
    from ftfy import TextFixerConfig, fix_encoding

    fixed = fix_encoding(run, TextFixerConfig(unescape_html=False, explain=False))
    if _CHINESE.fullmatch(fixed) and fixed != run and _is_common(fixed):
        return fixed
    accented = fixed != run and "\ufffd" not in fixed
    if accented and in_word:
        return fixed
    data = run.encode("latin-1", "ignore")
    chinese = data.decode("gb2312", "ignore")
    if len(chinese) * 2 == len(run) >= 4 and max(data[::2]) < _LEVEL_2 and any(map(str.isalpha, run)):
        return chinese
    return fixed if accented else None
