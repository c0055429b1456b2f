"""Which cards are judged together: those of one rule that would change the same into the same."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.review.cards import Card

GroupKey = tuple[str, ...]

TYPICAL = 3
"""Members shown first: the least typical ones, which decide whether the rest may go together."""

LONG = 40
"""Characters above which a replaced text is compared by its hash."""


class Rank(NamedTuple):
    """Where a group is in the queue: groups before singles before mere notes, the heaviest first.

    `last`: 1 where its members were rejected, and the others wait for the end.
    """

    last: int
    section: int
    weight: float
    key: GroupKey


def group_key(card: Card) -> GroupKey:
    """What a card has in common with the others of its group.

    Joins of lines differ in how many line ends go, and in their evidence; only the evidence counts.
    """
    if not card.pairs:
        return (card.code,)
    if all(before.isspace() and "\n" in before and not after.strip() for before, after in card.pairs):
        return card.code, "join", card.kind
    return card.code, *(_short(f"{before}\0{after}") for before, after in card.pairs)


def _short(text: str) -> str:
    return text if len(text) <= LONG else blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()


def rank(key: GroupKey, members: Sequence[Card], *, last: bool = False) -> Rank:
    """The place of a group in the queue."""
    confidence = sum(card.confidence for card in members) / len(members)
    if all(card.severity == "info" and not card.has_fix for card in members):
        return Rank(int(last), 2, -len(members), key)
    if len(members) == 1:
        return Rank(int(last), 1, -confidence, key)
    return Rank(int(last), 0, -len(members) * confidence, key)


def in_order(members: Iterable[Card]) -> list[Card]:
    """The members, the least typical three first, the others as they are read.

    Typical is what occurs beside the place in many members.
    """
    cards = sorted(members, key=lambda card: (card.file, card.start))
    beside: Counter[str] = Counter()
    for card in cards:
        beside.update(_beside(card))
    odd = sorted(cards, key=lambda card: (card.confidence, sum(beside[mark] for mark in _beside(card))))
    first = odd[:TYPICAL]
    taken = {card.key for card in first}
    return [*first, *(card for card in cards if card.key not in taken)]


def _beside(card: Card) -> tuple[str, str, str]:
    return f"<{card.left[-1:]}", f">{card.right[:1]}", card.middle


def part_of(key: GroupKey, parts: int) -> int:
    """The part, from 1, in which a group falls when the work is split; the same whatever was decided."""
    digest = blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % parts + 1
