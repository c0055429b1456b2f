"""Going from card to card: by groups or as one reads, past what is filtered out, from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lint.review import notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.core.findings import Text
    from lint.review.board import Board, Group
    from lint.review.cards import Card
    from lint.review.queue import Item, Queue


class Moving:
    """Where in the `board` a review is, and what it shows."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.here = ""
        """The key of the card that is shown; "" when there is none."""
        self.alone = False
        """Whether a member is shown without its group."""
        self.reading = False
        """Whether cards come in the order of reading."""
        self.shown: set[str] = set()
        """What is unfolded: paragraph, details, image, help."""
        self.needle = ""
        self.filtered = ""
        self.notice: tuple[Text, dict[str, Any]] | None = None
        self._go_first()

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self.board.cards.get(self.here)

    @property
    def group(self) -> Group | None:
        """The group that is shown, if the card is one of several and not shown alone."""
        if not self.here or self.alone or self.reading:
            return None
        group = self.board.group_of(self.here)
        return group if len(group.members) > 1 else None

    def next_open(self) -> None:
        """Go to the next card that is open."""
        self._step(self._queue(is_open=True).after)

    def previous_open(self) -> None:
        """Go to the one before."""
        self._step(self._queue(is_open=True).before)

    def next_any(self) -> None:
        """Go to the next card."""
        self._step(self._queue(is_open=False).after)

    def previous_any(self) -> None:
        """Go to the card before."""
        self._step(self._queue(is_open=False).before)

    def next_group(self) -> None:
        """Go to the first open card of the next group."""
        self._step(lambda here: self._queue(is_open=True).after((*here[:-2], float("inf"), "")))

    def previous_group(self) -> None:
        """Go to the last open card of the group before."""
        self._step(lambda here: self._queue(is_open=True).before((*here[:-2], -1, "")))

    def open_member(self) -> None:
        """Show the member alone, or its group again."""
        self.alone = not self.alone

    def search(self, text: str) -> None:
        """Look for `text` in what cards show, from here on."""
        self.needle = text
        self.next_hit()

    def next_hit(self) -> None:
        """Go to the next card with the text that was searched for."""
        self._hit(self._queue(is_open=False).after)

    def previous_hit(self) -> None:
        """Go to the one before."""
        self._hit(self._queue(is_open=False).before)

    def filter(self, text: str) -> None:
        """Pass by cards that do not have all words of `text` in their rule, file, safety or severity."""
        self.filtered = text.strip()
        card = self.card
        if card and not self.matches(card):
            self.next_open()
        if self.filtered and self.card and not self.matches(self.card):
            self.notice = notices.NO_MATCH, {"text": self.filtered}

    def matches(self, card: Card) -> bool:
        """Whether the filter lets `card` through."""
        if not self.filtered:
            return True
        said = f"{card.code} {card.rule} {card.path} {card.safety} {card.severity}".lower()
        return all(word in said for word in self.filtered.lower().split())

    def toggle_reading(self) -> None:
        """Change the order of cards."""
        self.reading = not self.reading

    def toggle_paragraph(self) -> None:
        """Show or fold the paragraph."""
        self.shown ^= {"paragraph"}

    def toggle_details(self) -> None:
        """Show or fold evidence and manual page."""
        self.shown ^= {"details"}

    def toggle_image(self) -> None:
        """Show or fold the page image."""
        self.shown ^= {"image"}

    def toggle_help(self) -> None:
        """Show or fold the keys."""
        self.shown ^= {"help"}

    def go(self, key: str) -> None:
        """Show the card `key`, if there is one."""
        if key in self.board.cards:
            self.here = key

    def settle(self, *, go_on: bool) -> None:
        """Go to a card that is open where the one that was shown is there no more, or to `go_on` not open."""
        if self.here not in self.board.cards:
            self._go_first()
        elif go_on and not self.board.is_open(self.here):
            self.next_open()

    def _queue(self, *, is_open: bool) -> Queue:
        board = self.board
        if self.reading:
            return board.open_reading if is_open else board.reading
        return board.open_queue if is_open else board.queue

    def _place(self, key: str) -> Item:
        return self.board.reading_place(key) if self.reading else self.board.place(key)

    def _go_first(self) -> None:
        queue = self._queue(is_open=True)
        self.here = next(iter(queue), ("",))[-1]

    def _go_on(self) -> None:
        """After a verdict: to the next open card, from where this one is in the queue now."""
        if self.here:
            group = self.board.group_of(self.here)
            place = self._place(self.here)
            self.board.move_last(group, last=notices.is_unwanted(group))
            queue = self._queue(is_open=True)
            self._go_to(queue.after, place)
            if self.here in self.board.cards and self.board.group_of(self.here) is not group:
                self.alone = False

    def _step(self, step: Callable[[Item], Item | None]) -> None:
        if self.here:
            self._go_to(step, self._place(self.here))
        else:
            self._go_first()
            if not self.here:  # nothing is open: to look at what was decided
                self.here = next(iter(self._queue(is_open=False)), ("",))[-1]

    def _go_to(self, step: Callable[[Item], Item | None], place: Item) -> None:
        """Step until the filter lets a card through; once round at most."""
        first: Item | None = None
        found = step(place)
        while found is not None and found != first:
            if self.matches(self.board.cards[found[-1]]):
                self.here = found[-1]
                return
            first = first or found
            found = step(found)

    def _hit(self, step: Callable[[Item], Item | None]) -> None:
        """Step until a card shows the text that is searched for; once round at most."""
        if not self.needle or not self.here:
            return
        begun = self._place(self.here)
        found = step(begun)
        while found is not None and found != begun:
            card = self.board.cards[found[-1]]
            shown = (
                f"{card.left}{card.middle}{card.right} {' '.join(card.tos[:1])} {card.code} {card.message}"
            )
            if self.needle in shown and self.matches(card):
                self.here = card.key
                return
            found = step(found)
        self.notice = notices.NO_MATCH, {"text": self.needle}
