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


def count(page, selector):
    return page.locator(selector).count()


def texts(page, selector):
    return page.locator(selector).all_inner_texts()


def shown(page, selector):
    """How many of those that match can be seen."""
    return page.locator(selector).evaluate_all(
        "(nodes) => nodes.filter((node) => node.checkVisibility()).length"
    )


def unmarked(page, selector):
    """Whether marks exist and none of them shows."""
    return count(page, selector) > 0 and count(page, f":is({selector}):not(.off)") == 0


def choose(page, name, value):
    page.click(f"input[name={name}][value={value}]")


def test_the_index_counts_as_the_summary_does(visit, summary):
    page = visit("index.html")
    totals = {
        key: int(text.replace(",", ""))
        for key, text in page.evaluate(
            "[...document.querySelectorAll('[data-total]')].map((n) => [n.dataset.total, n.textContent])"
        )
    }
    assert totals["documents"] == len(summary["documents"])
    assert {key: totals[key] for key in ("findings", "fixed", "left")} == {
        key: summary["summary"][key] for key in ("findings", "fixed", "left")
    }
    for document in summary["documents"]:
        row = texts(page, f"[data-document='{document['path']}'] td.number")
        expected = [document[key] for key in ("characters", "findings", "fixed", "left")]
        assert [int(cell.replace(",", "").replace("·", "0")) for cell in row] == expected
    for code, number in summary["summary"]["by_code"].items():
        assert str(number) in texts(page, f"[data-rule={code}] td.number")


def test_links_of_the_index_lead_somewhere(visit, folder):
    for link in visit("index.html").evaluate(
        "[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"
    ):
        name, _, fragment = link.partition("#")
        if name:
            assert (folder / name).is_file(), link
        else:
            assert f'id="{fragment}"' in (folder / "index.html").read_text("utf-8")


def test_a_link_to_a_rule_opens_its_explanation(visit):
    page = visit("index.html", "#SPC099")
    assert page.evaluate("document.getElementById('SPC099').checkVisibility()")


def test_a_page_counts_as_the_summary_does(page, summary):
    document = summary["documents"][0]
    for key, name in (("findings", "findings"), ("fixed", "fixed"), ("open", "left")):
        assert texts(page, f"[data-total={key}]") == [str(document[name])]
    for code, counts in document["by_code"].items():
        assert texts(page, f"[data-rule={code}] .count") == [f"{counts['fixed']} · {counts['left']}"]
        assert count(page, f"article[data-c={code}]") == counts["left"]
    assert sum(map(int, texts(page, "label:has([name=status]) .count"))) == document["findings"]


def test_every_fixed_finding_is_a_stop(page, summary):
    assert texts(page, "#place") == [f"– / {summary['documents'][0]['findings']}"]


def test_filtering_by_rule_hides_its_marks_and_nothing_else(page):
    before = count(page, MARKS)
    choose(page, "rule", "LAY099")
    assert unmarked(page, "main [data-c=LAY099]")
    others = count(page, "main [data-c]:not([data-c=LAY099])")
    assert others == count(page, "main [data-c]:not([data-c=LAY099]):not(.off)")
    choose(page, "rule", "LAY099")
    assert count(page, ":is(main [data-k], main [data-f]):not(.off)") == before


def test_no_rule_and_all_rules(page):
    page.click("button[data-all='']")
    assert unmarked(page, MARKS)
    assert shown(page, "article") == 0
    assert texts(page, "#place") == ["– / 0"]
    page.click("button[data-all='1']")
    assert count(page, ".off") == 0


def test_filtering_by_outcome(page):
    for status in ("fixed-safe", "fixed-suggested"):
        choose(page, "status", status)
    assert unmarked(page, "main [data-k]")
    assert count(page, "main [data-f]:not(.off)") == count(page, "main [data-f]") > 0
    assert shown(page, "article") == count(page, "article")


def test_only_rows_with_marks(visit):
    page = visit("b.txt.html")
    rows = shown(page, "main .row:not(.head)")
    page.click("#only")
    assert shown(page, "main .row:not(.head)") == 2 < rows
    choose(page, "rule", "SPC099")
    assert shown(page, "main .row:not(.head)") == 0
    page.click("#only")
    assert shown(page, "main .row:not(.head)") == rows


def test_the_keyboard_goes_from_finding_to_finding(page):
    total = page.evaluate("stops.length")
    seen = []
    for number in range(1, total + 1):
        page.keyboard.press("n")
        assert texts(page, "#place") == [f"{number} / {total}"]
        seen.append(page.evaluate("document.querySelector('.here').title"))
        assert texts(page, "#said") == [seen[-1]]
        assert page.evaluate(
            "(({top, bottom}) => top >= 0 && bottom <= innerHeight)"
            "(document.querySelector('.here').getBoundingClientRect())"
        )
    page.keyboard.press("n")
    assert texts(page, "#place") == [f"1 / {total}"]
    page.keyboard.press("p")
    assert texts(page, "#place") == [f"{total} / {total}"]
    assert {title[:6] for title in seen} == {"LAY098", "LAY099", "PUN099", "SPC099", "STR099", "WRD099"}


def test_the_keyboard_passes_over_what_is_filtered_out(page):
    page.keyboard.press("n")
    page.click("button[data-all='']")
    choose(page, "rule", "WRD099")
    page.keyboard.press("n")
    assert page.evaluate("document.querySelector('.here').dataset.c") == "WRD099"
    assert texts(page, "#place") == ["1 / 1"]


