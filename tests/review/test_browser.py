"""The page of the review in a browser: keys, texts of strangers, accessibility."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from lint.decisions.events import decode
from tests.review.serving import Reviewer, served
from tests.review.test_web import HOSTILE

SEED = "003_c91ef353fca0053e.txt"


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory):
    path = tmp_path_factory.mktemp("review")
    shutil.copy(root / "seeds" / SEED, path)
    (path / "hostile.txt").write_text(HOSTILE, "utf-8")
    return path


@pytest.fixture
def visit(browser, folder, tmp_path):
    """Open a review of a copy of the folder; what goes wrong in its page is in `complaints`."""
    opened = []

    def visit_(*arguments, width=1300, height=900, dark=False, fragment=""):
        shutil.copytree(folder, tmp_path / "texts")
        running = served("texts", "--profile", "scan", *arguments, cwd=tmp_path)
        _, address = running.__enter__()
        window = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        page = window.new_page()
        page.complaints, page.requested = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requested.append(request.url))
        opened.append((running, window))
        return Reviewer(page, address + fragment)

    yield visit_
    for running, window in opened:
        window.close()
        running.__exit__(None, None, None)


def events(tmp_path):
    found = sorted((tmp_path / "texts").glob("*.decisions.jsonl"))
    return [event for path in found for event in decode(path.read_bytes()).events]


def test_keys_decide_edit_exclude_undo_redo_and_search(visit, tmp_path):
    reviewer = visit()
    whole, group = reviewer.view["open"], reviewer.view["group"]["members"]
    reviewer.press("x", "A")
    assert reviewer.view["open"] == whole - len(group) + 1
    reviewer.press("u")
    assert reviewer.view["open"] == whole
    reviewer.press("U", "u", "a")
    assert [event.verdict for event in events(tmp_path)][-1] == "accept"
    reviewer.type("e", "自己写的")
    assert [(e.verdict, e.to) for e in events(tmp_path)][-1] == ("edit", "自己写的")
    reviewer.type("/", "script")
    assert "hostile" in reviewer.view["card"]["place"]
    reviewer.press("r")
    assert [event.verdict for event in events(tmp_path)][-1] == "reject"
    assert reviewer.page.complaints == []


def test_no_key_acts_where_text_is_typed_or_composed(visit, tmp_path):
    reviewer = visit()
    page = reviewer.page
    page.keyboard.press("e")
    page.wait_for_function("() => !document.getElementById('prompt').hidden")
    page.keyboard.type("arAu?")
    page.keyboard.press("Escape")
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', isComposing: true, bubbles: true}))"
    )
    for chord in ("Control+a", "Alt+a"):
        page.keyboard.press(chord)
    page.wait_for_timeout(200)
    assert events(tmp_path) == []


def test_what_a_stranger_wrote_is_shown_as_text(visit):
    reviewer = visit()
    reviewer.type("/", "script")
    reviewer.press("c")
    page = reviewer.page
    assert '<script>alert("1")</script>' in page.inner_text("#more")
    assert "⟨202E⟩" in page.inner_text("#more")
    assert page.locator("#more script, #card script").count() == 0
    assert page.complaints == []
    assert {url.split("/")[2].split(":")[0] for url in page.requested} == {"127.0.0.1"}


def test_the_address_holds_place_and_filter_and_a_reload_is_where_it_was(visit):
    reviewer = visit()
    reviewer.press("j", "j")
    reviewer.type("f", "wrd")
    before = reviewer.view
    reviewer.page.reload()
    reviewer.page.wait_for_function("() => document.body.dataset.ready === 'yes'")
    assert reviewer.view["card"]["key"] == before["card"]["key"]
    assert reviewer.view["filter"] == "wrd"
    assert "file=" in reviewer.page.url
    assert "filter=wrd" in reviewer.page.url


def test_help_lists_every_key(visit):
    from lint.review.keys import KEYS

    reviewer = visit()
    reviewer.press("?")
    reviewer.page.locator("#help dt").first.wait_for()
    shown = reviewer.page.locator("#help dt").all_inner_texts()
    assert shown == [key.key for key in KEYS]
    assert reviewer.page.locator("#help").is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(visit, dark):
    reviewer = visit(dark=dark)
    reviewer.press("c", "i", "?")
    found = Axe().run(reviewer.page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []


def test_it_can_be_read_on_a_phone(visit):
    reviewer = visit(width=390, height=800)
    reviewer.press("c")
    assert reviewer.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_quitting_ends_the_server(visit):
    reviewer = visit()
    reviewer.press("q")
    assert "ended" in reviewer.page.inner_text("#notice")
