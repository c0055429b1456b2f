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
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from lint.findings import Fix, Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lint.config import Options
    from lint.document import Document
    from lint.findings import Finding

TIMEOUT = 1.0
"""Seconds that one search with a user's pattern may take."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message of a rule in both languages."""

    en: str
    zh: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[rule]]`` of a ruleset, as written."""

    code: str
    name: str
    triggers: str
    find: str
    message: Message
    docs: str
    severity: Literal["error", "warning", "info"] = "warning"
    safety: Literal["safe", "suggested", "manual"] = "suggested"
    confidence: float = 0.9
    before: str | None = None
    next: str | None = None
    put: str | dict[str, str] | None = None
    unless: str | None = None


class Ruleset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rule: tuple[Table, ...]


_TOKEN = re.compile(r"\\p\{Han\}|\\.|[\[\]]")


def compile_builtin(pattern: str) -> Any:
    r"""Compile with `re`, the faster engine; ``\p{Han}`` is the only property it must be taught."""
    inside = False

    def taught(token: re.Match[str]) -> str:
        nonlocal inside
        if token[0] in "[]":
            inside = token[0] == "["
        elif token[0] == r"\p{Han}":
            return HAN if inside else f"[{HAN}]"
        return token[0]

    return re.compile(_TOKEN.sub(taught, pattern))


class _Bounded:
    """A user's pattern: compiled with `regex`, each match under a time limit."""

    def __init__(self, pattern: str) -> None:
        import regex

        self._pattern = regex.compile(pattern)

    def match(self, text: str, pos: int) -> Any:
        return self._pattern.match(text, pos, timeout=TIMEOUT)


class PatternRule(Rule):
    """A rule made from a table."""

    def __init__(self, options: Options, table: Table, *, builtin: bool) -> None:
        super().__init__(options)
        compile_pattern = compile_builtin if builtin else _Bounded
        self.code = table.code  # type: ignore[misc]  # one class, many rules: set per instance
        self.name = table.name  # type: ignore[misc]
        self.message = Text(table.message.en, table.message.zh)  # type: ignore[misc]
        self.severity = Severity(table.severity)  # type: ignore[misc]
        self.confidence = table.confidence  # type: ignore[misc]
        self.triggers = table.triggers  # type: ignore[misc]
        self.__doc__ = table.docs
        self.reads_code = not builtin  # type: ignore[misc]  # users' rules mean what they say
        self._safety = Safety[table.safety.upper()]
        self._put = table.put
        self._find = compile_pattern(table.find)
        self._unless = compile_pattern(table.unless) if table.unless else None
        self._named = "(?P<at>" in table.find
        before = f"(?<=[{table.before}].)" if table.before else ""
        after = f"(?=[{table.next}])" if table.next else ""
        self.sign = f"(?<=[{re.escape(table.triggers)}]){before}{after}"

    def check(self, doc: Document) -> Iterable[Finding]:
        """The matches in `doc`."""
        return scan(doc, [self])

    def at(self, text: str, offset: int) -> Finding | None:
        """The finding whose match begins at `offset`, if there is one."""
        match = self._find.match(text, offset)
        if match is None or (self._unless is not None and self._unless.match(text, offset)):
            return None
        start, end = match.span("at") if self._named else match.span()
        found = text[start:end]
        fix: Fix | None = None
        if isinstance(self._put, dict):
            put = self._put.get(found)
            fix = None if put is None else replace(start, end, put, self._safety)
        elif self._put is not None:
            fix = replace(start, end, match.expand(self._put), self._safety)
        return self.finding(start, end, fix, found=found)


def scan(doc: Document, rules: Sequence[PatternRule]) -> Iterator[Finding]:
    """Run pattern rules together: one search for all triggers, then each rule only where its own stand."""
    if not rules:
        return
    text = doc.text
    ends = dict.fromkeys((rule.code for rule in rules), 0)
    signs, by_trigger = _triggers(tuple(rules))
    for hit in signs.finditer(text):
        offset = hit.start()
        for rule in by_trigger[hit[0]]:
            if offset >= ends[rule.code] and (found := rule.at(text, offset)) is not None:
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


def read_ruleset(path: Path) -> tuple[Table, ...]:
    """The tables of a ruleset file. Errors name the file and the key."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Ruleset).rule
    except (OSError, ValueError) as error:  # TOML and validation errors are ValueErrors
        msg = f"{path}: {error}"
        raise ValueError(msg) from error
