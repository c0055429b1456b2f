"""The state: keys, what they do, and that their work does not grow with the number of cards."""

from __future__ import annotations

import sys

import pytest

from lint.core.decided import Decided
from lint.decisions.events import Quote
from lint.review.acts import Quit, Word, Write
from lint.review.board import Board
from lint.review.cards import Card
from lint.review.keys import KEYS
from lint.review.state import State


def card(number, *, code="WRD001", pair=("抗曰", "抗日"), choices=(), severity="warning", confidence=0.9):
    pairs = (pair,) if pair else ()
    tos = (pair[1], *choices) if pair else ()
    return Card(
        key=f"0:{number}",
        file=0,
        path="a.txt",
        id=str(number),
        code=code,
        rule="wrong",
        severity=severity,
        safety="suggested",
        confidence=confidence,
        message="?",
        kind="",
        start=number * 10,
        line=number,
        column=1,
        left="参加了",
        middle=pair[0] if pair else "原文",
        right="战争",
        parts=(),
        pairs=pairs,
        choices=choices,
        tos=tos,
        edits="",
        quote=Quote("参加了", pair[0] if pair else "原文", "战争"),
    )


def state_of(cards, others=None):
    board = Board()
    board.load(cards, others or {})
    state = State(board, "甲")
    state.at = "2026-12-01T09:30:00.000Z"
    return state


def written(effects):
    return [event for effect in effects if isinstance(effect, Write) for event in effect.events]


def three():
    return [card(n) for n in range(3)]


def test_every_key_of_the_table_has_its_method():
    for key in KEYS:
        assert callable(getattr(State, key.method))
    assert len({key.key for key in KEYS}) == len(KEYS)


def test_groups_come_first_and_notes_last():
    cards = [
        card(1, code="STR011", pair=None, severity="info"),
        card(2, code="STR011", pair=None, severity="info"),
        card(3, code="LAT001", pair=("x", "y"), confidence=0.5),
        card(4, code="LAT001", pair=("x", "z"), confidence=0.8),
        *[card(n) for n in range(5, 9)],
    ]
    state = state_of(cards)
    seen = [state.here]
    for _ in range(7):
        state.press("j")
        seen.append(state.here)
    codes = [state.board.cards[key].code for key in seen]
    assert codes == ["WRD001"] * 4 + ["LAT001"] * 2 + ["STR011"] * 2
    assert [state.board.cards[key].confidence for key in seen[4:6]] == [0.8, 0.5]


def test_accept_writes_and_goes_on():
    state = state_of(three())
    first = state.here
    (event,) = written(state.press("a"))
    assert (event.verdict, event.to, event.by) == ("accept", "抗日", "甲")
    assert state.here != first
    assert state.board.opened() == 2


def test_all_of_the_group_but_what_was_taken_out():
    state = state_of(three())
    out = state.here
    state.press("x")
    events = written(state.press("A"))
    assert len(events) == 2
    assert len({event.bulk for event in events}) == 1
    assert state.here == out
    assert written(state.press("u"))[0].of == events[0].bulk
    assert state.board.opened() == 3
    assert len(written(state.press("U"))) == 2


def test_choices_are_taken_for_the_group_and_alone():
    state = state_of([card(n, choices=("反日", "排日")) for n in range(3)])
    state.press("Enter")
    assert [event.to for event in written(state.press("2"))] == ["排日"]
    state.alone = False
    assert [event.to for event in written(state.press("1"))] == ["反日"] * 2


@pytest.mark.parametrize("key", ["a", "r"])
def test_what_has_no_fix_is_right_as_it_is(key):
    state = state_of([card(1, pair=None)])
    assert [event.verdict for event in written(state.press(key))] == ["reject"]


def test_own_text_and_deletion():
    state = state_of(three())
    assert [(e.verdict, e.to) for e in written(state.press("e", "抗击日寇"))] == [("edit", "抗击日寇")]
    assert [(e.verdict, e.to) for e in written(state.press("d"))] == [("edit", "")]


def test_later_stays_open_and_the_same_again_repeats():
    state = state_of(three())
    state.press("s")
    assert state.board.opened() == 3
    assert [event.verdict for event in written(state.press("."))] == ["later"]


def test_the_rest_of_a_rule_and_a_rule_that_is_off():
    cards = [card(n, pair=(f"错{n}", "对")) for n in range(4)]
    state = state_of(cards)
    assert state.press("g") == []
    assert len(written(state.press("A"))) == 4
    state = state_of(cards)
    assert {event.verdict for event in written(state.press("o"))} == {"reject"}


def test_a_word_settles_all_cards_inside_it_until_it_is_taken_back():
    state = state_of(three())
    (effect,) = state.press("w", "了抗曰战")
    assert effect == Word("了抗曰战", 0)
    assert state.board.opened() == 0
    (effect,) = state.press("u")
    assert effect.out
    assert state.board.opened() == 3


def test_three_equal_verdicts_offer_the_rest():
    state = state_of([card(n) for n in range(6)])
    for _ in range(3):
        state.press("a")
    assert "A" in state.notice[0].render("en", state.notice[1])


def test_three_rejections_let_the_group_wait_for_the_end():
    state = state_of([*(card(n) for n in range(6)), card(9, code="LAT001", pair=("x", "y"))])
    for _ in range(3):
        state.press("r")
    assert state.card.code == "LAT001"
    state.press("u")
    assert state.board.place("0:0")[0] == 0


def test_a_rule_that_is_nearly_always_rejected_may_be_switched_off():
    state = state_of([card(n, pair=(f"错{n}", "对")) for n in range(12)])
    for _ in range(9):
        state.press("r")
    assert "o switches" in state.notice[0].render("en", state.notice[1])


def test_search_and_filter():
    state = state_of([card(1), card(2, code="LAT001", pair=(" and ", "和")), card(3)])
    state.press("/", "and")
    assert state.card.code == "LAT001"
    state.press("/", "没有的")
    assert "没有的" in state.notice[0].render("zh", state.notice[1])
    state.press("f", "wrd001")
    for _ in range(4):
        state.press("j")
        assert state.card.code == "WRD001"


def test_people_who_differ_are_shown_until_somebody_settles_it():
    state = state_of([card(1)], {"0:1": Decided("reject", "乙")})
    assert state.board.opened() == 0
    assert state.card is None
    state.press("J")
    (event,) = written(state.press("a"))
    assert not event.settles
    assert state.board.verdict("0:1") == "conflict"
    (event,) = written(state.press("a"))
    assert event.settles
    assert state.board.opened() == 0


def test_unknown_keys_do_nothing():
    state = state_of(three())
    for key in ("Z", "g", "ä", "", "10", "Shift"):
        assert state.press(key) == []
    assert state.board.opened() == 3
    assert state.press("q") == [Quit()]


def steps(state, keys):
    """Lines of our own code that run for `keys`."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        if "/lint/" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        for key in keys:
            state.press(key)
    finally:
        sys.settrace(None)
    return count


def test_the_work_for_a_key_does_not_grow_with_the_number_of_cards():
    keys = ["a", "j", "k", "J", "K", "u", "U", "x", "s", "d", "]", "[", "Enter", "a", "u", "t", "j", "a", "."]
    counts = []
    for size in (500, 5_000):
        state = state_of([card(n, pair=(f"错{n // 5}", "对")) for n in range(size)])
        counts.append(steps(state, keys))
    # Stepping takes as many steps as the number has binary digits: 13 against 9, of what a key needs anyway.
    assert counts[1] <= 1.05 * counts[0]
