"""What the commands do, from options as typed to the exit code."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint import cleaned, console, files
from lint.cache import FOLDER, Cache
from lint.config import Project, Projects, Settings, load, system_language
from lint.findings import Safety, Severity, Text
from lint.quality import worse
from lint.report import PIECEWISE, statistics, stream
from lint.report.base import Report
from lint.run import Result, Work, cores, run, run_one
from lint.source import Source, SourceError, display, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.files import Target
    from lint.report.base import FileReport
    from lint.source import Buffer

STDIN = "-"
BELOW = Text("{path}: grade {grade} is below {limit}", "{path}：质量为 {grade}，低于 {limit}")
LEARNT = Text(
    "{path}: {new} texts learnt, {texts} in all, {grams} n-grams",
    "{path}：新学 {new} 份，共 {texts} 份，{grams} 条",
)
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
        self.timings: bool = options["timings"]
        self.jobs: int = 1 if self.timings else options["jobs"] or cores()
        self._cache_dir: str | None = options.get("cache_dir")
        self._caches = not (self.timings or options.get("no_cache", True))
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

    def reports(self, targets: list[Target], level: Safety | None = None) -> Iterator[Result]:
        """Each file judged, or fixed up to `level`, in order."""
        stopwatch = None
        if self.timings:
            from lint.timings import Stopwatch

            stopwatch = Stopwatch()
        work = Work(level, self._piece(level), stopwatch)
        if self.stdin:
            results: Iterable[Result] = [self._standard_input(work)]
        else:
            results = run(targets, work, encoding=self.encoding, cache=self._cache(), jobs=self.jobs)
            results = results if self.quiet else console.progress(results, len(targets))
        size = 0
        for result in results:
            size += result.report.size
            yield result
        if stopwatch:
            console.note(stopwatch.table(size))

    def _standard_input(self, work: Work) -> Result:
        name = Path(self.stdin_filename or STDIN)
        text = Source(sys.stdin.buffer.read(), display(name), self.encoding)
        return Result(run_one(text, self.projects.of(name.parent), work))

    def _cache(self) -> Cache | None:
        if not self._caches:
            return None
        return Cache(Path(self._cache_dir or self.projects.of(Path()).settings.cache_dir or FOLDER))

    @property
    def _coloured(self) -> bool:
        """Whether the report is for a person's eyes at once."""
        plain = self.statistics or self.output_file or self.output_format not in {None, "full"}
        return not plain and console.colour()

    def _piece(self, level: Safety | None) -> tuple[str, str] | None:
        """The form in which each file will be told, if one by one; then that is part of its judgement."""
        form = self.output_format or "full"
        told = level is None or self.wants_report
        if not told or self.statistics or self._coloured or form not in PIECEWISE:
            return None
        return form, self.language

    def tell(self, report: Report, coming: Iterable[FileReport]) -> None:
        """Write the report where and how it is wanted; the files are put into it as they come."""
        if sys.stdout.isatty():
            coming = list(coming)  # there the progress of the run is shown until all is done
        if self._coloured:
            console.show(report, coming)
            return
        if self.statistics:
            parts: Iterable[Buffer] = statistics.stream(report, coming)
        else:
            parts = stream(self.output_format or "full", report, coming)
        if self.output_file:
            cleaned.write(Path(self.output_file), parts)
        else:
            console.say(parts)


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


def check(*, fail_on: str, exit_zero: bool, min_grade: str | None, **options: Any) -> int:
    """`ocrlint check`."""
    request = Request(**options)
    report = Report([], request.language)
    request.tell(report, (result.report for result in request.reports(request.targets())))
    console.errors(report)
    if report.errors:
        return 2
    least = _RANK[Severity(fail_on)]
    fails = not exit_zero and any(_RANK[Severity(kind.severity)] >= least for kind in report.kinds)
    return int(fails or (min_grade is not None and _too_bad(report, min_grade)))


def _too_bad(report: Report, limit: str) -> bool:
    """Whether a file's grade is below `limit`; each that is is named."""
    bad = [file for file in report.files if worse(file.quality.grade, limit)]
    for file in bad:
        grade = {"path": file.path, "grade": file.quality.grade, "limit": limit}
        console.note(BELOW.render(report.language, grade))
    return bool(bad)


def fix(*, suggested: bool, output_dir: str | None, **options: Any) -> int:
    """`ocrlint fix`."""
    mode = Mode(output_dir, **{key: options.pop(key) for key in ("in_place", "diff", "check")})
    request = Request(**options)
    mode.refuse(request)
    targets = request.targets(mode.folder)
    mode.prepare(targets)
    finished, changed = [], False
    for result in request.reports(targets, Safety.SUGGESTED if suggested else Safety.SAFE):
        finished.append(cleaned.put(result, in_place=mode.in_place) if mode.writes else result.report)
        changed |= mode.dry and cleaned.changed(finished[-1])
        if mode.diff:
            console.out([cleaned.diff(finished[-1])])
        if not request.quiet and (mode.dry or not mode.prints(request)):
            cleaned.tell(finished[-1], request.language, dry=mode.dry)
        if mode.folder or request.wants_report:
            finished[-1].forget()
        else:
            finished[-1].let_go()
    report = Report(finished, request.language)
    console.errors(report)
    if mode.folder:
        from lint.report.folder import write_folder

        write_folder(report, mode.folder)
    if request.wants_report:
        files, report.files = report.files, []
        request.tell(report, files)
    if report.errors:
        return 2
    return int(changed)


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


def learn(
    *,
    paths: Sequence[str],
    memory: str | None,
    exclude: Sequence[str],
    encoding: str | None,
    quiet: bool,
    **options: Any,
) -> int:
    """`ocrlint learn`."""
    from lint import memory as store

    known = projects(**options)
    named = memory or known.of(Path()).settings.memory
    if not named:
        raise click.UsageError('say where to keep it: --memory FILE, or memory = "FILE" in the settings')
    path = Path(named)
    accepted = store.read(path) if path.exists() else store.empty()
    targets = files.find(map(Path, paths), known, exclude)
    for target in targets:
        if target.error:
            raise SourceError(f"{target.name}: {target.error}")
    accepted = store.learn(accepted, (_text(target, encoding) for target in targets))
    store.write(accepted, path)
    if not quiet:
        counts = {"path": display(path), "new": len(targets), "texts": accepted.texts, "grams": len(accepted)}
        console.note(LEARNT.render(language(options["language"], known), counts))
    return 0


def _text(target: Target, encoding: str | None) -> str:
    try:
        return read(target.path, encoding).decode().text
    except SourceError as error:
        raise SourceError(f"{target.name}: {error}") from error


def rule(*, selector: str | None, **options: Any) -> int:
    """`ocrlint rule`."""
    from lint import manual

    known = projects(**options)
    answer = manual.answer(selector, known.of(Path()), language(options["language"], known))
    console.say([answer.encode()])
    return 0
