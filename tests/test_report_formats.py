"""What each output format says, and that its readers can read it."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console

from lint.core.report_data import Report
from lint.report import full, statistics
from lint.report.rendering import FORMATS, formats
from tests.reporting import SAMPLE, checked, failed, run

CODES = ["LAY098", "LAY099", "PUN099", "SPC099", "STR099", "WRD099"]


@pytest.fixture(scope="module")
def report():
    return run(checked(SAMPLE), checked("很好。\n", "clean.txt"), failed())


def written(name, report):
    return formats()[name](report)


def parsed(name, report):
    return json.loads(written(name, report))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_format_tells_each_finding_in_the_language_of_the_report(name, language, report):
    text = written(name, run(*report.files, language=language))
    assert {code: text.count(code) > 0 for code in CODES} == dict.fromkeys(CODES, True)
    said = "没有结尾" if language == "zh" else "has no end"
    assert said in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_without_files_is_no_error(name):
    assert isinstance(written(name, run()), str)


def test_json_is_as_the_contract_says(report):
    got = parsed("json", report)
    assert set(got) == {"schema", "tool", "files", "summary"}
    assert got["schema"] == 1
    assert got["tool"]["name"] == "ocrlint"
    file = got["files"][0]
    assert {"path", "encoding", "sha256", "characters", "findings", "quality"} <= set(file)
    assert (file["path"], file["encoding"], file["characters"]) == ("a.txt", "utf-8", len(SAMPLE))
    assert got["summary"]["findings"] == len(file["findings"]) == sum(got["summary"]["by_code"].values())
    assert got["files"][2]["error"] == "is binary, not text"
    for finding in file["findings"]:
        assert set(finding) == {
            *(
                "id",
                "code",
                "name",
                "severity",
                "confidence",
                "message",
                "excerpt",
                "start",
                "end",
                "fix",
                "after",
                "decision",
            )
        }
        assert set(finding["start"]) == set(finding["end"]) == {"offset", "line", "column"}
        assert re.fullmatch("[0-9a-f]{12}", finding["id"])
        if finding["fix"]:
            assert set(finding["fix"]) == {"safety", "edits", "choices"}
    word = next(f for f in file["findings"] if f["code"] == "WRD099")
    assert word["fix"]["choices"] == ["抗曰", "反日"]
    assert word["start"] == {"offset": SAMPLE.index("抗曰"), "line": 9, "column": 6}
    assert "抗曰" in word["excerpt"]
    assert next(f for f in file["findings"] if f["code"] == "STR099")["fix"] is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_json_speaks_of_the_text_as_stored(newline):
    stored = SAMPLE.replace("\n", newline)
    got = parsed("json", run(checked(SAMPLE, newline=newline)))["files"][0]
    assert got["characters"] == len(stored)
    for finding in got["findings"]:
        for edit in (finding["fix"] or {"edits": []})["edits"]:
            assert "\n" not in edit["text"].replace(newline, "")
        lines = re.split("\r\n|\r|\n", stored)
        start = finding["start"]
        assert start["offset"] == sum(map(len, lines[: start["line"] - 1])) + len(newline) * (
            start["line"] - 1
        ) + (start["column"] - 1)
    wrap = next(f for f in got["findings"] if f["code"] == "LAY099")
    (edit,) = wrap["fix"]["edits"]
    assert stored[edit["start"] : edit["end"]] == newline


def test_jsonl_has_one_finding_a_line(report):
    rows = [json.loads(line) for line in written("jsonl", report).splitlines()]
    findings = parsed("json", report)["files"][0]["findings"]
    assert [{k: v for k, v in row.items() if k != "path"} for row in rows[:-1]] == findings
    assert rows[-1] == {"path": "broken.txt", "error": "is binary, not text"}


def test_concise_is_one_line_a_finding(report):
    lines = written("concise", report).splitlines()
    assert len(lines) == report.findings
    assert lines[0] == "a.txt:1:4: SPC099 blank blank between Han"
    assert all(re.match(r"a\.txt:\d+:\d+: [A-Z]{3}\d{3} \S+ \S", line) for line in lines)


def test_full_puts_a_caret_below_the_place():
    lines = written("full", run(checked("“字𠀀,中 文。\n"))).splitlines()
    assert lines[:4] == [
        "a.txt:1:4: PUN099 comma half-width ,",
        "    “字𠀀,中 文。",
        "         ^",  # “ takes one cell, Han two
        "    suggested: “字𠀀,中 文。 → “字𠀀，中 文。",
    ]
    assert lines[-1] == "2 findings in 1 file: 1 safe to fix, 1 with a suggested fix, 0 for a person."


def test_full_shows_line_breaks_and_choices(report):
    text = written("full", report)
    assert "safe: 段写到一↵半换 了 → 段写到一半换 了" in text
    assert "抗曰 | 反日" in text


def test_full_in_colour_says_the_same(report):
    stream = io.StringIO()
    run = Report([], report.language)
    full.show(run, report.files, Console(file=stream, force_terminal=True, width=200, highlight=False))
    assert "\x1b[" in stream.getvalue()
    assert re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()) == written("full", report)


def test_statistics_count_by_rule(report):
    text = statistics.write(report)
    assert re.search(r"^ *2  SPC099  blank +2$", text, re.MULTILINE)
    assert re.search(r"^[A-F] +[\d.,]+ .* a\.txt", text, re.MULTILINE)
    assert re.search(r"^A +0\.0 +clean\.txt$", text, re.MULTILINE)
    assert re.search(r"^[A-F] .* in all", text, re.MULTILINE)
    assert "broken.txt" not in text
    empty = statistics.write(run(failed()))
    assert empty == "No findings in 0 files. 1 file could not be checked.\n"


def test_github_commands_are_escaped(report):
    lines = written("github", report).splitlines()
    assert len(lines) == report.findings + 1
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+,(line=\d+,|title)", line) for line in lines)
    word = next(line for line in lines if "WRD099" in line)
    assert word == "::notice file=a.txt,line=9,col=6,endColumn=8,title=WRD099 word::抗曰 may be wrong: 100%25"
    wrap = next(line for line in lines if "LAY099" in line)
    assert "line=3,endLine=4,title" in wrap  # no columns: GitHub refuses them over several lines
    assert lines[-1] == "::error file=broken.txt,title=ocrlint::is binary, not text"


def test_gitlab_issues_have_fingerprints_of_their_own(report):
    issues = parsed("gitlab", run(*report.files, checked(SAMPLE, "b.txt")))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2 * report.findings + 1
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


def test_junit_is_xml_with_the_right_counts():
    text = written(
        "junit", run(checked(SAMPLE + "\x0b\x00 中 文"), checked("很好。\n", "clean.txt"), failed())
    )
    root = ET.fromstring(text)  # noqa: S314 - our own
    cases = root.findall(".//testcase")
    assert len(cases) == int(root.get("tests"))
    assert len(root.findall(".//failure")) == int(root.get("failures"))
    assert len(root.findall(".//error")) == int(root.get("errors")) == 1
    assert [len(case) for case in cases if case.get("classname") == "clean.txt"] == [0]


def test_rdjson_counts_utf8_bytes_and_makes_one_suggestion_of_a_group(report):
    diagnostics = parsed("rdjson", report)["diagnostics"]
    raw = SAMPLE.encode().split(b"\n")

    def bytes_before(position):
        return sum(len(line) + 1 for line in raw[: position["line"] - 1]) + position["column"] - 1

    for diagnostic in diagnostics[:-1]:
        for suggestion in diagnostic["suggestions"]:
            start, end = (bytes_before(suggestion["range"][side]) for side in ("start", "end"))
            SAMPLE.encode()[start:end].decode()  # on the edges of characters
    comma = next(
        d
        for d in diagnostics
        if d["code"]["value"] == "PUN099" and d["location"]["range"]["start"]["line"] == 15
    )
    assert comma["location"]["range"]["start"]["column"] == 5
    caption = next(d for d in diagnostics if d["code"]["value"] == "LAY098")
    (suggestion,) = caption["suggestions"]
    assert suggestion["text"] == "而后返乡。\n\n图：会场"
    word = next(d for d in diagnostics if d["code"]["value"] == "WRD099")
    assert [s["text"] for s in word["suggestions"]] == ["抗日", "抗曰", "反日"]


def test_columns_stay_cheap_in_one_long_line():
    text = "中 文," * 20_000
    assert written("rdjson", run(checked(text))).count("SPC099") == 20_000
