"""The gauges of a page say what the quality score counts."""

from __future__ import annotations

import pytest

from lint.core.quality import GRADES, Damage
from lint.report import words
from lint.report.gauges import LEAST, alarms, density, gauges
from tests.reporting import SAMPLE, checked, fixed, run


@pytest.mark.parametrize("file", [fixed(SAMPLE), checked(SAMPLE)])
def test_gauges_are_the_densities_the_worst_first(file):
    found = gauges(file, "en")
    values = [file.quality.densities[gauge.family] for gauge in found]
    assert values == sorted(file.quality.densities.values(), reverse=True)
    assert [gauge.density for gauge in found] == [density(value) for value in values]
    assert found[0].width == 100
    assert "WRD" not in file.quality.densities, "an info does not count"


def test_the_rules_of_a_gauge_make_its_sum():
    file = checked("中 文，第\n一 行。\n")
    (spaces, layout) = gauges(file, "zh")
    assert (spaces.family, spaces.name, layout.name) == ("SPC", "空格", "版面")
    assert [(rule.code, rule.times) for rule in spaces.artifacts] == [("SPC099", 2)]
    assert spaces.density == spaces.artifacts[0].density


def test_a_slip_in_a_library():
    file = checked("中 文。\n")
    file.damage = Damage(10_000_000, 1.0, {"SPC": 1})
    (gauge,) = gauges(file, "en")
    assert (gauge.density, gauge.width) == ("0.0", LEAST)


def test_a_clean_text_has_none():
    assert gauges(checked("没有问题。\n"), "en") == []


def test_a_family_of_a_user_has_no_name():
    assert words.family("XYZ", "en") == ""


@pytest.mark.parametrize(
    ("value", "shown"), [(0.04, "0.0"), (9.95, "9.9"), (99.9, "99.9"), (1234.5, "1,234")]
)
def test_densities_are_short(value: float, shown: str):
    assert density(value) == shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_alarm_has_words(language: str):
    assert words.ALARMS.keys() == words.MEANINGS.keys()
    told = alarms(words.ALARMS, language)
    assert all(alarm["name"] and alarm["why"] for alarm in told)


def test_the_limits_of_grades_are_told():
    for language in ("en", "zh"):
        assert all(f"{limit:g}" in words.labels(language)["grades"] for _, limit in GRADES)


def test_a_page_tells_the_alarms(tmp_path):
    from lint.report.folder import write_folder

    text = "The quick brown fox jumps over the lazy dog.\n" * 5
    write_folder(run(fixed(text, "in/a.txt"), fixed(SAMPLE, "in/b.txt"), language="zh"), tmp_path)
    page, index = ((tmp_path / name).read_text("utf-8") for name in ("a.txt.html", "index.html"))
    for html in (page, index):
        assert words.ALARMS["not-chinese"].zh in html
        assert words.MEANINGS["not-chinese"].zh in html
    assert words.ALARMS["not-chinese"].zh not in (tmp_path / "b.txt.html").read_text("utf-8")
