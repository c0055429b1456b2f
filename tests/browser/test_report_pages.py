"""The report pages in a browser: what an editor sees, clicks and types."""

from __future__ import annotations

import json

import pytest

MARKS = "main [data-k], main [data-f]"


@pytest.fixture
def summary(folder):
    return json.loads((folder / "summary.json").read_text("utf-8"))


@pytest.fixture
def page(visit):
    return visit("a.txt.html")


def unmarked(page, selector):
    """Whether marks exist and none of them shows."""
    return page.count(selector) > 0 and page.count(f":is({selector}):not(.off)") == 0


def choose(page, name, value):
    page.click(f"input[name={name}][value={value}]")


def test_the_index_counts_as_the_summary_does(visit, summary):
    page = visit("index.html")
    totals = {
        key: int(text.replace(",", ""))
        for key, text in page(
            "[...document.querySelectorAll('[data-total]')].map((n) => [n.dataset.total, n.textContent])"
        )
    }
    assert totals["documents"] == len(summary["documents"])
    assert {key: totals[key] for key in ("findings", "fixed", "left")} == {
        key: summary["summary"][key] for key in ("findings", "fixed", "left")
    }
    for document in summary["documents"]:
        row = page.texts(f"[data-document='{document['path']}'] td.number")
        expected = [document[key] for key in ("characters", "findings", "fixed", "left")]
        assert [int(cell.replace(",", "").replace("·", "0")) for cell in row] == expected
    for code, number in summary["summary"]["by_code"].items():
        assert str(number) in page.texts(f"[data-rule={code}] td.number")


def test_links_of_the_index_lead_somewhere(visit, folder):
    for link in visit("index.html")("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"):
        name, _, fragment = link.partition("#")
        if name:
            assert (folder / name).is_file(), link
        else:
            assert f'id="{fragment}"' in (folder / "index.html").read_text("utf-8")


def test_a_link_to_a_rule_opens_its_explanation(visit):
    page = visit("index.html", "#SPC099")
    assert page("document.getElementById('SPC099').checkVisibility()")


def test_a_page_counts_as_the_summary_does(page, summary):
    document = summary["documents"][0]
    for key, name in (("findings", "findings"), ("fixed", "fixed"), ("open", "left")):
        assert page.texts(f"[data-total={key}]") == [str(document[name])]
    for code, counts in document["by_code"].items():
        assert page.texts(f"[data-rule={code}] .count") == [f"{counts['fixed']} · {counts['left']}"]
        assert page.count(f"article[data-c={code}]") == counts["left"]
    assert sum(map(int, page.texts("label:has([name=status]) .count"))) == document["findings"]


def test_every_fixed_finding_is_a_stop(page, summary):
    assert page.texts("#place") == [f"– / {summary['documents'][0]['findings']}"]


def test_filtering_by_rule_hides_its_marks_and_nothing_else(page):
    before = page.count(MARKS)
    choose(page, "rule", "LAY099")
    assert unmarked(page, "main [data-c=LAY099]")
    others = page.count("main [data-c]:not([data-c=LAY099])")
    assert others == page.count("main [data-c]:not([data-c=LAY099]):not(.off)")
    choose(page, "rule", "LAY099")
    assert page.count(":is(main [data-k], main [data-f]):not(.off)") == before


def test_no_rule_and_all_rules(page):
    page.click("button[data-all='']")
    assert unmarked(page, MARKS)
    assert page.shown("article") == 0
    assert page.texts("#place") == ["– / 0"]
    page.click("button[data-all='1']")
    assert page.count(".off") == 0


def test_filtering_by_outcome(page):
    for status in ("fixed-safe", "fixed-suggested"):
        choose(page, "status", status)
    assert unmarked(page, "main [data-k]")
    assert page.count("main [data-f]:not(.off)") == page.count("main [data-f]") > 0
    assert page.shown("article") == page.count("article")


def test_only_rows_with_marks(visit):
    page = visit("b.txt.html")
    rows = page.shown("main .row:not(.head)")
    page.click("#only")
    assert page.shown("main .row:not(.head)") == 2 < rows
    choose(page, "rule", "SPC099")
    assert page.shown("main .row:not(.head)") == 0
    page.click("#only")
    assert page.shown("main .row:not(.head)") == rows


def test_the_keyboard_goes_from_finding_to_finding(page):
    total = page("stops.length")
    seen = []
    for number in range(1, total + 1):
        page.press("n")
        assert page.texts("#place") == [f"{number} / {total}"]
        seen.append(page("document.querySelector('.here').title"))
        assert page.texts("#said") == [seen[-1]]
        assert page(
            "(({top, bottom}) => top >= 0 && bottom <= innerHeight)"
            "(document.querySelector('.here').getBoundingClientRect())"
        )
    page.press("n")
    assert page.texts("#place") == [f"1 / {total}"]
    page.press("p")
    assert page.texts("#place") == [f"{total} / {total}"]
    assert {title[:6] for title in seen} == {"LAY098", "LAY099", "PUN099", "SPC099", "STR099", "WRD099"}


