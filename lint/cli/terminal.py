"""What goes to the terminal: reports on stdout as bytes, all that is only for people on stderr."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from lint.core.messages import at, in_language, message
from lint.core.system_errors import reason
from lint.core.visible_text import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from lint.core.report_data import FileReport, Report
    from lint.core.source import Buffer

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after which a person wants to see that something happens."""


def colour() -> bool:
    """Whether people read in colour: never with NO_COLOR, always with FORCE_COLOR, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


class PrintError(Exception):
    """Stdout or stderr takes no more. No other trouble has this type, whatever is printed meanwhile."""

    def __init__(self, error: OSError) -> None:
        super().__init__(message("can't print: {why}", "无法输出：{why}", why=reason(error)))
        self.unread = error.errno == errno.EPIPE
        """Whether the reader has gone, as `head` does."""


@contextmanager
def printing() -> Iterator[None]:
    """What fails inside is printing: nothing else may be done there."""
    try:
        yield
    except OSError as error:
        raise PrintError(error) from error


class _Stdout:
    """Stdout for `rich`, with errors that say that it was printing that failed."""

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stdout, name)

    def write(self, text: str) -> int:
        with printing():
            return sys.stdout.write(text)

    def flush(self) -> None:
        with printing():
            sys.stdout.flush()


def out(parts: Iterable[Buffer]) -> None:
    """Print `parts` as they are."""
    with printing():
        sys.stdout.flush()
    stream = sys.stdout.buffer
    for part in parts:
        rest = memoryview(part)
        while rest:  # with PYTHONUNBUFFERED one call may write a part only, 2 GB at most
            with printing():
                rest = rest[stream.write(rest) or 0 :]
    with printing():
        stream.flush()


def say(parts: Iterable[Buffer]) -> None:
    """Print UTF-8; as something else if that is what the terminal wants."""
    encoding = sys.stdout.encoding.lower()
    if sys.stdout.isatty() and encoding != "utf-8":
        parts = (bytes(part).decode("utf-8", "replace").encode(encoding, "replace") for part in parts)
    out(parts)


def show(report: Report, coming: Iterable[FileReport]) -> None:
    """Print the findings in colour; the files are put into `report` as they come."""
    from rich.console import Console

    from lint.report.full import show as write

    stdout = cast("TextIO", _Stdout())
    write(report, coming, Console(file=stdout, force_terminal=True, highlight=False, legacy_windows=False))


def note(line: str) -> None:
    """Print one line on stderr, whatever names and messages of strangers are in it."""
    with printing():
        click.echo(printed(line), err=True)


def errors(report: Report) -> None:
    """Report which files could not be checked or written, a line each."""
    for file in report.errors:
        note(f"ocrlint: {in_language(at(file.path, file.notice), report.language)}")


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """`items`, with a bar on a terminal once they take long."""
    if not sys.stderr.isatty():
        yield from items
        return
    begin = time.monotonic()
    items = iter(items)
    done = 0
    for item in items:
        yield item
        done += 1
        if time.monotonic() - begin > PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        for item in items:
            yield item
            bar.advance(task)
