r"""Rules that are data: find a pattern, put another text in its place.

A ruleset is a TOML file of tables like this::

    [[rule]]
    code = "ENC004"
    name = "html-entity"
    severity = "warning"
    safety = "suggested"
    confidence = 0.99
    triggers = "&"                      # every match begins with one of these characters
    before = 'a-z'                      # optional, for common triggers: what stands before them, …
    next = '#a-z'                       # … and behind them; each the inside of a character class
    find = '&(?:nbsp|amp);'             # literal strings keep a regex as it is; \p{Han} works
    put = { "&nbsp;" = " ", "&amp;" = "&" }     # or one text with \1, \2 … for groups
    unless = '&amp;[a-z]+='             # nothing is said where this matches too
    docs = "The rule's manual page."
    [rule.message]
    en = "HTML entity {found}"
    zh = "HTML 实体 {found}"

A group named ``at`` narrows the span (what stands round it is context only). The text is searched once
for the triggers of all rules together; a rule's pattern is tried only where one of its triggers stands.

The only field of a message is ``{found}``. The patterns of a user's rule have a limit of time for each text,
see `lint.rules.budget`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.budget import Budget
from lint.rules.rulesets import compile_users

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.document import Document
    from lint.core.findings import Finding
    from lint.rules.rulesets import Table
    from lint.settings.options import Options

SHOWN = 60
"""Characters of a match that its message shows."""


_TOKEN = re.compile(r"\\p\{Han\}|\\.|[\[\]]")


def compile_builtin(pattern: str) -> Any:
    r"""Compile with `re`; ``\p{Han}`` is the only property it must be taught."""
    inside = False

    def taught(token: re.Match[str]) -> str:
        nonlocal inside
        if token[0] in "[]":
            inside = token[0] == "["
        elif token[0] == r"\p{Han}":
            return HAN if inside else f"[{HAN}]"
        return token[0]

    return re.compile(_TOKEN.sub(taught, pattern))


class PatternRule(Rule):
    """A rule made from a table of a ruleset that comes with the linter."""

    @staticmethod
    def compile_pattern(pattern: str) -> Any:
        """Compile with `re`, the faster engine."""
        return compile_builtin(pattern)

    def __init__(self, options: Options, table: Table) -> None:
        super().__init__(options)
        self.code = table.code  # type: ignore[misc]  # one class, many rules: set per instance
        self.name = table.name  # type: ignore[misc]
        self.message = Text(table.message.en, table.message.zh)  # type: ignore[misc]
        self.severity = Severity(table.severity)  # type: ignore[misc]
        self.confidence = table.confidence  # type: ignore[misc]
        self.triggers = table.triggers  # type: ignore[misc]
        self.__doc__ = table.docs
        said = table.chinese
        self.chinese = Chinese(said.name, said.docs) if said else Chinese("", table.docs)  # type: ignore[misc]
        self._safety = Safety[table.safety.upper()]
        self._put = table.put
        self._find = self.compile_pattern(table.find)
        self._unless = self.compile_pattern(table.unless) if table.unless else None
        self._named = "at" in self._find.groupindex
        before = f"(?<=[{table.before}].)" if table.before else ""
        after = f"(?=[{table.next}])" if table.next else ""
        self.sign = f"(?<=[{re.escape(table.triggers)}]){before}{after}"

    def check(self, doc: Document) -> Iterable[Finding]:
        """The matches in `doc`."""
        return scan(doc, [self])

    def at(self, text: str, offset: int, budget: Budget) -> Finding | None:
        """The finding whose match begins at `offset`, if there is one."""
        match = self._match(text, offset, budget)
        if match is None:
            return None
        start, end = match.span("at") if self._named else match.span()
        if start < 0:  # the group has no part in this match
            start, end = match.span()
        found = text[start:end]
        put = self._replacement(match, found, budget)
        fix = None if put is None else replace(start, end, put, self._safety)
        shown = found if len(found) <= SHOWN else f"{found[: SHOWN - 1]}…"
        return self.finding(start, end, fix, found=shown)

    def _match(self, text: str, offset: int, budget: Budget) -> Any:  # noqa: ARG002 - our own patterns are known to be quick
        match = self._find.match(text, offset)
        return None if match and self._unless and self._unless.match(text, offset) else match

    def _replacement(self, match: Any, found: str, budget: Budget) -> str | None:  # noqa: ARG002 - as above
        if self._put is None:
            return None
        if isinstance(self._put, dict):
            return self._put.get(found)
        expanded: str = match.expand(self._put)
        return expanded


class UserRule(PatternRule):
    """A rule of a user's ruleset: its patterns can be slow, and what they put can be long."""

    reads_code = any_language = True  # it means what it says

    @staticmethod
    def compile_pattern(pattern: str) -> Any:
        """Compile with `regex`, which can stop a search that takes too long."""
        return compile_users(pattern)

    def _match(self, text: str, offset: int, budget: Budget) -> Any:
        match = budget.match(self, self._find, text, offset)
        if match is None or self._unless is None:
            return match
        return None if budget.match(self, self._unless, text, offset) else match

    def _replacement(self, match: Any, found: str, budget: Budget) -> str | None:
        if isinstance(self._put, str):  # a group can be much longer than the match, and be put in many times
            longest = max(end - start for start, end in match.regs)
            budget.refuse(self, len(self._put) + self._put.count("\\") * longest)
        put = super()._replacement(match, found, budget)
        budget.write(self, len(put or ""))
        return put


def scan(doc: Document, rules: Sequence[PatternRule], budget: Budget | None = None) -> Iterator[Finding]:
    """Run pattern rules together: one search for all triggers, then each rule only where its own stand.

    Raises:
        RuleOverrunError: A user's rule takes more than the `budget` for this text allows.
    """
    if not rules:
        return
    text = doc.text
    budget = budget or Budget(len(text))
    ends = dict.fromkeys((rule.code for rule in rules), 0)
    signs, by_trigger = _triggers(tuple(rules))
    for hit in signs.finditer(text):
        offset = hit.start()
        for rule in by_trigger[hit[0]]:
            if offset >= ends[rule.code] and (found := rule.at(text, offset, budget)) is not None:
                ends[rule.code] = found.end
                yield found


@lru_cache(maxsize=64)
def _triggers(rules: tuple[PatternRule, ...]) -> tuple[re.Pattern[str], dict[str, list[PatternRule]]]:
    """What is searched for, and the rules by the character that is found."""
    by_trigger: dict[str, list[PatternRule]] = {}
    for rule in rules:
        for trigger in rule.triggers:
            by_trigger.setdefault(trigger, []).append(rule)
    if not by_trigger:
        return re.compile("(?!)"), by_trigger
    # A class in front is searched for much faster than an alternation.
    triggers = re.escape("".join(by_trigger))
    return re.compile(f"[{triggers}](?:{'|'.join(rule.sign for rule in rules)})"), by_trigger
