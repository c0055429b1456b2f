r"""Reading rulesets: files of rules that are data. `lint.rules.pattern` explains their form.

A user's ruleset may be a stranger's, so all that could fail later, or reach further than a rule should, is
asked here: codes and names, patterns, groups, and the fields of messages.
"""

from __future__ import annotations

import re
import warnings
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from lint.settings.settings_files import ConfigError, read_toml

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = frozenset({"found"})
"""What a message may tell besides its own words."""

LONGEST = 1_000
"""Characters that a message or a replacement may have."""

_CODE = re.compile("[A-Z]{3}[0-9]{3}")
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_RULE = re.compile(r"\$\.rule\[(\d+)\]\.?")


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message of a rule in both languages."""

    en: str
    zh: str


class ChinesePage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of a rule in Chinese, and its manual page."""

    name: str
    docs: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[rule]]`` of a ruleset, as written."""

    code: str
    name: str
    triggers: str
    find: str
    message: Message
    docs: str
    chinese: ChinesePage | None = None
    severity: Literal["error", "warning", "info"] = "warning"
    safety: Literal["safe", "suggested", "manual"] = "suggested"
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.9
    before: str | None = None
    next: str | None = None
    put: str | dict[str, str] | None = None
    unless: str | None = None


class Ruleset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rule: tuple[Table, ...]


class _FaultError(ValueError):
    """What is wrong with a key of a rule."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")


def read_ruleset(path: Path, *, builtin: bool = False) -> tuple[Table, ...]:
    """The tables of the ruleset at `path`; one that comes with the linter is taken as it is.

    Raises:
        ConfigError: One can't be followed; the message names the file, the rule, its line and the key.
    """
    table, text = read_toml(path)
    try:
        tables = msgspec.convert(table, Ruleset).rule
    except msgspec.ValidationError as error:
        why, _, key = str(error).partition(" - at `")
        key = key.rstrip("`")
        number = int(match[1]) if (match := _RULE.match(key)) else -1
        key = _RULE.sub("", key).removeprefix("$.").removeprefix("$")
        place = _place(text, table, number)
        raise ConfigError(f"{path}: {place}{key}{': ' if key else ''}{why}") from error
    for number, rule in enumerate(() if builtin else tables):
        try:
            _check(rule)
        except _FaultError as error:
            raise ConfigError(f"{path}: {_place(text, table, number)}{error}") from error
    return tables


def _place(text: str, table: dict[str, Any], number: int) -> str:
    """The rule with this number, and its line where that is certain; "" for the file as a whole."""
    if number < 0:
        return ""
    rules = table["rule"]
    headers = list(_HEADER.finditer(text))
    line = ""
    if len(headers) == len(rules):  # else a string holds what looks like one
        start = headers[number].start()
        line = f"line {text.count(chr(10), 0, start) + 1}: "
    code = rules[number].get("code") if isinstance(rules[number], dict) else None
    return f"{line}rule {code if isinstance(code, str) else number + 1}: "


def _check(rule: Table) -> None:
    """Make sure that `rule` can be followed, and reaches no further than a rule should."""
    if not _CODE.fullmatch(rule.code):
        raise _FaultError("code", f"{rule.code!r} is not three capitals and three digits, such as XXX001")
    if not _NAME.fullmatch(rule.name):
        raise _FaultError("name", f"{rule.name!r} is not words in small letters with hyphens between")
    if not rule.triggers:
        raise _FaultError("triggers", "name the characters that a match can begin with")
    for key, inside in (("before", rule.before), ("next", rule.next)):
        _check_class(key, inside or "")
    find = _compiled("find", rule.find)
    if rule.unless:
        _compiled("unless", rule.unless)
    _check_put(find, rule.put)
    for language in ("en", "zh"):
        _check_message(f"message.{language}", getattr(rule.message, language))


def _compiled(key: str, pattern: str) -> Any:
    import regex

    try:
        return compile_users(pattern)
    except regex.error as error:
        raise _FaultError(key, f"is no regular expression: {error}") from error
    except (RecursionError, OverflowError, MemoryError, ValueError, LookupError) as error:
        raise _FaultError(key, "is a regular expression beyond all measure; write a simpler one") from error


def compile_users(pattern: str) -> Any:
    """Compile with `regex`, which can stop a search that takes too long."""
    import regex

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what may mean something else one day: no concern of a run
        return regex.compile(pattern)


def _check_class(key: str, inside: str) -> None:
    """Make sure that `inside` is no more than the inside of a character class: it is part of a larger one."""
    try:
        if re.search(r"[\[\]]", re.sub(r"(?s)\\.", "", inside)):
            raise _FaultError(key, r"write brackets as \[ and \]; it is the inside of a character class")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(f"[{inside}]" if inside else "")
    except (re.error, OverflowError, Warning) as error:
        raise _FaultError(key, f"is not the inside of a character class: {error}") from error


def _check_put(find: Any, put: str | dict[str, str] | None) -> None:
    """Make sure that no text in `put` is long, and that a template names only groups that `find` has."""
    import regex

    texts = put.values() if isinstance(put, dict) else (put or "",)
    if any(len(text) > LONGEST for text in texts):
        raise _FaultError("put", f"has more than {LONGEST} characters; shorten it")
    if not isinstance(put, str):
        return
    # Asked of another pattern with these groups: `regex` looks at a template only if something matches.
    names = {number: f"?P<{name}>" for name, number in find.groupindex.items()}
    groups = "".join(f"({names.get(number, '')})" for number in range(1, find.groups + 1))
    try:
        regex.sub(groups, put, "").encode()
    except (regex.error, LookupError, ValueError, OverflowError) as error:
        raise _FaultError("put", f"{error}; groups are \\1, \\2 … or \\g<name>") from error


def _check_message(key: str, template: str) -> None:
    """Make sure that `template` has no fields but those of `FIELDS`, and these plain."""
    if len(template) > LONGEST:
        raise _FaultError(key, f"has more than {LONGEST} characters; shorten it")
    try:
        fields = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError as error:
        raise _FaultError(key, f"{error}; write a brace that is no field twice") from error
    for name, form, conversion in fields:
        if name not in FIELDS or form or conversion:
            raise _FaultError(key, "the only field of a message is {found}; write other braces twice")
