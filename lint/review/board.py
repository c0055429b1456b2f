"""The cards of a review with what was said of them: groups, queues and counters, always up to date.

Whatever changes one card costs the same however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from lint.decisions.folding import WEAK, outcome
from lint.review.groups import GroupKey, Rank, group_key, in_order, part_of, rank
from lint.review.queue import Item, Queue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lint.core.decided import Decided
    from lint.decisions.events import Event
    from lint.review.cards import Card


class Group:
    """Cards that are judged together."""

    def __init__(self, key: GroupKey, members: Sequence[Card]) -> None:
        self.key = key
        self.members = [card.key for card in members]
        self.files = {card.file for card in members}
        self.rank: Rank = rank(key, members)
        self.open: Queue = Queue()
        self.size = len(members)
        self.odd = len({(card.left[-1:], card.right[:1]) for card in members}) > 1
        """Whether members differ in what is beside them."""
        self.verdicts: defaultdict[str, int] = defaultdict(int)
        """How often each verdict was given here in this run."""


class Board:
    """All cards. `part`: which part of how many this review is about."""

    def __init__(self, part: tuple[int, int] = (1, 1)) -> None:
        self._part = part
        self.cards: dict[str, Card] = {}
        self.groups: dict[GroupKey, Group] = {}
        self.own: dict[str, list[Event]] = {}
        """By card what its reviewer said of it, the last last; what was taken back is not there."""
        self.others: Mapping[str, Decided] = {}
        self.spared: set[str] = set()
        """Cards inside words that were put into the lexicon just now."""
        self.checked: set[str] | None = None
        """When bulks are verified: the cards that are still to be looked at again."""
        self.queue, self.reading = Queue(), Queue()
        self.open_queue, self.open_reading = Queue(), Queue()
        self.by_rule: defaultdict[tuple[int, str], Queue] = defaultdict(Queue)
        self.by_middle: defaultdict[str, set[str]] = defaultdict(set)
        self.file_counts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        """By file how many cards there are, and how many are open."""
        self.by_rule_said: defaultdict[tuple[int, str], defaultdict[str, int]] = defaultdict(
            lambda: defaultdict(int)
        )
        self._open: set[str] = set()
        self._index: dict[str, tuple[Group, int]] = {}

    def load(self, cards: Iterable[Card], others: Mapping[str, Decided]) -> None:
        """Put in all cards; what others decided is in `others`, by the keys of cards."""
        self.others = others
        members: defaultdict[GroupKey, list[Card]] = defaultdict(list)
        number, parts = self._part
        for card in cards:
            key = group_key(card)
            if parts == 1 or part_of(key, parts) == number:
                members[key].append(card)
        for key, found in members.items():
            self._add_group(Group(key, in_order(found)), found)

    def _add_group(self, group: Group, cards: Sequence[Card]) -> None:
        self.groups[group.key] = group
        for card in cards:
            self.cards[card.key] = card
        for number, key in enumerate(group.members):
            self._put(group, key, number)

    def _put(self, group: Group, key: str, number: int) -> None:
        card = self.cards[key]
        self._index[key] = group, number
        self.queue.add(self.place(key))
        self.reading.add(self.reading_place(key))
        self.by_middle[card.middle].add(key)
        self.file_counts[card.file][0] += 1
        self.refresh(key)

    def add(self, card: Card) -> None:
        """Put in a card that arises during the review."""
        key = group_key(card)
        number, parts = self._part
        if card.key in self.cards or (parts > 1 and part_of(key, parts) != number):
            return
        group = self.groups.get(key)
        if group is None:
            self._add_group(Group(key, [card]), [card])
            return
        self.cards[card.key] = card
        group.members.append(card.key)
        group.size += 1
        group.files.add(card.file)
        self._put(group, card.key, len(group.members) - 1)

    def remove(self, key: str) -> None:
        """Take out a card whose finding is there no more."""
        group, _ = self._index[key]
        card = self.cards[key]
        self._set_open(key, is_open=False)
        self.queue.discard(self.place(key))
        self.reading.discard(self.reading_place(key))
        self.by_middle[card.middle].discard(key)
        self.file_counts[card.file][0] -= 1
        group.members[self._index[key][1]] = ""  # the numbers of the others stay
        group.size -= 1
        del self._index[key], self.cards[key]

    def group_of(self, key: str) -> Group:
        """The group of a card."""
        return self._index[key][0]

    def place(self, key: str) -> Item:
        """Where a card is in the queue."""
        group, number = self._index[key]
        return (*group.rank, number, key)

    def reading_place(self, key: str) -> Item:
        """Where a card is in the order of reading."""
        card = self.cards[key]
        return card.file, card.start, key

    def verdict(self, key: str) -> str:
        """What counts of a card: a verdict, conflict, or "" where nobody said anything."""
        mine = self.own.get(key)
        theirs = self.others.get(key)
        if not mine:
            return theirs.verdict if theirs else ""
        event = mine[-1]
        if theirs and not event.settles and _differ(event, theirs):
            return "conflict"
        return event.verdict

    def said_of(self, card: Card) -> dict[str, int]:
        """How often each verdict was given about the rule of `card` in its document in this run."""
        return self.by_rule_said[card.file, card.code]

    def is_open(self, key: str) -> bool:
        """Whether somebody must still decide about a card."""
        if self.checked is not None:
            return key in self.checked
        return key not in self.spared and self.verdict(key) in {"", "later", "conflict"}

    def opened(self) -> int:
        """How many cards are open."""
        return len(self._open)

    def note(self, key: str, verdict: str, count: int) -> None:
        """Count a verdict of this run, or take it back."""
        card = self.cards[key]
        self.group_of(key).verdicts[verdict] += count
        self.by_rule_said[card.file, card.code][verdict] += count

    def refresh(self, key: str) -> None:
        """Bring the queues up to date with what was said of a card."""
        self._set_open(key, is_open=self.is_open(key))

    def _set_open(self, key: str, *, is_open: bool) -> None:
        if is_open == (key in self._open):
            return
        group, number = self._index[key]
        card = self.cards[key]
        act: Any = Queue.add if is_open else Queue.discard
        act(self.open_queue, self.place(key))
        act(self.open_reading, self.reading_place(key))
        act(group.open, (number, key))
        act(self.by_rule[card.file, card.code], (card.start, key))
        self.file_counts[card.file][1] += 1 if is_open else -1
        (self._open.add if is_open else self._open.discard)(key)

    def move_last(self, group: Group, *, last: bool) -> None:
        """Let a group wait for the end, or bring it back."""
        if group.rank.last == int(last):
            return
        keys = [key for key in group.members if key]
        waiting = [key for key in keys if key in self._open]
        for key in keys:
            self.queue.discard(self.place(key))
        for key in waiting:
            self.open_queue.discard(self.place(key))
        group.rank = group.rank._replace(last=int(last))
        for key in keys:
            self.queue.add(self.place(key))
        for key in waiting:
            self.open_queue.add(self.place(key))


def _differ(mine: Event, theirs: Decided) -> bool:
    """Whether two people want different things."""
    if mine.verdict in WEAK or theirs.verdict in {*WEAK, "conflict", "gone"}:
        return theirs.verdict == "conflict" and mine.verdict not in WEAK
    applies = theirs.verdict in {"accept", "edit"}
    return outcome(mine)[0] != applies or (applies and theirs.to is not None and mine.to != theirs.to)
