"""The engine: stages see mended text and speak of the raw one, and fixing comes to rest whatever rules do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.character_classes import content
from lint.core.document import Document
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.engine.engine import Engine
from lint.engine.rule_catalog import Selection, select_rules
from lint.rules.base import Rule, replace
from lint.settings.options import Options

TEXT = st.text("中文字说明a\x01,， \n", max_size=60)
OPTIONS = Options()


def rewriting(code, find, put, safety=Safety.SAFE, options=OPTIONS):
    """A rule that puts one text in the place of another."""

    class Rewriting(Rule):
        name = f"rewriting-{code.lower()}"
        message = Text("{found} found", "有 {found}")
        confidence = 0.5

        def check(self, doc):
            for match in re.finditer(find, doc.text):
                fix = None if put is None else replace(*match.span(), match.expand(put), safety)
                yield self.finding(*match.span(), fix, found=match[0])

    Rewriting.code = code
    return Rewriting(options)


class Caption(Rule):
    """Moves what stands in brackets between two blank lines behind the paragraph it interrupts."""

    code = "LAY099"
    name = "caption"
    message = Text("a caption interrupts", "说明打断了句子")
    confidence = 0.9

    def check(self, doc):
        for match in re.finditer(r"(?<=[中文字])\n\n(说明a*)\n\n(?=[中文字])(.*)", doc.text):
            start, end = match.span()
            moved = Edit(end, end, "\n\n" + match[1], match.start(1) - 2)
            yield self.finding(
                *match.span(1), Fix((Edit(start, match.start(2), ""), moved), Safety.SUGGESTED)
            )


CONTROL = rewriting("ENC001", "\x01", "")
SPACE = rewriting("SPC001", "(?<=[中文字]) +(?=[中文字])", "")
JOIN = rewriting("LAY001", "(?<=[中文字，])\n(?=[中文字])", "", Safety.SUGGESTED)
COMMA = rewriting("PUN001", "(?<=[中文字]),", "，")
WORD = rewriting("WRD001", "中文", "中间", Safety.SUGGESTED)
DOUBT = rewriting("WRD002", "文字", None)
RULES = (CONTROL, SPACE, JOIN, COMMA, WORD, DOUBT, Caption(OPTIONS))


def engine(*rules, **selection):
    return Engine(Selection(tuple(sorted(rules, key=lambda rule: rule.code)), **selection))


@st.composite
def any_rules(draw):
    """Rules that write this for that; they may undo each other or never end."""
    bits = st.text("中a ", min_size=1, max_size=2)
    rules = []
    for number in range(draw(st.integers(1, 4))):
        code = draw(st.sampled_from(["SPC", "LAY", "PUN", "WRD"])) + f"{number:03}"
        rules.append(
            rewriting(code, draw(bits), draw(st.text("中a ", max_size=3)), draw(st.sampled_from(Safety)))
        )
    return rules


@given(TEXT, st.sampled_from(Safety))
def test_fixing_twice_is_fixing_once(text, level):
    judge = engine(*RULES)
    once = judge.fix(Document(text), level).document
    assert judge.fix(once, level).document.text == once.text


@given(st.text("中a ", max_size=12), any_rules(), st.sampled_from(Safety))
def test_fixing_twice_is_fixing_once_even_when_rules_fight(text, rules, level):
    judge = engine(*rules)
    once = judge.fix(Document(text), level)
    twice = judge.fix(once.document, level)
    assert twice.document.text == once.document.text


@given(st.text("中a ,", max_size=12), any_rules())
def test_safe_fixes_never_change_the_content(text, rules):
    assert content(engine(*rules).fix(Document(text)).document.text) == content(text)


@given(TEXT, st.sampled_from(Safety))
def test_what_fixing_returns_agrees_with_itself(text, level):
    fixed = engine(*RULES).fix(Document(text), level)
    assert fixed.patch.source == text
    assert fixed.patch.output == fixed.document.text
    assert len(fixed.findings) == len(fixed.names) == len(set(fixed.names))
    assert {name for change in fixed.patch.changes for name in change.by} <= fixed.applied <= set(fixed.names)
    assert [f.start for f in fixed.findings] == sorted(f.start for f in fixed.findings)
    for finding in fixed.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        if finding.fix:
            ends = [at for edit in finding.fix.edits for at in (edit.start, edit.end)]
            assert ends == sorted(ends)
            assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


@given(TEXT, st.sampled_from(Safety))
def test_what_is_left_is_what_the_cleaned_text_still_has(text, level):
    judge = engine(*RULES)
    fixed = judge.fix(Document(text), level)
    left = [f.code for f, name in zip(fixed.findings, fixed.names, strict=True) if name not in fixed.applied]
    assert set(left) == {f.code for f in judge.check(fixed.document)}


@given(TEXT)
def test_findings_stand_in_the_raw_text(text):
    """Whatever earlier stages would have mended, a finding covers the characters it speaks of."""
    for finding in engine(*RULES).check(Document(text)):
        said = finding.args.get("found")
        if said is not None:
            assert content(text[finding.start : finding.end]) == content(said)


def test_a_word_cut_by_a_line_end_is_found_and_its_fix_leaves_the_line_end_to_its_own_rule():
    doc = Document("字，中\n文。")
    (word, join) = engine(JOIN, WORD).check(doc)
    assert (join.code, join.start, join.end) == ("LAY001", 3, 4)
    assert (word.start, word.end) == (2, 5)
    assert word.fix.edits == (Edit(2, 3, "中间"), Edit(4, 5, ""))
    assert engine(JOIN, WORD).fix(doc, Safety.SUGGESTED).document.text == "字，中间。"


def test_moved_text_leads_back_to_its_place():
    text = "中文字\n\n说明\n\n文字中。"
    fixed = engine(Caption(OPTIONS)).fix(Document(text), Safety.SUGGESTED)
    assert fixed.document.text == "中文字文字中。\n\n说明"
    at = fixed.document.text.index("说明")
    assert fixed.patch.to_source(at) == text.index("说明")


def test_moved_text_leads_back_through_the_fixes_of_other_stages():
    text = "中 文\x01字\n\n说明\n\n文 字中。"
    fixed = engine(*RULES).fix(Document(text), Safety.SUGGESTED)
    assert fixed.document.text == "中间字文字中。\n\n说明"
    assert fixed.patch.to_source(fixed.document.text.index("明")) == text.index("明")


def test_only_fixes_up_to_the_level_are_applied():
    doc = Document("中 文,文")
    judge = engine(SPACE, COMMA, WORD)
    assert judge.fix(doc).document.text == "中文，文"
    assert judge.fix(doc, Safety.SUGGESTED).document.text == "中间，文"


def test_rules_that_fight_are_named_and_the_text_is_kept_as_it_was_before():
    judge = engine(rewriting("PUN001", "，", ","), rewriting("PUN002", ",", "，"), SPACE)
    fixed = judge.fix(Document("中 文，字"))
    (fight,) = [f for f in fixed.findings if f.code == "LNT001"]
    assert fight.message() == "the fixes of PUN001, PUN002 undo each other"
    assert fixed.document.text in {"中文，字", "中文,字"}
    assert judge.fix(fixed.document).document.text == fixed.document.text


def test_a_rule_without_end_is_named_and_its_fixes_are_not_applied():
    fixed = engine(rewriting("PUN001", "，", "，，")).fix(Document("中，文"))
    assert [f.code for f in fixed.findings] == ["LNT001", "PUN001"]
    assert fixed.document.text == "中，文"
    assert not fixed.applied


def test_a_safe_fix_that_changes_the_content_is_refused():
    liar = rewriting("PUN001", "中", "")
    (finding,) = engine(liar).check(Document("中文"))
    assert finding.code == "LNT002"
    assert finding.severity is Severity.ERROR
    assert finding.message() == "PUN001 called a fix safe that changes the content"
    assert engine(liar).fix(Document("中文")).document.text == "中文"


def test_content_may_not_move_between_the_edits_of_a_safe_fix():
    class Swap(Rule):
        code = "PUN001"
        name = "swap"
        message = Text("", "")
        confidence = 1.0

        def check(self, doc):
            if doc.text == "甲乙":
                yield self.finding(0, 2, Fix((Edit(0, 1, "乙"), Edit(1, 2, "甲")), Safety.SAFE))

    assert engine(Swap(OPTIONS)).fix(Document("甲乙")).document.text == "甲乙"


def test_a_fault_that_another_fix_did_away_with_is_not_left():
    """Two rules see one line break; only one can remove it, and then neither has anything to say."""
    judge = engine(JOIN, rewriting("LAY002", "\n", "", Safety.SUGGESTED))
    fixed = judge.fix(Document("中\n文"), Safety.SUGGESTED)
    assert [f.code for f in fixed.findings] == ["LAY001", "LAY002"]
    assert fixed.applied == set(fixed.names)


def test_a_fault_that_shows_only_in_the_cleaned_text_is_told_at_its_raw_place():
    later = rewriting(
        "SPC002", "中文", None
    )  # of the stage that removes the blank, so it shows a round later
    judge = engine(SPACE, later)
    assert [f.code for f in judge.check(Document("字，中 文"))] == ["SPC001"]
    fixed = judge.fix(Document("字，中 文"))
    assert [(f.code, f.start, f.end) for f in fixed.findings] == [("SPC002", 2, 5), ("SPC001", 3, 4)]
    assert len(fixed.applied) == 1


def test_the_profile_decides_on_severity_and_trust():
    judge = engine(SPACE, severity={"SPC001": Severity.INFO}, safety={"SPC001": Safety.SUGGESTED})
    (finding,) = judge.check(Document("中 文"))
    assert finding.severity is Severity.INFO
    assert finding.fix.safety is Safety.SUGGESTED
    assert judge.fix(Document("中 文")).document.text == "中 文"


def test_nothing_inside_a_word_of_the_lexicon_is_flagged():
    judge = engine(WORD, SPACE, lexicon=frozenset({"中文字 中"}))
    assert judge.check(Document("说中文字 中")) == []
    assert len(judge.check(Document("说中文，字 中"))) == 2


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "中"])
def test_texts_with_nothing_in_them(text):
    fixed = engine(*RULES).fix(Document(text), Safety.MANUAL)
    assert fixed.document.text == text
    assert fixed.findings == []


def test_rules_without_their_triggers_do_not_run():
    class Loud(Rule):
        code = "PUN001"
        name = "loud"
        message = Text("", "")
        confidence = 1.0
        triggers = "!"

        def check(self, doc):
            raise AssertionError(doc)

    assert engine(Loud(OPTIONS)).check(Document("中文")) == []


@pytest.mark.parametrize("text", ["““治””“病””，“先，“再", "與与", "与運算"])
def test_our_own_rules_do_not_fight(text: str):
    fixed = Engine(select_rules()).fix(Document(text), Safety.SUGGESTED)
    assert "LNT001" not in {finding.code for finding in fixed.findings}
