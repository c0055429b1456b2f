"""What the commands do, from options as typed to the exit code."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint import cleaned, console, encoding_guess, files
from lint.cache import Cache
from lint.cache_folder import FOLDER, CacheFolder
from lint.config import Project, Projects, Settings, load, system_language
from lint.encoding import public
from lint.findings import Safety, Severity, Text
from lint.ledger import RECORD, Ledger
from lint.mode import Mode
from lint.outputs import Outputs, naming
from lint.quality import worse
from lint.report import PIECEWISE, statistics, stream
from lint.report.base import Report
from lint.run import Result, Work, cores, run, run_one
from lint.source import Source, SourceError, display, read
from lint.writing import descriptor, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.files import Target
    from lint.report.base import FileReport
    from lint.source import Buffer
    from lint.wire import Packed

STDIN = "-"
BELOW = Text("{path}: grade {grade} is below {limit}", "{path}：质量为 {grade}，低于 {limit}")
LEARNT = Text(
    "{path}: {new} texts learnt, {texts} in all, {grams} n-grams",
    "{path}：新学 {new} 份，共 {texts} 份，{grams} 条",
)
GUESSED = Text(
    "{path}: no mark and not UTF-8: read as {name}, a guess; --encoding {key}, or `encoding` in the "
    "settings, makes it sure",
    "{path}：没有编码标记，也不是 UTF-8，推测为 {name}；可用 --encoding {key} 或设置里的 encoding 指定",
)
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Request:
    """What was asked for on the command line, in the types of the linter."""

    def __init__(self, **options: Any) -> None:
        self.paths: Sequence[str] = [STDIN if is_stdin(path) else path for path in options["paths"]]
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
        self._kept = kept(self.projects, options.get("cache_dir"))
        self.outputs = Outputs(Ledger(self._kept.path / RECORD, self._kept), force=options["force"])
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

    @property
    def name(self) -> Path:
        """What the text from stdin is called."""
        return Path(self.stdin_filename or STDIN)

    def targets(self, output: Path | None = None) -> list[Target]:
        """The files that the paths name; none when the text comes from stdin.

        Raises:
            SourceError: The report can't be written where it is wanted.
        """
        targets = [] if self.stdin else files.find(map(Path, self.paths), self.projects, self.exclude, output)
        protect(self.outputs, targets, self.projects.of(self.name.parent))
        if self.stdin:
            self.outputs.protect([0])
        if self.output_file:
            self.outputs.check(Path(self.output_file))
        return targets

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
        size, notes = 0, dict[str, None]()
        for result in results:
            size += result.report.size
            notes |= dict.fromkeys(result.report.notes)
            if not self.quiet and (how := guessed(result.report)):
                console.note(GUESSED.render(self.language, how))
            yield result
        for note in notes:
            console.note(f"ocrlint: {note}")
        if stopwatch:
            for line in stopwatch.table(size):
                console.note(line)

    def _standard_input(self, work: Work) -> Result:
        project = self.projects.of(self.name.parent)
        encoding = self.encoding or project.settings.encoding
        text = Source(sys.stdin.buffer.read(), display(self.name), encoding)
        return Result(run_one(text, project, work))

    def _cache(self) -> Cache | None:
        return Cache(self._kept) if self._caches else None

    def close(self) -> None:
        """Say what could not be kept for the next run, if something was to be."""
        if (self._caches or self.outputs.remembers) and self._kept.trouble:
            console.note(f"ocrlint: {self._kept.trouble}")

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
            self.outputs.write(Path(self.output_file), parts)
        else:
            console.say(parts)


def projects(*, config: str | None, no_config: bool, profile: str | None, **options: Any) -> Projects:
    """Where settings come from, and what the command line says instead."""
    if config and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    fixed = load(Path(config)) if config else Project(Settings(), Path.cwd()) if no_config else None
    chosen = {key: tuple(chain(*options.get(key, ()))) for key in ("select", "ignore", "extend_select")}
    return Projects(fixed=fixed, profile=profile, **chosen)


def is_stdin(path: str) -> bool:
    """Whether `path` means the text on stdin, under whatever name."""
    return path == STDIN or descriptor(path) == 0


def kept(known: Projects, named: str | None) -> CacheFolder:
    """The folder of what is kept for the next run: as `named` on the command line, or in the settings."""
    if named:
        return CacheFolder(Path(named))
    project = known.of(Path())
    if project.settings.cache_dir:
        return CacheFolder(Path(project.settings.cache_dir), project.folder)
    return CacheFolder(Path(FOLDER), Path.cwd())


def protect(outputs: Outputs, targets: Iterable[Target], *more: Project) -> None:
    """Let no output take the place of a source, or of a file that settings name."""
    outputs.protect(target.path for target in targets)
    for project in {project.origin: project for project in (*more, *(t.project for t in targets))}.values():
        outputs.protect(project.reads)


def language(asked: str | None, known: Projects) -> str:
    """The language of messages: as asked, as the working folder's settings or the system have it."""
    return asked or known.of(Path()).settings.language or system_language(os.environ)


