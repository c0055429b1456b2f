"""Words that reviewers put into the lexicon of a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lint.core.findings import Text
from lint.core.messages import at, message_of
from lint.core.source import SourceError
from lint.core.system_errors import unwritable
from lint.decisions.store import LINK
from lint.settings.settings_files import ConfigError, read_words

if TYPE_CHECKING:
    from lint.settings.config import Project

NAME = "lexicon.txt"

UNNAMED = Text(
    'written to {path}; name it in the settings so that it counts: lexicon = "{name}"',
    '已写入 {path}；请在设置中写明 lexicon = "{name}"，它才会生效',
)


def change(project: Project, word: str, *, out: bool) -> tuple[Text, dict[str, Any]] | None:
    """Add `word` to the lexicon file of `project`, or take it `out`; what must be said of that.

    Where its settings name none it goes to ``lexicon.txt`` beside them.

    Raises:
        SourceError: It can't be written; the message names the file.
    """
    path = project.words or (project.origin.parent if project.origin else project.folder) / NAME
    try:
        project.writable("lexicon", path)
        words = list(read_words(path)) if path.exists() else []
    except ConfigError as error:
        raise SourceError(message_of(error)) from error
    except SourceError as error:
        raise SourceError(at(path, message_of(error))) from error
    if out and word in words:
        words.remove(word)
        _write(path, "".join(f"{known}\n" for known in words), "w")
    elif not out and word not in words:
        _write(path, f"{word}\n", "a")
    if project.words is None and not out:
        return UNNAMED, {"path": str(path), "name": path.name}
    return None


def _write(path: Path, text: str, mode: str) -> None:
    if path.is_symlink():
        raise SourceError(at(path, LINK))
    try:
        cut = mode == "a" and path.exists() and not path.read_bytes().endswith((b"\n", b""))
        with path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(f"\n{text}" if cut else text)
    except OSError as error:
        raise SourceError(at(path, unwritable(error))) from error
