"""Confusable characters: the known pairs are there, and the table is well formed."""

import re

import pytest

from lint.analysis.language.confusables import similar
from lint.core.data_files import ruleset_path


@pytest.mark.parametrize(
    "pair",
    ["己已", "日曰", "未末", "戊戍", "拔拨", "慕幕", "密蜜", "鸟乌", "竟竞", "贷货", "侯候", "崇祟"],
)
def test_pairs_that_ocr_confuses(pair):
    one, other = pair
    assert other in similar(one)
    assert one in similar(other)


def test_likest_first():
    likeness = list(similar("戊").values())
    assert likeness == sorted(likeness, reverse=True)
    assert similar("戊")["戍"] == pytest.approx(0.64)


@pytest.mark.parametrize("char", ["", "a", "，", "中国"])
def test_others_have_none(char):
    assert similar(char) == {}


def test_unlike_characters_are_not_there():
    assert "国" not in similar("人")


def test_table_is_well_formed():
    lines = ruleset_path("data", "confusables.tsv").read_text("utf-8").splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert re.search(r"char-similar [\d.]+ \(MIT\)", header[3])
    assert re.search(r"rapidocr-onnxruntime [\d.]+ \(Apache-2\.0\)", header[1])
    assert re.search(r"pycorrector [\d.]+ \(Apache-2\.0\)", header[2])
    rows = [line.split("\t") for line in lines[len(header) :]]
    assert [char for char, _, _ in rows] == sorted({char for char, _, _ in rows})
    for char, others, hundredths in rows:
        assert char not in others
        assert len(set(others)) == len(others) == len(hundredths) / 2
        assert min(similar(char).values()) >= 0.22
        assert all(char in similar(other) for other in others)
