"""Looking for many things at once finds what looking for each by itself finds."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.characters.foreign_characters import japanese_pattern, runs
from lint.analysis.characters.latin_words import latin_words
from lint.analysis.characters.script_detection import simplified_pattern, traditional_pattern
from lint.analysis.characters.spacing import han_count, has_han
from lint.analysis.characters.text_search import FEW, Counts, Phrases, lines_with, unified
from lint.analysis.regions.protected_spans import Shield
from lint.core.document import Document

TEXT = st.text("人民代表大会,，(a1\n\U00020000\ud800", max_size=60)


@given(TEXT)
def test_marks_made_one_keep_their_places(text):
    assert unified(text, "，,(") == re.sub("[，,(]", "，", text)


@given(TEXT)
def test_lines_with_a_character_are_found_once_each(text):
    found = [text[start:end] for start, end in lines_with(text, ",")]
    assert found == [line for line in text.split("\n") if "," in line]


@pytest.mark.parametrize("more", [0, FEW])
@given(text=TEXT, asked=st.sets(st.text("人民代表大会\U00020000\ud800", min_size=2, max_size=4)))
def test_phrases_few_or_many_are_found(text, asked, more):
    asked |= {chr(0x5000 + n) * 2 for n in range(more + 1)}
    assert Phrases(asked).within(text) == {phrase for phrase in asked if phrase in text}


@given(TEXT)
def test_characters_few_or_many_are_counted(text):
    counts = Counts(text)
    asked = [*map(chr, range(0x5000, 0x5000 + FEW)), *"人民代表大会"]
    assert [counts.of(char) for char in asked] == [text.count(char) for char in asked]


@pytest.mark.parametrize("own", ["人民代表大会", "这个们说话发现问题", "這個們說話發現問題"])
@given(st.text("发發题題歩図人ж カ\n", max_size=40))
def test_characters_of_another_script_are_found_in_text_of_any_script(own, text):
    doc = Document(own * 5 + text)
    for foreign in (traditional_pattern(), simplified_pattern(), japanese_pattern()):
        expected = [match.span() for match in re.finditer(f"{foreign.pattern}+", doc.text)]
        assert runs(doc, foreign) == expected


@given(st.text("人é, aB9_\n…", max_size=40))
def test_the_ascii_of_a_text_is_told_apart(text):
    doc = Document(text)
    assert ascii_part(doc) == "".join(char for char in text if char.isascii())
    assert latin_words(doc) == Counter(re.findall("[A-Za-z0-9]+", text))


@given(TEXT.filter(lambda text: "\ud800" not in text), st.integers(0, 90))
def test_han_is_counted_only_where_it_must_be(text, count):
    assert has_han(Document(text), count) is (han_count(text) >= count)


def test_offsets_outside_of_what_is_shielded():
    assert Shield([(2, 4), (6, 7)]).outside([1, 2, 3, 4, 6, 7]) == [1, 4, 7]
    assert Shield([]).outside([1, 2]) == [1, 2]
