"""What was judged before is told again, in no time; what changed is judged anew; damage costs only time."""

from __future__ import annotations

import json
import os
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from lint.analysis.language import accepted_counts
from lint.core.findings import Safety
from lint.core.writing import ANYTHING
from lint.engine.engine import Engine
from lint.report.rendering import ChunkRenderer
from lint.rules.pun.half_width_mark import HalfwidthMark
from lint.runner import cache
from lint.runner.cache import KEPT, SWEPT, Cache
from lint.runner.cache_folder import FOLDER
from lint.runner.discovery import find
from lint.runner.runner import Work, run
from lint.settings.config import Project, Projects, Settings
from lint.settings.llm import Llm
from tests.command import OCRLINT

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        Path(f"{name}.txt").write_text(FAULTY * 3 + name, "utf-8")
    return tmp_path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were judged."""
    names: list[str] = []
    check = Engine.check

    def note(self, doc, *more):
        names.append(doc.path)
        return check(self, doc, *more)

    monkeypatch.setattr(Engine, "check", note)
    return names


def told(form: str = "json", language: str = "en", **settings: object) -> bytes:
    """What the files have for pieces."""
    projects = Projects(fixed=Project(Settings(**settings), Path.cwd()))
    results = run(
        find([Path()], projects), Work(None, ChunkRenderer(form, language)), cache=Cache(Path(FOLDER))
    )
    return b"".join(bytes(result.report.kept(f"{form} {language}") or b"") for result in results)


def entries() -> list[Path]:
    return sorted(Path(FOLDER).glob("??/*"))


def test_a_second_run_judges_nothing_and_says_the_same(judged):
    first = told()
    assert judged == ["a.txt", "b.txt"]
    assert told() == first
    assert len(judged) == 2
    assert len(entries()) == 2


def test_only_what_changed_is_judged_anew(judged):
    told()
    Path("b.txt").write_text(FAULTY, "utf-8")
    told()
    assert judged == ["a.txt", "b.txt", "b.txt"]


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ("PUN",)},
        {"lexicon": ("室,读",)},
        {"strictness": "paranoid"},
        {"severity": {"PUN": "error"}},
    ],
)
def test_other_settings_are_another_judgement(judged, settings):
    told()
    told(**settings)
    assert len(judged) == 4
    told()
    told(**settings)
    assert len(judged) == 4


@pytest.mark.parametrize("settings", [{"language": "zh"}, {"include": ("*.txt",)}, {"cache_dir": "x"}])
def test_settings_that_change_no_judgement_do_not_count(judged, settings):
    told()
    told(**settings)
    assert len(judged) == 2


def test_a_changed_ruleset_is_another_judgement(judged):
    table = (
        '[[rule]]\ncode="WRD900"\nname="own"\ntriggers="读"\nfind="读者"\ndocs="d"\nmessage={en="e",zh="z"}\n'
    )
    Path("own.toml").write_text(table, "utf-8")
    assert b"WRD900" in told(rulesets=("own.toml",))
    Path("own.toml").write_text(table.replace("WRD900", "WRD901"), "utf-8")
    assert b"WRD901" in told(rulesets=("own.toml",))
    assert len(judged) == 4


def test_a_changed_memory_is_another_judgement(judged):
    written = [
        accepted_counts.learn(accepted_counts.empty(), [text])
        for text in ("读者下班以后也能借书。" * 9, "春眠不觉晓" * 9)
    ]
    for texts in (2, 4):
        accepted_counts.write(written.pop(), Path("memory"), ANYTHING)
        for _ in range(2):
            told(memory="memory")
        assert len(judged) == texts


def test_what_a_language_model_says_is_not_kept(judged):
    for texts in (2, 4):
        told(llm=Llm(endpoint="http://127.0.0.1:9", model="none", timeout=0.1), ignore=("WRD",))
        assert len(judged) == texts


def test_a_changed_linter_is_another_judgement(judged, monkeypatch: pytest.MonkeyPatch):
    told()
    monkeypatch.setattr(cache, "_program", lambda: b"another")
    told()
    assert len(judged) == 4


def test_another_form_or_language_is_told_without_judging(judged):
    first = told()
    full, chinese = told("full"), told("json", "zh")
    assert len(judged) == 2
    assert told() == first
    for path in entries():
        path.unlink()
    assert (told("full"), told("json", "zh")) == (full, chinese)


def test_a_name_is_part_of_what_is_told(judged):
    told("concise")
    Path("a.txt").rename("c.txt")
    assert b"c.txt:1:" in told("concise")
    assert judged == ["a.txt", "b.txt", "c.txt"]


def test_what_is_kept_can_be_unpacked(judged):
    projects = Projects()
    level = Safety.SUGGESTED

    def reports(kept: Cache | None, work: Work):
        return [result.report for result in run(find([Path()], projects), work, cache=kept)]

    fresh = reports(None, Work(level))
    reports(Cache(Path(FOLDER)), Work(level))
    before = len(judged)
    for old, new in zip(fresh, reports(Cache(Path(FOLDER)), Work(level)), strict=True):
        assert [f.message("zh") for f in old.findings] == [f.message("zh") for f in new.findings]
        assert [(f.start, f.end, f.fix, f.severity) for f in old.findings] == [
            (f.start, f.end, f.fix, f.severity) for f in new.findings
        ]
        assert old.patch.changes == new.patch.changes
        assert old.patch.output == new.patch.output
        assert (old.names, old.applied, old.sha256) == (new.names, new.applied, new.sha256)
        assert (old.kinds, old.quality) == (new.kinds, new.quality)
    assert len(judged) == before
    assert not any(report.patch for report in reports(Cache(Path(FOLDER)), Work()))


@pytest.mark.parametrize("at", [0, 20, 60, -1])
def test_a_flipped_byte_is_noticed(judged, at: int):
    first = told()
    for path in entries():
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    assert told() == first
    assert len(judged) == 4
    assert told() == first
    assert len(judged) == 4


@pytest.mark.parametrize("size", [0, 5, 16, 100])
def test_a_cut_entry_is_noticed(judged, size: int):
    first = told()
    for path in entries():
        path.write_bytes(path.read_bytes()[:size])
    assert told() == first
    assert len(judged) == 4


def test_an_entry_that_is_whole_but_none_of_ours(judged):
    first = told()
    for path in entries():
        path.write_bytes(cache._check([b"\x93\x01"]) + b"\x93\x01")
    assert told() == first
    assert len(judged) == 4


def test_a_folder_where_an_entry_should_be(judged):
    first = told()
    for path in entries():
        path.unlink()
        path.mkdir()
    assert told() == first
    assert len(judged) == 4


def test_errors_are_not_kept(monkeypatch: pytest.MonkeyPatch):
    def fail(_, doc):
        raise KeyError(doc.path)

    with monkeypatch.context() as crash:
        crash.setattr(HalfwidthMark, "check", fail)
        assert told() == b""
    assert not entries()
    assert told()


@pytest.mark.parametrize("place", ["a.txt", "a.txt/cache", "/proc/cache"])
def test_a_cache_that_can_not_be_only_costs_time(place: str):
    results = run(find([Path("a.txt")], Projects()), Work(), cache=Cache(Path(place)))
    assert [result.report.error for result in results] == [""]


def test_entries_that_can_not_be_read_are_none():
    first = told()
    for entry in entries():  # a folder in its place: not even root can read that
        entry.unlink()
        entry.mkdir()
    assert told() == first


def test_version_control_leaves_the_folder_alone():
    told()
    assert (Path(FOLDER) / ".gitignore").read_text() == "*\n"
    assert not [name for name in Path(FOLDER).rglob("*") if name.name.startswith("tmp")]


def test_the_folder_is_no_input():
    told()
    assert [target.name for target in find([Path()], Projects())] == ["a.txt", "b.txt"]


def test_old_entries_are_swept_once_a_day(monkeypatch: pytest.MonkeyPatch):
    told()
    old, new = entries()
    stamp = time.time() - KEPT - 1
    os.utime(old, (stamp, stamp))
    told()
    assert old.exists()
    mark = Path(FOLDER) / ".swept"
    os.utime(mark, (mark.stat().st_mtime - SWEPT - 1,) * 2)
    Cache(Path(FOLDER)).sweep()
    assert entries() == [new]
    monkeypatch.setattr(cache, "ROOM", 0)
    mark.unlink()
    Cache(Path(FOLDER)).sweep()
    assert not entries()


def test_runs_at_the_same_time():
    for number in range(40):
        Path(f"{number}.txt").write_text(FAULTY * 20 + str(number), "utf-8")
    command = [*OCRLINT, "check", ".", "--output-format", "json", "-j", "1"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    with ExitStack() as stack:
        runs = [
            stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, env=environment))
            for _ in range(3)
        ]
        said = {process.communicate()[0] for process in runs}
    assert len(said) == 1
    assert len(entries()) == 42
    (report,) = said
    assert json.loads(report)["summary"]["files"] == 42
