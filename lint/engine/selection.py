"""From a project's settings to the engine with its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint.core.findings import Safety, Severity
from lint.core.messages import at, message_of, no_rule
from lint.engine.engine import Engine
from lint.engine.rule_catalog import Selection, all_rules, matches, select_rules
from lint.rules.lnt.ambiguous_decision import AmbiguousDecision
from lint.rules.lnt.conflicting_decisions import ConflictingDecisions
from lint.rules.lnt.own_rule import OwnRule
from lint.rules.lnt.rules_that_fight import RulesThatFight
from lint.rules.lnt.stale_decision import StaleDecision
from lint.rules.lnt.unsafe_safe_fix import UnsafeSafeFix
from lint.settings.config import ConfigError
from lint.settings.llm import Advisor, LlmError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.core.findings import RuleInfo
    from lint.rules.base import Rule
    from lint.settings.config import Project

OWN_RULES: tuple[type[OwnRule], ...] = (
    RulesThatFight,
    UnsafeSafeFix,
    StaleDecision,
    AmbiguousDecision,
    ConflictingDecisions,
)
"""All of them: the engine may find them whatever rules are selected."""


class Engines:
    """One engine for each project."""

    def __init__(self) -> None:
        self._known: dict[Path | None, Engine] = {}

    def __reduce__(self) -> tuple[type[Engines], tuple[()]]:
        """Another process makes its own engines."""
        return Engines, ()

    def of(self, project: Project) -> Engine:
        """The engine with the rules that `project` wants."""
        if project.origin not in self._known:
            self._known[project.origin] = Engine(selection(project))
        return self._known[project.origin]

    def rules(self, project: Project) -> dict[str, RuleInfo]:
        """All that findings in `project` can be of, by code."""
        chosen = self.of(project).selection
        own = [rule(chosen.rules[0].options) for rule in OWN_RULES] if chosen.rules else []
        return {rule.code: rule.info for rule in (*own, *chosen.rules)}


def selection(project: Project) -> Selection:
    """The rules that `project` wants, with what it says of them."""
    settings = project.settings
    rulesets = [Path(ruleset) for ruleset in settings.rulesets]
    try:
        chosen = select_rules(
            settings.profile,
            settings.options(),
            select=settings.select,
            ignore=settings.ignore,
            extend_select=settings.extend_select,
            rulesets=rulesets,
        )
        known = all_rules(rulesets=rulesets) if settings.severity or settings.safety else ()
        severity = _by_code("severity", settings.severity, known)
        safety = _by_code("safety", settings.safety, known)
    except ValueError as error:
        raise ConfigError(_placed(project.origin, error)) from error
    least = dict(chosen.safety)
    for code, name in safety.items():
        least[code] = max(Safety[name.upper()], least.get(code, Safety.SAFE))
    return msgspec.structs.replace(
        chosen,
        severity=chosen.severity | {code: Severity(name) for code, name in severity.items()},
        safety=least,
        advisor=_advisor(project),
    )


def _advisor(project: Project) -> Advisor | None:
    """Who is asked for a second opinion; an error names the file that says so, not the project's."""
    if project.settings.llm is None:
        return None
    try:
        return Advisor(project.settings.llm)
    except LlmError as error:
        raise ConfigError(_placed(project.llm_origin, error)) from error


def _placed(origin: Path | None, error: ValueError) -> str:
    """What `error` says, after the file of the settings if there is one."""
    return at(origin, error) if origin else message_of(error)


def _by_code(key: str, said: Mapping[str, str], known: Sequence[Rule]) -> dict[str, str]:
    """What is said of each rule by its code; of two selectors the more exact one counts."""
    from difflib import get_close_matches

    names = {rule.name for rule in known}
    found: dict[str, str] = {}
    for selector in sorted(said, key=lambda s: (s in names, s != "ALL", len(s))):
        codes = [rule.code for rule in known if matches(selector, rule)]
        if not codes:
            near = get_close_matches(selector, [*names, *(rule.code for rule in known)], n=1)
            raise ConfigError(at(key, no_rule(selector, near)))
        found |= dict.fromkeys(codes, said[selector])
    return found
