"""A run: each file read, judged or fixed, and reported, in the order given.

No file takes the run down. What stops one (bytes that are no text, a rule that crashes, a process that is
killed) becomes its error in the report, and the others are judged all the same.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lint import wire
from lint.engines import Engines
from lint.evidence.kinship import Earlier
from lint.findings import fingerprints
from lint.judge import blame, failed, judge
from lint.report import joined, make_piece, piece_name
from lint.report.base import FileReport
from lint.source import Source, SourceError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lint.cache import Cache
    from lint.config import Project
    from lint.engine import Engine
    from lint.evidence.kinship import Kin
    from lint.files import Target
    from lint.findings import Safety
    from lint.source import Buffer
    from lint.timings import Stopwatch

PAYS = 1 << 20
"""Bytes to judge from which other processes help: starting them costs about as much as judging a quarter."""


class Result(NamedTuple):
    """What became of a file, and where it is (None for stdin)."""

    report: wire.Packed
    path: Path | None = None


class Work:
    """What is done with each text; the same in this process and in others.

    `level`: how far to fix, None to check only. `piece`: format and language in which a file will be told.
    A `stopwatch` can measure in this process only.
    """

    def __init__(
        self,
        level: Safety | None = None,
        piece: tuple[str, str] | None = None,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self.level = level
        self._piece = piece
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

    def __call__(self, text: Source, origin: Path | None) -> wire.Parcel:
        """The packed judgement of `text` by the settings that are from `origin`."""
        engine = self._engines.of(self._projects[origin])
        try:
            if self._stopwatch is None:
                return self.pack(judge(text, engine, self.level), engine)
            report = self._stopwatch.call("decoding, names of findings", judge, text, engine, self.level)
            return self._stopwatch.call("writing the report", self.pack, report, engine)
        except Exception as error:  # noqa: BLE001 - a finding that can't be told must not stop the run either
            return wire.pack(failed(text.name, blame(error)))

    def pack(self, report: FileReport, engine: Engine) -> wire.Parcel:
        """The report as bytes, with its piece; and with the samples that other files are compared with."""
        if report.error:
            return wire.pack(report)
        samples = engine.samples(report.document) if self.compares else None
        return wire.pack(report, *self._made(report), samples)

    def _made(self, report: FileReport) -> tuple[str, Buffer]:
        """The piece that this run wants, with its name."""
        if self._piece is None:
            return "", b""
        form, language = self._piece
        return piece_name(form, language), make_piece(form, report, language)

    def unpack(self, parcel: wire.Parcel, text: Source, project: Project) -> wire.Packed:
        """The report on `text` that was packed."""
        return wire.Packed(parcel, text, lambda: self._engines.rules(project))

    def related(self, report: wire.Packed, kin: Mapping[str, Kin], project: Project) -> wire.Packed:
        """The report with what only earlier files show; `kin` by the codes of the rules that compare."""
        doc = report.document
        try:
            found = self._engines.of(project).compare(doc, kin)
            if not found:
                return report
            more = FileReport(doc, found, fingerprints(found, doc.text))
            name, piece = self._made(more)
        except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, the other files are judged
            return self.unpack(wire.pack(failed(report.path, blame(error))), report.source, project)
        kept = report.kept(name) if self._piece else None
        report.put_first(more, b"" if kept is None else joined(name.split()[0], piece, kept))
        return report

    def complete(self, report: wire.Packed, project: Project) -> wire.Packed:
        """What was packed by another run, with the piece that this one wants.

        Raises:
            ValueError: It is damaged.
        """
        if self._piece is None or report.kept(piece_name(*self._piece)) is not None:
            return report
        return self.unpack(wire.pack(report, *self._made(report), report.samples), report.source, project)


class _File:
    """A target on its way, a `lint.crew.Slot`; `entry` is where its judgement is to be kept."""

    def __init__(self, text: Source, target: Target) -> None:
        self.source = text
        self.origin = target.project.origin
        self.answer: wire.Parcel | None = None
        self.deaths = 0
        self.target = target
        self.entry: Path | None = None
        self.report: wire.Packed | None = None


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


def run_one(text: Source, project: Project, work: Work) -> wire.Packed:
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
        report = file.report or work.unpack(file.answer or wire.EMPTY, file.source, file.target.project)
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
            return _File(read(target.path, encoding or target.project.settings.encoding), target)
        except SourceError as trouble:
            error = str(trouble)
    file = _File(Source(b"", target.name), target)
    file.answer = wire.pack(failed(target.name, error))
    return file


def _look_up(file: _File, work: Work, cache: Cache) -> None:
    """Take the answer from the cache, if it is there and whole; else say where to keep it."""
    if file.target.project.settings.llm:  # what a model says, or fails to, is no property of the text
        return
    entry = cache.entry(file.source, file.target.project, work.level)
    if (kept := cache.find(entry)) is not None:
        with suppress(ValueError):
            found = work.unpack(wire.Parcel.read(kept), file.source, file.target.project)
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
                    from lint.crew import Crew

                    crew: Crew[_File] = Crew(jobs, work, _given_up)
                    yield from crew.answer(chain(first, files))
                    return
    for file in chain(first, files):
        if file.answer is None:
            file.answer = work(file.source, file.origin)
        yield file


def _given_up(text: Source, cause: str) -> wire.Parcel:
    return wire.pack(failed(text.name, f"the process that judged it died twice ({cause}); please report it"))
