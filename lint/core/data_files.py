"""Where the rulesets, their data and the rules' cases are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The folder of the package `lint`."""


@cache
def _root() -> Path:
    """The folder `rulesets`: inside the package when installed from a wheel, beside it in a checkout."""
    installed = PACKAGE / "_rulesets"
    return installed if installed.is_dir() else PACKAGE.parent / "rulesets"


def ruleset_path(*parts: str) -> Path:
    """The path of a file or folder below `rulesets`."""
    return _root().joinpath(*parts)


def case_path(*parts: str) -> Path:
    """The path of a rule's Markdown cases; they come with the package because they hold its known gaps."""
    installed = PACKAGE / "_cases"
    return (installed if installed.is_dir() else PACKAGE.parent / "tests" / "rules").joinpath(*parts)
