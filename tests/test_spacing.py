"""Spacing: what a machine set apart comes together again, and nothing else is touched."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import lint_text
from lint.analysis.characters.spacing import gaps, is_letter_spaced
from lint.core.character_classes import content
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.rules.spc.gap import Gap

SENTENCES = [
    "那年秋天雨水很多，河里的水一直没有退下去。",
    "村里的人都说，今年的收成恐怕要受影响。",
    "他每天早上挑着两只水桶，从井边走回家里。",
    "老师把同学们写的作文一篇一篇地改好，再发下来。",
    "车站前面的广场上，卖报的孩子大声叫喊着当天的新闻。",
]
ENGINE = Engine(select_rules(select=["SPC"]))


def spread(text: str) -> str:
    return " ".join(text)


@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8))
def test_a_page_set_apart_throughout_is_restored(sentences):
    page = "\n\n".join(sentences)
    doc = Document("\n\n".join(map(spread, sentences)))
    assert is_letter_spaced(doc)
    assert ENGINE.fix(doc).document.text == page


@given(st.sampled_from(SENTENCES), st.integers(0, 6), st.integers(9, 14))
def test_a_run_set_apart_in_a_sentence_is_restored_safely(sentence, start, length):
    text = (
        "会议开始以前，"
        + sentence[:start]
        + spread(sentence[start : start + length])
        + sentence[start + length :]
    )
    fixed = ENGINE.fix(Document(text)).document.text
    assert fixed == "会议开始以前，" + sentence


@given(st.text(alphabet="天地人和平。，“”（）a1 \t\u3000\u00a0\u200b\n", max_size=80))
def test_safe_fixes_keep_all_content(text):
    fixed = ENGINE.fix(Document(text)).document.text
    assert content(fixed) == content(text)
    assert ENGINE.fix(Document(fixed)).document.text == fixed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("得到群众的支 持，", "支持"),
        ("得到群眾的支 持，", "支持"),
        ("加强领导 落实责任", None),
        ("秦 朗（山东）", None),
        ("总 则\n", None),
        ("注：如 果安装失败，", "如果"),
    ],
)
def test_word_across_a_blank(text, word):
    at = text.index(" ")
    assert Gap(text, at, at + 1).word() == word


def test_gaps_stand_within_a_line_beside_chinese():
    text = "　　甲 乙　丙 a b，  丁。\n 戊 (己 \nx y  “z"
    found = gaps(Document(text))
    assert [text[start - 1 : end + 1] for start, end in found.between_han] == ["甲 乙", "乙　丙"]
    assert [text[start - 1 : end + 1] for start, end in found.at_marks] == ["，  丁", "戊 (", "y  “"]


def test_a_phrase_is_joined_as_it_stands_elsewhere():
    text = "一、山水之间 小城旧事\n……\n昨天读完山水之间小城旧事这一篇，很是喜欢。\n"
    assert "SPC002" in {finding.code for finding in ENGINE.check(Document(text))}
    assert "SPC002" not in {finding.code for finding in ENGINE.check(Document(text + "山水之间 小城旧事\n"))}


def test_a_document_of_clean_paragraphs_is_silent():
    text = "\n\n".join(f"　　{sentence}" for sentence in SENTENCES)
    assert [finding for finding in lint_text(text).findings if finding.code.startswith("SPC")] == []


def test_trailing_blanks_are_safe_to_remove_only_where_they_are_rare():
    rare = "\n".join([*SENTENCES * 4, "最后一行。  "]) + "\n"
    usual = "".join(sentence + " \n" for sentence in SENTENCES)
    for text, safety in ((rare, Safety.SAFE), (usual, Safety.SUGGESTED)):
        found = [f for f in lint_text(text).findings if f.code == "SPC008"]
        assert {f.fix.safety for f in found if f.fix} == {safety.label}


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\u3000",
        "一 ",
        "我们 今天 ",
        "（ ",
        "你， 好",
        "“好 ”",
        "\u00a0 ",
        "中\u200b",
        "字\t",
        "好 \n",
        " 好\n",
    ],
)
def test_time_grows_with_the_length_only(unit):
    doc = Document(unit * (60_000 // len(unit)))
    start = time.process_time()
    for rule in ENGINE.selection.rules:
        for _ in rule.check(doc):
            pass
    assert time.process_time() - start < 5


def test_phrases_without_end_are_looked_for_without_their_blank():
    chance = random.Random(1)  # noqa: S311 - the same text each time
    letters = [chr(code) for code in range(0x5000, 0x5000 + 800)]
    phrases = ["".join(chance.choices(letters, k=14)) for _ in range(1_500)]
    text = "".join(f"{phrase[:7]} {phrase[7:]} 图 {phrase}。\n" for phrase in phrases)
    engine = Engine(select_rules(select=["SPC002"]))
    found = {text.count("\n", 0, finding.start) for finding in engine.check(Document(text))}
    assert len(found) > 1_450
