"""Widths, content and line positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.character_classes import LineMap, content, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("汉字", 4), ("汉字，“引”", 12), ("11 月", 5), ("１２", 4), ("…—", 4)],
)
def test_width_counts_half_ems(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "kept"),
    [("甲，乙。", "甲乙"), ("a b\n1", "ab1"), ("_*#，", ""), ("“甲”——Ａ１", "甲Ａ１"), ("㐀𠀀〇", "㐀𠀀〇")],
)
def test_content_is_letters_digits_and_han(text: str, kept: str) -> None:
    assert content(text) == kept


@given(st.text(alphabet="ab\n汉", max_size=60))
def test_line_map_agrees_with_splitting(text: str) -> None:
    positions = LineMap(text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        line, column = positions.position(offset)
        assert line == before.count("\n") + 1
        assert column == len(before) - (before.rfind("\n") + 1) + 1
