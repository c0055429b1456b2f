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
from lint.evidence.kinship import Library
from lint.findings import fingerprints
from lint.judge import blame, failed, judge
from lint.report import make_piece, piece_name
from lint.report.base import FileReport
from lint.rules.rep.duplicated_document import DuplicatedDocument
from lint.source import Source, SourceError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lint.cache import Cache
    from lint.config import Project
    from lint.evidence.kinship import Kin
    from lint.files import Target
    from lint.findings import Safety
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

    def __call__(self, text: Source, origin: Path | None) -> bytes:
        """The packed judgement of `text` by the settings that are from `origin`."""
        engine = self._engines.of(self._projects[origin])
        try:
            if self._stopwatch is None:
                return self.pack(judge(text, engine, self.level))
            report = self._stopwatch.call("decoding, names of findings", judge, text, engine, self.level)
            return self._stopwatch.call("writing the report", self.pack, report)
        except Exception as error:  # noqa: BLE001 - a finding that can't be told must not stop the run either
            return wire.pack(failed(text.name, blame(error)))

    def pack(self, report: FileReport) -> bytes:
        """The report as bytes, with its piece."""
        if self._piece is None or report.error:
            return wire.pack(report)
        form, language = self._piece
        return wire.pack(report, piece_name(form, language), make_piece(form, report, language))

    def unpack(self, data: bytes, text: Source, project: Project) -> wire.Packed:
        """The report on `text` that was packed."""
        return wire.Packed(data, text, lambda: self._engines.rules(project))

    def related(self, report: wire.Packed, kin: Kin, project: Project) -> wire.Packed:
        """The report with the finding that its text is nearly that of an earlier file, if that rule is on."""
        rules = self._engines.of(project).selection.rules
        rule = next((rule for rule in rules if isinstance(rule, DuplicatedDocument)), None)
        if rule is None:
            return report
        doc = report.document
        found = [rule.told(doc, kin)]
        more = FileReport(
            doc,
            [*found, *report.findings],
            [*fingerprints(found, doc.text), *report.names],
            sha256=report.sha256,
            patch=report.patch,
            applied=report.applied,
        )
        return self.unpack(self.pack(more), report.source, project)

    def complete(self, data: bytes, text: Source, project: Project) -> bytes:
        """What was packed by another run, with the piece that this one wants.

        Raises:
            ValueError: `data` is damaged.
        """
        report = self.unpack(data, text, project)
        if self._piece is None or report.kept(piece_name(*self._piece)) is not None:
            return data
        return self.pack(report)


class _File:
    """A target on its way, a `lint.crew.Slot`; `entry` is where its judgement is to be kept."""

    def __init__(self, text: Source, target: Target) -> None:
        self.source = text
        self.origin = target.project.origin
        self.answer: bytes | None = None
        self.deaths = 0
        self.target = target
        self.entry: Path | None = None


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
    library = Library() if len(targets) > 1 else None
    for file in _answered(files, work, jobs):
        report = work.unpack(file.answer or b"", file.source, file.target.project)
        if cache and file.entry and not report.error:
            cache.keep(file.entry, file.answer or b"")
        if library and not report.error:
            kin = library.meet(report.document)
            report.forget()
            report = work.related(report, kin, file.target.project) if kin else report
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
            return _File(read(target.path, encoding), target)
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
            file.answer = work.complete(kept, file.source, file.target.project)
    if file.answer is None or file.answer is not kept:
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


def _given_up(text: Source, cause: str) -> bytes:
    return wire.pack(failed(text.name, f"the process that judged it died twice ({cause}); please report it"))
