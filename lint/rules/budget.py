"""What a user's rules may spend on one text, so that no pattern can hold up a run."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.rules.base import Rule

SECONDS = 2.0
"""Processor time that the patterns of one rule may take on a text, all attempts and rounds together, …"""

SECONDS_A_CHARACTER = 10e-6
"""… and so much more for each character of it: a harmless pattern tried everywhere takes 4 µs."""

TOGETHER = 5
"""How many times what one rule may take all users' rules may take together."""

WRITTEN = 20
"""How many times the length of the text a rule may put into it, …"""

WRITTEN_AT_LEAST = 1_000_000
"""… or so many characters."""


class RuleOverrunError(Exception):
    """A rule takes more than it may; the message says what, and what helps."""

    def __init__(self, rule: Rule, what: str) -> None:
        way = f"simplify it, or go on with --ignore {rule.code}"
        super().__init__(f"rule {rule.code} {rule.name} was given up: {what}; {way}")
        self.rule = rule


class Budget:
    """What users' rules may still spend on a text of so many characters, from the first round to the last."""

    def __init__(self, characters: int) -> None:
        self._seconds = SECONDS + SECONDS_A_CHARACTER * characters
        self._together = TOGETHER * self._seconds
        self._characters = max(WRITTEN_AT_LEAST, WRITTEN * characters)
        self._spent: defaultdict[Rule, float] = defaultdict(float)
        self._written: Counter[Rule] = Counter()

    def match(self, rule: Rule, pattern: Any, text: str, offset: int) -> Any:
        """The match of `pattern`, of `rule`, at `offset`, or None.

        Raises:
            RuleOverrunError: It takes too long; or the rules together do, and `rule` or another one most.
        """
        left = min(self._seconds - self._spent[rule], self._together)
        if left <= 0:
            raise self._overrun(rule)
        begin = time.thread_time()  # of the processor: that others use it too makes no pattern slower
        try:
            return pattern.match(text, offset, timeout=left)
        except (TimeoutError, MemoryError) as error:
            raise self._overrun(rule) from error
        finally:
            spent = time.thread_time() - begin
            self._spent[rule] += spent
            self._together -= spent

    def _overrun(self, rule: Rule) -> RuleOverrunError:
        if self._seconds - self._spent[rule] <= self._together:
            return RuleOverrunError(rule, f"it took more than {self._seconds:.1f} s on this text")
        most = max(self._spent, key=self._spent.__getitem__, default=rule)
        whole = f"more than {TOGETHER * self._seconds:.0f} s on this text"
        return RuleOverrunError(most, f"with the other rules of your own it took {whole}, the most of them")

    def write(self, rule: Rule, characters: int) -> None:
        """Let `rule` put so many characters into the text.

        Raises:
            RuleOverrunError: That is too much.
        """
        self._written[rule] += characters
        self.refuse(rule, self._written[rule])

    def refuse(self, rule: Rule, characters: int) -> None:
        """Make sure that `rule` may put so many characters into the text.

        Raises:
            RuleOverrunError: That is too much.
        """
        if characters > self._characters:
            raise RuleOverrunError(
                rule, f"it would put more than {self._characters:,} characters into this text"
            )
