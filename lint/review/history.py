"""What can be undone and redone, also after the review was closed and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.review.acts import Act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.decisions.events import Event


class History:
    """The acts of one person, the last last."""

    def __init__(self) -> None:
        self._done: list[Act] = []
        self._undone: list[Act] = []
        self.steps = 0
        """How often something was done, undone or redone."""

    def done(self, act: Act) -> None:
        """Note an act; what was undone before can't be redone any more."""
        self.steps += 1
        self._done.append(act)
        self._undone.clear()

    def undo(self) -> Act | None:
        """The act to take back, if there is one."""
        if not self._done:
            return None
        self.steps += 1
        act = self._done.pop()
        self._undone.append(act)
        return act

    def redo(self) -> Act | None:
        """The act to do again, if there is one."""
        if not self._undone:
            return None
        self.steps += 1
        act = self._undone.pop()
        self._done.append(act)
        return act

    def last_is(self, of: str) -> bool:
        """Whether the last act is the bulk, or about the finding, that an undo names."""
        if not self._done:
            return False
        last = self._done[-1]
        return last.bulk == of or (not last.bulk and last.events[0][2].id == of)

    def grows(self, bulk: str) -> bool:
        """Whether the last act is the bulk of that name."""
        return bool(self._done) and self._done[-1].bulk == bulk and not self._undone

    def add(self, item: tuple[str, int, Event]) -> None:
        """Add a member to the bulk that is the last act."""
        last = self._done[-1]
        self._done[-1] = last._replace(events=(*last.events, item))

    def is_redone(self, event: Event) -> bool:
        """Whether `event` says again what was undone last."""
        if not self._undone or event.bulk:
            return False
        _, _, before = self._undone[-1].events[0]
        return (before.id, before.verdict, before.to) == (event.id, event.verdict, event.to)

    def replace_last(self, act: Act) -> None:
        """Note an act that was redone as it is now, with another time."""
        self._done[-1] = act


def restored(events: Iterable[tuple[str, int, Event]], by: str) -> History:
    """The history of `by` from the `events` of all files, in order of time: card, file, event.

    Events of one bulk are one act. What was undone and then said again counts as redone.
    """
    history = History()
    for key, file, event in events:
        if event.by != by:
            continue
        if event.verdict == "undo":
            if history.last_is(event.of):
                history.undo()
        elif event.bulk and history.grows(event.bulk):
            history.add((key, file, event))
        elif history.is_redone(event):
            history.redo()
        else:
            history.done(Act(((key, file, event),), event.bulk))
    return history
