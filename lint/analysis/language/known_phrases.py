"""Set phrases that are right as they are, and that text is held against.

From ``rulesets/data/terms.tsv``: names of institutions, laws and regions, and phrases younger than the
dictionary.
"""

from __future__ import annotations

import re
from functools import cache

from lint.core.data_files import ruleset_path

LEAST = 6
"""Characters that a name needs to be recognised with a slip in it: shorter ones have lawful neighbours."""


@cache
def _entries() -> tuple[tuple[str, str], ...]:
    text = ruleset_path("data", "terms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((kind, entry) for kind, entry in rows)


@cache
def names(extra: frozenset[str] = frozenset()) -> frozenset[str]:
    """Names long enough to be recognised with a slip in them, those of a user among them."""
    own = {entry for kind, entry in _entries() if kind == "name"}
    return frozenset(name for name in own | extra if len(name) >= LEAST)


@cache
def anchors(extra: frozenset[str] = frozenset()) -> dict[str, tuple[tuple[str, int], ...]]:
    """Three characters in a row of a name, to the names that have them, and where."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name in sorted(names(extra)):
        for at in range(len(name) - 2):
            found.setdefault(name[at : at + 3], []).append((name, at))
    return {gram: tuple(places) for gram, places in found.items()}


def is_known(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` lies inside a set phrase."""
    first = max(0, start - 4)
    return any(
        match.start() + first <= start and end <= match.end() + first
        for match in _phrases().finditer(text[first : end + 4])
    )


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(entry) for _, entry in _entries() if len(entry) <= 5))
