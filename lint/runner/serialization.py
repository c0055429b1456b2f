"""Judgements as bytes: how reports travel between processes and rest in the cache.

A parcel has three parts. The head holds what every run asks of a report (counts, damage). The body holds
the findings and the patch, and is not decoded until somebody asks. The piece is what a writer made of the
findings already, and is passed on as it is. Rules are named by their codes and found again in the engine of
the reader, which must have the same ones.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from lint.core.decided import Decided
from lint.core.document import Document
from lint.core.findings import Finding, Fix, Severity, Text
from lint.core.messages import Notice, both
from lint.core.patches import Change, Patch
from lint.core.quality import Damage, worsened
from lint.core.report_data import FileReport, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.core.findings import RuleInfo
    from lint.core.source import Buffer, Source

_SIZES = struct.Struct("<QQQ")


class Parcel(NamedTuple):
    """The three parts of a packed report; joined only where they must be one."""

    head: Buffer
    body: Buffer
    piece: Buffer

    def parts(self) -> tuple[Buffer, ...]:
        """What to store, in order: the sizes first."""
        return _SIZES.pack(*map(len, self)), *self

    @classmethod
    def read(cls, data: Buffer) -> Parcel:
        """The parcel that was stored as `data`, not copied.

        Raises:
            ValueError: `data` is no parcel, or not a whole one.
        """
        whole = memoryview(data)
        sizes = _SIZES.unpack(whole[: _SIZES.size]) if len(whole) >= _SIZES.size else (0, 0, -1)
        if _SIZES.size + sum(sizes) != len(whole):
            raise ValueError("not a packed report: its size is wrong")
        body = _SIZES.size + sizes[0]
        piece = body + sizes[1]
        return cls(whole[_SIZES.size : body], whole[body:piece], whole[piece:])


EMPTY = Parcel(b"", b"", b"")


class _Finding(msgspec.Struct, array_like=True):
    """A `Finding` with the code of its rule."""

    code: str
    start: int
    end: int
    fix: Fix | None
    confidence: float
    severity: Severity
    args: dict[str, Any]
    text: Text | None


class _Body(msgspec.Struct, array_like=True):
    findings: msgspec.Raw
    """A list of `_Finding`; who wants the patch only does not pay for it."""
    names: tuple[str, ...]
    changes: tuple[Change, ...] | None
    applied: frozenset[str]
    decided: dict[str, Decided] = {}
    after: dict[str, tuple[str, ...]] = {}


class _Head(msgspec.Struct, array_like=True):
    sha256: str
    encoding: str
    characters: int
    kinds: list[tuple[str, str, str, str, str, int]]
    damage: Damage
    fixed: int
    error: tuple[str, str]
    """In English and in Chinese, as are the notes."""
    piece_name: str
    samples: dict[str, frozenset[int]]
    notes: tuple[tuple[str, str], ...]
    settled: dict[str, int]
    open_severities: frozenset[str]


def _code(rule: object) -> str:
    """A finding's rule is the only thing in it that msgspec does not know."""
    code: str = rule.code  # type: ignore[attr-defined]
    return code


_encoder = msgspec.msgpack.Encoder(enc_hook=_code)
_head = msgspec.msgpack.Decoder(_Head)
_body = msgspec.msgpack.Decoder(_Body)
_findings = msgspec.msgpack.Decoder(list[_Finding])


def pack(
    report: FileReport,
    piece_name: str = "",
    piece: Buffer = b"",
    samples: Mapping[str, frozenset[int]] | None = None,
) -> Parcel:
    """All that `report` says of its document, without the document; what a writer made of it; its samples."""
    changes = None if report.patch is None else report.patch.changes
    kinds = [(*kind, count) for kind, count in report.kinds.items()]
    head = _Head(
        report.sha256,
        report.encoding,
        report.characters,
        kinds,
        report.damage,
        report.fixed,
        both(report.notice),
        piece_name,
        dict(samples or {}),
        tuple(map(both, report.notes)),
        dict(report.settled),
        report.open_severities,
    )
    findings = msgspec.Raw(_encoder.encode(report.findings))
    decided, after = dict(report.decided), dict(report.after)
    body = (findings, report.names, changes, sorted(report.applied), decided, after)
    return Parcel(_encoder.encode(head), _encoder.encode(body), piece)


