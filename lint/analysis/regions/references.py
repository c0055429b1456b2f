"""Lists of references, whose punctuation a citation standard sets and no sentence.

GB/T 7714 writes half-width marks between the parts of an entry: `周明远, 何立群. 湿地植物恢复研究进展[J].
水生态学报, 2011(4): 45-50.` What a rule about sentences makes of such a line is not the standard's and not
the author's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.regions.protected_spans import Shield
from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_HEADING = re.compile(
    r"^[ \t#*_【\[]*(?:\d[\d.]*|[一二三四五六七八九十]{1,3}[、．.])?[ \t]*"
    r"(?:主要|部分)?(?:参考|參考|引用|征引|徵引)(?:文献|文獻|书目|書目|资料|資料)(?:[（(][^）)\n]*[）)])?"
    r"[ \t:：】\]*_]*$|^[ \t#*_]*(?:References|REFERENCES|Bibliography)[ \t:：*_]*$",
    re.MULTILINE,
)
_TYPE = re.compile(rf"[\[［【][ ]?(?:[JMDCNRSPZGA]|DB|EB|CP|CM|PB)(?:/[A-Z]{{2}})?[ ]?[\]］】](?![{HAN}])")
"""The type of a publication: [J] a journal, [M] a book, [EB/OL] a page on the web."""

_NUMBER = re.compile(r"[ \t>*-]*(?:[\[［【（(]\d{1,3}[\]］】）)]|\d{1,3}[.．、 ]|[①-⑳])[ \t]*\S")
_YEAR = re.compile(
    r"(?<!\d)(?:1[89]|20)\d{2}(?:年)?[ ]?(?:[,，;；:：][ ]?(?:第|Vol\.?[ ]?)?\d{1,4}|[(（]\d{1,3}[)）]|[:：])"
    r"|(?<!\d)\d{1,4}[ ]?[(（]\d{1,3}[)）][ ]?[:：,，][ ]?\d"
    r"|(?:出版社|书社|書社|书局|書局|Press)[,，.．、 ]{1,2}(?:1[89]|20)\d{2}"
)
"""A year with a volume or an issue, an issue with pages, a publisher with a year."""

_STOP = re.compile(f"[。；！？][^\\n]*[{HAN}]{{4}}[^\\n]*[。！？]")
"""Two sentence ends with words between them: a paragraph of prose that cites."""

_PAUSE = re.compile("[，,.．：:；;]")
_PART = re.compile(rf"[{HAN}][.．]")
_PARTS = 2
"""Parts that end in a dot, author and title, of an entry without a number."""

_LEAST = 3
"""Marks that an entry has at least: after the author, the title, the publisher."""

_LONGEST_HEADING = 40
"""Characters of a heading of such a list."""

_LONGEST = 400
"""Characters of a line that may be an entry."""


@fact
def references(doc: Document) -> Shield:
    """The lines of `doc` that are entries of a list of references."""
    text = doc.text
    spans = []
    listed = entry = False
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        shown = line.strip()
        if len(shown) <= _LONGEST_HEADING and _HEADING.match(shown):
            listed = True
        elif shown:
            goes_on = entry and _YEAR.search(line) is not None and not _is_prose(line)
            entry = goes_on or _is_entry(line, listed=listed)
            listed = listed and (entry or not _is_prose(line))
            if entry:
                spans.append((start, end))
        start = end + 1
    return Shield(spans)


def _is_entry(line: str, *, listed: bool) -> bool:
    """Whether `line` is an entry by itself, or below the heading of a list (`listed`)."""
    if len(line) > _LONGEST or _is_heading(line):
        return False
    if listed:
        return not _is_prose(line) or _TYPE.search(line) is not None
    if _is_prose(line):
        return False
    if _TYPE.search(line):
        return len(_PAUSE.findall(line)) >= _LEAST - 1
    if not _YEAR.search(line) or len(_PAUSE.findall(line)) < _LEAST:
        return False
    return _NUMBER.match(line) is not None or len(_PART.findall(line)) >= _PARTS


def _is_heading(line: str) -> bool:
    """Whether a Markdown heading begins another section."""
    return line.lstrip().startswith("#")


def _is_prose(line: str) -> bool:
    """Whether sentences follow one another in `line`, or one goes on as no entry does."""
    if _STOP.search(line):
        return True
    return line.rstrip().endswith(("。", "；", "：")) and not _TYPE.search(line)
