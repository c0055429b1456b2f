"""Cards in an order, to step to the next one without looking at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = tuple[Any, ...]
"""Something that sorts, with the key of the card last."""


class Queue:
    """Items in order. To add, remove or step takes as many steps as the number of items has digits."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._items = sorted(items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def add(self, item: Item) -> None:
        """Put `item` in its place, if it is not there."""
        at = bisect_left(self._items, item)
        if at == len(self._items) or self._items[at] != item:
            insort(self._items, item)

    def discard(self, item: Item) -> None:
        """Take `item` out, if it is there."""
        at = bisect_left(self._items, item)
        if at < len(self._items) and self._items[at] == item:
            del self._items[at]

    def after(self, item: Item) -> Item | None:
        """The item after `item`, which need not be there; from the last one round to the first."""
        if not self._items:
            return None
        return self._items[bisect_right(self._items, item) % len(self._items)]

    def before(self, item: Item) -> Item | None:
        """The item before `item`, which need not be there; from the first one round to the last."""
        return self._items[bisect_left(self._items, item) - 1] if self._items else None

    def several(self, item: Item, count: int) -> list[Item]:
        """Up to `count` items after `item`, not beyond the last."""
        at = bisect_right(self._items, item)
        return self._items[at : at + count]

    def place(self, item: Item) -> int:
        """How many items are before `item`."""
        return bisect_left(self._items, item)
