"""Words: what the dictionary knows and what a division into words costs.

The dictionary is jieba's (349,045 words with counts, MIT; see ``rulesets/data/README.md``). It is read from a
memory-mapped trie, so that the first look-up takes a millisecond and the pages are shared by processes.
Costs are −ln p in nats, p being the word's share of the corpus that jieba counted: 3 for 的, 18 for a word
seen once. Words are in Simplified characters; `word_across` takes Traditional text too, the others do not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import fold, han_run
from lint.analysis.language.bigram_model import alone
from lint.core.data_files import ruleset_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marisa_trie import Trie

UNKNOWN_COST = 18.0
"""Cost of a character, or of a Latin or digit run, that the dictionary lacks: that of a word seen once."""

EXTRA_COST = 10.0
"""Cost of an extra word that comes without one: three occurrences in 66,000 words."""

LONGEST = 16
"""Code points in the longest word, of the dictionary or extra."""

_STEPS_PER_NAT = 14  # as in rulesets/tools/build_words.py
_ATOM = re.compile(r"[A-Za-z0-9]{2,}")
_REACH = 12  # Han characters each side of a seam


class _Dictionary(NamedTuple):
    trie: Trie
    costs: tuple[float, ...]  # nats, by step
    steps: bytes  # by the trie's number of the word


@cache
def _dictionary() -> _Dictionary:
    # Two threads that come first together read it twice and keep one; what they read is never written.
    from marisa_trie import Trie

    return _Dictionary(
        Trie().mmap(str(ruleset_path("data", "words.marisa"))),
        tuple(step / _STEPS_PER_NAT for step in range(256)),
        ruleset_path("data", "words.cost").read_bytes(),
    )


def is_word(word: str) -> bool:
    """Whether the dictionary has `word`, which may be a single character."""
    return word in _dictionary().trie


def cost(word: str) -> float:
    """−ln p of `word` in nats; a word that the dictionary lacks costs `UNKNOWN_COST` for each character."""
    trie, costs, steps = _dictionary()
    number = trie.get(word)
    return UNKNOWN_COST * len(word) if number is None else costs[steps[number]]


@cache
def boundness(character: str) -> float:
    """How many nats dearer a character is as a word than as a character: the more, the less it stands alone.

    维, 消 and 政, which hardly ever are words, have 4.0, 2.5 and 3.8; 的, 均 and 和 have 1.3, −0.2 and −0.8.
    """
    return cost(character) + alone(character)


@lru_cache(maxsize=1 << 14)
def prices(text: str) -> list[tuple[int, float]]:
    """Length and cost of each word that `text`, some Han characters, begins with."""
    trie, costs, steps = _dictionary()
    return [(len(word), costs[steps[number]]) for word, number in trie.iter_prefixes_with_ids(text)]


def segment(text: str, extra: Mapping[str, float] | frozenset[str] = frozenset()) -> list[str]:
    """Divide `text` into the words that cost least together; nothing is lost: they join to `text` again.

    Args:
        text: Any text, best no longer than a paragraph. What is no word stands as single characters,
            Latin and digit runs stay whole.
        extra: More words (a name, a term of this file) of at most `LONGEST` characters, each with its
            cost in nats, or a set, where each costs `EXTRA_COST`.
    """
    ends, _ = _cheapest(text, extra)
    words: list[str] = []
    start = 0
    while start < len(text):
        words.append(text[start : ends[start]])
        start = ends[start]
    return words


def segment_cost(text: str, extra: Mapping[str, float] | frozenset[str] = frozenset()) -> float:
    """Sum of the costs, in nats, of the words that `segment` divides `text` into."""
    return _cheapest(text, extra)[1]


def word_across(left: str, right: str) -> str | None:
    """The dictionary word that lies across the seam between `left` and `right`, or None.

    The Han characters at the end of `left` and at the start of `right`, at most 12 each, are divided into
    words as one text: ``word_across("工作没有落", "实到基层")`` is 落实. A blank or a mark at the seam means
    no word. Traditional text is folded for the look-up, and the word comes back as it stands in the text.
    """
    tail, head = han_run().match(left[: -_REACH - 1 : -1]), han_run().match(right[:_REACH])
    if tail is None or head is None:
        return None
    seam = len(tail[0])
    joined = tail[0][::-1] + head[0]
    folded = fold(joined)
    if not any(at + size > seam for at in range(seam) for size, _ in prices(folded[at:])):
        return None  # no word fits across, however the text is divided
    start = 0
    for word in segment(folded):
        end = start + len(word)
        if end > seam:
            return joined[start:end] if start < seam else None
        start = end
    return None


class Bridge(NamedTuple):
    """A word that lies across a seam."""

    word: str
    gain: float
    """Nats by which the text is likelier with it than with the words of the two sides apart."""


@lru_cache(maxsize=1 << 13)  # the ends of all lines of a long chapter: several facts ask about each
def bridge(tail: str, head: str) -> Bridge | None:
    """The dictionary word across the seam between two Han runs of some six characters, or None.

    What `word_across` says, and how sure it is, in one pass; where no word fits across, in half of one.
    """
    seam = len(tail)
    text = fold(tail + head)
    trie, costs, steps = _dictionary()
    before = [list(trie.iter_prefixes_with_ids(text[start : start + LONGEST])) for start in range(seam)]
    if not any(words and start + len(words[-1][0]) > seam for start, words in enumerate(before)):
        return None
    size = len(text)
    rest = [0.0] * (size + 1)
    for start in range(size - 1, seam - 1, -1):
        best = UNKNOWN_COST + rest[start + 1]
        for word, number in trie.iter_prefixes_with_ids(text[start : start + LONGEST]):
            best = min(best, costs[steps[number]] + rest[start + len(word)])
        rest[start] = best
    apart = rest[: seam + 1]  # the same with a word's end at the seam
    ends = [0] * seam
    for start in range(seam - 1, -1, -1):
        best, ends[start] = UNKNOWN_COST + rest[start + 1], start + 1
        parted = UNKNOWN_COST + apart[start + 1]
        for word, number in before[start]:
            price, end = costs[steps[number]], start + len(word)
            if price + rest[end] < best:
                best, ends[start] = price + rest[end], end
            if end <= seam:
                parted = min(parted, price + apart[end])
        rest[start], apart[start] = best, parted
    start = 0
    while ends[start] < seam:
        start = ends[start]
    end = ends[start]
    return Bridge((tail + head)[start:end], apart[0] - rest[0]) if end > seam else None


def _cheapest(text: str, extra: Mapping[str, float] | frozenset[str]) -> tuple[list[int], float]:
    """Viterbi from the end: for each offset the end of the first word of the cheapest way on; the cost."""
    text = text.encode("utf-8", "replace").decode()  # the trie cannot take a lone surrogate
    trie, costs, steps = _dictionary()
    atoms = {atom.start(): atom.end() for atom in _ATOM.finditer(text)}
    size = len(text)
    rest = [0.0] * (size + 1)
    ends = [0] * size
    for start in range(size - 1, -1, -1):
        best, best_end = UNKNOWN_COST + rest[start + 1], start + 1
        if start in atoms:
            end = atoms[start]
            if (price := UNKNOWN_COST + rest[end]) < best:
                best, best_end = price, end
        for word, number in trie.iter_prefixes_with_ids(text[start : start + LONGEST]):
            end = start + len(word)
            if (price := costs[steps[number]] + rest[end]) < best:
                best, best_end = price, end
        if extra:
            for end in range(start + 1, min(start + LONGEST, size) + 1):
                word = text[start:end]
                if word in extra:
                    price = EXTRA_COST if isinstance(extra, frozenset) else extra[word]
                    if (price := price + rest[end]) < best:
                        best, best_end = price, end
        rest[start], ends[start] = best, best_end
    return ends, rest[0]
