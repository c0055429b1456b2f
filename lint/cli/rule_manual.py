"""The manual that is made of the rules themselves: a list, and a page for each."""

from __future__ import annotations

import inspect
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.data_files import case_path
from lint.core.findings import Text
from lint.core.messages import no_rule
from lint.core.visible_text import printed
from lint.engine.rule_catalog import all_rules, matches
from lint.engine.selection import selection
from lint.report.places import length
from lint.report.words import rule_name
from lint.settings.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.rules.base import Rule
    from lint.settings.config import Project

_CASE = re.compile(
    r"^## (?P<title>[^\n]+)$|^(?P<fence>`{3,}|~{3,})\w+(?P<xfail> xfail)?[^\n]*\n.*?^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
FACTS = Text("(severity {severity}, confidence {confidence})", "（严重程度 {severity}，把握 {confidence}）")
_FIELD = re.compile(r"\{[^{}]*\}")


def answer(selector: str | None, project: Project, language: str) -> str:
    """The list of all rules, of those that `selector` begins, or the page of the one it names."""
    rules = all_rules(rulesets=[Path(path) for path in project.settings.rulesets])
    found = [rule for rule in rules if selector is None or matches(selector, rule)]
    if not found:
        names = [name for rule in rules for name in (rule.code, rule.name)]
        near = get_close_matches(selector or "", names, n=1)
        raise ConfigError(no_rule(selector or "", near))
    if len(found) == 1 and selector in {found[0].code, found[0].name}:
        return page(found[0], language)
    on = {rule.code for rule in selection(project).rules}
    return table(found, on, language)


def table(rules: Sequence[Rule], on: set[str], language: str) -> str:
    """A line a rule: code, name, severity, what it says; "-" marks those that are off."""
    rows = [
        (
            "-" if rule.code not in on else " ",
            rule.code,
            rule_name(rule.info, language),
            rule.severity.value,
            _says(rule, language),
        )
        for rule in rules
    ]
    cells = [[printed(cell) for cell in row] for row in rows]
    widths = [max(length(cell, "cells") for cell in column) for column in zip(*cells, strict=True)]
    return "".join(_line(row, widths) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (width - length(cell, "cells")) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip() + "\n"


def page(rule: Rule, language: str) -> str:
    """The manual page of a rule: what it says, its docstring, and what it is known to get wrong."""
    chinese = language == "zh"
    head = printed(f"{rule_name(rule.info, language)} ({rule.code})")
    facts = FACTS.render(language, {"severity": rule.severity.value, "confidence": f"{rule.confidence:g}"})
    manual = rule.chinese.manual if chinese else rule.__doc__ or ""
    parts = [
        f"{head}\n{'=' * length(head, 'cells')}\n{printed(_says(rule, language))}\n{facts}",
        "\n".join(map(printed, inspect.cleandoc(manual).split("\n"))),
    ]
    if gaps := known_gaps(rule):
        parts.append(("已知不足：\n" if chinese else "Known gaps:\n") + "\n".join(f"- {gap}" for gap in gaps))
    return "\n\n".join(parts) + "\n"


def known_gaps(rule: Rule) -> list[str]:
    """The titles of the rule's test cases that are expected to fail."""
    path = case_path(f"{rule.name}.md")
    if not path.is_file():  # a user's rule
        return []
    title, gaps = "", []
    for part in _CASE.finditer(path.read_text("utf-8")):
        title = part["title"] or title
        if part["xfail"]:
            gaps.append(title.removeprefix("Known gap: "))
    return list(dict.fromkeys(gaps))


def _says(rule: Rule, language: str) -> str:
    """The message with its fields left open."""
    return _FIELD.sub("…", rule.message.zh if language == "zh" else rule.message.en)
