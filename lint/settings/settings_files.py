"""Reading the files that settings are in, or name: whoever wrote them may wish us ill.

A project's settings come with its texts, often from a stranger. So only regular files of moderate size are
read, and whatever their bytes are, the answer is what they say or a `ConfigError` of one line.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import IO, Any

from lint.core.findings import Text
from lint.core.messages import Notice, at, filled, message
from lint.core.source import SourceError
from lint.core.system_errors import reason
from lint.settings.foreign_messages import toml_error

MOST_BYTES = 1 << 20
"""The largest file of settings, rules or words that is read."""

MOST_MEMORY = 64 << 20
"""The largest store of `ocrlint learn` that is read; full ones have 2 MB."""

_LONG_KEY = re.compile(
    rb"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""",
)
"""A key of more parts than any setting has: `tomllib` takes time by the square of their number."""

_LARGE = Text("is larger than {most} MB; name a smaller file", "大于 {most} MB；请指定小一些的文件")
_NO_NAME = Notice("no file can have this name; choose another path", "文件不能用这个名字；请换个路径")


class ConfigError(ValueError):
    """A setting that can't be followed; the message names the file and the key."""


def read_bytes(path: Path, most: int = MOST_BYTES, *, named: bool = False) -> bytes:
    """The content of the regular file at `path`, which may have up to `most` bytes.

    Of what the user has `named` on the command line, a pipe or a device such as ``/dev/null`` is read, too.

    Raises:
        SourceError: It can't be read, is a device, pipe or folder, or larger; the message does not name it.
    """
    try:
        with open(path, "rb", opener=_at_once) as file:
            found = os.fstat(file.fileno())
            if named and not stat.S_ISREG(found.st_mode):
                return _read_stream(file, most)
            _check(found, most)
            data = file.read(found.st_size + 1)
    except OSError as error:
        raise SourceError(reason(error)) from error
    except ValueError as error:  # a NUL, or a character that file names here can't have
        raise SourceError(_NO_NAME) from error
    if len(data) > found.st_size:  # as files of the kernel in /proc are: empty, and yet not
        raise SourceError(
            message(
                "is no ordinary file, or still being written; name a regular file",
                "不是普通文件，或仍在写入；请指定普通文件",
            )
        )
    return data


def _read_stream(file: IO[bytes], most: int) -> bytes:
    if hasattr(os, "set_blocking"):
        os.set_blocking(file.fileno(), True)
    data = file.read(most + 1)
    if len(data) > most:
        raise SourceError(filled(_LARGE, most=most >> 20))
    return data


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to would stop the run here."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def check_file(path: Path, most: int = MOST_BYTES) -> None:
    """Make sure that what is at `path` can be read by `read_bytes`; nothing at all is no fault.

    Raises:
        SourceError: It can't.
    """
    try:
        _check(path.stat(), most)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SourceError(reason(error)) from error
    except ValueError as error:
        raise SourceError(_NO_NAME) from error


def _check(found: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise SourceError(message("is a folder; name a file", "是文件夹；请指定文件"))
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(
            message("is a device or a pipe; name a regular file", "是设备或管道；请指定普通文件")
        )
    if found.st_size > most:
        raise SourceError(filled(_LARGE, most=most >> 20))


def read_toml(path: Path, *, named: bool = False) -> tuple[dict[str, Any], str]:
    """The table that the TOML file at `path` holds, and its text; `named` as in `read_bytes`.

    Raises:
        ConfigError: The file can't be read or is not valid TOML.
    """
    try:
        data = read_bytes(path, named=named)
    except SourceError as error:
        raise ConfigError(at(path, error)) from error
    if long := _LONG_KEY.search(data):
        line = data.count(b"\n", 0, long.start()) + 1
        raise ConfigError(
            message(
                "{path}: line {line}: a key has more than 64 parts; no setting is so deep",
                "{path}：第 {line} 行：键超过 64 段；没有这么深的设置",
                path=path,
                line=line,
            )
        )
    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text), text
    except RecursionError as error:
        raise ConfigError(
            message(
                "{path}: is nested too deeply; no setting is so deep",
                "{path}：嵌套太深；没有这么深的设置",
                path=path,
            )
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            message(
                "{path}: is not valid TOML: line {line} is not UTF-8; convert the file",
                "{path}：不是有效的 TOML：第 {line} 行不是 UTF-8；请转换文件编码",
                path=path,
                line=line,
            )
        ) from error
    except ValueError as error:
        raise ConfigError(
            message(
                "{path}: is not valid TOML: {what}",
                "{path}：不是有效的 TOML：{what}",
                path=path,
                what=toml_error(error),
            )
        ) from error


def read_words(path: Path) -> tuple[str, ...]:
    """The words in the file at `path`, one a line.

    Raises:
        SourceError: It can't be read, or is no text in UTF-8; the message does not name it.
    """
    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SourceError(message("is not UTF-8; convert the file", "不是 UTF-8；请转换文件编码")) from error
    return tuple(word for line in lines if (word := line.strip()))
