r"""Unified diffs that ``git apply`` accepts, read off the patch: no diff algorithm, so linear and exact.

Lines end at ``\n`` only; where the file has ``\r\n`` so have the lines of the diff.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from lint.core.byte_exact import exact
from lint.core.character_classes import LineMap
from lint.core.patches import Change, Patch
from lint.core.source import encode
from lint.core.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.report_data import FileReport, Report

CONTEXT = 3
"""Unchanged lines on each side of a change."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Block(NamedTuple):
    """Lines ``[start, end)`` of the source, counted from 0, become `new`."""

    start: int
    end: int
    new: list[str]


def write(report: Report) -> str:
    """The diffs of all files, those without changes left out."""
    return "".join(diff(file) for file in report.files)


def diff(file: FileReport, path: str = "") -> str:
    """The diff of one file, called `path` or as the user called it; "" when nothing changes."""
    return "".join(parts(file, path))


def parts(file: FileReport, path: str = "") -> Iterator[str]:
    """The `diff`, hunk by hunk."""
    before = head(path or file.path)
    for hunk in hunks(file.document, file.patch):
        yield before + hunk
        before = ""


def stored(file: FileReport, path: str = "") -> Iterator[bytes]:
    """The `diff` in the bytes of the file, hunk by hunk; a diff of UTF-16 is UTF-8, to be read.

    Raises:
        SourceError: The encoding of the file can't store the cleaned text.
    """
    if not file.patch:
        return
    encode(file.document, file.patch)  # it raises, before anything is written
    ready = exact(file.document, file.patch)
    yield head(path or file.path).encode()  # names of files have their own encoding
    for hunk in hunks(file.document, ready.patch):
        yield hunk.encode() if file.document.encoding.startswith("utf") else ready.encode(hunk)


def head(path: str) -> str:
    """The lines that name the file; `git apply` takes no absolute path."""
    name = PurePath(path).as_posix().lstrip("/")
    old, new = _quoted(f"a/{name}"), _quoted(f"b/{name}")
    # As git does it: a tab ends a name with blanks.
    tab = "\t" if " " in name else ""
    return f"diff --git {old} {new}\n--- {old}{tab}\n+++ {new}{tab}\n"


def _quoted(name: str) -> str:
    """`name` as git writes it: in quotation marks where something is hidden in it, that by its bytes."""
    escaped = "".join(map(_octal, name))
    return name if escaped == name else f'"{escaped}"'


def _octal(character: str) -> str:
    if character not in '\t"\\' and visible(character) == character:
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))


def hunks(doc: Document, patch: Patch | None) -> Iterator[str]:
    """The changes of `patch` in the text of `doc`, as the hunks of a unified diff."""
    newline = doc.newline
    if not patch:
        return
    if newline == "\r":  # to git, a file of one line
        source, output = (text.replace("\n", "\r") for text in (patch.source, patch.output))
        patch = Patch(source, [Change(0, len(source), output)])
    mark = "\ufeff" if doc.encoding == "utf-8-sig" else ""
    old = _Lines(patch.source, mark)
    shift = 0  # how many lines the output is ahead of the source
    for group in _groups(blocks(patch, old.map)):
        first, last = max(0, group[0].start - CONTEXT), min(len(old), group[-1].end + CONTEXT)
        rows: list[str] = []
        at, growth = first, 0
        for block in group:
            new = block.new
            if block.start == 0 and new:
                new = [mark + new[0], *new[1:]]
            rows += (" " + line for line in old[at : block.start])
            rows += ("-" + line for line in old[block.start : block.end])
            rows += ("+" + line for line in new)
            growth += len(new) - (block.end - block.start)
            at = block.end
        rows += (" " + line for line in old[at:last])
        count = last - first
        title = f"@@ -{_range(first, count)} +{_range(first + shift, count + growth)} @@\n"
        yield title + "".join(_line(row, newline) for row in rows)
        shift += growth


class _Lines:
    """The lines of a text with their ends, cut out when asked for; `mark` stands before the first."""

    def __init__(self, text: str, mark: str) -> None:
        self.map = LineMap(text)
        self._text = text
        self._mark = mark

    def __len__(self) -> int:
        lines = len(self.map.starts)
        return lines if self.map.starts[-1] < len(self._text) else lines - 1

    def __getitem__(self, part: slice) -> list[str]:
        edges = [*self.map.starts[part.start : part.stop + 1]]
        if part.stop >= len(self.map.starts):
            edges.append(len(self._text))
        found = [self._text[start:end] for start, end in pairwise(edges)]
        if part.start == 0 and found:
            found[0] = self._mark + found[0]
        return found


def _range(start: int, count: int) -> str:
    """A hunk's place: lines from 1; an empty stretch is named by the line before it."""
    return f"{start + 1 if count else start},{count}"


def _line(row: str, newline: str) -> str:
    if not row.endswith("\n"):
        return row + "\n\\ No newline at end of file\n"
    return row if newline == "\n" else row[:-1] + "\r\n"


def _groups(found: Iterator[Block]) -> Iterator[list[Block]]:
    """Blocks that share context lines, together."""
    group: list[Block] = []
    for block in found:
        if group and block.start - group[-1].end > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def blocks(patch: Patch, lines: LineMap) -> Iterator[Block]:
    """The changes of `patch` as whole lines, sorted and disjoint."""
    source = patch.source
    region: list[int] = []  # where the current block begins and ends in the source
    parts: list[str] = []
    at = 0
    for change in patch.changes:
        line = lines.line(change.start) - 1
        start = lines.starts[line]
        last = lines.line(change.end) - 1
        whole = change.text.endswith("\n") or (not change.text and change.start == start)
        if whole and change.end == lines.starts[last]:
            end = change.end
        else:
            end = lines.starts[last + 1] if last + 1 < len(lines.starts) else len(source)
        if region and start <= region[1]:
            parts.append(source[at : change.start])
            region[1] = max(region[1], end)
        else:
            if region:
                parts.append(source[at : region[1]])
                yield from _block(source, region, "".join(parts), lines)
            region = [start, end]
            parts = [source[start : change.start]]
        parts.append(change.text)
        at = change.end
    if region:
        parts.append(source[at : region[1]])
        yield from _block(source, region, "".join(parts), lines)


def _block(source: str, region: list[int], text: str, lines: LineMap) -> Iterator[Block]:
    """One block, without the lines at its ends that stay as they are."""
    old, new = _LINE.findall(source[region[0] : region[1]]), _LINE.findall(text)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first = lines.line(region[0]) - 1
    if head < len(old) or head < len(new):
        yield Block(first + head, first + len(old) - tail, new[head : len(new) - tail])
