"""A run: each file read, judged or fixed, and reported, in the order given.

No file takes the run down. What stops one (bytes that are no text, a rule that crashes, a process that is
killed) becomes its error in the report, and the others are judged all the same.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lint.analysis.repetition.near_duplicates import Earlier
from lint.core.findings import fingerprints
from lint.core.messages import message_of
from lint.core.report_data import FileReport
from lint.core.source import Source, SourceError, read
from lint.decisions.store import decisions_of
from lint.engine.selection import Engines
from lint.runner import serialization
from lint.runner.check_file import blame, failed, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lint.analysis.repetition.near_duplicates import Kin
    from lint.core.findings import Safety
    from lint.core.source import Buffer
    from lint.engine.engine import Engine
    from lint.engine.timings import Stopwatch
    from lint.runner.cache import Cache
    from lint.runner.discovery import Target
    from lint.settings.config import Project

PAYS = 1 << 20
"""Bytes to judge from which other processes help: starting them costs about as much as judging a quarter."""


class Result(NamedTuple):
    """What became of a file, and where it is (None for stdin)."""

    report: serialization.Packed
    path: Path | None = None


class Renderer(Protocol):
    """What makes of one file its part of a report, beside its check; `lint.report.rendering` has one."""

    @property
    def name(self) -> str:
        """What rendered chunks are kept under."""
        ...

    def render(self, report: FileReport) -> Buffer:
        """The chunk of the findings in one file."""
        ...

    def join(self, first: Buffer, rest: Buffer) -> Buffer:
        """Two chunks of one file as one."""
        ...


class Work:
    """What is done with each text; the same in this process and in others.

    `level`: how far to fix, None to check only. `renderer`: makes each file's chunk of the report.
    A `stopwatch` can measure in this process only.
    """

    def __init__(
        self,
        level: Safety | None = None,
        renderer: Renderer | None = None,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self.level = level
        self._renderer = renderer
        self._stopwatch = stopwatch
        self._engines = Engines()
        self._projects: dict[Path | None, Project] = {}
        self.compares = False
        """Whether the texts will be compared with one another, in this run or in one that finds it kept."""

    def prepare(self, projects: Iterable[Project]) -> None:
        """Load the rules that `projects` want.

        Raises:
            ConfigError: Settings that can't be followed.
        """
        for project in projects:
            self._projects[project.origin] = project
            engine = self._engines.of(project)
            if self._stopwatch:
                self._stopwatch.watch(engine)

    def __call__(self, text: Source, origin: Path | None) -> serialization.Parcel:
        """The packed judgement of `text` by the settings that are from `origin`."""
        engine = self._engines.of(self._projects[origin])
        try:
            if self._stopwatch is None:
                return self.pack(judge(text, engine, self.level), engine)
            report = self._stopwatch.call("decoding, names of findings", judge, text, engine, self.level)
            return self._stopwatch.call("writing the report", self.pack, report, engine)
        except Exception as error:  # noqa: BLE001 - a finding that can't be told must not stop the run either
            return serialization.pack(failed(text.name, blame(error)))

    def pack(self, report: FileReport, engine: Engine) -> serialization.Parcel:
        """The report as bytes, with its piece; and with the samples that other files are compared with."""
        if report.error:
            return serialization.pack(report)
        samples = engine.samples(report.document) if self.compares else None
        return serialization.pack(report, *self._made(report), samples)

    def _made(self, report: FileReport) -> tuple[str, Buffer]:
        """The piece that this run wants, with its name."""
        if self._renderer is None:
            return "", b""
        return self._renderer.name, self._renderer.render(report)

    def unpack(self, parcel: serialization.Parcel, text: Source, project: Project) -> serialization.Packed:
        """The report on `text` that was packed."""
        return serialization.Packed(parcel, text, lambda: self._engines.rules(project))

    def related(
        self, report: serialization.Packed, kin: Mapping[str, Kin], project: Project
    ) -> serialization.Packed:
        """The report with what only earlier files show; `kin` by the codes of the rules that compare."""
        doc = report.document
        try:
            found = self._engines.of(project).compare(doc, kin)
            if not found:
                return report
            more = FileReport(doc, found, fingerprints(found, doc.text))
            name, piece = self._made(more)
        except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, the other files are judged
            return self.unpack(serialization.pack(failed(report.path, blame(error))), report.source, project)
        kept = report.kept(name)
        joined = self._renderer.join(piece, kept) if self._renderer and kept is not None else b""
        report.put_first(more, joined)
        return report

    def complete(self, report: serialization.Packed, project: Project) -> serialization.Packed:
        """What was packed by another run, with the piece that this one wants.

        Raises:
            ValueError: It is damaged.
        """
        if self._renderer is None or report.kept(self._renderer.name) is not None:
            return report
        return self.unpack(
            serialization.pack(report, *self._made(report), report.samples), report.source, project
        )


class _File:
    """A target on its way, a `lint.runner.worker_pool.Slot`; `entry` is where its judgement is to be kept."""

    def __init__(self, text: Source, target: Target) -> None:
        self.source = text
        self.origin = target.project.origin
        self.answer: serialization.Parcel | None = None
        self.deaths = 0
        self.target = target
        self.entry: Path | None = None
        self.report: serialization.Packed | None = None


def run(
    targets: Iterable[Target],
    work: Work,
    *,
    encoding: str | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Iterator[Result]:
    """The report of each target, in order, each made when it is asked for.

    Raises:
        ConfigError: Settings that can't be followed; before any file is judged.
    """
    targets = list(targets)
    work.compares = cache is not None or len(targets) > 1
    if cache is None:
        work.prepare(_projects(targets))
    return _results(targets, work, encoding, cache, jobs)


def run_one(text: Source, project: Project, work: Work) -> serialization.Packed:
    """The report of a text that is at hand."""
    work.prepare([project])
    return work.unpack(work(text, project.origin), text, project)


def cores() -> int:
    """How many processes can run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux says which ones
        return os.cpu_count() or 1


