"""What a run found, and one module per form in which it is told.

A writer is a module with one function, ``write(report) -> str``; it gets a `Report` and nothing else.
Writers are imported when they are used: a CI job that wants JSON does not pay for templates.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lint.report.base import Report

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
"""The names of the output formats; each is a module of this package."""


def formats() -> Mapping[str, Callable[[Report], str]]:
    """The writers by the name of their format."""
    return {name: partial(_write, name) for name in FORMATS}


def _write(name: str, report: Report) -> str:
    text: str = import_module(f"lint.report.{name}").write(report)
    return text
