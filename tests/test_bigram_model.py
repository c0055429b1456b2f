"""Character pairs: likely ones are likelier, and the model stays a model."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.analysis.language import bigram_model
from lint.core.data_files import ruleset_path

HAN_CHARS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("抗日军政大学", "抗曰军政大学"),
        ("自己", "自已"),
        ("未来", "末来"),
        ("竞争", "竟争"),
        ("等候通知", "等侯通知"),
    ],
)
def test_the_right_text_is_likelier(right, wrong):
    assert bigram_model.text_logp(right) > bigram_model.text_logp(wrong) + 2


def test_a_seen_pair_is_likelier_than_an_unseen_one():
    assert bigram_model.logp("饕", "餮") > -1
    assert bigram_model.logp("饕", "政") < -7
    assert bigram_model.logp("囧", "餮") < -12


def counted() -> list[str]:
    """The characters of the table."""
    return [chr(0x4E00 + row) for row, alone in enumerate(bigram_model._model().alone) if alone]


@pytest.mark.parametrize("char", "人的落己饕")
def test_successors_share_one(char):
    """Back-off shares what is left only roughly: marginals of the two tables differ."""
    assert sum(math.exp(bigram_model.logp(char, other)) for other in counted()) == pytest.approx(1, abs=0.12)


def test_unknown_characters():
    assert bigram_model.logp("人", "\U00030000") == bigram_model.UNKNOWN
    assert bigram_model.logp("\U00030000", "人") == bigram_model.alone("人")


@given(HAN_CHARS, HAN_CHARS)
def test_bounds(a, b):
    # A seen pair lies within -13, an unseen one has at worst the least weight and the rarest character.
    assert -25 < bigram_model.logp(a, b) <= 0


@given(st.lists(st.text(HAN_CHARS), max_size=4))
def test_runs_add_up(runs):
    total = sum(bigram_model.text_logp(run) for run in runs)
    assert bigram_model.text_logp("，a 1".join(runs)) == pytest.approx(total)


def test_nothing_costs_nothing():
    assert bigram_model.text_logp("abc, 123。") == 0


def test_table_says_where_it_is_from_and_is_sorted():
    data = ruleset_path("data", "bigrams.bin").read_bytes()
    assert data.startswith(b"Source: cjclassifier 1.0.5 (Apache-2.0), zh-hans; made by: ")
    model = bigram_model._model()
    assert len(counted()) == 9_010
    assert len(model.seconds) == len(model.given) == model.starts[-1] == 554_437
    for row in range(0, len(model.alone), 97):
        start, middle, end = model.starts[row], model.ends[row], model.starts[row + 1]
        assert start <= middle <= end
        assert list(model.given[start:end]) == sorted(model.given[start:end])
        assert len(set(model.seconds[start:end])) == end - start


def test_familiar_pairs():
    assert bigram_model.is_familiar("未", "来")
    assert not bigram_model.is_familiar("末", "来")
    assert not bigram_model.is_familiar("a", "来")
    assert "来" in bigram_model.successors("未")
    assert bigram_model.successors("a") == ""
    # Some pairs are as likely as the last of the 200,000.
    assert sum(len(bigram_model.successors(char)) for char in counted()) == 200_245
