"""The terminal's face has the same keys, and shows what a stranger wrote as text."""

from __future__ import annotations

from lint.review.session import Session
from lint.review.terminal import ReviewApp
from lint.runner.discovery import find
from lint.settings.config import Projects
from tests.review.serving import run_async
from tests.review.test_web import HOSTILE


def test_keys_decide_and_texts_are_typed(tmp_path):
    (tmp_path / "a.txt").write_text(HOSTILE, "utf-8")
    session = Session(find([tmp_path], Projects(), ()), "甲", "en")
    app = ReviewApp(session)

    async def drive():
        async with app.run_test(size=(120, 40)) as pilot:
            before = session.left
            shown = str(app.query_one("#card").render())
            assert "<script>" in shown
            assert "\u202e" not in shown
            await pilot.press("e")
            await pilot.pause()
            await pilot.press("a")  # while something is typed no key decides
            assert session.left == before
            await pilot.press("enter")
            await pilot.pause()
            assert session.left == before - 1
            await pilot.press("u")
            assert session.left == before
            await pilot.press("question_mark")
            assert "undo" in str(app.query_one("#card").render())
            await pilot.press("q")

    run_async(drive())
    assert session.over
