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

from lint.core.findings import Text
from lint.core.messages import Notice, at, filled, message
from lint.settings.foreign_messages import value_error
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


_LONG = Text("has more than {most} characters; shorten it", "超过 {most} 个字符；请缩短")


class _FaultError(ValueError):
    """What is wrong with a key of a rule."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(at(key, why))


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
        said = value_error(why)
        raise ConfigError(at(path, _after(place, at(key, said) if key else said))) from error
    for number, rule in enumerate(() if builtin else tables):
        try:
            _check(rule)
        except _FaultError as error:
            raise ConfigError(at(path, _after(_place(text, table, number), error))) from error
    return tables


def _after(place: str, what: object) -> Notice:
    return message("{place}{what}", "{place}{what}", place=place, what=what)


def _place(text: str, table: dict[str, Any], number: int) -> str:
    """The rule with this number, and its line where that is certain; "" for the file as a whole."""
    if number < 0:
        return ""
    rules = table["rule"]
    headers = list(_HEADER.finditer(text))
    line: str = ""
    if len(headers) == len(rules):  # else a string holds what looks like one
        start = headers[number].start()
        line = message("line {line}: ", "第 {line} 行：", line=text.count("\n", 0, start) + 1)
    code = rules[number].get("code") if isinstance(rules[number], dict) else None
    name = code if isinstance(code, str) else number + 1
    return message("{line}rule {name}: ", "{line}规则 {name}：", line=line, name=name)


def _check(rule: Table) -> None:
    """Make sure that `rule` can be followed, and reaches no further than a rule should."""
    if not _CODE.fullmatch(rule.code):
        why = message(
            "{code!r} is not three capitals and three digits, such as XXX001",
            "{code!r} 不是三个大写字母加三个数字，例如 XXX001",
            code=rule.code,
        )
        raise _FaultError("code", why)
    if not _NAME.fullmatch(rule.name):
        why = message(
            "{name!r} is not words in small letters with hyphens between",
            "{name!r} 不是用连字符连接的小写单词",
            name=rule.name,
        )
        raise _FaultError("name", why)
    if not rule.triggers:
        why = message("name the characters that a match can begin with", "请列出匹配可能以哪些字符开头")
        raise _FaultError("triggers", why)
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
        why = message("is no regular expression: {error}", "不是正则表达式：{error}", error=error)
        raise _FaultError(key, why) from error
    except (RecursionError, OverflowError, MemoryError, ValueError, LookupError) as error:
        why = message(
            "is a regular expression beyond all measure; write a simpler one",
            "这个正则表达式过于庞大；请写得简单些",
        )
        raise _FaultError(key, why) from error


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
            why = message(
                r"write brackets as \[ and \]; it is the inside of a character class",
                r"方括号请写作 \[ 和 \]；这里是字符类内部的内容",
            )
            raise _FaultError(key, why)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(f"[{inside}]" if inside else "")
    except (re.error, OverflowError, Warning) as error:
        why = message(
            "is not the inside of a character class: {error}",
            "不能作为字符类内部的内容：{error}",
            error=error,
        )
        raise _FaultError(key, why) from error


def _check_put(find: Any, put: str | dict[str, str] | None) -> None:
    """Make sure that no text in `put` is long, and that a template names only groups that `find` has."""
    import regex

    texts = put.values() if isinstance(put, dict) else (put or "",)
    if any(len(text) > LONGEST for text in texts):
        raise _FaultError("put", filled(_LONG, most=LONGEST))
    if not isinstance(put, str):
        return
    # Asked of another pattern with these groups: `regex` looks at a template only if something matches.
    names = {number: f"?P<{name}>" for name, number in find.groupindex.items()}
    groups = "".join(f"({names.get(number, '')})" for number in range(1, find.groups + 1))
    try:
        regex.sub(groups, put, "").encode()
    except (regex.error, LookupError, ValueError, OverflowError) as error:
        why = message(
            r"{error}; groups are \1, \2 … or \g<name>", r"{error}；分组写作 \1、\2……或 \g<name>", error=error
        )
        raise _FaultError("put", why) from error


def _check_message(key: str, template: str) -> None:
    """Make sure that `template` has no fields but those of `FIELDS`, and these plain."""
    if len(template) > LONGEST:
        raise _FaultError(key, filled(_LONG, most=LONGEST))
    try:
        fields = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError as error:
        why = message(
            "{error}; write a brace that is no field twice", "{error}；不作字段的花括号请写两遍", error=error
        )
        raise _FaultError(key, why) from error
    for name, form, conversion in fields:
        if name not in FIELDS or form or conversion:
            why = Notice(
                "the only field of a message is {found}; write other braces twice",
                "消息中只能有字段 {found}；其他花括号请写两遍",
            )
            raise _FaultError(key, why)
