"""What a user's rules may spend on one text, so that no pattern can hold up a run."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from lint.core.messages import message

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
        super().__init__(
            message(
                "rule {code} {name} was given up: {what}; simplify it, or go on with --ignore {code}",
                "规则 {code} {name} 已放弃：{what}；请简化它，或用 --ignore {code} 跳过",
                code=rule.code,
                name=rule.name,
                what=what,
            )
        )
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
            took = message(
                "it took more than {seconds:.1f} s on this text",
                "在本文上用时超过 {seconds:.1f} 秒",
                seconds=self._seconds,
            )
            return RuleOverrunError(rule, took)
        most = max(self._spent, key=self._spent.__getitem__, default=rule)
        took = message(
            "with the other rules of your own it took more than {seconds:.0f} s on this text, "
            "the most of them",
            "与您的其他规则合计，在本文上用时超过 {seconds:.0f} 秒，以它为最多",
            seconds=TOGETHER * self._seconds,
        )
        return RuleOverrunError(most, took)

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
            much = message(
                "it would put more than {most:,} characters into this text",
                "会在本文中写入超过 {most:,} 个字符",
                most=self._characters,
            )
            raise RuleOverrunError(rule, much)