def check(*, fail_on: str, exit_zero: bool, min_grade: str | None, **options: Any) -> int:
    """`ocrlint check`."""
    request = Request(**options)
    report = Report([], request.language)
    request.tell(report, (result.report for result in request.reports(request.targets())))
    request.close()
    console.errors(report)
    if report.errors:
        return 2
    least = _RANK[Severity(fail_on)]
    fails = not exit_zero and any(_RANK[Severity(kind.severity)] >= least for kind in report.kinds)
    return int(fails or (min_grade is not None and _too_bad(report, min_grade)))


def guessed(file: Packed) -> dict[str, object] | None:
    """What `GUESSED` says of `file`, if its encoding was guessed."""
    if file.error or file.source.encoding or file.encoding not in encoding_guess.GUESSED:
        return None
    return {"path": file.path, "name": public(file.encoding), "key": file.encoding}


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
    mode.prepare(targets, request)
    finished, changed = [], False
    for result in request.reports(targets, Safety.SUGGESTED if suggested else Safety.SAFE):
        finished.append(mode.put(result, request))
        changed |= mode.dry and cleaned.changed(finished[-1])
        if mode.diff:
            finished[-1] = cleaned.show_diff(finished[-1])
        if not request.quiet and (mode.dry or not mode.prints(request)):
            cleaned.tell(finished[-1], request.language, dry=mode.dry)
        if request.wants_report:
            finished[-1].forget()
        else:
            finished[-1].let_go()
    report = Report(finished, request.language)
    console.errors(report)
    mode.finish(report)
    if request.wants_report:
        files, report.files = report.files, []
        request.tell(report, files)
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
    from lint import memory as store

    known = projects(**options)
    project = known.of(Path())
    named = memory or project.settings.memory
    if not named:
        raise click.UsageError('say where to keep it: --memory FILE, or memory = "FILE" in the settings')
    path = Path(memory) if memory else project.writable("memory", Path(named))
    with naming(path):
        before = holds(path)
    accepted = store.read(path) if path.exists() else store.empty()
    targets = files.find(map(Path, paths), known, exclude)
    outputs = Outputs(force=force)
    outputs.protect(target.path for target in targets)
    outputs.check(path)
    for target in targets:
        if target.error:
            raise SourceError(f"{target.name}: {target.error}")
    accepted = store.learn(accepted, (_text(target, encoding) for target in targets))
    outputs.write(path, store.stored(accepted), [before] if before else [])
    if not quiet:
        counts = {"path": display(path), "new": len(targets), "texts": accepted.texts, "grams": len(accepted)}
        console.note(LEARNT.render(language(options["language"], known), counts))
    return 0


def _text(target: Target, encoding: str | None) -> str:
    try:
        return read(target.path, encoding or target.project.settings.encoding).decode().text
    except SourceError as error:
        raise SourceError(f"{target.name}: {error}") from error


def rule(*, selector: str | None, **options: Any) -> int:
    """`ocrlint rule`."""
    from lint import manual

    known = projects(**options)
    answer = manual.answer(selector, known.of(Path()), language(options["language"], known))
    console.say([answer.encode()])
    return 0
