"""The review itself: state and key in, effects out. No file is read or written here, and no clock asked."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, TypeAlias

from lint.decisions.events import Event
from lint.review import notices
from lint.review.acts import Act, Effect, Quit, Word, Write
from lint.review.history import History
from lint.review.keys import known
from lint.review.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lint.review.board import Board

Verdict = Literal["accept", "reject", "edit", "later"]
Wish: TypeAlias = tuple[str, Verdict, str | None]
"""The key of a card, the verdict on it, and the text to put in, where it is not that of the fix."""


class State(Moving):
    """One person's review of a `board`.

    `by` is the person; `at`, the time of the next acts, is set from outside.
    """

    def __init__(self, board: Board, by: str, history: History | None = None) -> None:
        super().__init__(board)
        self.by = by
        self.at = ""
        self.history = history or History()
        self.out: set[str] = set()
        """Members that were taken out of their groups: keys for the whole group pass them by."""
        self.decided = 0
        """Cards decided in this run."""
        self.checked = [0, 0]
        """When bulks are verified: how many were looked at, and how many were wrong."""
        self._prefix = ""
        self._last: tuple[Verdict, int] | None = None
        self._effects: list[Effect] = []

    def prefill(self, prompt: str) -> str:
        """The text that a prompt begins with."""
        card = self.card
        if card is None:
            return self.filtered if prompt == "filter" else self.needle if prompt == "search" else ""
        first = card.tos[0] if card.tos else card.middle
        return {"edit": first, "word": card.middle, "search": self.needle}.get(prompt, self.filtered)

    # Keys

    def press(self, key: str, text: str | None = None) -> list[Effect]:
        """Do what `key` does; `text` is what was typed at its prompt. What is not known does nothing."""
        self.notice = None
        self._effects = []
        if self._prefix:
            key, self._prefix = f"{self._prefix} {key}", ""
        elif key == "g":
            self._prefix = "g"
            return []
        found = known(key)
        if found is None:
            return []
        method: Callable[..., None] = getattr(self, found.method)
        if found.prompt:
            method(self.prefill(found.prompt) if text is None else text)
        elif found.method == "choose":
            method(int(key))
        else:
            method()
        return self._effects

    def accept(self) -> None:
        """Apply the fix; without one the text is right as it is."""
        self._decide("accept")

    def reject(self) -> None:
        """The text is right as it is."""
        self._decide("reject")

    def later(self) -> None:
        """Leave it open, and go on."""
        self._decide("later")

    def edit(self, text: str) -> None:
        """Put in what was typed."""
        if self.card:
            self._act([(self.here, "edit", text)])

    def delete(self) -> None:
        """Delete what is marked."""
        if self.card and self.card.middle:
            self._act([(self.here, "edit", "")])

    def choose(self, number: int) -> None:
        """Accept one of the choices: for the card, or for its group."""
        card = self.card
        if card is None or number > len(card.choices):
            return
        wanted = card.choices[number - 1]
        whole = self.group is not None and self.here not in self.out
        keys = self._group_keys() if whole else [self.here]
        cards = [self.board.cards[key] for key in keys]
        self._act(
            [(c.key, "accept", c.tos[1 + c.choices.index(wanted)]) for c in cards if wanted in c.choices],
            bulk=whole,
            choice=number,
        )

    def again(self) -> None:
        """The last verdict once more."""
        if self._last:
            verdict, choice = self._last
            if choice and self.card and choice <= len(self.card.choices):
                self._act([(self.here, "accept", self.card.tos[choice])], choice=choice)
            elif not choice:
                self._decide(verdict)

    def accept_group(self) -> None:
        """Accept the group, but for what was taken out."""
        self._decide_all("accept", self._group_keys())

    def reject_group(self) -> None:
        """Reject the group, but for what was taken out."""
        self._decide_all("reject", self._group_keys())

    def later_group(self) -> None:
        """Leave the group open, and go on."""
        self._decide_all("later", self._group_keys())

    def accept_rule(self) -> None:
        """Accept what is open of the rule in the document."""
        self._decide_all("accept", self._rule_keys())

    def rule_off(self) -> None:
        """Reject what is open of the rule in the document."""
        self._decide_all("reject", self._rule_keys())

    def exclude(self) -> None:
        """Take the member out of its group, or back in."""
        if self.here:
            self.out ^= {self.here}
            if self.here in self.out:
                self._step(self._queue(is_open=True).after)

    def word(self, text: str) -> None:
        """Put `text` into the lexicon: cards inside it are settled at once."""
        word = text.strip()
        if not word or self.card is None or "\n" in word:
            return
        act = Word(word, self.card.file)
        self._effects.append(act)
        self.history.done(Act(word=act))
        self._spare(word)
        self._go_on()

    def undo(self) -> None:
        """Take back the last act."""
        act = self.history.undo()
        if act is None:
            self.notice = notices.NOTHING_TO_UNDO, {}
            return
        if act.word:
            self._effects.append(act.word._replace(out=True))
            self._unspare(act.word.word)
            return
        files: dict[int, list[Event]] = {}
        for key, file, event in act.events:
            of = act.bulk or event.id
            back = Event(verdict="undo", of=of, by=self.by, at=self.at)
            files.setdefault(file, []).append(back)
            self._forget(key, event)
        self._effects += (Write(file, tuple(dict.fromkeys(events))) for file, events in files.items())
        self._show(act)

    def redo(self) -> None:
        """Do again what was taken back."""
        act = self.history.redo()
        if act is None:
            self.notice = notices.NOTHING_TO_REDO, {}
        elif act.word:
            self._effects.append(act.word)
            self._spare(act.word.word)
        else:
            from msgspec.structs import replace

            events = tuple((key, file, replace(event, at=self.at)) for key, file, event in act.events)
            self.history.replace_last(act._replace(events=events))
            self._write(events)
            self._show(act)

    def quit(self) -> None:
        """End the review."""
        self._effects.append(Quit())

    # Inside

    def _decide(self, verdict: Verdict) -> None:
        if self.here:
            self._act([(self.here, verdict, None)])

    def _decide_all(self, verdict: Verdict, keys: Sequence[str]) -> None:
        self._act([(key, verdict, None) for key in keys], bulk=True)

    def _group_keys(self) -> list[str]:
        """The open members of the group that were not taken out."""
        if not self.here:
            return []
        return [key for _, key in self.board.group_of(self.here).open if key not in self.out]

    def _rule_keys(self) -> list[str]:
        card = self.card
        return [key for _, key in self.board.by_rule[card.file, card.code]] if card else []

    def _act(self, wanted: Iterable[Wish], *, bulk: bool = False, choice: int = 0) -> None:
        """Record verdicts as one act, and go on."""
        wanted = list(wanted)
        if not wanted:
            return
        if self.board.checked is not None:
            wanted = self._verified(wanted)
        key = f"{self.at}{wanted[0][0]}{wanted[0][1]}{len(wanted)}" if wanted else ""
        name = f"b{blake2b(key.encode(), digest_size=5).hexdigest()}" if bulk else ""
        events = tuple(
            (key, self.board.cards[key].file, self._event(key, verdict, to, name))
            for key, verdict, to in wanted
        )
        if events:
            self.history.done(Act(events, name))
            self._write(events)
            self._last = (wanted[0][1], choice)
            self.notice = notices.after(self.board, self.here, events)
            if bulk:
                files = len({file for _, file, _ in events})
                self.notice = notices.DECIDED, {"count": len(events), "files": files}
        self._go_on()

    def _verified(self, wanted: list[Wish]) -> list[Wish]:
        """What must be written when bulks are verified: only what is said otherwise now."""
        other = []
        for key, verdict, to in wanted:
            if self.board.checked is not None and key in self.board.checked:
                self.board.checked.discard(key)
                self.checked[0] += 1
                if verdict != self.board.verdict(key) or to is not None:
                    self.checked[1] += 1
                    other.append((key, verdict, to))
                self.board.refresh(key)
        return other

    def _event(self, key: str, verdict: Verdict, to: str | None, bulk: str) -> Event:
        card = self.board.cards[key]
        if verdict == "accept" and not card.has_fix:
            verdict = "reject"  # nothing is to be put in: the text is right as it is
        if verdict == "accept":
            to = card.tos[0] if to is None else to
        elif verdict != "edit":
            to = None
        return Event(
            id=card.id,
            code=card.code,
            verdict=verdict,
            quote=card.quote,
            to=to,
            edits=card.edits if verdict == "accept" else "",
            after=card.causes,
            by=self.by,
            at=self.at,
            bulk=bulk,
            settles=self.board.verdict(key) == "conflict",
        )

    def _write(self, events: Iterable[tuple[str, int, Event]]) -> None:
        files: dict[int, list[Event]] = {}
        for key, file, event in events:
            files.setdefault(file, []).append(event)
            self.board.own.setdefault(key, []).append(event)
            self.board.refresh(key)
            self.board.note(key, event.verdict, 1)
            self.decided += event.verdict != "later"
        self._effects += (Write(file, tuple(found)) for file, found in files.items())

    def _forget(self, key: str, event: Event) -> None:
        """Take an event back from its card, if the card is still there."""
        own = self.board.own.get(key, [])
        for at in range(len(own) - 1, -1, -1):
            if own[at].id == event.id and own[at].verdict == event.verdict:
                del own[at]
                break
        if key in self.board.cards:
            group = self.board.group_of(key)
            self.board.note(key, event.verdict, -1)
            self.board.move_last(group, last=notices.is_unwanted(group))
            self.board.refresh(key)
            self.decided -= event.verdict != "later"

    def _show(self, act: Act) -> None:
        """Go to the first card that an act was about."""
        for key, _, _ in act.events:
            if key in self.board.cards:
                self.here = key
                return

    def _spare(self, word: str) -> None:
        for key in self._inside(word):
            self.board.spared.add(key)
            self.board.refresh(key)

    def _unspare(self, word: str) -> None:
        for key in self._inside(word):
            self.board.spared.discard(key)
            self.board.refresh(key)

    def _inside(self, word: str) -> list[str]:
        """The cards whose places lie in an occurrence of `word`."""
        found = []
        lengths = {(at, end) for at in range(len(word)) for end in range(at + 1, len(word) + 1)}
        for at, end in lengths:
            for key in self.board.by_middle.get(word[at:end], ()):
                card = self.board.cards[key]
                if card.left.endswith(word[:at]) and card.right.startswith(word[end:]):
                    found.append(key)
        return found
