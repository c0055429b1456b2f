"""Words: what the dictionary knows, what a division costs, what lies across a seam."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.analysis.language import segmentation
from lint.core.data_files import ruleset_path

HAN_TEXT = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("的人大落实，a1 ")
)


@pytest.mark.parametrize("word", ["落实", "人民", "的", "乾隆", "著作", "B超"])
def test_words_are_known(word):
    assert segmentation.is_word(word)


@pytest.mark.parametrize("word", ["", "落党", "實", "問題"])
def test_others_are_not(word):
    assert not segmentation.is_word(word)


def test_frequent_words_cost_less():
    assert (
        2
        < segmentation.cost("的")
        < segmentation.cost("落实")
        < segmentation.cost("饕餮")
        < segmentation.UNKNOWN_COST
    )
    assert segmentation.cost("落党") == 2 * segmentation.UNKNOWN_COST


def test_segment_prefers_the_likely_words():
    assert segmentation.segment("人民民主") == ["人民", "民主"]
    assert segmentation.segment("徐州市，B超 COVID 19") == ["徐州市", "，", "B超", " ", "COVID", " ", "19"]


def test_extra_words_hold_together():
    assert segmentation.segment("设立联络室") == ["设立", "联络", "室"]
    assert segmentation.segment("设立联络室", frozenset({"联络室"})) == ["设立", "联络室"]
    assert segmentation.segment("设立联络室", {"联络室": 99.0}) == ["设立", "联络", "室"]
    assert segmentation.segment_cost("联络室", {"联络室": 9.0}) == 9.0


def test_a_doubled_character_costs_more():
    assert segmentation.segment_cost("市人大常委会会运用法治") > segmentation.segment_cost(
        "市人大常委会运用法治"
    )


@given(st.text(st.characters()) | HAN_TEXT, st.frozensets(HAN_TEXT, max_size=3))
@example("\ud800法治", frozenset())
@example("\x00", frozenset({""}))
def test_nothing_is_lost(text, extra):
    parts = segmentation.segment(text, extra)
    assert "".join(parts) == text
    assert "" not in parts
    assert segmentation.segment_cost(text, extra) <= segmentation.UNKNOWN_COST * len(text) + 1e-6


@given(HAN_TEXT)
def test_a_division_costs_the_sum_of_its_words(text):
    total = sum(
        segmentation.UNKNOWN_COST if part.isascii() else segmentation.cost(part)
        for part in segmentation.segment(text)
    )
    assert segmentation.segment_cost(text) == pytest.approx(total)


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("工作没有落", "实到基层", "落实"),
        ("认真贯彻落", "实党的二十大精神", "贯彻落实"),
        ("關於這個問", "題的研究", "問題"),
        ("修建于乾", "隆年间", "乾隆年间"),
        ("宪法", "法律", None),
        ("人民", "民主", None),
        ("落，", "实", None),
        ("落", " 实", None),
        ("落\n", "实", None),
        ("", "落实", None),
        ("AB", "CD", None),
    ],
)
def test_word_across(left, right, word):
    assert segmentation.word_across(left, right) == word


def test_threads_may_come_first_together():
    segmentation._dictionary.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(segmentation.word_across, ["没有落"] * 64, ["实到"] * 64)) == {"落实"}


def test_tables_are_those_the_readme_names():
    readme = ruleset_path("data", "README.md").read_text("utf-8")
    for name in ("words.marisa", "words.cost", "bigrams.bin"):
        assert hashlib.sha256(ruleset_path("data", name).read_bytes()).hexdigest() in readme
