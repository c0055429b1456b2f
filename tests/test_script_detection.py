"""Script: which script a text is in, and which characters do not belong to it."""

from __future__ import annotations

import pytest

from lint.analysis.characters.script_detection import (
    Script,
    census,
    is_japanese,
    script_of,
    strays_in_simplified,
    strays_in_traditional,
)
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.settings.options import Options

SIMPLIFIED = "这个县的农村学校在去年都换了新的桌椅，学生们非常高兴。"
TRADITIONAL = "這個縣的農村學校在去年都換了新的桌椅，學生們非常高興。"
ENGINE = Engine(select_rules(select=["SCR"]))


def found(text, **options):
    engine = Engine(select_rules(options=options, select=["SCR"])) if options else ENGINE
    return [(f.code, text[f.start : f.end]) for f in engine.check(Document(text))]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (SIMPLIFIED, Script.SIMPLIFIED),
        (TRADITIONAL, Script.TRADITIONAL),
        (SIMPLIFIED + TRADITIONAL, Script.MIXED),
        ("", Script.MIXED),
        ("A plain English sentence.", Script.MIXED),
    ],
)
def test_script_of_a_text(text, script):
    assert script_of(Document(text), Options()) is script


def test_the_options_decide_before_the_text():
    assert script_of(Document(SIMPLIFIED), Options(script="traditional")) is Script.TRADITIONAL


def test_a_long_text_is_sampled_in_all_its_parts():
    doc = Document(SIMPLIFIED * 10_000 + TRADITIONAL * 10_000)
    assert script_of(doc, Options()) is Script.MIXED


def test_census_counts_only_what_one_script_alone_has():
    assert census("后台里干著乾") == (0, 0)
    assert census("後題").traditional == 2
    assert census("题发").simplified == 2


def test_forms_that_a_region_or_a_standard_has_are_no_strays():
    assert not set("群峰床并温户") & set(strays_in_traditional())
    assert not set("拚菸") & set(strays_in_simplified())
    assert strays_in_simplified()["題"] == "题"
    assert strays_in_traditional()["题"] == "題"


def test_each_paragraph_of_a_mixed_text_is_judged_by_itself():
    text = f"{SIMPLIFIED}\n\n{TRADITIONAL}\n"
    assert found(text) == []
    damaged = text.replace("农", "農").replace("縣", "县")
    assert found(damaged) == [("SCR001", "農"), ("SCR002", "县")]


def test_a_character_that_the_text_uses_throughout_is_its_habit():
    assert found("他走後，大家都说好。雨後，天晴了。饭後，他们去散步。") == []


def test_words_of_the_lexicon_are_left_alone():
    text = SIMPLIFIED + "校长是張建国。"
    assert found(text) == [("SCR001", "張")]
    assert found(text, lexicon=["張建国"]) == []


def test_japanese_text_is_left_alone():
    text = "この図書館には、たくさんの本があります。毎日、学生が散歩の途中で立ち寄ります。"
    assert is_japanese(Document(text))
    assert found(text) == []


def test_fixes_of_characters_are_never_safe():
    damaged = SIMPLIFIED.replace("农", "農").replace("学校", "學校")
    fixes = [f.fix for f in ENGINE.check(Document(damaged))]
    assert fixes
    assert all(fix is not None and fix.safety > Safety.SAFE for fix in fixes)
    assert ENGINE.fix(Document(damaged)).document.text == damaged
    assert ENGINE.fix(Document(damaged), Safety.SUGGESTED).document.text == SIMPLIFIED
