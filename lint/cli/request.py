"""What was asked for on the command line, in the types of the linter."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint.analysis.language import encoding_detection
from lint.cli import terminal
from lint.core.encoding import public
from lint.core.findings import Safety, Text
from lint.core.messages import in_language, message
from lint.core.report_data import Report
from lint.core.source import Source, display
from lint.core.writing import descriptor
from lint.report import statistics
from lint.report.rendering import PIECEWISE, ChunkRenderer, stream
from lint.runner import discovery
from lint.runner.cache import Cache
from lint.runner.cache_folder import FOLDER, CacheFolder
from lint.runner.ledger import RECORD, Ledger
from lint.runner.output_files import Outputs
from lint.runner.runner import Result, Work, cores, run, run_one
from lint.settings.config import Project, Projects, Settings, load, system_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.report_data import FileReport
    from lint.core.source import Buffer
    from lint.runner.discovery import Target
    from lint.runner.serialization import Packed


STDIN = "-"


GUESSED = Text(
    "{path}: no mark and not UTF-8: read as {name}, a guess; --encoding {key}, or `encoding` in the "
    "settings, makes it sure",
    "{path}：没有字节顺序标记，也不是 UTF-8，推测为 {name}；可用 --encoding {key} 或设置里的 encoding 指定",
)


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
            raise click.UsageError(
                message(
                    "--statistics is a form of its own; leave out --output-format",
                    "--statistics 自有格式；请去掉 --output-format",
                )
            )
        if STDIN in self.paths and len(self.paths) > 1:
            raise click.UsageError(
                message("`-` (stdin) can't be combined with other paths", "`-`（标准输入）不能与其他路径并用")
            )

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
        targets = (
            [] if self.stdin else discovery.find(map(Path, self.paths), self.projects, self.exclude, output)
        )
        protect(self.outputs, targets, self.projects.of(self.name.parent))
        if self.stdin:
            self.outputs.protect([0])
        if self.output_file:
            self.outputs.check(Path(self.output_file))
        return targets

    def reports(self, targets: list[Target], level: Safety | None = None) -> Iterator[Result]:
        """Each file checked, or fixed up to `level`, in order."""
        stopwatch = None
        if self.timings:
            from lint.engine.timings import Stopwatch

            stopwatch = Stopwatch()
        work = Work(level, self._renderer(level), stopwatch)
        if self.stdin:
            results: Iterable[Result] = [self._standard_input(work)]
        else:
            results = run(targets, work, encoding=self.encoding, cache=self._cache(), jobs=self.jobs)
            results = results if self.quiet else terminal.progress(results, len(targets))
        size, notes = 0, dict[str, None]()
        for result in results:
            size += result.report.size
            notes |= dict.fromkeys(result.report.notes)
            if not self.quiet and (how := guessed(result.report)):
                terminal.note(GUESSED.render(self.language, how))
            yield result
        for note in notes:
            terminal.note(f"ocrlint: {in_language(note, self.language)}")
        if stopwatch:
            for line in stopwatch.table(size, self.language):
                terminal.note(line)

    def _standard_input(self, work: Work) -> Result:
        project = self.projects.of(self.name.parent)
        encoding = self.encoding or project.settings.encoding
        text = Source(sys.stdin.buffer.read(), display(self.name), encoding)
        return Result(run_one(text, project, work))

    def _cache(self) -> Cache | None:
        return Cache(self._kept) if self._caches else None

    def close(self) -> None:
        """Report what could not be kept for the next run, if something was to be."""
        if (self._caches or self.outputs.remembers) and self._kept.trouble:
            terminal.note(f"ocrlint: {in_language(self._kept.trouble, self.language)}")

    @property
    def _coloured(self) -> bool:
        """Whether the report is for a person's eyes at once."""
        plain = self.statistics or self.output_file or self.output_format not in {None, "full"}
        return not plain and terminal.colour()

    def _renderer(self, level: Safety | None) -> ChunkRenderer | None:
        """What renders each file by itself, where the form allows it; then its result includes that."""
        form = self.output_format or "full"
        reported = level is None or self.wants_report
        if not reported or self.statistics or self._coloured or form not in PIECEWISE:
            return None
        return ChunkRenderer(form, self.language)

    def write(self, report: Report, coming: Iterable[FileReport]) -> None:
        """Write the report where and how it is wanted; the files are put into it as they come."""
        if sys.stdout.isatty():
            coming = list(coming)  # there the progress of the run is shown until all is done
        if self._coloured:
            terminal.show(report, coming)
            return
        if self.statistics:
            parts: Iterable[Buffer] = statistics.stream(report, coming)
        else:
            parts = stream(self.output_format or "full", report, coming)
        if self.output_file:
            self.outputs.write(Path(self.output_file), parts)
        else:
            terminal.say(parts)


def projects(*, config: str | None, no_config: bool, profile: str | None, **options: Any) -> Projects:
    """Where settings come from, and what the command line says instead."""
    if config and no_config:
        raise click.UsageError(
            message("--config and --no-config exclude each other", "--config 和 --no-config 不能并用")
        )
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


def guessed(file: Packed) -> dict[str, object] | None:
    """What `GUESSED` says of `file`, if its encoding was guessed."""
    if file.error or file.source.encoding or file.encoding not in encoding_detection.GUESSED:
        return None
    return {"path": file.path, "name": public(file.encoding), "key": file.encoding}
