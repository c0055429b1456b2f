"""Decisions are applied at their places, fulfilled or reported, and nowhere else."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.document import Document
from lint.core.findings import Safety, Text, fingerprints
from lint.decisions.anchoring import Places
from lint.decisions.events import Event, Quote
from lint.decisions.folding import fold
from lint.decisions.quoting import describe, hull
from lint.engine.engine import Engine
from lint.engine.rule_catalog import Selection
from lint.rules.base import Rule, replace
from lint.settings.options import Options
from tests.reporting import ENGINE, RULES, SAMPLE

AT = "2026-12-01T09:30:00Z"


def event(text, code, verdict="accept", number=0, *, to=None, by="甲", at=AT, **more):
    """The event of a person who decides about one of the findings of a rule."""
    doc = Document(text)
    found = ENGINE.check(doc)
    names = fingerprints(found, text)
    (finding, name) = [item for item in zip(found, names, strict=True) if item[0].code == code][number]
    said = describe(finding, Places(text))
    wanted = to if verdict == "edit" else (said.to if to is None else to) if verdict == "accept" else None
    edits = said.edits if verdict == "accept" else ""
    return Event(name, code, verdict, said.quote, wanted, edits, by=by, at=at, **more)


def replayed(text, *events, level=None):
    return ENGINE.fix(Document(text), level, fold(events))


def states(done):
    return [fate.state for fate in done.fates]


def test_an_accepted_manual_fix_is_applied():
    done = replayed(SAMPLE, event(SAMPLE, "WRD099"))
    assert done.document.text == SAMPLE.replace("抗曰", "抗日")
    assert states(done) == ["applied"]
    (name,) = [n for n, f in zip(done.names, done.findings, strict=True) if f.code == "WRD099"]
    assert done.marks[name].verdict == "accept"


def test_a_rejected_safe_fix_is_not_applied():
    rejected = event(SAMPLE, "SPC099", "reject")
    assert "标 题" in replayed(SAMPLE, rejected, level=Safety.SAFE).document.text
    assert "标 题" not in replayed(SAMPLE, level=Safety.SAFE).document.text


def test_a_known_finding_is_fixed_all_the_same():
    done = replayed(SAMPLE, event(SAMPLE, "SPC099", "known"), level=Safety.SAFE)
    assert "标题" in done.document.text
    assert states(done) == ["silenced"]


@pytest.mark.parametrize("to", ["抗击日寇", ""])
def test_ones_own_text_is_put_in(to):
    done = replayed(SAMPLE, event(SAMPLE, "WRD099", "edit", to=to))
    assert done.document.text == SAMPLE.replace("抗曰", to)


def test_no_fix_touches_what_a_person_typed():
    mine = event(SAMPLE, "WRD099", "edit", to="抗 日,反攻")
    done = replayed(SAMPLE, mine, level=Safety.SUGGESTED)
    assert "抗 日,反攻" in done.document.text
    again = replayed(done.document.text, mine, level=Safety.SUGGESTED)
    assert again.document.text == done.document.text
    assert states(again) == ["fulfilled"]


@pytest.mark.parametrize("code", ["SPC099", "LAY099", "PUN099", "WRD099", "LAY098"])
def test_what_was_applied_is_fulfilled_and_silent_afterwards(code):
    accepted = event(SAMPLE, code)
    once = replayed(SAMPLE, accepted)
    assert once.document.text != SAMPLE
    again = replayed(once.document.text, accepted)
    assert again.document.text == once.document.text
    assert states(again) == ["fulfilled"]
    assert not [f for f in again.findings if f.code.startswith("LNT")]


def test_all_accepted_at_once_are_fulfilled_afterwards():
    codes = ["SPC099", "LAY099", "PUN099", "WRD099", "LAY098"]
    events = [*(event(SAMPLE, code) for code in codes), event(SAMPLE, "SPC099", number=1)]
    once = replayed(SAMPLE, *events)
    assert once.document.text == ENGINE.fix(Document(SAMPLE), Safety.MANUAL).document.text.replace(
        "𠀀，", "𠀀,"
    )
    again = replayed(once.document.text, *events)
    assert states(again) == ["fulfilled"] * len(events)
    assert again.document.text == once.document.text


def test_neighbours_that_quote_one_another_are_fulfilled_together():
    text = "他们参加了抗曰抗曰抗曰战争。\n"
    events = [event(text, "WRD099", number=number) for number in range(3)]
    once = replayed(text, *events)
    assert once.document.text == text.replace("曰", "日")
    assert states(replayed(once.document.text, *events)) == ["fulfilled"] * 3


def test_a_rejected_neighbour_of_an_accepted_one_stays_silenced():
    text = "他们在抗曰军政大学抗曰战争。\n"
    events = [event(text, "WRD099"), event(text, "WRD099", "reject", 1)]
    once = replayed(text, *events)
    assert once.document.text == "他们在抗日军政大学抗曰战争。\n"
    again = replayed(once.document.text, *events)
    assert sorted(states(again)) == ["fulfilled", "silenced"]


def test_deleting_the_first_of_three_alike_does_not_carry_its_decision_over():
    sentence = "他们参加了抗曰战争。\n"
    for text in (sentence * 3, f"开头。\n{sentence * 3}结尾。\n"):
        accepted = event(text, "WRD099", number=0)
        assert replayed(text, accepted).document.text == text.replace("抗曰", "抗日", 1)
        rest = text.replace(sentence, "", 1)
        done = replayed(rest, accepted)
        assert done.document.text == rest
        assert states(done) == ["stale"]
        assert [f.code for f in done.findings if f.code.startswith("LNT")] == ["LNT003"]


def test_what_is_alike_beyond_the_quote_is_ambiguous_unless_all_have_one_verdict():
    sentence = f"{'同' * 90}抗曰{'文' * 90}\n"
    text = sentence * 2
    one, two = (event(text, "WRD099", number=number) for number in range(2))
    done = replayed(text, one)
    assert (done.document.text, states(done)) == (text, ["ambiguous"])
    assert [f.code for f in done.findings if f.code.startswith("LNT")] == ["LNT004"]
    assert replayed(text, one, two).document.text == text.replace("曰", "日")
    rejected = msgspec.structs.replace(two, verdict="reject", to=None)
    assert replayed(text, one, rejected).document.text == text


def test_people_who_differ_are_a_conflict_that_nobody_wins():
    mine, theirs = event(SAMPLE, "WRD099"), event(SAMPLE, "WRD099", "reject", by="乙")
    done = replayed(SAMPLE, mine, theirs)
    assert done.document.text == SAMPLE
    assert states(done) == ["conflict"]
    assert [f.code for f in done.findings if f.code.startswith("LNT")] == ["LNT005"]
    settled = msgspec.structs.replace(mine, settles=True, by="丙", at="2026-12-02T00:00:00Z")
    assert "抗日" in replayed(SAMPLE, mine, theirs, settled).document.text


def test_two_that_overlap_are_a_conflict():
    text = "中 文,好。\n"
    one = Event("a", "SPC099", "edit", Quote("中", " 文", ",好。"), "文文", by="甲", at=AT)
    two = Event("b", "PUN099", "edit", Quote("中 ", "文,", "好。"), "字，", by="甲", at=AT)
    done = replayed(text, one, two)
    assert done.document.text == text
    assert states(done) == ["conflict", "conflict"]


def test_a_decision_wins_over_a_safe_fix_that_it_overlaps():
    text = "中 文。\n"
    mine = Event("a", "SPC099", "edit", Quote("", "中 文", "。"), "中  国", by="甲", at=AT)
    assert replayed(text, mine, level=Safety.SUGGESTED).document.text == "中  国。\n"


class Arising(Rule):
    """A fault that only the fix of another brings about."""

    code = "REP099"
    name = "arising"
    message = Text("twice", "重复")
    confidence = 0.9

    def check(self, doc):
        for match in re.finditer("抗日抗日", doc.text):
            yield self.finding(*match.span(), replace(*match.span(), "抗日", Safety.MANUAL))


def test_what_arises_after_a_decision_is_found_and_waits_for_it():
    engine = Engine(Selection((*RULES, Arising(Options()))))
    text = "他们抗日抗曰战争。\n"
    first = event(text, "WRD099")
    done = engine.fix(Document(text), None, fold([first]))
    ((name, found),) = [(n, f) for n, f in zip(done.names, done.findings, strict=True) if f.code == "REP099"]
    assert done.after[name] == (first.id,)
    assert (found.start, found.end) == (2, 6)
    said = describe(engine.check(done.document)[0], Places(done.document.text))
    later = Event(name, "REP099", "accept", said.quote, said.to, after=done.after[name], by="甲", at=AT)
    assert engine.fix(Document(text), None, fold([first, later])).document.text == "他们抗日战争。\n"
    alone = engine.fix(Document(text), None, fold([later]))
    assert (alone.document.text, states(alone)) == (text, ["waiting"])


def test_an_accepted_fix_that_reads_otherwise_now_is_open_again():
    accepted = event(SAMPLE, "LAY098")
    other = msgspec.structs.replace(accepted, edits="0" * 12)
    done = replayed(SAMPLE, other)
    assert (done.document.text, states(done)) == (SAMPLE, ["changed"])


WORDS = st.sampled_from(["他们", "参加了", "战争，", "后来", "回乡。", "今天", "天气,好", "，", "我们"])
SENTENCES = st.lists(WORDS, min_size=3, max_size=8).map("".join)
FAULTS = st.sampled_from(["抗曰", "学 校", "讲,话", "抗\n曰"])


@st.composite
def decided_texts(draw):
    """A text with faults, decisions about some of them, and the text as somebody has changed it."""
    parts = draw(st.lists(SENTENCES, min_size=2, max_size=5))
    faults = draw(st.lists(FAULTS, min_size=len(parts), max_size=len(parts)))
    if not draw(st.booleans()):  # where all is alike, decisions are reported sooner; here they must hold
        parts = [f"第{number}{part}{number}" for number, part in zip("一二三四五", parts, strict=False)]
    text = "".join(part + fault for part, fault in zip(parts, faults, strict=True)) + "完。\n"
    found = ENGINE.check(Document(text))
    names = fingerprints(found, text)
    events = []
    for finding, name in zip(found, names, strict=True):
        verdict = draw(st.sampled_from(["accept", "reject", "edit", None]))
        if any(hull(f).start < finding.start and finding.end < hull(f).end for f in found):
            continue  # a line end inside a wrong word moves with it
        if verdict and (finding.fix or verdict == "reject"):
            said = describe(finding, Places(text))
            to = {"accept": said.to, "edit": "〔改〕", "reject": None}[verdict]
            edits = said.edits if verdict == "accept" else ""
            events.append(Event(name, finding.code, verdict, said.quote, to, edits, by="甲", at=AT))
    return text, events


@st.composite
def changed_texts(draw):
    text, events = draw(decided_texts())
    kind = draw(st.sampled_from(["wrap", "insert", "delete", "move", "none"]))
    at, to = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    changed = {
        "none": text,
        "wrap": re.sub(f"(.{{{draw(st.integers(5, 12))}}})", r"\1\n", text.replace("\n", "")),
        "insert": text[:at] + "插入的一句。" + text[at:],
        "delete": text[:at] + text[to:],
        "move": text[to:] + text[:to],
    }[kind]
    return text, changed, events


@pytest.mark.hypothesis
@given(changed_texts())
def test_a_changed_text_is_changed_only_where_it_says_what_was_quoted(case):
    _, changed, events = case
    done = replayed(changed, *events)
    assert len(done.fates) == len(fold(events))
    wholes = [_content("".join(f.decision.event.quote)) for f in done.fates if f.state == "applied"]
    for change in done.patch.changes:
        # What is replaced is part of what was quoted, in the quote's own surroundings.
        replaced = _content(changed[change.start : change.end])
        around = _content(changed[max(0, change.start - 200) : change.end + 200])
        assert any(replaced in whole and whole in around for whole in wholes)
    open_ = [fate for fate in done.fates if fate.state == "stale"]
    assert len([f for f in done.findings if f.code == "LNT003"]) == len(open_)


def _content(text):
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.hypothesis
@given(decided_texts())
def test_after_all_was_applied_nothing_is_reported_and_nothing_changes(case):
    text, events = case
    for level in (None, Safety.SUGGESTED):
        once = replayed(text, *events, level=level)
        again = replayed(once.document.text, *events, level=level)
        reported = [f for f in again.findings if f.code.startswith("LNT")]
        assert again.document.text == once.document.text or reported
        if "第" in text:
            assert not reported