class Packed(FileReport):
    """A report that was packed: its counts are at hand, the rest is unpacked when somebody asks.

    `rules` gives the rules by code; it is called only then.

    Raises:
        ValueError: `parcel` is no packed report.
    """

    body: _Body

    def __init__(self, parcel: Parcel, source: Source, rules: Callable[[], Mapping[str, RuleInfo]]) -> None:
        try:
            head = _head.decode(parcel.head)
        except msgspec.DecodeError as error:
            raise ValueError(f"not a packed report: {error}") from error
        self.parcel = parcel
        self.source = source
        self._rules = rules
        self._first: FileReport | None = None
        self._piece_name = head.piece_name
        self.sha256 = head.sha256
        self.encoding = head.encoding
        self.characters = head.characters
        self.error = head.error[0]
        self.notice = Notice(*head.error)
        self.damage = head.damage
        self.fixed = head.fixed
        self.samples = head.samples
        self.notes = tuple(Notice(*note) for note in head.notes)
        self.settled = Counter(head.settled)
        self.open_severities = head.open_severities
        self.size = len(source.data)
        """Bytes of the text as stored."""
        self.kinds = Counter({Kind(*kind): count for *kind, count in head.kinds})

    @property
    def path(self) -> str:
        """Where the file is, as the user named it."""
        return self.source.name

    def __getattr__(self, name: str) -> Any:
        """Unpack `name`, which nobody has asked for yet."""
        if name not in _UNPACK:
            raise AttributeError(name)
        value = self.__dict__[name] = _UNPACK[name](self)
        return value

    def unpacked(self) -> tuple[Finding, ...]:
        """The findings, anew."""
        rules = self._rules()
        first = self._first.findings if self._first else ()
        return (*first, *(_unpacked(finding, rules) for finding in _findings.decode(self.body.findings)))

    def unpacked_names(self) -> tuple[str, ...]:
        """Their names."""
        return (*(self._first.names if self._first else ()), *self.body.names)

    def put_first(self, more: FileReport, piece: Buffer) -> None:
        """Let the findings of `more`, which know of other files, stand before those of this one."""
        self.forget()
        self._first = more
        self.parcel = self.parcel._replace(piece=piece)
        self.kinds = more.kinds + self.kinds
        self.damage = worsened(self.damage, more.findings)
        self.open_severities |= more.open_severities

    def kept(self, piece: str) -> Buffer | None:
        """The piece that a writer has made of this file already."""
        return self.parcel.piece if self._piece_name == piece else None

    def forget(self) -> None:
        """Drop what can be unpacked again."""
        for name in _UNPACK:
            self.__dict__.pop(name, None)

    def let_go(self) -> None:
        """Drop all but the counts."""
        self.forget()
        self.parcel = EMPTY
        self.source = self.source.without_data()


def _document(report: Packed) -> Document:
    # A report with an error has a text only if most rules judged it; then the error is of one of them.
    return report.source.decode() if report.characters or not report.error else Document("", report.path)


def _patch(report: Packed) -> Patch | None:
    changes = report.body.changes
    return None if changes is None else Patch(report.document.text, changes)


_UNPACK: dict[str, Callable[[Packed], Any]] = {
    "document": _document,
    "body": lambda report: _body.decode(report.parcel.body),
    "findings": lambda report: report.unpacked(),
    "names": lambda report: report.unpacked_names(),
    "patch": _patch,
    "applied": lambda report: report.body.applied,
    "decided": lambda report: report.body.decided,
    "after": lambda report: report.body.after,
}


def _unpacked(told: _Finding, rules: Mapping[str, RuleInfo]) -> Finding:
    # A Text travels as a pair of strings; no rule has other lists among its fields.
    args = {key: Text(*value) if isinstance(value, list) else value for key, value in told.args.items()}
    return Finding(
        rules[told.code], told.start, told.end, told.fix, told.confidence, told.severity, args, told.text
    )
