"""Every rule's Markdown cases, and that every rule has some."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path

import pytest

from lint.analysis.repetition.near_duplicates import Earlier
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import all_rules, select_rules
from lint.rules.base import Rule
from lint.rules.lnt.own_rule import OwnRule
from tests.markdown import Case, cases

FOLDER = Path(__file__).parent / "rules"
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


def _judge(case: Case) -> None:
    """Fail unless the rule does with the case's text what the case says."""
    options = dict(case.options)
    profile = str(options.pop("profile", "ocr"))
    level = Safety[str(options.pop("fix", "suggested")).upper()]
    engine = Engine(select_rules(profile, options, extend_select=[case.code]))
    run, doc = Earlier(), Document(case.text)
    for number, text in enumerate(case.earlier):
        run.meet(f"{number}.txt", engine.samples(Document(text)))
    found = engine.check(doc) + engine.compare(doc, run.meet(doc.path, engine.samples(doc)))
    flagged = any(finding.code == case.code for finding in found)
    assert flagged == case.flagged, f"{case.code} {'does not flag' if case.flagged else 'flags'} it"
    if case.good is not None:
        fixed = engine.fix(doc, level).document
        assert fixed.text == case.good
        assert engine.fix(fixed, level).document.text == fixed.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.title}")
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    if case.xfail:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known gap"))
    _judge(case)


@pytest.mark.parametrize(
    "rule", [r for r in all_rules() if not isinstance(r, OwnRule)], ids=lambda rule: rule.code
)
def test_every_rule_has_bad_good_and_ok_cases(rule: object) -> None:
    own = [case for case in CASES if case.code == rule.code]  # type: ignore[attr-defined]
    assert any(case.flagged for case in own), "no bad case"
    assert any(not case.flagged for case in own), "no ok case"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page(rule: object) -> None:
    page = rule.__doc__ or ""
    for part in ("Why it matters", "When not to trust it", "Example"):
        assert part in page


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_chinese_page(rule: Rule) -> None:
    page = cleandoc(rule.chinese.manual)
    for part in ("为什么重要：", "何时不可信：", "例："):
        assert f"\n{part}" in page


def test_chinese_names_tell_rules_apart() -> None:
    names = [rule.chinese.name for rule in all_rules()]
    assert all(re.search("[一-鿿]{2}", name) for name in names)
    assert len(set(names)) == len(names)
