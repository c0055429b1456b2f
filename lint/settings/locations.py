"""Where settings are looked for, and what the locale says: nothing is read here, and nothing costs time."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN, SHARED = "ocrlint.toml", "pyproject.toml"
"""The files of a project's settings; the first is also the name of the user's own."""


def any_settings(folder: Path) -> bool:
    """Whether there is a file that may hold settings for texts in `folder`."""
    users = user_file()
    places = (place / name for place in (folder, *folder.parents) for name in (OWN, SHARED))
    return any(map(is_there, places)) or (users is not None and is_there(users))


def user_file() -> Path | None:
    """Where the user's own settings are, if there are any; None where the system names no place for them."""
    import click

    folder = click.get_app_dir("ocrlint")
    if not Path(folder).is_absolute():
        # An empty or relative XDG_CONFIG_HOME counts for nothing: it would lead into the working folder.
        folder = os.path.expanduser("~/.config/ocrlint")  # noqa: PTH111 - Path's raises where there is no home
    return Path(folder) / OWN if Path(folder).is_absolute() else None


def is_there(path: Path) -> bool:
    """Whether something but a folder is at `path`; a broken link is something, and reading it will say so."""
    try:
        return not stat.S_ISDIR(path.lstat().st_mode)
    except OSError:  # nothing there, or in a folder that nothing can be read from
        return False


def system_language(environment: Mapping[str, str]) -> Literal["en", "zh"]:
    """The language of messages that the locale asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
