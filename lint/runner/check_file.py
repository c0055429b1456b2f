"""One text judged or fixed. Whatever goes wrong becomes the error of its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.decided import Decided
from lint.core.document import Document
from lint.core.findings import fingerprints
from lint.core.messages import joined, message, message_of
from lint.core.report_data import FileReport
from lint.core.source import SourceError
from lint.decisions.events import decode
from lint.decisions.folding import fold
from lint.decisions.store import fault_lines
from lint.engine.decision_faults import stale_lines
from lint.rules.base import Rule
from lint.rules.budget import RuleOverrunError
from lint.rules.pattern import UserRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.findings import Safety
    from lint.core.messages import Notice
    from lint.core.source import Source
    from lint.decisions.folding import Decision
    from lint.engine.engine import Engine, Fixed

MOST_GIVEN_UP = 3
"""Rules of the user's own that may be given up on one text; then all others of their kind are."""


def judge(source: Source, engine: Engine, level: Safety | None = None) -> FileReport:
    """What the rules say of one text, and with a `level` the patch of its fixes up to there.

    Nothing but the arguments counts, so the report may come from another process or from a cache.
    """
    try:
        doc = source.decode()
    except SourceError as error:
        return failed(source.name, message_of(error))
    try:
        return _judged(source, doc, engine, level)
    except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, the other files are judged
        return failed(source.name, blame(error))


def judge_document(
    doc: Document,
    engine: Engine,
    level: Safety | None = None,
    *,
    sha256: str = "",
    decisions: Sequence[Decision] = (),
    notes: Sequence[str] = (),
) -> FileReport:
    """As `judge`, of a text that is decoded; whatever a rule raises is raised."""
    if level is None and not decisions:
        return _checked(doc, engine, sha256, notes=notes)
    fixed = engine.fix(doc, level, decisions)
    findings = engine.advised(doc, fixed.findings)
    order = sorted(range(len(findings)), key=lambda at: findings[at].start)
    return FileReport(
        doc,
        [findings[at] for at in order],
        [fixed.names[at] for at in order],
        sha256=sha256,
        patch=None if level is None else fixed.patch,
        applied=frozenset() if level is None else fixed.applied,
        notes=(*engine.notes, *notes, *stale_lines(doc.path, fixed.fates)),
        decided=fixed.marks if level is not None else _with_gone(fixed),
        after=fixed.after,
    )


def _with_gone(fixed: Fixed) -> dict[str, Decided]:
    """The marks, and those of findings that the accepted fixes of others do away with."""
    gone = {name: Decided("gone") for name in fixed.names if name in fixed.applied}
    return gone | fixed.marks


def _judged(source: Source, doc: Document, engine: Engine, level: Safety | None) -> FileReport:
    log = decode(source.decisions)
    try:
        return judge_document(
            doc,
            engine,
            level,
            sha256=source.sha256,
            decisions=fold(log.events),
            notes=fault_lines(doc.path, log),
        )
    except RuleOverrunError as error:
        return _by_the_others(source, doc, engine, error)


def _checked(
    doc: Document, engine: Engine, sha256: str, error: str = "", notes: Sequence[str] = ()
) -> FileReport:
    findings = engine.advised(doc, engine.check(doc))
    names = fingerprints(findings, doc.text)
    return FileReport(doc, findings, names, sha256=sha256, error=error, notes=(*engine.notes, *notes))


def _by_the_others(source: Source, doc: Document, engine: Engine, first: RuleOverrunError) -> FileReport:
    """What the other rules find when one was given up. Nothing is fixed: nothing is to be written."""
    given_up = [first]
    while True:
        rules = {error.rule for error in given_up}
        if len(given_up) >= MOST_GIVEN_UP:
            rules |= {rule for rule in engine.selection.rules if isinstance(rule, UserRule)}
        try:
            return _checked(doc, engine.without(rules), source.sha256, joined(given_up))
        except RuleOverrunError as error:
            given_up.append(error)


def failed(name: str, error: str) -> FileReport:
    """The report of a file that came to nothing."""
    return FileReport(Document("", name), error=error)


def blame(error: Exception) -> Notice:
    """Which rule failed, and where in the code."""
    from traceback import walk_tb

    selves = [frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__)]
    rule = next((own for own in reversed(selves) if isinstance(own, Rule)), None)
    if rule is None:
        return failure(error)
    return message(
        "rule {code} {name} failed: {what}; please report it, or go on with --ignore {code}",
        "规则 {code} {name} 出错：{what}；请报告此问题，或用 --ignore {code} 跳过该规则",
        code=rule.code,
        name=rule.name,
        what=fault(error),
    )


def failure(error: Exception) -> Notice:
    """That the linter itself failed, and where in the code."""
    return message(
        "the linter failed: {what}; please report it",
        "ocrlint 自身出错：{what}；请报告此问题",
        what=fault(error),
    )


def fault(error: Exception) -> str:
    """What went wrong, and where in the code, for whoever must mend it."""
    from traceback import walk_tb

    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"{type(error).__name__}: {error} ({Path(frame.f_code.co_filename).name}:{line})"