def test_a_click_says_what_the_rule_says_and_marks_both_sides(page):
    page.click("del[data-c=PUN099]")
    (said,) = texts(page, "#said")
    assert said == "PUN099 comma: half-width , (suggested · 0.90)"
    assert count(page, "del.here") == count(page, "ins.here") == 1
    page.click("ins.moved")
    assert count(page, "del[data-c=LAY098].here") == count(page, "ins[data-c=LAY098].here") == 1


def test_labels_can_be_put_away(page):
    def label():
        return page.evaluate("getComputedStyle(document.querySelector('del[data-label]'), '::after').content")

    assert label() == '"SPC099"'
    page.click("#labels")
    assert label() == "none"


def test_a_link_from_the_index_shows_one_rule(visit):
    page = visit("a.txt.html", "#rule=WRD099")
    assert page.evaluate("[...document.querySelectorAll('[name=rule]:checked')].map((n) => n.value)") == [
        "WRD099"
    ]
    assert shown(page, "main .row:not(.head)") == 1
    assert shown(page, "article") == 1


def test_a_finding_in_the_list_leads_to_its_place(page):
    page.click("nav [data-rule=WRD099] summary")
    page.click("nav [data-rule=WRD099] details a")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.evaluate("document.querySelector('article:target').dataset.c") == "WRD099"
    assert page.evaluate("document.querySelector('.here').dataset.c") == "WRD099"


def test_without_scripts_everything_is_there(visit):
    page = visit("a.txt.html", scripts=False)
    assert shown(page, "main del, main ins, main mark:not(.point)") == count(
        page, "main del, main ins, main mark:not(.point)"
    )
    assert shown(page, "article") == count(page, "article")
    assert shown(page, "input, button") == 0


@pytest.mark.parametrize("name", ["index.html", "a.txt.html", "b.txt.html", "c.txt.html"])
def test_nothing_is_fetched_and_nothing_goes_wrong(visit, name):
    page = visit(name)
    assert [url.partition(":")[0] for url in page.requested] == ["file"]
    assert page.complaints == []


@pytest.mark.parametrize("width", [1500, 1000, 390])
@pytest.mark.parametrize("name", ["index.html", "a.txt.html"])
def test_no_page_is_wider_than_its_window(visit, name, width):
    page = visit(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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
    assert visit(name, dark=dark).evaluate(CONTRAST) == {}


def test_every_control_has_a_name(page):
    assert page.evaluate(
        "[...document.querySelectorAll('input')].every((n) => n.labels.length && n.labels[0].innerText.trim())"
    )
    assert page.evaluate("[...document.querySelectorAll('button')].every((n) => n.innerText.trim())")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert count(page, "main") == count(page, "h1") == 1


def test_the_quality_of_each_document_is_told(visit, summary):
    index = visit("index.html")
    for document in summary["documents"]:
        quality = document["quality"]
        cells = [text.strip() for text in texts(index, f"[data-quality='{document['path']}'] td")]
        assert cells[0] == quality["grade"]
        assert sum(cell not in {"·", ""} for cell in cells[3:]) == len(quality["densities"])
        page = visit(document["page"])
        page.click("details.folded > summary")
        assert texts(page, "[data-grade]") == [quality["grade"]]
        assert [float(text.replace(",", "")) for text in texts(page, "[data-score]")] == [
            round(quality["score"], 1)
        ]
        assert count(page, "[data-family]") == len(quality["densities"])


def test_a_gauge_leads_to_the_findings_of_its_rule(page):
    page.click("details.folded > summary")
    page.click("[data-family=LAY] a[href='#rule=LAY099']")
    assert page.evaluate("document.querySelectorAll('input[name=rule]:checked').length") == 1
    assert count(page, "main [data-c=LAY099]:not(.off)") > 0


def test_the_bar_shows_the_fix_and_the_place(page):
    page.click("main mark[data-c=WRD099]")
    assert "抗日" in page.inner_text("#change")
    assert "反日" in page.inner_text("#change")
    assert page.inner_text("#where").startswith("in/a.txt:")
    assert page.locator("#copy").is_visible()


def test_filter_and_place_are_in_the_address(page, visit):
    choose(page, "rule", "PUN099")
    page.keyboard.press("n")
    page.keyboard.press("n")
    seen = texts(page, "#said")
    again = visit("a.txt.html", page.url.partition("#")[2] and "#" + page.url.partition("#")[2])
    assert texts(again, "#said") == seen
    assert not again.is_checked("input[name=rule][value=PUN099]")


def test_it_opens_on_what_is_left_to_decide(visit):
    page = visit("a.txt.html", height=400)
    assert page.evaluate(
        "(({top, bottom}) => top >= 0 && bottom <= innerHeight)"
        "(document.querySelector('main [data-f]').getBoundingClientRect())"
    )


def test_what_is_filtered_out_takes_no_room(page):
    page.click("button[data-all='']")
    assert shown(page, ".gap") == 0 < count(page, ".gap")


def test_the_quality_is_folded_at_first(page):
    assert not page.locator("[data-grade]").is_visible()
    page.click("details.folded > summary")
    assert page.locator("[data-grade]").is_visible()


def test_the_bar_wraps_on_a_phone(visit):
    page = visit("a.txt.html", width=390)
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
