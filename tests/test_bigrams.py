"""Character pairs: likely ones are likelier, and the model stays a model."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.data import ruleset_path
from lint.evidence import bigrams

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
    assert bigrams.text_logp(right) > bigrams.text_logp(wrong) + 2


def test_a_seen_pair_is_likelier_than_an_unseen_one():
    assert bigrams.logp("饕", "餮") > -1
    assert bigrams.logp("饕", "政") < -7
    assert bigrams.logp("囧", "餮") < -12


@pytest.mark.parametrize("char", "人的落己饕㑩")
def test_successors_share_one(char):
    """Back-off shares what is left only roughly: marginals of the two tables differ."""
    assert sum(math.exp(bigrams.logp(char, other)) for other in bigrams._model().rows) == pytest.approx(
        1, abs=0.12
    )


def test_unknown_characters():
    assert bigrams.logp("人", "\U00030000") == bigrams.UNKNOWN
    assert bigrams.logp("\U00030000", "人") == bigrams._model().alone[bigrams._model().rows["人"]]


@given(HAN_CHARS, HAN_CHARS)
def test_bounds(a, b):
    # A seen pair lies within -13, an unseen one has at worst the least weight and the rarest character.
    assert -25 < bigrams.logp(a, b) <= 0


@given(st.lists(st.text(HAN_CHARS), max_size=4))
def test_runs_add_up(runs):
    total = sum(bigrams.text_logp(run) for run in runs)
    assert bigrams.text_logp("，a 1".join(runs)) == pytest.approx(total)


def test_nothing_costs_nothing():
    assert bigrams.text_logp("abc, 123。") == 0


def test_table_says_where_it_is_from_and_is_sorted():
    data = ruleset_path("data", "bigrams.bin").read_bytes()
    assert data.startswith(b"Source: cjclassifier 1.0.5 (Apache-2.0), zh-hans; made by: ")
    model = bigrams._model()
    assert len(model.rows) == 9_061
    assert len(model.seconds) == len(model.given) == model.starts[-1] == 554_465
    for row in range(0, 9_061, 97):
        part = list(model.seconds[model.starts[row] : model.starts[row + 1]])
        assert part == sorted(set(part))
