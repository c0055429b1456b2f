"""SARIF as its readers want it: the essentials of the 2.1.0 schema, and places that are right."""

from __future__ import annotations

import json

import pytest

from lint.report.rendering import formats
from tests.reporting import SAMPLE, checked, failed, run


@pytest.fixture(scope="module")
def log():
    return json.loads(formats()["sarif"](run(checked(SAMPLE, "文 档/a.txt"), failed())))


@pytest.fixture(scope="module")
def results(log):
    return log["runs"][0]["results"]


def at(region, side):
    """A region's end as an index of UTF-16 units."""
    line = region["startLine" if side == "start" else "endLine"]
    column = region["startColumn" if side == "start" else "endColumn"]
    lines = SAMPLE.split("\n")
    return sum(len(text.encode("utf-16-le")) // 2 + 1 for text in lines[: line - 1]) + column - 1


def test_the_log_names_its_version_and_tool(log):
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run_,) = log["runs"]
    assert run_["tool"]["driver"]["name"] == "ocrlint"
    assert run_["columnKind"] == "utf16CodeUnits"
    assert [a["location"]["uri"] for a in run_["artifacts"]] == ["%E6%96%87%20%E6%A1%A3/a.txt", "broken.txt"]
    assert len(run_["artifacts"][0]["hashes"]["sha-256"]) == 64


def test_rules_are_described(log):
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in rules:
        assert rule["name"]
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}


def test_results_refer_to_their_rules(log, results):
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"note", "warning", "error"}
        assert result["message"]["text"]
        (name,) = result["partialFingerprints"].values()
        assert len(name) == 12


def test_regions_are_in_utf16_units(results):
    text = SAMPLE.encode("utf-16-le")
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert all(region[key] >= 1 for key in ("startLine", "startColumn", "endLine", "endColumn"))
        text[2 * at(region, "start") : 2 * at(region, "end")].decode("utf-16-le")
    (after,) = [
        region
        for result in results
        if result["ruleId"] == "PUN099"
        and (region := result["locations"][0]["physicalLocation"]["region"])["startLine"] == 15
    ]
    assert after["startColumn"] == 3  # the character before it takes two units


def test_fixes_applied_to_the_text_do_what_they_say(results):
    text = SAMPLE.encode("utf-16-le")
    for result in results:
        for fix in result.get("fixes", ()):
            (change,) = fix["artifactChanges"]
            made = text
            for item in reversed(change["replacements"]):
                start, end = (2 * at(item["deletedRegion"], side) for side in ("start", "end"))
                made = made[:start] + item["insertedContent"]["text"].encode("utf-16-le") + made[end:]
            assert made.decode("utf-16-le") != SAMPLE
    (caption,) = [result for result in results if result["ruleId"] == "LAY098"]
    assert len(caption["fixes"][0]["artifactChanges"][0]["replacements"]) == 2


def test_a_file_that_could_not_be_judged_is_a_notification(log):
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "is binary, not text"
