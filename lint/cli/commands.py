"""What the commands do, from options as typed to the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint.cli import output, terminal
from lint.cli.fix_mode import Mode
from lint.cli.request import Request, language, projects
from lint.core.findings import Safety, Severity, Text
from lint.core.messages import at, message
from lint.core.quality import worse
from lint.core.report_data import Report
from lint.core.source import SourceError, display, read
from lint.core.writing import holds
from lint.runner import discovery
from lint.runner.output_files import Outputs, naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.runner.discovery import Target

BELOW = Text("{path}: grade {grade} is below {limit}", "{path}：质量为 {grade}，低于 {limit}")
LEARNT = Text(
    "{path}: {new} texts learnt, {texts} in all, {grams} n-grams",
    "{path}：新学 {new} 份，共 {texts} 份，{grams} 条",
)
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def check(
    *,
    fail_on: str,
    exit_zero: bool,
    min_grade: str | None,
    add_known: bool,
    prune_known: bool,
    strict_known: bool,
    by: str | None,
    **options: Any,
) -> int:
    """`ocrlint check`."""
    request = Request(**options)
    known = _baseline(request, by, add=add_known, prune=prune_known)
    if known is not None:
        return known
    stale = strict_known and _has_stale_known(request)
    report = Report([], request.language)
    request.write(report, (result.report for result in request.reports(request.targets())))
    request.close()
    terminal.errors(report)
    if report.errors:
        return 2
    least = _RANK[Severity(fail_on)]
    left = {severity for file in report.files for severity in file.open_severities}
    fails = not exit_zero and any(_RANK[Severity(severity)] >= least for severity in left)
    return int(fails or stale or (min_grade is not None and _too_bad(report, min_grade)))


def _baseline(request: Request, by: str | None, *, add: bool, prune: bool) -> int | None:
    """Make or clean the baseline, if that was asked for; the exit code where that is all."""
    if not (add or prune):
        return None
    from lint.cli import decisions_command

    if request.stdin:
        raise click.UsageError(
            message(
                "a baseline needs files; what comes from stdin has no place",
                "基线需要文件；标准输入的文本没有地方保存",
            )
        )
    if add:
        return decisions_command.add_known(request.targets(), request.encoding, by, request.language)
    decisions_command.prune_known(request.targets(), request.encoding)
    return None


def _has_stale_known(request: Request) -> bool:
    from lint.cli import decisions_command

    return decisions_command.has_stale_known(request.targets(), request.encoding)


def _too_bad(report: Report, limit: str) -> bool:
    """Whether a file's grade is below `limit`; each that is is named."""
    bad = [file for file in report.files if worse(file.quality.grade, limit)]
    for file in bad:
        grade = {"path": file.path, "grade": file.quality.grade, "limit": limit}
        terminal.note(BELOW.render(report.language, grade))
    return bool(bad)


def fix(*, suggested: bool, output_dir: str | None, **options: Any) -> int:
    """`ocrlint fix`."""
    mode = Mode(output_dir, **{key: options.pop(key) for key in ("in_place", "diff", "check")})
    request = Request(**options)
    mode.refuse(request)
    targets = request.targets(mode.folder)
    mode.prepare(targets, request)
    finished, changed = [], False
    for result in request.reports(targets, Safety.SUGGESTED if suggested else Safety.SAFE):
        finished.append(mode.put(result, request))
        changed |= mode.dry and output.changed(finished[-1])
        if mode.diff:
            finished[-1] = output.show_diff(finished[-1])
        if not request.quiet and (mode.dry or not mode.prints(request)):
            output.report_fixes(finished[-1], request.language, dry=mode.dry)
        if request.wants_report:
            finished[-1].forget()
        else:
            finished[-1].let_go()
    report = Report(finished, request.language)
    terminal.errors(report)
    mode.finish(report)
    if request.wants_report:
        files, report.files = report.files, []
        request.write(report, files)
    request.close()
    if report.errors:
        return 2
    return int(changed)


def learn(
    *,
    paths: Sequence[str],
    memory: str | None,
    exclude: Sequence[str],
    encoding: str | None,
    quiet: bool,
    force: bool,
    **options: Any,
) -> int:
    """`ocrlint learn`."""
    from lint.analysis.language import accepted_counts as store

    known = projects(**options)
    project = known.of(Path())
    named = memory or project.settings.memory
    if not named:
        raise click.UsageError(
            message(
                'name a file to keep it in: --memory FILE, or memory = "FILE" in the settings',
                '请指定保存的文件：--memory FILE，或在设置里写 memory = "FILE"',
            )
        )
    path = Path(memory) if memory else project.writable("memory", Path(named))
    with naming(path):
        before = holds(path)
    accepted = store.read(path) if path.exists() else store.empty()
    targets = discovery.find(map(Path, paths), known, exclude)
    outputs = Outputs(force=force)
    outputs.protect(target.path for target in targets)
    outputs.check(path)
    for target in targets:
        if target.error:
            raise SourceError(at(target.name, target.error))
    accepted = store.learn(accepted, (_text(target, encoding) for target in targets))
    outputs.write(path, store.stored(accepted), [before] if before else [])
    if not quiet:
        counts = {"path": display(path), "new": len(targets), "texts": accepted.texts, "grams": len(accepted)}
        terminal.note(LEARNT.render(language(options["language"], known), counts))
    return 0


def _text(target: Target, encoding: str | None) -> str:
    try:
        return read(target.path, encoding or target.project.settings.encoding).decode().text
    except SourceError as error:
        raise SourceError(at(target.name, error)) from error


def decisions(**options: Any) -> int:
    """`ocrlint decisions`."""
    from lint.cli import decisions_command

    return decisions_command.decisions(**options)


def review(**options: Any) -> int:
    """`ocrlint review`."""
    from lint.cli import review_command

    return review_command.review(**options)


def rule(*, selector: str | None, **options: Any) -> int:
    """`ocrlint rule`."""
    from lint.cli import rule_manual

    known = projects(**options)
    answer = rule_manual.answer(selector, known.of(Path()), language(options["language"], known))
    terminal.say([answer.encode()])
    return 0
