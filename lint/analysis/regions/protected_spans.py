"""Stretches that punctuation rules leave alone: code, markup, addresses on the web, tables of values.

What a mark means there is not what it means in a sentence: the comma of a CSV file separates fields, the
bracket of a Markdown link is syntax.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.regions.code_spans import code_spans
from lint.analysis.regions.fences import fences
from lint.analysis.regions.line_formats import line_formats
from lint.core.character_classes import HAN
from lint.core.document import Document, fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.findings import Fix

# Each with the text without which it cannot match. Every one begins with a literal or a line start, so that
# looking for it in text without it costs next to nothing.
_SHIELDS = [
    ("-->", re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)),
    ("<", re.compile(r"</?[A-Za-z](?:[^<>\n]{0,400}|[^<>]{0,100}=[^<>]{0,300})>")),
    ("&", re.compile(r"&(?:[A-Za-z][\w.-]{0,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")),
    # Ranges of code points.
    ("\\u", re.compile(r"\[[^\]\n]{0,60}\\u[0-9A-Fa-f]{4}[^\]\n]{0,60}\]")),
    (
        "](",
        re.compile(
            r"\]\([^()\s]{0,400}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:[ \t]+\"[^\"\n]{0,200}\")?[ \t]*\)"
        ),
    ),
    ("]]", re.compile(r"\[\[[^\[\]\n]{1,300}\]\]")),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t][^\n]*", re.MULTILINE)),
    ("][", re.compile(r"\]\[[^\[\]\n]{0,200}\]")),
    (".htm", re.compile(rf"\.html?#[{HAN}\w%.-]+")),
    # Strings of programs and data: 键="值", "键": "值", print("值").
    ('="', re.compile(r'="[^"\n]{0,400}"')),
    ('":', re.compile(r'"(?=[^"\n]{1,80}":)[^"\n]+":[ ]?"[^"\n]{0,400}"')),
    (
        '("',
        re.compile(
            r'\("(?<=[A-Za-z_]..)[^"\n]{0,400}"(?:[^()\n]{0,100}(?:\([^()\n]{0,60}\)[^()\n]{0,60}){0,3}\))?'
        ),
    ),
    ("$", re.compile(r"\$\$[^$]{1,2000}\$\$|\$[!-~ ]{1,200}?\$")),
    ("---\n", re.compile(r"\A---\n.{0,4000}?^---$", re.MULTILINE | re.DOTALL)),
    ("+++\n", re.compile(r"\A\+\+\+\n.{0,4000}?^\+\+\+$", re.MULTILINE | re.DOTALL)),
    # Faces: `;)`, `:-)`.
    (")", re.compile(r"(?<![\w)）])[:;]-?\)(?<![(（].{2})(?<![(（].{3})")),
]

# What has no literal at its beginning is looked for by one inside, and what is before that is read backwards.
_READ_BACK = [
    # Characters listed one by one: { } ( ).
    (
        " ",
        re.compile(r"[ ](?<=[!-/:-@\[-`{-~] )(?<![!-~]..)[!-/:-@\[-`{-~](?:[ ][!-/:-@\[-`{-~])+(?![!-~])"),
        re.compile("."),
    ),
    # Calls and addresses named in Chinese: 组件.操作(数据), 住址://地球/中国.
    ("(", re.compile(r"\.(?<=\w.)\w{1,20}\([^()\n]{0,60}\)"), re.compile(r"\w{1,20}")),
    (
        "://",
        re.compile(rf"://(?<=[{HAN}]...)[^\s，。；！？、）」”]{{1,200}}"),
        re.compile(f"[{HAN}]{{1,10}}"),
    ),
]
_BACK = 20
"""Characters that are read backwards at most."""

_ADDRESS = re.compile(r"://(?<=[A-Za-z]{2}...)(?:[!-~]*[\w/#=&%~+$-])?", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z]{2,10}(?!\w)", re.ASCII)
# Han that an address goes on with: a slash stands before it, and behind it a part that begins in ASCII. Han
# that merely follows, as in `https://a.example/即可`, is the sentence's.
_HAN_PART = re.compile(rf"(?<=/)[{HAN}][{HAN}\w%-]{{0,99}}(?:[#./?][{HAN}\w%-]{{1,100}})+")

# Commas in two lines that follow each other, without which no lines are rows of values.
_ROWS = re.compile(r",[^\n,]*\n[^\n,]*,")
_STRING = re.compile(r'"[^"\n]*"')
_SENTENCE_ENDS = ".;:!?，。；：！？、”」）)"
# A cell of figures or Latin, with at most a unit behind it.
_FIGURES = re.compile(rf'"?[!-~][ -~]*[{HAN}]{{0,2}}"?')


class Shield:
    """Sorted stretches of a text that do not touch."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]

    def changed_by(self, fix: Fix) -> bool:
        """Whether `fix` edits or inserts characters inside one of the stretches."""
        return bool(self.starts) and any(self._meets(edit.start, edit.end) for edit in fix.edits)

    def _meets(self, start: int, end: int) -> bool:
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < max(end, start)

    def outside(self, offsets: list[int]) -> list[int]:
        """Those of `offsets` that lie in none of the stretches."""
        return [offset for offset in offsets if offset not in self] if self.starts else offsets


