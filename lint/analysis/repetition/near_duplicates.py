"""Documents of one run that are nearly the same: an article in two issues, a book scanned twice.

Documents are compared by their clauses (what stands between two marks), of which every fourth is kept, by the
number that its text hashes to: the same ones in every document, so that what two documents share of their
samples is what they share of their text. Two readings of one page, with one character in a hundred read
differently, have nine clauses of ten in common.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from lint.core.character_classes import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.core.document import Document

_CLAUSE = re.compile(rf"[{HAN}]{{6,}}")

KEPT = 4
"""One clause in so many is kept: memory for a run of 50 MB is then some 20 MB."""

_LINES = 100_000
"""Characters of the lines that are looked at together."""

FEWEST = 8
"""Clauses in a sample that says something: about 400 characters of text."""

MANY = 20
"""Documents with one clause from which on it is a formula and says nothing of the next."""

SHARED = 0.6
"""Share of the smaller document's clauses that must be in the other.

Measured: two issues of one magazine share at most 0.05, two statutes of 75 at most 0.15.
"""


def sample(doc: Document) -> frozenset[int]:
    """The clauses that are kept of `doc`, as numbers."""
    return frozenset(
        number
        for clause in chain.from_iterable(_clauses(doc.text))
        if (number := crc32(clause.encode("utf-8", "surrogatepass"))) % KEPT == 0
    )


def _clauses(text: str) -> Iterator[list[str]]:
    """The clauses, some lines at a time: all at once would take more memory than the text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _LINES) + 1 or len(text)
        yield _CLAUSE.findall(text, start, end)
        start = end


class Kin(NamedTuple):
    """An earlier document that has most of this one, or that is mostly in this one."""

    path: str
    share: float
    """Of the clauses of the smaller one, 0 to 1."""


class Library:
    """The documents of a run so far."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._sizes: list[int] = []
        self._holders: dict[int, list[int]] = {}
        self._twins: dict[tuple[int, int], int] = {}

    def meet(self, path: str, sample: frozenset[int]) -> Kin | None:
        """The earlier document that the one at `path` nearly repeats, if any; then this one is kept too."""
        if len(sample) < FEWEST:
            return None
        if (twin := self._twins.get((hash(sample), len(sample)))) is not None:
            return Kin(self._paths[twin], 1.0)
        holders, best = self._holders, Kin("", 0.0)
        common = Counter(chain.from_iterable(holders[number] for number in sample if number in holders))
        for at, count in sorted(common.items()):
            share = count / min(len(sample), self._sizes[at])
            if share > best.share:
                best = Kin(self._paths[at], share)
        self._add(path, sample)
        return best if best.share >= SHARED else None

    def _add(self, path: str, sample: frozenset[int]) -> None:
        at = len(self._paths)
        self._twins[hash(sample), len(sample)] = at
        self._paths.append(path)
        self._sizes.append(len(sample))
        for number in sample:
            holders = self._holders.setdefault(number, [])
            if len(holders) < MANY:
                holders.append(at)


class Earlier:
    """The documents of a run so far, as each of the rules that compare knows them."""

    def __init__(self) -> None:
        self._libraries: dict[str, Library] = {}

    def meet(self, path: str, samples: Mapping[str, frozenset[int]]) -> dict[str, Kin]:
        """By the code of the rule what the document at `path` nearly repeats; then it is kept too."""
        found = {}
        for code, sample in samples.items():
            if kin := self._libraries.setdefault(code, Library()).meet(path, sample):
                found[code] = kin
        return found
