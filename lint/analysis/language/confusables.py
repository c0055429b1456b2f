"""Confusable characters: which ones OCR takes for each other because they look alike.

Read from ``rulesets/data/confusables.tsv``, made from the weights of PP-OCRv4's classifier (Apache-2.0), from
tables of strokes, corners and parts, and from how characters look in print; its first lines name them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from lint.core.data_files import ruleset_path

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURED = 0.33
"""The least likeness that an OCR model's weights, or one stroke's difference, speak for."""


@lru_cache(maxsize=8192)
def similar(ch: str) -> Mapping[str, float]:
    """Characters that look like `ch`, the likest first, each with its likeness from .22 to 1 (no unit).

    Likeness is the cosine between the weights by which PP-OCRv4 knows two characters, 0 for most pairs. Pairs
    known only from stroke groups have `MEASURED`, those that only shape speaks for less. Whoever is like
    another has it among its own. Forms of the same character in other scripts are left out.
    """
    others, _, likeness = _rows().get(ch, "").partition("\t")
    return MappingProxyType({other: int(likeness[2 * n : 2 * n + 2]) / 100 for n, other in enumerate(others)})


def likeness(one: str, other: str) -> float:
    """How alike two characters look, from 0 to 1; 0 for those that the table does not pair."""
    return similar(one).get(other, 0.0)


@cache
def _rows() -> dict[str, str]:
    text = ruleset_path("data", "confusables.tsv").read_text(encoding="utf-8")
    return {line[0]: line[2:] for line in text.splitlines()}
