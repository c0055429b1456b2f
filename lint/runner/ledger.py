"""What was written where, by hash: a file that holds something else was changed, and is not overwritten.

A line for each file written, ``["seal","path","sha256"]``; the path starts at the record. Lines are added
before a file takes its place, each at once, so runs at the same time do not disturb each other and a killed
one leaves no file that nobody knows. A damaged line says nothing.

A record of the cache lies in a project, whose author could have put it there, with the hash of a file that
somebody else values. So only lines with the right seal count, which no other folder has, and a line permits
no more than to replace the very bytes it names, in a place where the run writes anyway.
"""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from lint.runner.cache_folder import content_of, put

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lint.runner.cache_folder import CacheFolder

RECORD = "written.jsonl"
"""Its name in a cache folder."""
JOURNAL = ".ocrlint-written.jsonl"
"""Its name in a folder of reports, where it lies during a run only; then the summary knows."""
MOST = 1 << 23
"""Bytes above which all but the two newest lines of each file go."""

_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
_line = msgspec.json.Decoder(tuple[str, str, str])


class Ledger:
    """The record in `file`; by `owner`, the cache folder that it lies in, if it does in one."""

    def __init__(self, file: Path, owner: CacheFolder | None = None) -> None:
        self._file = file
        self._owner = owner
        self._digests: dict[str, dict[str, None]] | None = None

    @property
    def used(self) -> bool:
        """Whether somebody asked, or told."""
        return self._digests is not None

    def known(self, path: Path) -> Collection[str]:
        """The digests of all that was written at `path`."""
        return self._read().get(self._key(path), ())

    def add(self, path: Path, digest: str) -> None:
        """Remember that what has this `digest` goes to `path`, if the folder allows."""
        key = self._key(path)
        digests = self._read()[key]
        if digest in list(digests)[-1:]:
            return
        digests.pop(digest, None)
        digests[digest] = None  # the newest last
        if self._owner and not self._owner.prepare():
            return
        with suppress(OSError), open(self._file, "ab", buffering=0, opener=_private) as file:
            # A line that was cut off before ends here, too.
            file.write(b"\n" + msgspec.json.encode((self._seal, key, digest)) + b"\n")

    def close(self) -> None:
        """Remove the record, if it is one: what it knows is written down elsewhere."""
        data = content_of(self._file)
        with suppress(OSError, msgspec.DecodeError):
            if data is not None and all(map(_line.decode, data.split())):
                self._file.unlink(missing_ok=True)

    @property
    def _seal(self) -> str:
        return self._owner.seal if self._owner else "none"

    def _key(self, path: Path) -> str:
        """The name of `path` here. Bytes that are no text are told apart."""
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(self._file.parent))
        return os.fsencode(relative).decode("utf-8", "backslashreplace")

    def _read(self) -> dict[str, dict[str, None]]:
        if self._digests is None:
            self._digests = defaultdict(dict)
            if not (self._owner and self._owner.refusal):
                self._load(self._digests)
        return self._digests

    def _load(self, digests: dict[str, dict[str, None]]) -> None:
        data, seal = content_of(self._file) or b"", self._seal
        for line in data.split(b"\n"):
            with suppress(msgspec.DecodeError):
                by, key, digest = _line.decode(line)
                if seal and by == seal:
                    digests[key].pop(digest, None)
                    digests[key][digest] = None
        if len(data) > MOST and seal:
            # The newest may be of a run that was killed before the file took its place.
            newest = ((seal, key, digest) for key, found in digests.items() for digest in list(found)[-2:])
            with suppress(OSError):
                put(self._file, (msgspec.json.encode(line) + b"\n" for line in newest))


def _private(path: str, flags: int) -> int:
    """Open a file for adding that nobody else may read; no link is followed."""
    return os.open(path, flags | _APPEND, 0o600)
