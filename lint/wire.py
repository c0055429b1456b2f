"""Judgements as bytes: how a report's findings travel between processes and rest in the cache.

Rules are named by their codes and found again in the engine of the reader, which must have the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from lint.findings import Edit, Finding, Fix, Safety, Severity, Text
from lint.fixes import Change, Patch
from lint.report.base import FileReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.document import Document
    from lint.rules.base import Rule


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


class _Judgement(msgspec.Struct, array_like=True):
    sha256: str
    findings: list[_Finding]
    names: list[str]
    changes: list[tuple[int, int, str, tuple[str, ...], int]] | None
    applied: list[str]
    error: str


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Judgement)


def pack(report: FileReport) -> bytes:
    """All that `report` says of its document, without the document."""
    changes = None if report.patch is None else [tuple(change) for change in report.patch.changes]
    findings = [_packed(finding) for finding in report.findings]
    return _encoder.encode(
        _Judgement(
            report.sha256,
            findings,
            list(report.names),
            changes,  # type: ignore[arg-type]  # a NamedTuple's fields, in their order
            sorted(report.applied),
            report.error,
        )
    )


def unpack(data: bytes, doc: Document, rules: Mapping[str, Rule]) -> FileReport:
    """The report on `doc` that was packed.

    Raises:
        ValueError: `data` is damaged, or from other rules than `rules` (by code).
    """
    try:
        told = _decoder.decode(data)
        findings = [_unpacked(finding, rules) for finding in told.findings]
    except (msgspec.DecodeError, KeyError) as error:
        raise ValueError(f"not a judgement of these rules: {error}") from error
    patch = None if told.changes is None else Patch(doc.text, [Change(*change) for change in told.changes])
    return FileReport(
        doc,
        findings,
        told.names,
        sha256=told.sha256,
        patch=patch,
        applied=frozenset(told.applied),
        error=told.error,
    )


def _packed(finding: Finding) -> _Finding:
    fix = finding.fix
    return _Finding(
        finding.code,
        finding.start,
        finding.end,
        finding.confidence,
        finding.severity,
        finding.args,
        None if finding.text is None else tuple(finding.text),
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
    return Finding(
        rules[told.code], told.start, told.end, fix, told.confidence, told.severity, args, text
    )
