"""The score rises with damage and says nothing of clean text."""

from __future__ import annotations

from lint.catalog import select_rules
from lint.document import Document
from lint.engine import Engine
from lint.quality import Quality, overall, quality, worse

PROSE = "春天来了，河边的柳树发出新芽，孩子们在草地上放风筝。老人坐在门前晒太阳，说今年的雨水比往年多。\n\n"


def _quality(text: str) -> Quality:
    doc = Document(text)
    return quality(doc, Engine(select_rules()).check(doc))


def test_clean_prose_is_an_a() -> None:
    assert _quality(PROSE).grade == "A"
    assert _quality(PROSE).score == 0


def test_empty_text_is_an_a() -> None:
    assert _quality("") == Quality("A", 0.0, {}, [])


def test_damage_costs_grades() -> None:
    damaged = PROSE.replace("，", ",")
    assert worse(_quality(damaged).grade, "A")
    assert "PUN" in _quality(damaged).densities


def test_hard_wrapped_alarm() -> None:
    text = PROSE.strip() * 6
    wrapped = "\n".join(text[at : at + 17] for at in range(0, len(text), 17)) + "\n"
    assert "hard-wrapped" in _quality(wrapped).alarms


def test_text_in_another_language_raises_the_alarm() -> None:
    assert _quality("The quick brown fox jumps over the lazy dog.\n" * 5).alarms == ["not-chinese"]


def test_run_is_judged_as_one_text() -> None:
    both = overall([100, 100], [[], []])
    assert both.grade == "A"