def test_the_keyboard_passes_over_what_is_filtered_out(page):
    page.press("n")
    page.click("button[data-all='']")
    choose(page, "rule", "WRD099")
    page.press("n")
    assert page("document.querySelector('.here').dataset.c") == "WRD099"
    assert page.texts("#place") == ["1 / 1"]


def test_a_click_says_what_the_rule_says_and_marks_both_sides(page):
    page.click("del[data-c=PUN099]")
    (said,) = page.texts("#said")
    assert said == "PUN099 comma: half-width , (suggested · 0.90)"
    assert page.count("del.here") == page.count("ins.here") == 1
    page.click("ins.moved")
    assert page.count("del[data-c=LAY098].here") == page.count("ins[data-c=LAY098].here") == 1


def test_labels_can_be_put_away(page):
    def label():
        return page("getComputedStyle(document.querySelector('del[data-label]'), '::after').content")

    assert label() == '"SPC099"'
    page.click("#labels")
    assert label() == "none"


def test_a_link_from_the_index_shows_one_rule(visit):
    page = visit("a.txt.html", "#rule=WRD099")
    assert page("[...document.querySelectorAll('[name=rule]:checked')].map((n) => n.value)") == ["WRD099"]
    assert page.shown("main .row:not(.head)") == 1
    assert page.shown("article") == 1


def test_a_finding_in_the_list_leads_to_its_place(page):
    page.click("nav [data-rule=WRD099] summary")
    page.click("nav [data-rule=WRD099] details a")
    page("new Promise(requestAnimationFrame)")
    assert page("document.querySelector('article:target').dataset.c") == "WRD099"
    assert page("document.querySelector('.here').dataset.c") == "WRD099"


def test_without_scripts_everything_is_there(visit):
    page = visit("a.txt.html", scripts=False)
    assert page.shown("main del, main ins, main mark:not(.point)") == page.count(
        "main del, main ins, main mark:not(.point)"
    )
    assert page.shown("article") == page.count("article")
    assert page.shown("input, button") == 0


@pytest.mark.parametrize("name", ["index.html", "a.txt.html", "b.txt.html", "c.txt.html"])
def test_nothing_is_fetched_and_nothing_goes_wrong(visit, name):
    page = visit(name)
    requested = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert len(requested) == 1
    assert requested[0].startswith("file:")
    assert page.events("Log.entryAdded") == []
    assert page.events("Runtime.exceptionThrown") == []


@pytest.mark.parametrize("width", [1500, 1000, 390])
@pytest.mark.parametrize("name", ["index.html", "a.txt.html"])
def test_no_page_is_wider_than_its_window(visit, name, width):
    page = visit(name, width=width)
    assert page("document.documentElement.scrollWidth") <= width


CONTRAST = """
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour, below) => {
    canvas.fillStyle = `rgb(${below})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const light = (colour) => colour
    .map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = (node) => node ? rgb(getComputedStyle(node).backgroundColor, paper(node.parentElement)) : [255, 255, 255];
  const worst = {};
  for (const node of document.querySelectorAll("body *")) {
    const text = [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!text || !node.checkVisibility() || node.closest("script, .skip")) continue;
    const below = paper(node);
    const [high, low] = [light(below), light(rgb(getComputedStyle(node).color, below))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) worst[`${node.tagName}.${node.className}`] = ratio;
  }
  return worst;
})()
"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["index.html", "a.txt.html"])
def test_all_text_has_contrast_enough(visit, name, dark):
    assert visit(name, dark=dark)(CONTRAST) == {}


def test_every_control_has_a_name(page):
    assert page(
        "[...document.querySelectorAll('input')].every((n) => n.labels.length && n.labels[0].innerText.trim())"
    )
    assert page("[...document.querySelectorAll('button')].every((n) => n.innerText.trim())")
    assert page("document.documentElement.lang") == "en"
    assert page.count("main") == page.count("h1") == 1


def test_the_quality_of_each_document_is_told(visit, summary):
    for document in summary["documents"]:
        quality = document["quality"]
        index = visit("index.html")
        cells = [text.strip() for text in index.texts(f"[data-quality='{document['path']}'] td")]
        assert cells[0] == quality["grade"]
        assert sum(cell not in {"·", ""} for cell in cells[3:]) == len(quality["densities"])
        page = visit(document["page"])
        assert page.texts("[data-grade]") == [quality["grade"]]
        assert [float(text.replace(",", "")) for text in page.texts("[data-score]")] == [
            round(quality["score"], 1)
        ]
        assert page.count("[data-family]") == len(quality["densities"])


def test_a_gauge_leads_to_the_findings_of_its_rule(page):
    page.click("[data-family=LAY] a[href='#rule=LAY099']")
    assert page("document.querySelectorAll('input[name=rule]:checked').length") == 1
    assert page.count("main [data-c=LAY099]:not(.off)") > 0
