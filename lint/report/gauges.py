"""How damaged a document is, ready to be shown: a gauge for each family of rules, the alarms in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.core.findings import Severity
from lint.core.quality import PER
from lint.report import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lint.core.report_data import FileReport

LEAST = 1.0
"""Percent of its width that a bar has at least: a slip in a book is to be seen, too."""


class Artifact(NamedTuple):
    """One rule's share of the damage."""

    code: str
    name: str
    times: int
    density: str


class Gauge(NamedTuple):
    """The findings of one family per 10,000 characters; `width` is that of its bar, in percent."""

    family: str
    name: str
    density: str
    width: float
    artifacts: list[Artifact]


def gauges(file: FileReport, language: str) -> list[Gauge]:
    """The families that count against the text of `file`, the worst first, each with its rules."""
    per = PER / max(file.damage.characters, 1)
    counts: Counter[tuple[str, str]] = Counter()
    for kind, count in file.kinds.items():
        if kind.severity != Severity.INFO:
            counts[kind.code, words.rule_name(kind, language)] += count
    found: dict[str, list[Artifact]] = {}
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault(code[:3], []).append(Artifact(code, name, count, density(count * per)))
    densities = file.quality.densities
    most = max(densities.values(), default=0.0)
    return [
        Gauge(
            family,
            words.family(family, language),
            density(value),
            round(max(LEAST, 100 * value / most if most else 0), 1),
            found.get(family, []),
        )
        for family, value in sorted(densities.items(), key=lambda item: (-item[1], item[0]))
    ]


def density(value: float) -> str:
    """A density as it is written: with a decimal where it is small."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def alarms(names: Iterable[str], language: str) -> list[Mapping[str, str]]:
    """The alarms in words, and what each means."""
    return [
        {"name": words.say(words.ALARMS[name], language), "why": words.say(words.MEANINGS[name], language)}
        for name in names
    ]
