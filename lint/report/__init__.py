"""What a run found, and one module per form in which it is told.

A writer is a module with one function, ``write(report) -> str``; it gets a `Report` and nothing else.
Where the part of one file does not depend on the others (`PIECEWISE`) there is a generator of strings,
``piece(file, language)``, instead: what it yields is made beside the judgement, in the same process, kept
with it, and written out by itself. A ``frame(pieces, report)`` says what stands round the pieces.

Writers are imported when they are used: a CI job that wants JSON does not pay for templates.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lint.report.base import FileReport, Report

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
"""The names of the output formats; each is a module of this package."""

PIECEWISE = frozenset({"full", "concise", "json", "jsonl", "github"})
"""The formats that are made file by file."""


def formats() -> Mapping[str, Callable[[Report], str]]:
    """The writers by the name of their format."""
    return {name: partial(_write, name) for name in FORMATS}


def stream(name: str, report: Report) -> Iterator[bytes]:
    """The report in the format `name`, as UTF-8, in parts."""
    module = import_module(f"lint.report.{name}")
    if name not in PIECEWISE:
        yield _bytes(module.write(report))
        return
    pieces = (_piece(name, file, report.language) for file in report.files)
    frame = getattr(module, "frame", None)
    yield from frame(pieces, report) if frame else pieces


def make_piece(name: str, file: FileReport, language: str) -> bytes:
    """What the format `name` says of one file."""
    return b"".join(map(_bytes, import_module(f"lint.report.{name}").piece(file, language)))


def _piece(name: str, file: FileReport, language: str) -> bytes:
    kept = file.kept(piece_name(name, language))
    if kept is None:
        kept = make_piece(name, file, language)
        file.forget()
    return kept


def piece_name(name: str, language: str) -> str:
    """What pieces of the format `name` in `language` are kept under."""
    return f"{name} {language}"


def _write(name: str, report: Report) -> str:
    parts: Iterable[bytes] = stream(name, report)
    return b"".join(parts).decode("utf-8", "surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
