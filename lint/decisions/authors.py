"""Who decides, and when."""

from __future__ import annotations

import getpass
import subprocess
from contextlib import suppress
from datetime import UTC, datetime


def author(named: str | None) -> str:
    """The name that events carry: as `named`, else git's, else that of the login."""
    if named:
        return named
    with suppress(OSError, subprocess.SubprocessError):
        asked = ["git", "config", "user.name"]
        done = subprocess.run(asked, capture_output=True, timeout=5, check=False)  # noqa: S603 - words of ours
        if name := done.stdout.decode("utf-8", "replace").strip():
            return name
    with suppress(OSError, KeyError):  # no login has this number
        return getpass.getuser()
    return "?"


def now() -> str:
    """The time as events carry it: UTC, to the millisecond, so that they sort as they were made."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
