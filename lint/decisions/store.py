"""The decisions file beside a text: reading it, and adding to it so that nothing is lost.

It lies in a project's tree, so a stranger may have made it. Only a regular file of moderate size is read; to
write no link is followed, and the name follows from that of the text alone.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lint.core.messages import at, message, message_of
from lint.core.source import SourceError, display
from lint.core.system_errors import reason, unreadable
from lint.core.writing import write
from lint.decisions.events import encode

fcntl: Any = None
with suppress(ImportError):  # only POSIX has it: elsewhere two reviews must not write at the same moment
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.decisions.events import Event, Log

SUFFIX = ".decisions.jsonl"

MOST = 64 << 20
"""Bytes of the largest decisions file that is read: a decision has about 300, so it holds 200,000."""

ATTRIBUTES = "*.decisions.jsonl merge=union text eol=lf\n"
"""The line for ``.gitattributes`` with which git keeps the lines of both sides when it merges."""

LINK = message("is a link; put the file itself there", "是链接；请把文件本身放在那里")
_NO_FILE = message("is no file; move it away", "不是文件；请移走")
_CHANGED = message("was changed meanwhile; run ocrlint again", "其间已被修改；请重新运行 ocrlint")
_LARGE = message(
    "is larger than {size} MB; compact or move it", "大于 {size} MB；请整理或移走", size=MOST >> 20
)

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def path_of(path: Path) -> Path:
    """Where the decisions about the text at `path` are: ``a.txt`` → ``a.txt.decisions.jsonl``."""
    return path.with_name(path.name + SUFFIX)


def decisions_of(path: Path) -> bytes:
    """What the decisions file of the text at `path` holds; nothing if there is none.

    Raises:
        SourceError: It can't be read; the message names it.
    """
    place = path_of(path)
    try:
        with open(place, "rb", opener=_at_once) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise SourceError(at(display(place), _NO_FILE))
            if found.st_size > MOST:
                raise SourceError(at(display(place), _LARGE))
            return file.read(MOST)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SourceError(at(display(place), unreadable(error))) from error


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to would stop the run here."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def check_writable(path: Path) -> None:
    """Make sure that decisions about the text at `path` can be added; nothing is left behind.

    Raises:
        SourceError: They can't; the message names the file and what helps.
    """
    place = path_of(path)
    there = os.path.lexists(place)
    with _opened(place):
        pass
    if not there:
        with suppress(OSError):
            place.unlink()


def append(path: Path, events: Iterable[Event]) -> None:
    """Add `events` about the text at `path`, down to the disk before it returns.

    Raises:
        SourceError: They can't be written; the message names the file.
    """
    place = path_of(path)
    data = b"".join(map(encode, events))
    with _opened(place) as number:
        size = os.fstat(number).st_size
        if size and os.pread(number, 1, size - 1) != b"\n":
            data = b"\n" + data  # a line that was cut off, or written without its end, ends here
        view = memoryview(data)
        while view:
            view = view[os.write(number, view) :]
        os.fsync(number)


@contextmanager
def _opened(place: Path) -> Iterator[int]:
    """The regular file at `place`, made if there is none, open for adding and ours alone meanwhile."""
    try:
        number = os.open(place, _FLAGS, 0o666)
        try:
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode):
                raise SourceError(at(display(place), _NO_FILE))
            if fcntl is not None:
                with suppress(OSError):  # some network drives have no locks
                    fcntl.flock(number, fcntl.LOCK_EX)
            yield number
        finally:
            os.close(number)
    except OSError as error:
        why = LINK if place.is_symlink() else reason(error)
        said = message("decisions can't be written: {why}", "无法写入决定：{why}", why=why)
        raise SourceError(at(display(place), said)) from error


def rewrite(path: Path, events: Iterable[Event], log: Log, before: bytes) -> None:
    """Put `events` in place of all that the file of the text at `path` held, which was `before`.

    Lines that are no events stay, last. A file that holds nothing then is removed.

    Raises:
        SourceError: It was changed meanwhile, is a link or can't be written; the message names it.
    """
    from hashlib import sha256

    place = path_of(path)
    data = b"".join((*map(encode, events), *(line + b"\n" for _, line in log.faults)))
    if data == before:
        return
    if place.is_symlink():
        raise SourceError(at(display(place), LINK))
    if decisions_of(path) != before:
        raise SourceError(at(display(place), _CHANGED))
    if not data:
        place.unlink(missing_ok=True)
        return
    try:
        write(place, data, {sha256(before).hexdigest()}, new=not before)
    except SourceError as error:
        raise SourceError(at(display(place), message_of(error))) from error


def fault_lines(path: str, log: Log) -> list[str]:
    """What the user is told of lines that are no decisions."""
    numbers = ", ".join(str(number) for number, _ in log.faults[:5])
    more = "" if len(log.faults) <= 5 else ", …"
    return (
        [f"{path}{SUFFIX}: no decision on line {numbers}{more}; correct or delete it"] if log.faults else []
    )
