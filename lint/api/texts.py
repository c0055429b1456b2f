"""Checking and fixing texts from Python.

The way is that of the command, and so is what comes out: settings become an engine, the engine's findings
become the rows of the JSON report.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal, TypedDict, Unpack

import msgspec

from lint.core.findings import Safety, Severity
from lint.core.messages import message, suggestion
from lint.core.quality import Quality
from lint.core.source import as_document
from lint.engine.engine import Engine
from lint.engine.selection import selection
from lint.report.diff import diff
from lint.report.json import Position, ReportedEdit, ReportedFinding, ReportedFix, finding_rows
from lint.runner.check_file import judge_document
from lint.settings.config import ConfigError, Project, Settings, from_options, system_language

__all__ = [
    "ConfigError",
    "Position",
    "Quality",
    "ReportedEdit",
    "ReportedFinding",
    "ReportedFix",
    "Result",
    "Severity",
    "TextOptions",
    "fix_text",
    "lint_text",
]

Names = list[str] | tuple[str, ...]

ENGINES = 8
"""Engines that are kept, of the options used last: to make one takes as long as to check 500 sentences."""

_making = Lock()


class TextOptions(TypedDict, total=False):
    """The keys of the settings with ``_`` for ``-``, all but those about files.

    See `lint.settings.config.Settings`.

    No settings file is read. Paths start at the working folder.
    """

    profile: str
    select: Names
    ignore: Names
    extend_select: Names
    rulesets: Names
    spacing: Literal["keep", "majority", "add", "remove"] | None
    script: Literal["auto", "simplified", "traditional", "mixed"] | None
    strictness: Literal["tolerant", "normal", "paranoid"] | None
    lexicon: Names | str
    """Words, or the path of a file with one word a line."""
    memory: str
    llm: Mapping[str, object] | None
    severity: Mapping[str, Literal["error", "warning", "info"]]
    safety: Mapping[str, Literal["safe", "suggested", "manual"]]
    language: Literal["en", "zh"] | None
    """Of messages; that of the system when it is not given."""


class Result(msgspec.Struct, frozen=True):
    r"""What was found in a text, and what became of it.

    `text`: the text as given, or with its fixes; line ends stay what they are.
    `findings`: those in the text as given, in order of place; the same as in the command's JSON report. All
    offsets and columns are those of the text as given, so ``\r\n`` counts two.
    `fixed`: the ids of the findings that are gone from `text`; the others are left to decide.
    `diff`: from the given text to `text`, unified, "" where they are equal.
    `quality`: of the text as given.
    """

    text: str
    findings: tuple[ReportedFinding, ...]
    fixed: tuple[str, ...]
    diff: str
    quality: Quality


def lint_text(text: str, **options: Unpack[TextOptions]) -> Result:
    """The findings in `text`, which stays as it is.

    Raises:
        TypeError: `text` is no string.
        ConfigError: An option that is not known or can't be followed; a `ValueError`.
    """
    return _result(text, None, options)


def fix_text(text: str, *, suggested: bool = False, **options: Unpack[TextOptions]) -> Result:
    """`text` with its safe fixes, and the suggested ones too if asked; with all that was found in it.

    Raises:
        TypeError: `text` is no string.
        ConfigError: An option that is not known or can't be followed; a `ValueError`.
    """
    return _result(text, Safety.SUGGESTED if suggested else Safety.SAFE, options)


def _result(text: object, level: Safety | None, options: TextOptions) -> Result:
    if not isinstance(text, str):
        raise TypeError(f"the text must be a str, not {type(text).__name__}; decode bytes first")
    _refuse_unknown(options)
    settings = from_options(options).settings
    with _making:
        engine = _engine(msgspec.json.encode(settings), _changed(settings))
    file = judge_document(as_document(text), engine, level)
    for note in file.notes:
        warnings.warn(note, stacklevel=3)
    row = finding_rows(file, settings.language or system_language(os.environ))
    result = Result(
        text=file.patch.output.replace("\n", file.document.newline) if file.patch else text,
        findings=tuple(row(*item) for item in file.items()),
        fixed=tuple(name for name in file.names if name in file.applied),
        diff=diff(file),
        quality=file.quality,
    )
    file.forget()
    return result


def _refuse_unknown(options: Mapping[str, object]) -> None:
    from difflib import get_close_matches

    known = list(TextOptions.__annotations__)
    for name in options:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = suggestion(near, known)
            raise ConfigError(
                message(
                    "unknown option {name!r}; {hint}", "没有 {name!r} 这个选项；{hint}", name=name, hint=hint
                )
            )


def _changed(settings: Settings) -> tuple[int, ...]:
    """When the rulesets of `settings` were written last: an engine with older ones is of no use."""
    paths = map(Path, settings.rulesets)
    return tuple(path.stat().st_mtime_ns for path in paths if path.exists())


@lru_cache(maxsize=ENGINES)
def _engine(settings: bytes, _changed: tuple[int, ...]) -> Engine:
    """The engine for settings in JSON, which can be compared where the settings themselves can't."""
    return Engine(selection(Project(msgspec.json.decode(settings, type=Settings), Path())))
