"""Compiling many patterns in less time: on a short text, `re` would take a third of a run.

Both helps reach into private parts of `re`, and do nothing in a Python where these are not as expected.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

    Compiled = tuple[int, bytes, tuple[Any, ...]]
    """Flags, code and groups of a pattern: what `re` gives to the engine that it runs on."""

LONGEST = 20_000
"""Characters of a pattern that is kept; longer ones are made of a user's lexicon."""

MOST = 2_000
"""Patterns that are kept; the linter has some 350, the rest are old ones."""

_compiler: Any = getattr(re, "_compiler", None)


@contextmanager
def shared_classes() -> Iterator[None]:
    """Let patterns that are compiled inside share the work on their character classes.

    `re` turns ``[\u4e00-\u9fff]`` into a bitmap by marking 20,992 characters one by one, and does so again
    for each of some 300 patterns. What comes out depends only on the class.
    """
    original = getattr(_compiler, "_optimize_charset", None)
    if original is None:
        yield
        return
    known: dict[tuple[Any, ...], Any] = {}

    def optimize(charset: Any, *case: Any) -> Any:
        key = tuple(charset)
        if any(case) or any(isinstance(part, list) for _, part in key):
            return original(charset, *case)
        if key not in known:
            known[key] = original(charset, *case)
        return known[key]

    _compiler._optimize_charset = optimize  # noqa: SLF001 - there is no public way
    try:
        yield
    finally:
        _compiler._optimize_charset = original  # noqa: SLF001


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Take patterns that are compiled inside from an earlier run, and keep new ones for the next.

    They lie where Python keeps the compiled modules, and as with these a folder that can't be written, or a
    damaged file, only costs time.
    """
    engine, compile_anew = (getattr(_compiler, name, None) for name in ("_sre", "compile"))
    place = _place()
    if engine is None or compile_anew is None or place is None:
        yield
        return
    maker = f"{sys.version} {getattr(engine, 'MAGIC', '')}"
    present = _bytes(place)
    known = _read(present, maker)
    before = len(known)
    recorder = _Recorder(engine)

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str) or len(pattern) > LONGEST:
            return compile_anew(pattern, flags)
        key = pattern, int(flags)
        if key in known:
            own, code, groups = known[key]
            return engine.compile(pattern, own, array("I", code).tolist(), *groups)
        made = compile_anew(pattern, flags)
        if recorder.last is not None and len(known) < MOST:
            known[key] = recorder.last
        return made

    _compiler._sre, _compiler.compile = recorder, compile_pattern  # noqa: SLF001 - there is no public way
    try:
        yield
    finally:
        _compiler._sre, _compiler.compile = engine, compile_anew  # noqa: SLF001
        if len(known) > before and not sys.dont_write_bytecode:
            _write(place, present, maker, known)


class _Recorder:
    """Stands before the engine of `re` and takes down what it is given."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.last: Compiled | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        self.last = int(flags), array("I", code).tobytes(), groups
        return self._engine.compile(pattern, flags, code, *groups)


def _place() -> Path | None:
    """The file of kept patterns, beside the compiled form of this module."""
    cached = __spec__.cached
    return Path(cached).with_suffix(".patterns") if cached else None


def _bytes(place: Path) -> bytes:
    with suppress(OSError):
        return place.read_bytes()
    return b""


def _read(present: bytes, maker: str) -> dict[tuple[str, int], Compiled]:
    """What is kept in the file that was `present`, if this very Python wrote it."""
    with suppress(ValueError, EOFError, TypeError):
        data = memoryview(present)
        if crc32(data[4:]) == int.from_bytes(data[:4], "big"):
            by, known = marshal.loads(data[4:])  # noqa: S302 - as trustworthy as the compiled modules beside it
            if by == maker:
                return known  # type: ignore[no-any-return]
    return {}


def _write(place: Path, present: bytes, maker: str, known: dict[tuple[str, int], Compiled]) -> None:
    from lint.core.source import SourceError
    from lint.core.writing import write

    data = marshal.dumps((maker, known))
    with suppress(SourceError):
        write(place, crc32(data).to_bytes(4, "big") + data, {sha256(present).hexdigest()})
