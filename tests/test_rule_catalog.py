"""Finding rules, and switching them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import (
    UnknownRuleError,
    all_rules,
    matches,
    profile_names,
    read_profile,
    select_rules,
)

RULE = """
[[rule]]
code = "XXX001"
name = "house-word"
safety = "suggested"
triggers = "甲"
find = '甲(?=\\p{Han})'
put = "乙"
docs = "Why it matters. When not to trust it. Example."
[rule.message]
en = "house style"
zh = "社内用语"
"""


def _codes(**switches: object) -> set[str]:
    return {rule.code for rule in select_rules(**switches).rules}  # type: ignore[arg-type]


def test_codes_and_names_are_unique_and_well_formed() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert all(len(rule.code) == 6 and rule.code[:3].isupper() and rule.code[3:].isdigit() for rule in rules)
    assert all(rule.name == rule.name.lower() and " " not in rule.name for rule in rules)
    assert all(0 < rule.confidence <= 1 for rule in rules)


def test_select_by_family_code_and_name() -> None:
    family = _codes(select=["PUN"])
    assert family
    assert all(code.startswith("PUN") for code in family)
    one = all_rules()[0]
    assert _codes(select=[one.code]) == _codes(select=[one.name]) == {one.code}


def test_the_more_exact_selector_wins() -> None:
    one = next(rule.code for rule in all_rules() if rule.family == "PUN")
    assert one in _codes(select=[one], ignore=["PUN"])
    assert one not in _codes(select=["PUN"], ignore=[one])
    assert one not in _codes(select=["PUN"], ignore=["PUN"])


def test_unknown_selector_is_an_error() -> None:
    with pytest.raises(UnknownRuleError, match="NOPE"):
        select_rules(select=["NOPE"])
    with pytest.raises(UnknownRuleError, match="there are"):
        read_profile("nope")


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_selects_rules(name: str) -> None:
    assert select_rules(name).rules
    assert set(read_profile(name).description) == {"en", "zh"}


def test_a_selector_of_nothing_is_no_selector() -> None:
    assert not any(matches("", rule) for rule in all_rules())
    with pytest.raises(UnknownRuleError):
        select_rules(select=[""])


def test_a_ruleset_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(RULE, "utf-8")
    engine = Engine(select_rules(select=["XXX"], rulesets=[path]))
    assert engine.fix(Document("甲方甲。"), Safety.SUGGESTED).document.text == "乙方甲。"


def test_a_mistake_in_a_ruleset_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(RULE.replace("find =", "fnd ="), "utf-8")
    with pytest.raises(ValueError, match=r"house\.toml.*fnd"):
        select_rules(rulesets=[path])


def test_two_rules_of_one_code_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(RULE + RULE.replace("house-word", "other"), "utf-8")
    with pytest.raises(ValueError, match="XXX001"):
        all_rules(rulesets=[path])


def test_words_of_the_lexicon_are_never_flagged(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(RULE, "utf-8")
    engine = Engine(select_rules("ocr", {"lexicon": ["甲方"]}, select=["XXX"], rulesets=[path]))
    assert engine.fix(Document("甲方和甲乙。"), Safety.SUGGESTED).document.text == "甲方和乙乙。"
