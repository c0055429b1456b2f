"""Characters that Chinese text of one script hardly has, looked for once for all rules about them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import matches
from lint.analysis.characters.script_detection import (
    Script,
    document_census,
    simplified_pattern,
    traditional_pattern,
)
from lint.analysis.characters.script_tables import char_class, shinjitai
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.core.document import Document

SCRIPTS = {
    "Cyrillic": "\u0400-\u052f",
    "Hebrew": "\u0591-\u05f4",
    "Arabic": "\u0600-\u06ff",
    "Indic": "\u0900-\u0dff",
    "Thai": "\u0e01-\u0e5b",
    "Korean": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff",
}
"""Scripts other than Han and Latin, each as the inside of a character class."""

_WORDS = "".join(SCRIPTS.values())
_WORD = re.compile(f"[{_WORDS}](?: ?[{_WORDS}])*+")


@cache
def japanese_pattern() -> re.Pattern[str]:
    """A Japanese form that Chinese never writes."""
    return re.compile(f"[{char_class(shinjitai())}]")


@cache
def _foreign(script: Script) -> tuple[re.Pattern[str], ...]:
    """What is rare in a text of `script`."""
    if script is Script.SIMPLIFIED:
        return traditional_pattern(), japanese_pattern()
    if script is Script.TRADITIONAL:
        return simplified_pattern(), japanese_pattern()
    return (japanese_pattern(),)


@cache
def _stranger(script: Script) -> re.Pattern[str]:
    classes = (_WORDS, *(foreign.pattern[1:-1] for foreign in _foreign(script)))
    return re.compile(f"[{''.join(classes)}]")


@fact
def strangers(doc: Document) -> Mapping[str, list[int]]:
    """Each character of another script with its offsets."""
    found: dict[str, list[int]] = {}
    for match in _stranger(document_census(doc).script).finditer(doc.text):
        found.setdefault(match[0], []).append(match.start())
    return found


@fact
def foreign_words(doc: Document) -> list[tuple[int, int]]:
    """Where words of `SCRIPTS` stand, words with a blank between them as one."""
    return [match.span() for match in matches(doc, _WORD, _WORDS, strangers)]


def runs(doc: Document, foreign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where characters of the class `foreign` stand, those side by side as one."""
    if foreign not in _foreign(document_census(doc).script):
        return [match.span() for match in _run(foreign).finditer(doc.text)]
    if not any(map(foreign.match, strangers(doc))):
        return []  # and a large pattern need not be compiled
    return [match.span() for match in matches(doc, _run(foreign), foreign.pattern[1:-1], strangers)]


@cache
def _run(foreign: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"{foreign.pattern}{foreign.pattern}*+")