@fact
def shield(doc: Document) -> Shield:
    """Where the marks of `doc` are not punctuation."""
    text = doc.text
    if doc.path.lower().endswith((".csv", ".tsv")):
        return Shield([(0, len(text))])
    signs = ascii_part(doc)
    spans = [match.span() for sign, pattern in _SHIELDS if sign in signs for match in pattern.finditer(text)]
    for sign, pattern, back in _READ_BACK:
        if sign in signs:
            spans += _read_back(text, pattern, back)
    spans += [(fence.start, fence.end) for fence in fences(doc)]
    spans += code_spans(doc)
    spans += line_formats(doc)
    if "://" in signs:
        spans += _addresses(text)
    if _ROWS.search(signs):
        spans += _values(text)
    return Shield(spans)


def guards_blank(doc: Document, at: int) -> bool:
    """Whether the blank at `at` stands in one of the stretches, or ends an address."""
    stretches = shield(doc)
    return at in stretches or (at - 1 in stretches and doc.text[at - 1] not in ")]>`$")


def _read_back(text: str, pattern: re.Pattern[str], back: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """What `pattern` finds, with what `back` finds before it from right to left."""
    for match in pattern.finditer(text):
        if before := back.match(text[max(0, match.start() - _BACK) : match.start()][::-1]):
            yield match.start() - before.end(), match.end()


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Addresses on the web, told by what stands behind their scheme, which is then read backwards."""
    for match in _ADDRESS.finditer(text):
        if scheme := _SCHEME.match(text[max(0, match.start() - 11) : match.start()][::-1]):
            part = _HAN_PART.match(text, match.end())
            yield match.start() - scheme.end(), part.end() if part else match.end()


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Blocks of lines that are rows of comma-separated values."""
    start = 0
    for filled, group in groupby(text.split("\n"), key=bool):
        rows = list(group)
        end = start + sum(map(len, rows)) + len(rows)
        if filled and len(rows) >= 4 and _is_table(rows):
            yield start, end
        start = end


def _is_table(rows: list[str]) -> bool:
    """Whether lines are rows: nearly all with as many commas, and cells that no sentence is made of."""
    rows = [_STRING.sub('""', row) for row in rows]
    commas = [row.count(",") for row in rows]
    ((usual, often),) = Counter(commas).most_common(1)
    if not usual or often < 0.8 * len(rows):
        return False
    cells = [row.split(",") for row, count in zip(rows, commas, strict=True) if count == usual]
    ends = Counter(row[-1] for row in rows)
    open_ended = ends.pop(",", 0)  # the last cell of some rows may be empty
    if open_ended > (0.1 if usual == 1 else 0.5) * len(rows):
        return False
    if sum(ends[end] for end in _SENTENCE_ENDS) > 0.1 * len(rows):
        return False
    columns = list(zip(*cells, strict=True))
    if any(sum(1 for cell in column if _FIGURES.fullmatch(cell)) >= 0.8 * len(cells) for column in columns):
        return True
    # Names and the like, three columns or more: short, and not all of one length as the lines of a poem are.
    lengths = {len(cell) for row in cells for cell in row}
    return usual >= 2 and max(lengths) <= 10 and any(one != other for one, other in pairwise(sorted(lengths)))
