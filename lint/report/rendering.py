"""What a run found, and one module per form in which it is told.

A writer is a module with one function, ``write(report) -> str``; it gets a `Report` and nothing else.
Where what is said of one file does not depend on the others (`PIECEWISE`) there is a generator of bytes,
``rows(file, language)``, instead: what it yields is made beside the judgement, in the same process, kept
with it as one piece, and written out by itself. A ``frame(pieces, report)`` says what stands round the
pieces, and a ``SEPARATOR`` what stands between the rows of one file.

Writers are imported when they are used: a CI job that wants JSON does not pay for templates.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lint.core.report_data import FileReport, Report
    from lint.core.source import Buffer

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
"""The names of the output formats; each is a module of this package."""

PIECEWISE = frozenset({"full", "concise", "json", "jsonl", "github"})
"""The formats that are made file by file."""


def formats() -> Mapping[str, Callable[[Report], str]]:
    """The writers by the name of their format."""
    return {name: partial(_write, name) for name in FORMATS}


def stream(name: str, report: Report, coming: Iterable[FileReport]) -> Iterator[Buffer]:
    """The report in the format `name`, as UTF-8, in parts.

    The files are put into `report` as they come. Those that are told one by one are let go at once.
    """
    module = import_module(f"lint.report.{name}")
    if name not in PIECEWISE:
        report.files += coming
        yield module.write(report).encode("utf-8", "surrogatepass")
        return
    pieces = _pieces(name, report, coming)
    frame = getattr(module, "frame", None)
    yield from frame(pieces, report) if frame else (piece for _, piece in pieces)


def _pieces(name: str, report: Report, coming: Iterable[FileReport]) -> Iterator[tuple[FileReport, Buffer]]:
    renderer = ChunkRenderer(name, report.language)
    for file in coming:
        report.files.append(file)
        kept = file.kept(renderer.name)
        yield file, renderer.render(file) if kept is None else kept
        file.let_go()


class ChunkRenderer(NamedTuple):
    """Renders single files in one of the formats that are made file by file."""

    form: str
    language: str

    @property
    def name(self) -> str:
        """What chunks of this format in this language are kept under."""
        return f"{self.form} {self.language}"

    def render(self, report: FileReport) -> Buffer:
        """The chunk of the findings in one file."""
        module = import_module(f"lint.report.{self.form}")
        separator = getattr(module, "SEPARATOR", b"")
        chunk = bytearray()  # grows in place: to join parts would take their memory twice
        for row in module.rows(report, self.language):
            if chunk:
                chunk += separator
            chunk += row
        return chunk

    def join(self, first: Buffer, rest: Buffer) -> Buffer:
        """Two chunks of one file as one."""
        separator = getattr(import_module(f"lint.report.{self.form}"), "SEPARATOR", b"")
        return b"".join((first, separator, rest)) if first and rest else first or rest


def _write(name: str, report: Report) -> str:
    files, report.files = report.files, []
    return b"".join(stream(name, report, files)).decode("utf-8", "surrogatepass")
