"""What the commands do, from options as typed to the exit code."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint import cleaned, console, files, source
from lint.config import Project, Projects, Settings, load, system_language
from lint.findings import Safety, Severity
from lint.report import formats, statistics
from lint.report.base import Report
from lint.run import Engines, Result, judge, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.files import Target

STDIN = "-"
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Request:
    """What was asked for on the command line, in the types of the linter."""

    def __init__(self, **options: Any) -> None:
        self.paths: Sequence[str] = options["paths"]
        self.exclude: Sequence[str] = options["exclude"]
        self.stdin_filename: str | None = options["stdin_filename"]
        self.encoding: str | None = options["encoding"]
        self.output_format: str | None = options["output_format"]
        self.output_file: str | None = options["output_file"]
        self.statistics: bool = options["statistics"]
        self.quiet: bool = options["quiet"]
        self.projects = projects(**options)
        self.language = language(options["language"], self.projects)
        if self.statistics and self.output_format not in {None, "full"}:
            raise click.UsageError("--statistics is a form of its own; leave out --output-format")
        if STDIN in self.paths and len(self.paths) > 1:
            raise click.UsageError("`-` (stdin) can't be combined with other paths")

    @property
    def wants_report(self) -> bool:
        """Whether a report was asked for by any option."""
        return bool(self.statistics or self.output_format or self.output_file)

    @property
    def stdin(self) -> bool:
        """Whether the text comes from stdin."""
        return STDIN in self.paths

    def targets(self, output: Path | None = None) -> list[Target]:
        """The files that the paths name; none when the text comes from stdin."""
        return [] if self.stdin else files.find(map(Path, self.paths), self.projects, self.exclude, output)

    def reports(self, targets: list[Target], level: Safety | None = None) -> Iterable[Result]:
        """Each file judged, or fixed up to `level`, in order."""
        if self.stdin:
            return [self._standard_input(level)]
        results = run(targets, level=level, encoding=self.encoding)
        return results if self.quiet else console.progress(results, len(targets))

    def _standard_input(self, level: Safety | None) -> Result:
        name = Path(self.stdin_filename or STDIN)
        engine = Engines().of(self.projects.of(name.parent))
        data = sys.stdin.buffer.read()
        try:
            text = source.parse(data, source.display(name), self.encoding)
        except source.SourceError as error:
            return Result(console.failed(source.display(name), str(error)))
        return Result(judge(text, engine, level), text)

    def tell(self, report: Report) -> None:
        """Write the report where and how it is wanted."""
        form = self.output_format or "full"
        if form == "full" and not (self.statistics or self.output_file) and console.colour():
            console.show(report)
            return
        text = statistics.write(report) if self.statistics else formats()[form](report)
        if self.output_file:
            cleaned.write(Path(self.output_file), text.encode())
        else:
            console.out(text)


def projects(*, config: str | None, no_config: bool, profile: str | None, **options: Any) -> Projects:
    """Where settings come from, and what the command line says instead."""
    if config and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    fixed = load(Path(config)) if config else Project(Settings(), Path.cwd()) if no_config else None
    chosen = {key: tuple(chain(*options.get(key, ()))) for key in ("select", "ignore", "extend_select")}
    return Projects(fixed=fixed, profile=profile, **chosen)


def language(asked: str | None, known: Projects) -> str:
    """The language of messages: as asked, as the working folder's settings or the system have it."""
    return asked or known.of(Path()).settings.language or system_language(os.environ)


def check(*, fail_on: str, exit_zero: bool, **options: Any) -> int:
    """`ocrlint check`."""
    request = Request(**options)
    report = Report([result.report for result in request.reports(request.targets())], request.language)
    console.errors(report)
    request.tell(report)
    if report.errors:
        return 2
    least = _RANK[Severity(fail_on)]
    fails = any(_RANK[finding.severity] >= least for file in report.files for finding in file.findings)
    return int(fails and not exit_zero)


def fix(*, suggested: bool, output_dir: str | None, **options: Any) -> int:
    """`ocrlint fix`."""
    mode = Mode(output_dir, **{key: options.pop(key) for key in ("in_place", "diff", "check")})
    request = Request(**options)
    mode.refuse(request)
    targets = request.targets(mode.folder)
    mode.prepare(targets)
    finished = []
    for result in request.reports(targets, Safety.SUGGESTED if suggested else Safety.SAFE):
        finished.append(cleaned.put(result, in_place=mode.in_place) if mode.writes else result.report)
        if mode.diff:
            console.out(cleaned.diff(finished[-1]))
        elif not (request.quiet or mode.prints(request)):
            cleaned.tell(finished[-1], request.language)
    report = Report(finished, request.language)
    console.errors(report)
    if mode.folder:
        from lint.report.folder import write_folder

        write_folder(report, mode.folder)
    if request.wants_report:
        request.tell(report)
    if report.errors:
        return 2
    return int(mode.dry and any(cleaned.changed(file) for file in report.files))


class Mode:
    """What `fix` does with the cleaned texts."""

    def __init__(self, output_dir: str | None, *, in_place: bool, diff: bool, check: bool) -> None:
        self.folder = Path(output_dir) if output_dir else None
        self.in_place = in_place
        self.diff = diff
        self.dry = diff or check
        if sum((bool(self.folder), in_place, self.dry)) > 1:
            raise click.UsageError("choose one of --output-dir, --in-place, and --diff or --check")

    @property
    def writes(self) -> bool:
        """Whether each cleaned text is written by itself, as soon as it is there."""
        return not (self.folder or self.dry)

    def prints(self, request: Request) -> bool:
        """Whether texts or diffs go to stdout."""
        return self.diff or (request.stdin and self.writes)

    def refuse(self, request: Request) -> None:
        """Raise when `request` can't be met in this mode."""
        if self.in_place and request.stdin:
            raise click.UsageError("--in-place needs files; what comes from stdin has no place")
        if self.prints(request) and request.wants_report and not request.output_file:
            raise click.UsageError("stdout is taken; name a file for the report with --output-file")

    def prepare(self, targets: Sequence[Target]) -> None:
        """Make sure before the work begins that its results have a place, and that no source is in it."""
        if self.folder:
            cleaned.prepare(self.folder, targets)
        elif self.writes and not self.in_place:
            cleaned.refuse_sources(targets)


def rule(*, selector: str | None, **options: Any) -> int:
    """`ocrlint rule`."""
    from lint import manual

    known = projects(**options)
    console.out(manual.answer(selector, known.of(Path()), language(options["language"], known)))
    return 0
