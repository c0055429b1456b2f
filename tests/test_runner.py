"""A run over files: settings reach the rules, the order stays, and no file takes the others down."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.core.findings import Safety
from lint.core.report_data import FileReport
from lint.core.source import Source
from lint.engine.engine import Engine
from lint.engine.selection import selection
from lint.rules.pun.half_width_mark import HalfwidthMark
from lint.runner.check_file import judge
from lint.runner.discovery import find
from lint.runner.runner import Work, run
from lint.settings.config import ConfigError, Project, Projects, Settings

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
MENDED = "县图书馆去年开设了夜间阅览室，读者下班以后也能借书。\n"


def project(**settings: object) -> Project:
    return Project(Settings(**settings), Path.cwd())


def reports(*paths: Path, level: Safety | None = None) -> list[FileReport]:
    return [result.report for result in run(find(paths, Projects()), Work(level))]


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a rule crash in texts that hold a certain word."""
    check = HalfwidthMark.check

    def fail(self, doc):
        if "崩溃" in doc.text:
            raise KeyError("two\nlines")
        return check(self, doc)

    monkeypatch.setattr(HalfwidthMark, "check", fail)


def test_judging_and_fixing():
    engine = Engine(selection(project()))
    text = Source(FAULTY.encode(), "a.txt")
    judged, fixed = judge(text, engine), judge(text, engine, Safety.SAFE)
    assert [finding.code for finding in judged.findings] == ["PUN001"]
    assert judged.patch is None
    assert judged.sha256 == text.sha256
    assert fixed.patch.output == MENDED
    assert fixed.applied == set(fixed.names)


def test_findings_are_sorted_by_place_after_fixing_too():
    text = Source(("一 、 二三四 五六,七八.九十" * 20 + "\n").encode(), "a.txt")
    report = judge(text, Engine(selection(project())), Safety.SUGGESTED)
    starts = [finding.start for finding in report.findings]
    assert starts == sorted(starts)
    assert len(report.names) == len(starts)


def test_reports_come_in_the_order_given(tmp_path: Path):
    for name in "cab":
        (tmp_path / f"{name}.txt").write_text(FAULTY, "utf-8")
    paths = [tmp_path / f"{name}.txt" for name in "bca"]
    assert [report.path for report in reports(*paths)] == [str(path) for path in paths]


@pytest.mark.usefixtures("crash")
def test_a_crashing_rule_is_named_and_the_other_files_are_judged(tmp_path: Path):
    (tmp_path / "a.txt").write_text("崩溃,在此。\n", "utf-8")
    (tmp_path / "b.txt").write_text(FAULTY, "utf-8")
    crashed, judged = reports(tmp_path, level=Safety.SAFE)
    assert crashed.error.startswith("rule PUN001 half-width-mark failed: KeyError")
    assert "test_runner.py:" in crashed.error
    assert "--ignore PUN001" in crashed.error
    assert not crashed.findings
    assert judged.patch.output == MENDED


def test_files_that_are_no_text_have_an_error(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    (tmp_path / "b.txt").write_text(FAULTY, "utf-8")
    binary, judged, missing = reports(tmp_path, tmp_path / "c.txt")
    assert "binary" in binary.error
    assert judged.findings
    assert "no such file" in missing.error


def test_each_file_is_judged_by_its_own_settings(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "ocrlint.toml").write_text('select = ["LAY"]', "utf-8")
    for folder in (tmp_path, tmp_path / "sub"):
        (folder / "a.txt").write_text(FAULTY, "utf-8")
    (tmp_path / "sub" / "ocrlint.toml").write_text('select = ["PUN"]', "utf-8")
    assert [len(report.findings) for report in reports(tmp_path)] == [0, 1]


def test_bad_settings_stop_the_run_before_a_file_is_read(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    for folder in (tmp_path, tmp_path / "sub"):
        (folder / "a.txt").write_text(FAULTY, "utf-8")
    config = tmp_path / "sub" / "ocrlint.toml"
    config.write_text('select = ["NOPE"]', "utf-8")
    with pytest.raises(ConfigError, match=f"{config}: no rule is called 'NOPE'"):
        run(find([tmp_path], Projects()), Work())


def test_severity_of_the_settings_and_the_more_exact_selector_wins():
    chosen = selection(project(severity={"PUN001": "error", "PUN": "info"}))
    assert chosen.severity["PUN001"] == "error"
    assert chosen.severity["PUN003"] == "info"
    assert "LAY001" not in chosen.severity
    by_name = selection(project(severity={"half-width-mark": "error", "PUN001": "info", "ALL": "warning"}))
    assert by_name.severity["PUN001"] == "error"
    assert by_name.severity["LAY001"] == "warning"


def test_safety_of_the_settings_only_grows():
    text = Source(FAULTY.encode(), "a.txt")
    careful = judge(text, Engine(selection(project(safety={"PUN001": "suggested"}))), Safety.SAFE)
    assert not careful.applied
    assert careful.findings[0].fix.safety is Safety.SUGGESTED
    assert judge(text, Engine(selection(project(safety={"PUN001": "safe"}))), Safety.SAFE).applied


def test_a_rule_that_is_not_there_is_named_with_its_key():
    with pytest.raises(ConfigError, match="severity: no rule is called 'hard-wrp'; did you mean 'hard-wrap'"):
        selection(project(severity={"hard-wrp": "error"}))


def test_the_lexicon_of_the_settings_reaches_the_engine():
    text = Source(FAULTY.encode(), "a.txt")
    assert not judge(text, Engine(selection(project(lexicon=("室,读",))))).findings


def test_a_users_ruleset(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(
        """
        [[rule]]
        code = "WRD900"
        name = "own-word"
        triggers = "读"
        find = '读者'
        put = "看客"
        docs = "Ours."
        message = { en = "found {found}", zh = "见 {found}" }
        """,
        "utf-8",
    )
    engine = Engine(selection(project(rulesets=(str(path),), select=("WRD900",))))
    (finding,) = judge(Source(MENDED.encode(), "a.txt"), engine).findings
    assert finding.message() == "found 读者"
    path.write_text('[[rule]]\ncode = "WRD900"', "utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml: .*name"):
        selection(project(rulesets=(str(path),)))
