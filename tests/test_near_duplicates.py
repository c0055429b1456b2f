"""Documents of one run that are nearly the same."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

import lint.engine.selection
from lint.analysis.repetition.near_duplicates import Kin, Library, sample
from lint.core.document import Document
from lint.core.findings import Safety, Severity, Text
from lint.engine.engine import Engine
from lint.engine.rule_catalog import Selection
from lint.rules.base import ComparingRule, replace
from lint.runner.discovery import find
from lint.runner.runner import Work, run
from lint.settings.config import Projects
from lint.settings.options import Options
from tests.command import OCRLINT


def misread(text: str, seed: int, share: float) -> str:
    """`text` with a share of its characters read as 口."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    return "".join("口" if chance.random() < share else character for character in text)


def diary(seed: int) -> str:
    """Sentences that no other seed has."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]
    return "，".join("".join(chance.choices(letters, k=11)) for _ in range(200)) + "。"


def test_a_second_reading_is_recognized():
    library = Library()
    assert library.meet("a.txt", sample(Document(diary(1)))) is None
    assert library.meet("b.txt", sample(Document(diary(2)))) is None
    kin = library.meet("c.txt", sample(Document(misread(diary(1), 3, 0.01))))
    assert kin is not None
    assert kin.path == "a.txt"
    assert 0.8 < kin.share < 1


def test_a_part_is_recognized():
    library = Library()
    whole = diary(4)
    assert library.meet("book.txt", sample(Document(whole))) is None
    assert library.meet("chapter.txt", sample(Document(whole[: len(whole) // 2]))) is not None


def test_short_files_say_nothing():
    library = Library()
    for path in ("a.txt", "b.txt"):
        assert library.meet(path, sample(Document("本刊地址和电话见封底。"))) is None


def test_a_run_names_the_other_file(tmp_path: Path):
    for name, seed in (("issue-08", 4), ("issue-09", 5), ("issue-09-rescan", 5)):
        (tmp_path / f"{name}.txt").write_text(diary(seed), "utf-8")
    command = [*OCRLINT, "check", ".", "--select", "REP009", "--output-format", "json"]
    for _ in range(2):  # the second run has the texts' own judgements in its cache
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        files = {file["path"]: file["findings"] for file in json.loads(done.stdout)["files"]}
        (finding,) = [finding for found in files.values() for finding in found]
        assert finding["code"] == "REP009"
        assert "issue-09" in finding["message"]


def test_the_rule_can_be_switched_off(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(diary(5), "utf-8")
    command = [*OCRLINT, "check", ".", "--ignore", "REP009", "--output-format", "concise"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "REP009" not in done.stdout


def test_the_settings_reach_rules_that_compare(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(diary(5), "utf-8")
    settings = tmp_path / "ocrlint.toml"
    command = [*OCRLINT, "check", ".", "--output-format", "json", "--fail-on", "error"]

    def found(text: str) -> tuple[int, list[str]]:
        settings.write_text(text, "utf-8")
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        findings = [finding for file in json.loads(done.stdout)["files"] for finding in file["findings"]]
        return done.returncode, [finding["severity"] for finding in findings]

    assert found('select = ["REP009"]\n') == (0, ["warning"])
    assert found('select = ["REP009"]\nseverity = { REP009 = "error" }\n') == (1, ["error"])
    assert found('select = ["REP009"]\nseverity = { duplicated-document = "info" }\n') == (0, ["info"])
    assert found('select = ["REP"]\nignore = ["REP009"]\n') == (0, [])
    head = diary(5).partition("\n")[0]
    assert found(f'select = ["REP009"]\nlexicon = ["{head}"]\n') == (0, [])


class Renamed(ComparingRule):
    """A rule that compares and wants to do what it must not."""

    code = "REP999"
    name = "renamed"
    message = Text("as in {path}", "同 {path}")
    confidence = 0.9

    def sample(self, doc):
        return frozenset(range(20) if doc.text else ())

    def compare(self, doc, kin):
        yield self.finding(0, 2, replace(0, 2, "", Safety.SAFE), path=kin.path)
        if doc.text == "崩溃":
            raise KeyError("x")


def test_the_engine_guards_what_rules_that_compare_find():
    engine = Engine(Selection((Renamed(Options()),), severity={"REP999": Severity.INFO}))
    (finding,) = engine.compare(Document("正文", "b.txt"), {"REP999": Kin("a.txt", 1.0)})
    assert finding.code == "LNT002"  # a safe fix that takes two characters away
    assert finding.fix.safety is Safety.SUGGESTED
    assert engine.compare(Document("正文", "b.txt"), {"REP009": Kin("a.txt", 1.0)}) == []


def test_a_crash_of_a_rule_that_compares_takes_one_file_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name, text in (("a", "正文"), ("b", "崩溃"), ("c", "正文")):
        Path(f"{name}.txt").write_text(text, "utf-8")
    selection = Selection((Renamed(Options()),), safety={"REP999": Safety.MANUAL})
    monkeypatch.setattr(lint.engine.selection, "selection", lambda _: selection)
    first, second, third = (result.report for result in run(find([Path()], Projects()), Work()))
    assert not first.findings
    assert second.error.startswith("rule REP999 renamed failed: KeyError")
    assert [finding.code for finding in third.findings] == ["LNT002"]
