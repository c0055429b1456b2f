"""A patch is exact: its output, the way back from it, and what two of them make together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.character_classes import content
from lint.core.findings import Edit, Finding, Fix, Safety, Text
from lint.core.patches import Change, Patch, choose, keeps_content
from lint.rules.base import Rule
from lint.settings.options import Options

TEXT = st.text("中文字ab,。 \n", max_size=40)
NEW = st.text("XYZ\n", max_size=4)


class Any(Rule):
    code = "XXX001"
    name = "any"
    message = Text("", "")
    confidence = 1.0


RULE = Any(Options())


@st.composite
def changes(draw, text):
    """Sorted, disjoint changes of `text`; some move a stretch of it."""
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    found = []
    for number, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False)):
        origin = -1
        new = draw(NEW)
        if text and draw(st.integers(0, 3)) == 0:
            origin = draw(st.integers(0, len(text) - 1))
            new = text[origin : origin + draw(st.integers(1, 4))]
        found.append(Change(start, end, new, (f"f{number}",), origin))
    return found


@st.composite
def patches(draw):
    text = draw(TEXT)
    return Patch(text, draw(changes(text)))


@st.composite
def successions(draw):
    first = draw(patches())
    return first, Patch(first.output, draw(changes(first.output)))


@st.composite
def candidates(draw, text):
    """Findings with fixes of one to three disjoint edits, which may overlap those of others."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
        edits = [Edit(a, b, draw(NEW)) for a, b in zip(ends[::2], ends[1::2], strict=False)]
        safety = draw(st.sampled_from(Safety))
        fix = draw(st.sampled_from([Fix(tuple(edits), safety), None]))
        found.append((RULE.finding(0, 0, fix), f"f{number}"))
    return found


@given(patches())
def test_a_patch_equals_sequential_editing(patch):
    text = patch.source
    for change in reversed(patch.changes):
        text = text[: change.start] + change.text + text[change.end :]
    assert patch.output == text


@given(TEXT)
def test_an_empty_patch_changes_nothing(text):
    patch = Patch(text)
    assert not patch
    assert patch.output == text
    assert [patch.to_source(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))


@pytest.mark.parametrize("wrong", [[(3, 5), (4, 6)], [(4, 6), (0, 1)], [(2, 1)], [(3, 9)]])
def test_a_patch_refuses_changes_that_overlap_or_are_misplaced(wrong):
    with pytest.raises(ValueError, match="change"):
        Patch("abcdef", [Change(*span, "") for span in wrong])


@given(patches())
def test_every_position_leads_back(patch):
    """A character that was kept or moved leads to itself, a new one to where what it replaces begins."""
    for at, (where, number) in enumerate(provenance(patch)):
        if number is None or patch.changes[number].origin >= 0:
            assert patch.to_source(at) == where
            assert patch.source[where] == patch.output[at]
        else:
            assert patch.to_source(at) == patch.changes[number].start


@given(patches())
def test_every_position_leads_forward(patch):
    kept = {where: at for at, (where, number) in enumerate(provenance(patch)) if number is None}
    last = 0
    for offset in range(len(patch.source) + 1):
        at = patch.to_output(offset)
        assert 0 <= at <= len(patch.output)
        assert at >= last
        assert at == kept.get(offset, at)
        last = at
    assert patch.to_output(len(patch.source)) == len(patch.output)


def provenance(patch):
    """Per character of the output: its place in the source, and the change that put it there."""
    found = []
    end = 0
    for number, change in enumerate(patch.changes):
        found += ((where, None) for where in range(end, change.start))
        origin = max(change.origin, 0)
        found += ((origin + i, number) for i in range(len(change.text)))
        end = change.end
    return found + [(where, None) for where in range(end, len(patch.source))]


