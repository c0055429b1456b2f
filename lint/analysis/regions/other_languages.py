"""Text in other languages than Chinese, which is none of the linter's business.

A repository holds translations beside the Chinese text, a Chinese book quotes a page of Japanese. People wrap
English on purpose, and Japanese has other characters and punctuation; what holds in any language is only that
characters are broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.regions.protected_spans import Shield
from lint.core.character_classes import HAN, LATIN
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_KANA_HANGUL = "\u3041-\u3096\u30a1-\u30fa\u1100-\u11ff\uac00-\ud7a3"
_KANA = re.compile(f"[{_KANA_HANGUL}]")
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(f"[{LATIN}]")
_HAN_LINE = re.compile(rf"[^\n]*[{HAN}][^\n]*")

_SHARE = 0.4
"""Share of kana and hangul among these and Han from which on a paragraph is Japanese or Korean.

Japanese prose has 0.5 to 0.7, laws 0.45, headings less; a Chinese sentence that quotes a Japanese title up to
0.35.
"""

_LEAST = 4
"""Kana or hangul that a paragraph must have for that: a stray の is an engine's misreading."""

_MOST = 0.5
"""Share of a text's Han in such paragraphs from which on the headings between them are no Chinese either."""

_CHINESE = 0.25
"""Han for each Latin letter that a line must have to be Chinese; `is_chinese` asks the same of a sentence."""


_SCRAP = 120
"""Characters below which a text with Han in it is taken for Chinese, however many Latin letters it has."""


@fact
def other_languages(doc: Document) -> Shield:
    """The stretches of `doc` that are in another language: paragraphs, or the whole text."""
    text = doc.text
    foreign = _japanese(text) if _KANA.search(text) else []
    if foreign:
        han = len(_HAN.findall(text))
        if sum(len(_HAN.findall(text, *span)) for span in foreign) > _MOST * han:
            return Shield([(0, len(text))])
    elif not any(map(_is_chinese, _HAN_LINE.finditer(text))) and not _is_scrap(text):
        return Shield([(0, len(text))])
    return Shield(foreign)


def _is_scrap(text: str) -> bool:
    """Whether a text with Han in it is too short to be in another language: a line with a path or a name."""
    return len(text) < _SCRAP and _HAN.search(text) is not None


def _japanese(text: str) -> list[tuple[int, int]]:
    """The lines in which kana or hangul are many."""
    found = []
    start = 0
    for line in text.split("\n"):
        kana = len(_KANA.findall(line))
        if kana >= _LEAST and kana >= _SHARE * (kana + len(_HAN.findall(line))):
            found.append((start, start + len(line) + 1))
        start += len(line) + 1
    return found


def _is_chinese(line: re.Match[str]) -> bool:
    """Whether a line with Han in it is Chinese, and no English that names a Chinese word."""
    return len(_HAN.findall(line[0])) >= _CHINESE * len(_LETTER.findall(line[0]))
