r"""The report as one JSON document, for programs. Its form is a contract, see README.

Offsets are code points of the decoded text as stored, so ``\r\n`` counts two; lines and columns count
from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

import msgspec

from lint.core.decided import Decided
from lint.core.document import line_map
from lint.core.findings import Finding, Fix, Safety, Severity
from lint.core.quality import Quality
from lint.core.report_data import FileReport, Report
from lint.core.version import __version__
from lint.report.places import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lint.core.source import Buffer

SafetyName = Literal["safe", "suggested", "manual"]

_LABELS: dict[Safety, SafetyName] = {
    Safety.SAFE: "safe",
    Safety.SUGGESTED: "suggested",
    Safety.MANUAL: "manual",
}


class Position(msgspec.Struct, frozen=True, gc=False):
    """One end of a finding: its offset from 0, its line and column from 1, all in code points."""

    offset: int
    line: int
    column: int


class ReportedEdit(msgspec.Struct, frozen=True, gc=False):
    """Replace the stored text from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


class ReportedFix(msgspec.Struct, frozen=True, gc=False):
    """Edits that belong together; a person may put one of `choices` in their place, best first."""

    safety: SafetyName
    edits: tuple[ReportedEdit, ...]
    choices: tuple[str, ...]


class ReportedFinding(msgspec.Struct, frozen=True, gc=False):
    """One finding: which rule, how bad, how sure, where, and what can be done.

    `id` stays the same when the text is re-wrapped or edited elsewhere. `confidence`: from 0 to 1, how often
    such a finding is right. `excerpt`: the text with some characters around it, on one line.
    `after`: ids of the findings that must be fixed before this one arises. `decision`: what people decided.
    """

    id: str
    code: str
    name: str
    severity: Severity
    confidence: float
    message: str
    excerpt: str
    start: Position
    end: Position
    fix: ReportedFix | None
    after: tuple[str, ...] = ()
    decision: Decided | None = None


class FileRow(msgspec.Struct):
    """One file; `error` says why it could not be judged."""

    path: str
    encoding: str
    sha256: str
    characters: int
    findings: list[ReportedFinding]
    quality: Quality | dict[str, str] = {}
    error: str | None = None


SEPARATOR = b","

CHUNK = 256
"""Findings that are encoded together: all at once would take much more memory than the text."""


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """The findings of one file, some at a time."""
    row = finding_rows(file, language)
    names, findings = file.names, file.findings
    for at in range(0, len(findings), CHUNK):
        made = map(row, names[at : at + CHUNK], findings[at : at + CHUNK])
        yield encode(list(made))[1:-1]


def frame(pieces: Iterable[tuple[FileReport, Buffer]], report: Report) -> Iterator[Buffer]:
    """The report: what made it, the files with their findings, the summary."""
    yield f'{{"schema":1,"tool":{{"name":"ocrlint","version":"{__version__}"}},"files":['.encode()
    comma = b""
    for file, piece in pieces:
        before, findings, after = encode(_file_row(file)).partition(b'"findings":[')
        yield comma + before + findings
        yield piece
        yield after
        comma = b","
    yield b'],"summary":' + encode(report.summary) + b"}\n"


# Delete, C1 controls, zero-width and directional characters, separators of lines: in UTF-8.
_HIDDEN = re.compile(
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf"
)


def encode(value: object) -> bytes:
    """`value` as JSON that does nothing to a terminal: hidden characters are escaped."""
    try:
        return _HIDDEN.sub(_escape, _encoder.encode(value))
    except UnicodeEncodeError:  # half a surrogate pair, from a file name that is no UTF-8
        from json import dumps

        return dumps(msgspec.to_builtins(value)).encode()


def _escape(hit: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(hit[0].decode())


_encoder = msgspec.json.Encoder()


def _file_row(file: FileReport) -> FileRow:
    """One file without its findings."""
    return FileRow(
        path=file.path,
        encoding=file.encoding,
        sha256=file.sha256,
        characters=file.characters,
        findings=[],
        quality={} if file.error else file.quality,
        error=file.error or None,
    )


def finding_rows(file: FileReport, language: str) -> Callable[[str, Finding], ReportedFinding]:
    """What makes the rows of `file`, from the name of a finding and the finding itself."""
    doc, stored = file.document, file.stored
    text, newline, starts = doc.text, doc.newline, line_map(doc).starts
    wide = newline == "\r\n"
    after, decided = file.after, file.decided

    def edits(fix: Fix) -> tuple[ReportedEdit, ...]:
        if newline == "\n":
            return tuple([ReportedEdit(edit.start, edit.end, edit.text) for edit in fix.edits])
        return tuple(
            [
                ReportedEdit(stored(edit.start), stored(edit.end), edit.text.replace("\n", newline))
                for edit in fix.edits
            ]
        )

    def row(name: str, finding: Finding) -> ReportedFinding:
        rule, fix, start, end = finding.rule, finding.fix, finding.start, finding.end
        told = None
        if fix is not None:
            choices = tuple(choice.replace("\n", newline) for choice in fix.choices) if fix.choices else ()
            told = ReportedFix(_LABELS[fix.safety], edits(fix), choices)
        line = bisect_right(starts, start)
        last = line if line < len(starts) and end < starts[line] else bisect_right(starts, end)
        return ReportedFinding(
            name,
            rule.code,
            rule.name,
            finding.severity,
            finding.confidence,
            finding.message(language),
            shown(text, start, end),
            Position(start + line - 1 if wide else start, line, start - starts[line - 1] + 1),
            Position(end + last - 1 if wide else end, last, end - starts[last - 1] + 1),
            told,
            after.get(name, ()),
            decided.get(name),
        )

    return row