@given(patches(), st.data())
def test_runs_are_the_source_of_a_stretch(patch, data):
    start = data.draw(st.integers(0, len(patch.output)))
    end = data.draw(st.integers(start, len(patch.output)))
    runs = patch.runs(start, end)
    inside = provenance(patch)[start:end]
    new = any(number is not None and patch.changes[number].origin < 0 for _, number in inside)
    if start < end:
        assert (runs is None) == new
    if runs is not None:
        assert "".join(patch.source[slice(*run)] for run in runs) == patch.output[start:end]
        assert all(run.start < run.end for run in runs) or start == end
        for one, other in pairwise(runs):
            assert one.end != other.start  # or they would be one run


@given(patches(), st.data())
def test_the_hull_holds_all_that_was_kept(patch, data):
    start = data.draw(st.integers(0, len(patch.output)))
    end = data.draw(st.integers(start, len(patch.output)))
    hull = patch.hull(start, end)
    assert 0 <= hull.start <= hull.end <= len(patch.source)
    inside = provenance(patch)[start:end]
    if not any(change.origin >= 0 for change in patch.changes):
        assert all(hull.start <= where < hull.end for where, number in inside if number is None)
        for _, number in inside:
            if number is not None:
                assert hull.start <= patch.changes[number].start <= patch.changes[number].end <= hull.end


@given(successions())
def test_two_patches_become_one(pair):
    first, second = pair
    both = first.then(second)
    assert both.source == first.source
    assert both.output == second.output
    signers = {name for patch in pair for change in patch.changes for name in change.by}
    assert {name for change in both.changes for name in change.by} == signers


@given(successions())
def test_what_was_moved_is_where_it_is_said_to_be(pair):
    both = pair[0].then(pair[1])
    for change in both.changes:
        if change.origin >= 0:
            assert both.source.startswith(change.text, change.origin)


@given(successions(), st.data())
def test_composing_is_associative(pair, data):
    first, second = pair
    third = Patch(second.output, data.draw(changes(second.output)))
    one, other = first.then(second).then(third), first.then(second.then(third))
    assert one.output == other.output == third.output


def test_moved_text_keeps_its_origin_when_patches_are_composed():
    first = Patch("a b 说明 c", [Change(1, 2, "")])
    second = Patch(first.output, [Change(2, 2, "说明", origin=3), Change(3, 5, "")])
    (_, moved, _) = first.then(second).changes
    assert moved.origin == 4


@given(st.data())
def test_chosen_fixes_are_whole_and_do_not_overlap(data):
    text = data.draw(TEXT)
    found = data.draw(candidates(text))
    level = data.draw(st.sampled_from(Safety))
    chosen = choose(found, level)
    patch = Patch(text, chosen)  # raises if they overlap
    by = {}
    for change in chosen:
        by.setdefault(change.by[0], []).append((change.start, change.end, change.text))
    for finding, name in found:
        if name in by:
            assert finding.fix.safety <= level
            assert sorted(by[name]) == sorted((e.start, e.end, e.text) for e in finding.fix.edits)
    allowed = [name for finding, name in found if finding.fix and finding.fix.safety <= level]
    if allowed:
        assert allowed[0] in by, "the one preferred before all others is applied"
    assert bool(patch) == bool(by)


def test_a_fix_that_overlaps_itself_is_not_applied():
    fix = Fix((Edit(0, 3, "x"), Edit(2, 4, "y")), Safety.SAFE)
    assert choose([(RULE.finding(0, 4, fix), "f")], Safety.SAFE) == []


@given(TEXT, st.data())
def test_keeps_content_judges_each_edit(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(TEXT)
    kept = keeps_content(Fix((Edit(start, end, new),), Safety.SAFE), text)
    assert kept == (content(text[start:end]) == content(new))
    if kept:
        assert content(text[:start] + new + text[end:]) == content(text)


def test_swapping_content_between_edits_is_not_safe():
    fix = Fix((Edit(0, 1, "乙"), Edit(1, 2, "甲")), Safety.SAFE)
    assert not keeps_content(fix, "甲乙")


def test_findings_are_values():
    assert isinstance(RULE.finding(0, 0), Finding)
    assert RULE.finding(0, 1) == RULE.finding(0, 1)
