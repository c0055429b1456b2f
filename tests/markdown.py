"""Markdown cases of a rule: fenced `bad`, `good` and `ok` texts under headings.

`bad` must be flagged by the rule and become `good` in one run; without a `good` it must be flagged only.
`ok` must not be flagged by the rule. A fence marked `xfail` is a known gap and must fail. Options for a
case follow the kind as JSON: ```bad {"spacing": "majority"}. With {"fix": "safe"} only safe fixes make `good` of
`bad`. With {"escapes": true} the text is written with Python's escapes (\\r, \\u200b), so that characters that
nobody sees are seen in the file.

For a rule that compares documents, fences marked `earlier` before a `bad` or `ok` text are the documents that
the run has before it, in their order.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TITLE = re.compile(r"^# .*\(([A-Z]{3}\d{3})\)\s*$", re.MULTILINE)
_PART = re.compile(
    r"^## (?P<title>[^\n]+)$|^(?P<fence>`{3,}|~{3,})(?P<kind>earlier|bad|good|ok)(?P<xfail> xfail)?(?: (?P<options>\{[^\n]*\}))?\n"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """One text with what must become of it."""

    code: str
    title: str
    text: str
    good: str | None
    flagged: bool
    xfail: bool
    options: dict[str, object]
    earlier: tuple[str, ...] = ()


def cases(path: Path) -> Iterator[Case]:
    """The cases of a rule's file."""
    source = path.read_text("utf-8")
    head = _TITLE.search(source)
    assert head, f"{path}: the first line must be '# name (CODE)'"
    title = ""
    bad: Case | None = None
    earlier: tuple[str, ...] = ()
    for part in _PART.finditer(source):
        if part["title"]:
            title = part["title"]
        elif part["kind"] == "earlier":
            earlier += (part["text"],)
        elif part["kind"] == "good":
            assert bad, f"{path}: 'good' without 'bad' under {title!r}"
            yield bad._replace(good=_text(part["text"], json.loads(part["options"] or "{}")))
            bad = None
        else:
            if bad:
                yield bad
            options = json.loads(part["options"] or "{}")
            text = _text(part["text"], options)
            case = Case(
                head[1], title, text, None, part["kind"] == "bad", bool(part["xfail"]), options, earlier
            )
            earlier = ()
            if case.flagged:
                bad = case
            else:
                bad = None
                yield case
    if bad:
        yield bad


def _text(written: str, options: dict[str, object]) -> str:
    """The text of a fence, its escapes decoded if the options say that it has some."""
    if not options.pop("escapes", False):
        return written
    return written.encode("latin-1", "backslashreplace").decode("unicode-escape")
