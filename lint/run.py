"""A run: each file read, judged or fixed, and reported, in the order given.

No file takes the run down. What stops one (bytes that are no text, a rule that crashes) becomes its error
in the report, and the others are judged all the same.
"""

from __future__ import annotations

import traceback
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from lint import source
from lint.catalog import Selection, all_rules, matches, select_rules
from lint.config import ConfigError
from lint.document import Document
from lint.engine import Engine
from lint.findings import Safety, Severity, fingerprints
from lint.report.base import FileReport
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lint.config import Project
    from lint.files import Target
    from lint.source import Source


class Result(NamedTuple):
    """What became of a file, and the file as it was read (None where it could not be)."""

    report: FileReport
    source: Source | None = None


def judge(text: Source, engine: Engine, level: Safety | None = None) -> FileReport:
    """What the rules say of one text, and with a `level` the patch of its fixes up to there.

    Nothing but the arguments counts, so the report may come from another process or from a cache.
    """
    doc = text.document
    try:
        if level is None:
            findings = engine.check(doc)
            report = FileReport(doc, findings, fingerprints(findings, doc.text), sha256=text.sha256)
        else:
            fixed = engine.fix(doc, level)
            order = sorted(range(len(fixed.findings)), key=lambda at: fixed.findings[at].start)
            report = FileReport(
                doc,
                [fixed.findings[at] for at in order],
                [fixed.names[at] for at in order],
                sha256=text.sha256,
                patch=fixed.patch,
                applied=fixed.applied,
            )
    except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, the other files are judged
        return FileReport(doc, sha256=text.sha256, error=_blame(error))
    doc.facts.clear()  # they may weigh more than the text, and few writers ask for any
    return report


def _blame(error: Exception) -> str:
    """Which rule failed, and where in the code."""
    selves = [frame.f_locals.get("self") for frame, _ in traceback.walk_tb(error.__traceback__)]
    rule = next((own for own in reversed(selves) if isinstance(own, Rule)), None)
    if rule is None:
        return f"the linter failed: {fault(error)}; please report it"
    way = f"please report it, or go on with --ignore {rule.code}"
    return f"rule {rule.code} {rule.name} failed: {fault(error)}; {way}"


def fault(error: Exception) -> str:
    """What went wrong, and where in the code, for whoever must mend it."""
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    return f"{type(error).__name__}: {error} ({Path(frame.f_code.co_filename).name}:{line})"


def run(
    targets: Iterable[Target],
    *,
    level: Safety | None = None,
    encoding: str | None = None,
) -> Iterator[Result]:
    """The report of each target, in order, each made when it is asked for.

    Raises:
        ConfigError: Settings that can't be followed; before any file is read.
    """
    targets = list(targets)
    engines = Engines()
    for target in targets:
        engines.of(target.project)
    return (_one(target, engines, level, encoding) for target in targets)


def _one(target: Target, engines: Engines, level: Safety | None, encoding: str | None) -> Result:
    error = target.error
    if not error:
        try:
            text = source.read(target.path, encoding)
            return Result(judge(text, engines.of(target.project), level), text)
        except source.SourceError as trouble:
            error = str(trouble)
    return Result(FileReport(Document("", target.name), error=error))


class Engines:
    """One engine for each project."""

    def __init__(self) -> None:
        self._known: dict[Path | None, Engine] = {}

    def of(self, project: Project) -> Engine:
        """The engine with the rules that `project` wants."""
        if project.origin not in self._known:
            self._known[project.origin] = Engine(selection(project))
        return self._known[project.origin]


def selection(project: Project) -> Selection:
    """The rules that `project` wants, with what it says of them."""
    settings = project.settings
    rulesets = [Path(ruleset) for ruleset in settings.rulesets]
    try:
        chosen = select_rules(
            settings.profile,
            settings.options(),
            select=settings.select,
            ignore=settings.ignore,
            extend_select=settings.extend_select,
            rulesets=rulesets,
        )
        known = all_rules(rulesets=rulesets) if settings.severity or settings.safety else ()
        severity = _by_code("severity", settings.severity, known)
        safety = _by_code("safety", settings.safety, known)
    except ValueError as error:
        where = f"{project.origin}: " if project.origin else ""
        raise ConfigError(f"{where}{error}") from error
    least = dict(chosen.safety)
    for code, name in safety.items():
        least[code] = max(Safety[name.upper()], least.get(code, Safety.SAFE))
    return msgspec.structs.replace(
        chosen,
        severity=chosen.severity | {code: Severity(name) for code, name in severity.items()},
        safety=least,
    )


def _by_code(key: str, said: Mapping[str, str], known: Sequence[Rule]) -> dict[str, str]:
    """What is said of each rule by its code; of two selectors the more exact one counts."""
    names = {rule.name for rule in known}
    found: dict[str, str] = {}
    for selector in sorted(said, key=lambda s: (s in names, s != "ALL", len(s))):
        codes = [rule.code for rule in known if matches(selector, rule)]
        if not codes:
            near = get_close_matches(selector, [*names, *(rule.code for rule in known)], n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`ocrlint rule` lists them"
            raise ConfigError(f"{key}: no rule is called {selector!r}; {hint}")
        found |= dict.fromkeys(codes, said[selector])
    return found
