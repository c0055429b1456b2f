"""Which rules there are, and which a profile and the settings switch on."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

import lint.rules
from lint.core.data_files import ruleset_path
from lint.core.findings import Safety, Severity
from lint.core.messages import message, no_rule, suggestion
from lint.core.regex_cache import shared_classes
from lint.rules.base import Rule
from lint.rules.pattern import PatternRule, UserRule
from lint.rules.rulesets import Table, read_ruleset
from lint.settings.config import ConfigError
from lint.settings.llm import Advisor
from lint.settings.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of ``rulesets/profiles``: which rules are on, and how far they are trusted."""

    description: dict[str, str]
    base: str = ""
    """The profile that this one starts from: it switches on what that one does, but for its own `ignore`."""
    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    options: dict[str, object] = {}
    severity: dict[str, Literal["error", "warning", "info"]] = {}
    safety: dict[str, Literal["safe", "suggested", "manual"]] = {}
    """The least cautious safety that fixes of a rule may have."""


class Selection(msgspec.Struct, frozen=True):
    """Rules that are on, with what a profile says of them."""

    rules: tuple[Rule, ...]
    severity: dict[str, Severity] = {}
    safety: dict[str, Safety] = {}
    lexicon: frozenset[str] = frozenset()
    advisor: Advisor | None = None
    """Who is asked for a second opinion on doubted characters."""


class UnknownRuleError(ValueError):
    """A selector that names no rule, or a profile that does not exist."""


@cache
def python_rules() -> tuple[type[Rule], ...]:
    """The rule classes of `lint.rules`, found by walking its modules, in order of their codes."""
    for module in pkgutil.walk_packages(lint.rules.__path__, lint.rules.__name__ + "."):
        importlib.import_module(module.name)
    found = [
        cls
        for cls in _subclasses(Rule)
        if "code" in cls.__dict__ and cls.__module__.startswith("lint.rules.")
    ]
    return tuple(sorted(found, key=lambda cls: cls.code))


def _subclasses(cls: type[Rule]) -> Iterable[type[Rule]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


@cache
def builtin_tables() -> tuple[Table, ...]:
    """The tables of the rulesets that come with the linter."""
    return tuple(
        table for path in sorted(ruleset_path().glob("*.toml")) for table in read_ruleset(path, builtin=True)
    )


def all_rules(options: Options | None = None, rulesets: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Every rule there is, those of `rulesets` too, sorted by code.

    Raises:
        ConfigError: A ruleset that can't be followed.
    """
    options = options or Options()
    with shared_classes():
        rules: list[Rule] = [cls(options) for cls in python_rules()]
        rules += (PatternRule(options, table) for table in builtin_tables())
    taken = {key: rule for rule in rules for key in (rule.code, rule.name)}
    for path in rulesets:
        for table in read_ruleset(path):
            for key, said in (("code", table.code), ("name", table.name)):
                if said in taken:
                    raise ConfigError(
                        message(
                            "{path}: rule {code}: {key}: {said} is that of another rule, {taken}; "
                            "choose another",
                            "{path}：规则 {code}：{key}：{said} 已由另一条规则 {taken} 使用；请换一个",
                            path=path,
                            code=table.code,
                            key=key,
                            said=said,
                            taken=f"{taken[said].code} {taken[said].name}",
                        )
                    )
            rule = UserRule(options, table)
            taken |= {rule.code: rule, rule.name: rule}
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def matches(selector: str, rule: Rule) -> bool:
    """Whether `selector` (ALL, a family, a code or its beginning, or a name) names `rule`."""
    if not selector:
        return False
    return selector == "ALL" or rule.code.startswith(selector.upper()) or rule.name == selector


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles that exist."""
    return tuple(sorted(path.stem for path in ruleset_path("profiles").glob("*.toml")))


@cache
def read_profile(name: str) -> Profile:
    """The profile called `name`."""
    if name not in profile_names():
        raise UnknownRuleError(
            message(
                "no profile {name!r}; {hint}",
                "没有 {name!r} 这个配置集；{hint}",
                name=name,
                hint=suggestion((), profile_names()),
            )
        )
    text = ruleset_path("profiles", name + ".toml").read_text("utf-8")
    profile = msgspec.convert(tomllib.loads(text), Profile)
    if not profile.base:
        return profile
    base = read_profile(profile.base)
    return msgspec.structs.replace(profile, select=base.select, ignore=base.ignore + profile.ignore)


def _strength(selectors: Iterable[str], rule: Rule) -> int:
    """How exactly the most exact of `selectors` names `rule`, -1 when none does."""
    named = [s for s in selectors if matches(s, rule)]
    return max((0 if s == "ALL" else len(rule.code if s == rule.name else s) for s in named), default=-1)


def select_rules(
    profile: str = "ocr",
    options: dict[str, object] | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    rulesets: Sequence[Path] = (),
) -> Selection:
    """The rules that are on: the profile's, or `select` instead, without `ignore`, with `extend_select`.

    Of two selectors the longer (more exact) one wins; at equal length ignoring wins. What is asked for by
    any selector counts more than what the profile says.
    """
    chosen = read_profile(profile)
    merged = msgspec.convert({**chosen.options, **(options or {})}, Options)
    rules = all_rules(merged, rulesets)
    for selector in (*select, *ignore, *extend_select):
        if not any(matches(selector, rule) for rule in rules):
            raise UnknownRuleError(no_rule(selector))
    asked, refused = [*select, *extend_select], ignore

    def is_on(rule: Rule) -> bool:
        wanted, unwanted = _strength(asked, rule), _strength(refused, rule)
        if wanted < 0 and unwanted < 0 and not select:
            return _strength(chosen.select, rule) > _strength(chosen.ignore, rule)
        return wanted > unwanted

    return Selection(
        tuple(rule for rule in rules if is_on(rule)),
        {code: Severity(level) for code, level in chosen.severity.items()},
        {code: Safety[level.upper()] for code, level in chosen.safety.items()},
        merged.lexicon,
    )
