"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from lint.source import SourceError, reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lint.source import Buffer

_UMASK = 0o666


def write(path: Path, data: bytes | Iterable[Buffer]) -> None:
    """Put `data` in the file at `path`, whole or not at all; the permissions of a file there are kept.

    The bytes go to a new file in the same folder that takes the other's place when it is complete. A device
    or a pipe, such as ``/dev/null``, is written to as it is.
    """
    import tempfile

    parts = [data] if isinstance(data, bytes) else data
    try:
        if _is_special(path):
            with path.open("wb") as file:
                file.writelines(parts)
            return
        path = path.resolve()  # a symbolic link stays one
        number, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode(path))  # noqa: PTH101 - a path of mkstemp is a string
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError as error:
        raise SourceError(f"can't be written: {reason(error)}") from error


def _is_special(path: Path) -> bool:
    """Whether something is at `path` that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _mode(path: Path) -> int:
    """The permissions that a file at `path` has, or that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)  # there is no other way to ask
        os.umask(mask)
        return _UMASK & ~mask
