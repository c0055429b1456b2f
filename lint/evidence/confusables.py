"""Confusable characters: which ones OCR takes for each other because they look alike.

Read from ``rulesets/data/confusables.tsv``, made from the weights of PP-OCRv4's classifier and from
pycorrector's stroke groups (both Apache-2.0).
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from lint.data import ruleset_path
from lint.evidence.scripts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=8192)
def similar(ch: str) -> Mapping[str, float]:
    """Characters that look like `ch`, the likest first, each with its likeness from .33 to 1 (no unit).

    Likeness is the cosine between the weights by which PP-OCRv4 knows two characters, 0 for most pairs; pairs
    known only from stroke groups have .33. A neighbour need not have `ch` among its own neighbours.
    """
    others, _, likeness = _rows().get(ch, "").partition("\t")
    return MappingProxyType({other: int(likeness[2 * n : 2 * n + 2]) / 100 for n, other in enumerate(others)})


@cache
def _rows() -> dict[str, str]:
    text = ruleset_path("data", "confusables.tsv").read_text(encoding="utf-8")
    return {line[0]: line[2:] for line in text.splitlines() if not line.startswith("#")}


@cache
def lookalikes(ch: str) -> str:
    """What `ch` may be a misreading of: the characters like it, and those that it is like.

    Forms of the same character in other scripts are left out.
    """
    others = dict.fromkeys(_rows().get(ch, "").partition("\t")[0] + _takers().get(ch, ""))
    return "".join(other for other in others if fold(other) != fold(ch))


@cache
def _takers() -> Mapping[str, str]:
    """Each character with those that have it among their neighbours."""
    takers: dict[str, str] = {}
    for owner, row in _rows().items():
        for other in row.partition("\t")[0]:
            takers[other] = takers.get(other, "") + owner
    return takers


def likeness(one: str, other: str) -> float:
    """How alike two characters look, from 0 to 1; 0 for those that the table does not pair."""
    return max(similar(one).get(other, 0.0), similar(other).get(one, 0.0))
