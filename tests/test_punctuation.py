"""Punctuation as evidence: habits, shields, pairs; and what holds for all of its rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.analysis.punctuation.bracket_pairs import pairing
from lint.analysis.punctuation.quoted_terms import quoted
from lint.analysis.punctuation.width_habits import brackets, pauses, sets_blanks_after_marks
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import content
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import profile_names, read_profile, select_rules

PUNCTUATION = Engine(select_rules(select=["PUN"]))
WEB_COPY = Engine(select_rules("copywriting", select=["SPC020", "SPC021"]))

PAGE = "果树开花了，蜜蜂也来了；老人说：今年雨水好！孩子问：什么时候摘果子？都不作声，只是笑，笑完了又忙去。"
HALF = PAGE.translate(str.maketrans("，；：！？", ",;:!?"))

texts = st.text(st.sampled_from("春夏秋冬ab12 \n,.;:!?()\"'，。：（）“”‘’「」《》…—-，、[]`*/"), max_size=60)


def fixed(text: str, level: Safety = Safety.SAFE) -> str:
    return PUNCTUATION.fix(Document(text), level).document.text


@given(texts)
def test_fixing_twice_is_fixing_once(text):
    for level in (Safety.SAFE, Safety.SUGGESTED):
        once = fixed(text, level)
        assert fixed(once, level) == once


@given(texts)
def test_safe_fixes_keep_the_content(text):
    assert content(fixed(text)) == content(text)


@given(texts)
def test_blanks_of_web_copy_are_added_once_and_change_nothing_else(text):
    once = WEB_COPY.fix(Document(text)).document.text
    assert WEB_COPY.fix(Document(once)).document.text == once
    assert once.replace(" ", "") == text.replace(" ", "")


def test_a_page_in_half_width_is_repaired_and_the_page_beside_it_kept():
    assert fixed(f"{PAGE}\n\n\n{HALF}\n\n\n{PAGE}\n") == f"{PAGE}\n\n\n{PAGE}\n\n\n{PAGE}\n"


def test_a_paragraph_that_goes_on_over_a_page_of_another_width():
    assert fixed(f"{PAGE}{HALF}\n{HALF}\n") == f"{PAGE}{PAGE}\n{PAGE}\n"


def test_a_lone_mark_is_offered_not_changed():
    slip = PAGE.replace("，只是", ",只是")
    assert fixed(slip) == slip
    assert fixed(slip, Safety.SUGGESTED) == PAGE


def test_habits_are_counted_beside_han_only():
    doc = Document("甲,乙，a,b 1,2 (c) 丙(丁)（戊）")
    assert pauses(doc).file == (1, 1)
    assert brackets(doc).file == (1, 1)


@pytest.mark.parametrize(
    ("text", "chosen"), [("甲, 乙, 丙\n", True), ("甲,乙, 丙,丁\n", False), ("甲乙\n", False)]
)
def test_blanks_after_marks_are_a_choice(text, chosen):
    assert sets_blanks_after_marks(Document(text)) is chosen


@pytest.mark.parametrize(
    "text",
    [
        "见`甲,乙`",
        "```\n甲,乙\n```",
        "<!-- 甲,乙 -->",
        '<a title="甲,乙">',
        "[丙](甲,乙)",
        "[丙]: 甲,乙",
        "https://example.com/a,b?c",
        "---\n甲: 乙,丙\n---\n",
        "1,甲\n2,乙\n3,丙\n4,丁\n",
    ],
)
def test_what_is_no_sentence_is_shielded(text):
    assert text.index(",") in shield(Document(text))


@pytest.mark.parametrize(
    "text", ["甲,乙", "天黑了,雨来了\n人走了,灯灭了\n门关了,狗叫了\n夜深了,都睡了\n", "[甲,乙](丙)"]
)
def test_what_is_a_sentence_is_not(text):
    assert text.index(",") not in shield(Document(text))


def test_a_csv_file_is_shielded_by_its_name():
    doc = Document("甲,乙", path="a.csv")
    assert not PUNCTUATION.check(doc)


QUOTED = "他说“好”，又念《诗（上）》，看「画」，写‘字’（小楷）。\n“甲，\n乙”，丙。\n"


def test_complete_pairs_are_paired():
    doc = Document(QUOTED)
    assert not pairing(doc).lost
    assert not pairing(doc).reversed
    assert "小楷" in quoted(doc)


@pytest.mark.parametrize(
    "at", [at for at, sign in enumerate(QUOTED[: QUOTED.index("\n")]) if sign in "“”《》（）「」‘’"]
)
def test_a_lost_mark_is_found_where_it_stood(at):
    lost = pairing(Document(QUOTED[:at] + QUOTED[at + 1 :])).lost
    assert lost
    assert any(one.start <= at <= one.end for one in lost)


@pytest.mark.parametrize("name", profile_names())
def test_profiles_say_in_two_languages_what_they_are_for(name):
    assert set(read_profile(name).description) == {"en", "zh"}
    assert select_rules(name).rules
