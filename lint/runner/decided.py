"""Texts with their decisions, each replayed: what `ocrlint decisions` and baselines look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.core.messages import at
from lint.core.source import SourceError, read
from lint.decisions.anchoring import Places
from lint.decisions.events import Event, Log, decode
from lint.decisions.folding import fold
from lint.decisions.quoting import describe
from lint.decisions.store import decisions_of
from lint.engine.selection import Engines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lint.core.document import Document
    from lint.engine.engine import Fixed
    from lint.runner.discovery import Target


class DecidedText(NamedTuple):
    """One text, what its decisions file holds, and what became of each decision."""

    path: Path
    name: str
    document: Document
    stored: bytes
    log: Log
    fixed: Fixed


def decided_texts(
    targets: Iterable[Target], encoding: str | None, *, all_texts: bool = False
) -> Iterator[DecidedText]:
    """The texts of `targets` that have decisions, or `all_texts`, in order.

    Raises:
        SourceError: A text or its decisions can't be read; the message names it.
    """
    engines = Engines()
    for target in targets:
        stored = b"" if target.error else decisions_of(target.path)
        if not (stored or all_texts):
            continue
        if target.error:
            raise SourceError(at(target.name, target.error))
        try:
            doc = read(target.path, encoding or target.project.settings.encoding).decode()
        except SourceError as error:
            raise SourceError(at(target.name, error)) from error
        log = decode(stored)
        fixed = engines.of(target.project).fix(doc, None, fold(log.events))
        yield DecidedText(target.path, target.name, doc, stored, log, fixed)


def baseline(text: DecidedText, by: str, at: str) -> list[Event]:
    """An event for each finding of `text` that nobody has decided, which silences it in later checks."""
    places, gone = Places(text.document.text), text.fixed.applied
    events = []
    for name, finding in zip(text.fixed.names, text.fixed.findings, strict=True):
        marked = text.fixed.marks.get(name)
        if name in gone or finding.rule.family == "LNT" or (marked and not marked.is_open):
            continue
        events.append(Event(name, finding.code, "known", describe(finding, places).quote, by=by, at=at))
    return events