def _projects(targets: Iterable[Target]) -> list[Project]:
    return list({target.project.origin: target.project for target in targets}.values())


def _results(
    targets: list[Target], work: Work, encoding: str | None, cache: Cache | None, jobs: int
) -> Iterator[Result]:
    files = _read(targets, work, encoding, cache)
    earlier = Earlier()
    for file in _answered(files, work, jobs):
        report = file.report or work.unpack(
            file.answer or serialization.EMPTY, file.source, file.target.project
        )
        file.answer = None  # that the report may let go of it
        if cache and file.entry and not report.error:
            cache.keep(file.entry, report.parcel.parts())
        if len(targets) > 1 and (kin := earlier.meet(report.path, report.samples)):
            report = work.related(report, kin, file.target.project)
        yield Result(report, file.target.path)
    if cache:
        cache.sweep()


def _read(targets: list[Target], work: Work, encoding: str | None, cache: Cache | None) -> Iterator[_File]:
    """The targets with their texts, and the answers that need no judging."""
    prepared = cache is None
    for target in targets:
        file = _open(target, encoding)
        if cache and file.answer is None:
            _look_up(file, work, cache)
        if file.answer is None and not prepared:
            work.prepare(_projects(targets))  # not before: a run that finds all in the cache needs no rules
            prepared = True
        yield file


def _open(target: Target, encoding: str | None) -> _File:
    """A target with its text; one that has none has its answer already."""
    error = target.error
    if not error:
        try:
            source = read(target.path, encoding or target.project.settings.encoding)
            source.decisions = decisions_of(target.path)
            return _File(source, target)
        except SourceError as trouble:
            error = message_of(trouble)
    file = _File(Source(b"", target.name), target)
    file.answer = serialization.pack(failed(target.name, error))
    return file


def _look_up(file: _File, work: Work, cache: Cache) -> None:
    """Take the answer from the cache, if it is there and whole; else say where to keep it."""
    if file.target.project.settings.llm:  # what a model says, or fails to, is no property of the text
        return
    entry = cache.entry(file.source, file.target.project, work.level)
    if (kept := cache.find(entry)) is not None:
        with suppress(ValueError):
            found = work.unpack(serialization.Parcel.read(kept), file.source, file.target.project)
            file.report = work.complete(found, file.target.project)
            file.answer = file.report.parcel
            file.entry = None if file.report is found else entry
    if file.answer is None:
        file.entry = entry


def _answered(files: Iterator[_File], work: Work, jobs: int) -> Iterator[_File]:
    """The files in order, each with its answer; from other processes where there is enough to do."""
    first: list[_File] = []
    if jobs > 1:
        size = 0
        for file in files:
            first.append(file)
            if file.answer is None:
                size += len(file.source.data)
                if size >= PAYS and size > len(file.source.data):  # one file alone can't be shared
                    from lint.runner.worker_pool import Crew

                    crew: Crew[_File] = Crew(jobs, work, _given_up)
                    yield from crew.answer(chain(first, files))
                    return
    for file in chain(first, files):
        if file.answer is None:
            file.answer = work(file.source, file.origin)
        yield file


def _given_up(text: Source, cause: str) -> serialization.Parcel:
    return serialization.pack(
        failed(text.name, f"the process that judged it died twice ({cause}); please report it")
    )
