"""The score rises with damage and says nothing of clean text."""

from __future__ import annotations

from lint.core.document import Document
from lint.core.quality import Damage, Quality, damage, quality, together, worse
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules

PROSE = "春天来了，河边的柳树发出新芽，孩子们在草地上放风筝。老人坐在门前晒太阳，说今年的雨水比往年多。\n\n"


def _quality(text: str) -> Quality:
    doc = Document(text)
    return quality(damage(doc, Engine(select_rules()).check(doc)))


def test_clean_prose_is_an_a() -> None:
    assert _quality(PROSE).grade == "A"
    assert _quality(PROSE).score == 0


def test_empty_text_is_an_a() -> None:
    assert _quality("") == Quality("A", 0.0, {}, ())


def test_damage_costs_grades() -> None:
    damaged = PROSE.replace("，", ",")
    assert worse(_quality(damaged).grade, "A")
    assert "PUN" in _quality(damaged).densities


def test_hard_wrapped_alarm() -> None:
    text = PROSE.strip() * 6
    wrapped = "\n".join(text[at : at + 17] for at in range(0, len(text), 17)) + "\n"
    assert "hard-wrapped" in _quality(wrapped).alarms


def test_text_in_another_language_raises_the_alarm() -> None:
    assert _quality("The quick brown fox jumps over the lazy dog.\n" * 5).alarms == ("not-chinese",)


def test_a_run_is_judged_as_one_text() -> None:
    one = Damage(4_000, 2.0, {"PUN": 2}, ("looped",))
    other = Damage(6_000, 1.5, {"LAY": 1, "PUN": 1}, ("hard-wrapped",))
    assert quality(together([one, other])) == Quality(
        "B", 3.5, {"LAY": 1.0, "PUN": 3.0}, ("hard-wrapped", "looped")
    )
    assert quality(together([])) == Quality("A", 0.0, {}, ())


def test_one_slip_in_a_short_text_is_no_f() -> None:
    assert quality(Damage(20, 1.0, {"PUN": 1})) == Quality("B", 10.0, {"PUN": 500.0})


def test_grades_are_ordered() -> None:
    assert worse("B", "A")
    assert worse("F", "D")
    assert not worse("C", "C")
    assert not worse("A", "B")
