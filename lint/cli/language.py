"""The language of the command line: as asked for, as the settings have it, or as the locale has it.

It must be known before anything is parsed, for errors in what was typed are reported in it, too.
"""

from __future__ import annotations

import gettext
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.data_files import ruleset_path
from lint.settings.locations import any_settings, system_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LANGUAGES = ("en", "zh")
_DOMAIN = "click"
"""The catalogue of what click says in its own words."""


def language_of_run(arguments: Sequence[str]) -> str:
    """The language ("en" or "zh") for a command line with these `arguments`, right or wrong ones.

    Settings that can't be read have no say here; the command will report what is wrong with them.
    """
    asked = _value(arguments, "--language")
    if asked in LANGUAGES:
        return asked
    return _of_settings(arguments) or system_language(os.environ)


def _of_settings(arguments: Sequence[str]) -> str | None:
    """The setting `language` of the file that counts in the working folder."""
    named = _value(arguments, "--config")
    try:
        # Where there is no file, help need not wait for what reads one. A pipe can be read once only, and the
        # command will want to.
        worth = Path(named).is_file() if named else any_settings(Path.cwd())
        if not worth or {"--no-config", "--isolated", "--version"} & set(arguments):
            return None
        from lint.settings.config import ConfigError, Projects, load
    except (OSError, ValueError):  # the working folder is gone, or no path can be called that
        return None
    try:
        project = load(Path(named)) if named else Projects().of(Path())
    except (ConfigError, OSError):
        return None
    return project.settings.language


def _value(arguments: Sequence[str], option: str) -> str:
    """The value that `option` has in `arguments`, the last one if there are several; "" if there is none."""
    found = ""
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option:
            found = "".join(arguments[number + 1 : number + 2])
        elif argument.startswith(f"{option}="):
            found = argument.removeprefix(f"{option}=")
    return found


@contextmanager
def click_in(language: str) -> Iterator[None]:
    """Inside, click says in `language` what it says in its own words: it asks `gettext`."""
    if language != "zh":
        yield
        return
    before, said = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(ruleset_path("data", "locale")))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = "zh"  # what `gettext` looks at first, whatever the locale
    try:
        yield
    finally:
        gettext.textdomain(before)
        if said is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = said
