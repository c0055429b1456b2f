"""Encoding: what was decoded wrongly or left undecoded is read again, and plain text is not touched."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lint.analysis.characters.digit_lookalikes import doubles
from lint.analysis.characters.rare_characters import CONTROLS, INVISIBLE, PRIVATE_USE, holds, matches
from lint.analysis.regions.markup import code, is_authored
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.rules.enc.private_use_character import _hkscs

ENGINE = Engine(select_rules(select=["ENC"]))
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


def fixed(text: str) -> str:
    return ENGINE.fix(Document(text), Safety.SUGGESTED).document.text


@given(st.text(alphabet=COMMON, min_size=4, max_size=12))
def test_utf8_read_as_gbk_is_read_again(text):
    wrong = text.encode().decode("gb18030", "replace")
    assume("\ufffd" not in wrong)  # bytes were lost
    assert fixed(f"(1) {wrong}\n") == f"(1) {text}\n"


@given(st.text(alphabet=COMMON, min_size=3, max_size=12))
def test_gbk_read_as_latin_1_is_read_again(text):
    wrong = text.encode("gb2312").decode("latin-1")
    assert fixed(f"(1) {wrong}\n") == f"(1) {text}\n"


@given(st.text(alphabet=COMMON + "，。“”", max_size=200))
def test_common_characters_are_never_mojibake(text):
    assert fixed(text) == text


@pytest.mark.parametrize("char", "着裏嗰喺啲")
def test_hong_kong_characters_come_back_from_the_private_use_area(char):
    lead, trail = char.encode("big5hkscs")
    column = trail - 0x40 if trail < 0x7F else trail - 0xA1 + 63
    first, first_lead = next(
        area for area in ((0xE000, 0xFA), (0xE311, 0x8E), (0xEEB8, 0x81)) if lead >= area[1]
    )
    if char == "裏":  # in Big5 proper: it never was private
        return
    assert _hkscs(chr(first + (lead - first_lead) * 157 + column)) == char


def test_private_characters_beyond_the_known_areas_have_no_reading():
    assert _hkscs("\uf8ff") is None


@given(st.text(alphabet="中a\x01\x85\u200b\u200d\ue000\U000f0000\n", max_size=60))
def test_one_scan_finds_what_a_scan_for_each_class_finds(text):
    for chars in (CONTROLS, INVISIBLE, PRIVATE_USE):
        pattern = re.compile(f"[{chars}]+")
        found = [match.span() for match in matches(Document(text), pattern, chars)]
        assert found == [match.span() for match in pattern.finditer(text)]


@given(st.text(alphabet="烫锟斤拷", max_size=12))
def test_a_sign_is_held_or_not(text):
    assert holds(text, "锟斤拷") == ("锟斤拷" in text)


def test_doubles_of_figures_stand_where_only_a_number_can():
    text = "于l0月，第—章，二O年，1978一1992，l、序\n但 I 和 Oil 以及——都不是，一般也不是。"
    assert [text[offset] for offset in doubles(Document(text))] == ["l", "—", "O", "一"]


def test_code_and_markup_are_told_from_leftovers():
    assert is_authored(Document("见[说明](https://example.org)。"))
    assert is_authored(Document("<div>一段</div>"))
    assert is_authored(Document("一段", path="page.html"))
    assert not is_authored(Document("一段<br>又一段&nbsp;<sup>1</sup>"))
    doc = Document("前`代码`后\n```\n代码\n```\n后")
    assert [doc.text[a:b] for a, b in zip(code(doc).starts, code(doc).ends, strict=True)] == [
        "`代码`",
        "```\n代码\n```",
    ]


def test_carriage_returns_of_a_mixed_file_become_line_ends():
    assert fixed("一\r\n二\r三\n\r\n四\r\r\n") == "一\n二\n三\n\n四\n"


def test_one_fence_round_each_page_of_several():
    page = "春天来了，燕子从南方飞回来，在屋檐下筑巢。\n"
    text = f"```markdown\n{page}```\n\n```markdown\n{page}```\n"
    assert fixed(text) == f"{page}\n{page}"


@pytest.mark.parametrize(
    "unit",
    [
        "&amp;",
        "`",
        "```\n",
        "$1",
        "\\n",
        "\\u4e2d",
        "Ã",
        "锛",
        "\ue000",
        "\f",
        "\n\f",
        ".",
        ". ",
        "第—章",
        "l0月",
        "<br>",
    ],
)
def test_time_grows_with_the_length_only(unit):
    doc = Document(unit * (60_000 // len(unit)))
    start = time.process_time()
    for rule in ENGINE.selection.rules:
        for _ in rule.check(doc):
            pass
    assert time.process_time() - start < 5
