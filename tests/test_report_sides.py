"""Rows and pieces hold both texts whole, and say of each character what was done to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.core.findings import Span
from lint.core.patches import Change, Patch
from lint.report.preview import preview
from lint.report.sides import Mark, pieces, rows
from tests.reporting import SAMPLE, fixed
from tests.test_patches import patches


@given(patches())
def test_rows_hold_both_texts_and_all_changes(patch):
    found = list(rows(patch))
    assert "".join(patch.source[slice(*row.source)] for row in found) == patch.source
    assert "".join(patch.output[slice(*row.output)] for row in found) == patch.output
    assert [number for row in found for number in row.changes] == list(range(len(patch.changes)))


@given(patches())
def test_rows_begin_where_lines_begin(patch):
    for row in rows(patch):
        assert row.source.start == 0 or patch.source[row.source.start - 1] == "\n"
        assert row.output.start == 0 or patch.output[row.output.start - 1] == "\n"


@given(patches())
def test_changes_lie_in_their_rows(patch):
    for row in rows(patch):
        for number in row.changes:
            change, end = patch.changes[number], patch.output_ends[number]
            assert row.source.start <= change.start <= change.end <= row.source.end
            assert row.output.start <= end - len(change.text) <= end <= row.output.end


def test_a_paragraph_cut_into_lines_is_one_row():
    patch = Patch("甲\n乙\n\n丙\n", [Change(1, 2, "")])
    assert [(patch.source[slice(*r.source)], patch.output[slice(*r.output)]) for r in rows(patch)] == [
        ("甲\n乙\n\n", "甲乙\n\n"),
        ("丙\n", "丙\n"),
    ]


def test_a_line_taken_out_is_a_row_of_its_own():
    patch = Patch("甲\n乙\n丙", [Change(2, 4, "")])
    assert [(patch.source[slice(*r.source)], patch.output[slice(*r.output)]) for r in rows(patch)] == [
        ("甲\n", "甲\n"),
        ("乙\n", ""),
        ("丙", "丙"),
    ]


@st.composite
def marked(draw):
    text = draw(st.text("甲乙丙", max_size=20))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    changes = [Mark(a, b, n) for n, (a, b) in enumerate(zip(ends[::2], ends[1::2], strict=False))]
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    findings = sorted(Mark(min(span), max(span), n) for n, span in enumerate(spans))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text, Span(start, end), changes, findings


@given(marked())
def test_pieces_hold_the_text_and_every_mark(case):
    text, span, changes, findings = case
    inside = [c for c in changes if span.start <= c.start and c.end <= span.end]
    found = pieces(text, span, inside, findings)
    assert "".join(piece.text for piece in found) == text[slice(*span)]
    at = span.start
    for piece in found:
        for offset in range(at, at + len(piece.text)):
            own = next((c.number for c in inside if c.start <= offset < c.end), -1)
            assert piece.change == own
            assert set(piece.findings) == {f.number for f in findings if f.start <= offset < f.end}
        at += len(piece.text)
    assert {piece.change for piece in found} - {-1} == {c.number for c in inside}
    overlapping = {f.number for f in findings if max(f.start, span.start) < min(f.end, span.end)}
    assert overlapping <= {number for piece in found for number in piece.findings}


def test_a_preview_shows_the_change_and_a_little_round_it():
    report = fixed(SAMPLE)
    by_code = {f.code: preview(SAMPLE, f.fix.edits) for f in report.findings if f.fix}
    assert by_code["LAY099"] == [("段写到一", "段写到一"), ("↵", ""), ("半换 了", "半换 了")]
    assert "".join(part.after for part in by_code["LAY098"]) == "ipt>而后返乡。↵↵图：会场↵↵𠀀,"
    assert preview("甲", ()) == []
