"""Judgements as bytes: how reports travel between processes and rest in the cache.

A packed report holds in front what every run asks of it (counts, damage) and behind that, not decoded
until asked, the findings and the patch. Rules are named by their codes and found again in the engine of
the reader, which must have the same ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from lint.document import Document
from lint.findings import Edit, Finding, Fix, Safety, Severity, Text
from lint.fixes import Change, Patch
from lint.quality import Damage
from lint.report.base import FileReport, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.rules.base import Rule
    from lint.source import Source


class _Finding(msgspec.Struct, array_like=True):
    code: str
    start: int
    end: int
    confidence: float
    severity: Severity
    args: dict[str, Any]
    text: tuple[str, str] | None
    edits: list[tuple[int, int, str, int]] | None
    safety: Safety
    choices: tuple[str, ...]


class _Body(msgspec.Struct, array_like=True):
    findings: list[_Finding]
    names: list[str]
    changes: list[tuple[int, int, str, tuple[str, ...], int]] | None
    applied: list[str]


class _Head(msgspec.Struct, array_like=True):
    sha256: str
    kinds: list[tuple[str, str, str, str, int]]
    damage: Damage
    fixed: int
    error: str
    piece_name: str
    piece: bytes
    body: msgspec.Raw


_encoder = msgspec.msgpack.Encoder()
_head = msgspec.msgpack.Decoder(_Head)
_body = msgspec.msgpack.Decoder(_Body)


def pack(report: FileReport, piece_name: str = "", piece: bytes = b"") -> bytes:
    """All that `report` says of its document, without the document; and what a writer made of it."""
    changes = None if report.patch is None else [tuple(change) for change in report.patch.changes]
    body = _Body(
        [_packed(finding) for finding in report.findings],
        list(report.names),
        changes,  # type: ignore[arg-type]  # a NamedTuple's fields, in their order
        sorted(report.applied),
    )
    kinds = [(*kind, count) for kind, count in report.kinds.items()]
    return _encoder.encode(
        _Head(
            report.sha256,
            kinds,
            report.damage,
            report.fixed,
            report.error,
            piece_name,
            piece,
            msgspec.Raw(_encoder.encode(body)),
        )
    )


class Packed(FileReport):
    """A report that was packed: its counts are at hand, the rest is unpacked when somebody asks.

    `rules` gives the rules by code; it is called only then.

    Raises:
        ValueError: `data` is no packed report.
    """

    body: _Body

    def __init__(self, data: bytes, source: Source, rules: Callable[[], Mapping[str, Rule]]) -> None:
        try:
            self.head = _head.decode(data)
        except msgspec.DecodeError as error:
            raise ValueError(f"not a packed report: {error}") from error
        self.source = source
        self._rules = rules
        self.sha256 = self.head.sha256
        self.error = self.head.error
        self.damage = self.head.damage
        self.fixed = self.head.fixed
        self.kinds = Counter({Kind(*kind): count for *kind, count in self.head.kinds})

    @property
    def path(self) -> str:
        """Where the file is, as the user named it."""
        return self.source.name

    @property
    def size(self) -> int:
        """How many bytes the text has as stored."""
        return len(self.source.data)

    def __getattr__(self, name: str) -> Any:
        """Unpack `name`, which nobody has asked for yet."""
        if name not in _UNPACK:
            raise AttributeError(name)
        value = self.__dict__[name] = _UNPACK[name](self)
        return value

    def unpacked(self) -> tuple[Finding, ...]:
        """The findings, anew."""
        rules = self._rules()
        return tuple(_unpacked(finding, rules) for finding in self.body.findings)

    def kept(self, piece: str) -> bytes | None:
        """The piece that a writer has made of this file already."""
        return self.head.piece if self.head.piece_name == piece else None

    def forget(self) -> None:
        """Drop what can be unpacked again."""
        for name in _UNPACK:
            self.__dict__.pop(name, None)


def _document(report: Packed) -> Document:
    return Document("", report.path) if report.error else report.source.decode()


def _patch(report: Packed) -> Patch | None:
    changes = report.body.changes
    return None if changes is None else Patch(report.document.text, [Change(*c) for c in changes])


_UNPACK: dict[str, Callable[[Packed], Any]] = {
    "document": _document,
    "body": lambda report: _body.decode(report.head.body),
    "findings": lambda report: report.unpacked(),
    "names": lambda report: tuple(report.body.names),
    "patch": _patch,
    "applied": lambda report: frozenset(report.body.applied),
}


def _packed(finding: Finding) -> _Finding:
    fix = finding.fix
    return _Finding(
        finding.code,
        finding.start,
        finding.end,
        finding.confidence,
        finding.severity,
        finding.args,
        finding.text,
        None if fix is None else [(e.start, e.end, e.text, e.origin) for e in fix.edits],
        Safety.MANUAL if fix is None else fix.safety,
        () if fix is None else fix.choices,
    )


def _unpacked(told: _Finding, rules: Mapping[str, Rule]) -> Finding:
    # A Text travels as a pair of strings; no rule has other lists among its fields.
    args = {key: Text(*value) if isinstance(value, list) else value for key, value in told.args.items()}
    fix = None
    if told.edits is not None:
        fix = Fix(tuple(Edit(*edit) for edit in told.edits), told.safety, told.choices)
    text = None if told.text is None else Text(*told.text)
    return Finding(rules[told.code], told.start, told.end, fix, told.confidence, told.severity, args, text)
