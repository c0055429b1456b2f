"""Many processes say what one says; and one that dies, or a user who has enough, leaves nothing broken."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from types import SimpleNamespace

import pytest

import lint.runner.runner
import lint.runner.worker_pool
from lint.core.findings import Safety
from lint.core.source import Source
from lint.report.rendering import ChunkRenderer
from lint.rules.pun.half_width_mark import HalfwidthMark
from lint.runner.discovery import find
from lint.runner.runner import Work, cores, run
from lint.runner.serialization import EMPTY, Parcel
from lint.runner.worker_pool import Crew
from lint.settings.config import Projects

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
NAMES = [f"{number:02d}.txt" for number in range(20)]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rules are changed before workers are forked")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lint.runner.runner, "PAYS", 100)
    monkeypatch.setattr(lint.runner.worker_pool, "BATCH", 300)
    for number, name in enumerate(NAMES):
        Path(name).write_text(FAULTY * (1 + number % 5), "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def no_worker_is_left():
    yield
    assert not active_children()


def results(jobs: int, work: Work | None = None):
    return list(run(find([Path()], Projects()), work or Work(None, ChunkRenderer("json", "en")), jobs=jobs))


def slot(data: bytes, name: str = "") -> SimpleNamespace:
    return SimpleNamespace(source=Source(data, name), origin=None, answer=None, deaths=0)


def spoil(monkeypatch: pytest.MonkeyPatch, harm) -> None:
    """Let a rule do harm in the file 07.txt."""
    check = HalfwidthMark.check

    def spoilt(self, doc):
        if doc.path == "07.txt":
            harm()
        return check(self, doc)

    monkeypatch.setattr(HalfwidthMark, "check", spoilt)


@pytest.mark.parametrize("level", [None, Safety.SAFE])
def test_the_order_and_the_reports_are_those_of_one_process(level):
    alone = results(1, Work(level, ChunkRenderer("json", "en")))
    for jobs in (2, 5):
        shared = results(jobs, Work(level, ChunkRenderer("json", "en")))
        assert [result.path.name for result in shared] == NAMES
        assert [result.report.kept("json en") for result in shared] == [
            result.report.kept("json en") for result in alone
        ]
        if level is not None:
            assert all(
                result.report.patch.output == FAULTY.replace(",", "，") * (1 + number % 5)
                for number, result in enumerate(shared)
            )


def test_a_small_run_stays_in_one_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lint.runner.runner, "PAYS", 1 << 20)
    monkeypatch.setattr(Crew, "answer", lambda *_: pytest.fail("a process was started"))
    assert len(results(4)) == len(NAMES)


def test_one_file_stays_in_one_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Crew, "answer", lambda *_: pytest.fail("a process was started"))
    Path("big.txt").write_text(FAULTY * 100, "utf-8")
    (only,) = run(find([Path("big.txt")], Projects()), Work(), jobs=4)
    assert only.report.kinds.total() == 100


def test_a_rule_that_crashes_takes_one_file_with_it(monkeypatch: pytest.MonkeyPatch):
    def fail():
        raise KeyError("x")

    spoil(monkeypatch, fail)
    errors = {result.path.name: result.report.error for result in results(2) if result.report.error}
    assert list(errors) == ["07.txt"]
    assert "rule PUN001 half-width-mark failed: KeyError" in errors["07.txt"]


@pytest.mark.parametrize(
    ("harm", "cause"),
    [(lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"), (lambda: os._exit(3), "exit code 3")],
    ids=["killed", "gone"],
)
@pytest.mark.parametrize("jobs", [2, 4])
def test_a_process_that_dies_takes_one_file_with_it(
    monkeypatch: pytest.MonkeyPatch, harm, cause: str, jobs: int
):
    spoil(monkeypatch, harm)
    done = results(jobs)
    assert [result.path.name for result in done] == NAMES
    errors = {result.path.name: result.report.error for result in done if result.report.error}
    assert list(errors) == ["07.txt"]
    assert f"died twice ({cause})" in errors["07.txt"]


def test_a_process_that_is_killed_once_costs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    mark = tmp_path / "mark"

    def once():
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    spoil(monkeypatch, once)
    assert not [result for result in results(3) if result.report.error]
    assert mark.exists()


def test_a_file_that_can_not_be_read_keeps_its_place():
    Path("05.txt").write_bytes(b"\0\1\2\3" * 100)
    Path("06.txt").unlink()
    Path("06.txt").symlink_to("nowhere")
    targets = find([Path(name) for name in NAMES], Projects())
    done = list(run(targets, Work(), jobs=3))
    assert [result.path.name for result in done] == NAMES
    assert [result.path.name for result in done if result.report.error] == ["05.txt", "06.txt"]


def test_a_reader_that_has_enough_ends_the_workers():
    coming = run(find([Path()], Projects()), Work(), jobs=3)
    assert next(coming).path.name == "00.txt"
    coming.close()
    assert not active_children()


def test_work_can_be_sent_to_a_process_that_knows_nothing():
    work = Work(Safety.SAFE, ChunkRenderer("json", "en"))
    (target,) = find([Path("00.txt")], Projects())
    work.prepare([target.project])
    text = Source(Path("00.txt").read_bytes(), "00.txt", None, Path("00.txt"))
    assert pickle.loads(pickle.dumps(work))(text, None) == work(text, None)  # noqa: S301 - our own


def test_spawned_workers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lint.runner.worker_pool.sys, "platform", "darwin")
    work = Work(None, ChunkRenderer("json", "en"))
    work.prepare([find([Path("00.txt")], Projects())[0].project])
    crew = Crew(2, work, lambda text, cause: pytest.fail(f"{text.name}: {cause}"))
    monkeypatch.undo()
    slots = [slot(FAULTY.encode(), name) for name in NAMES[:4]]
    assert [found.source.name for found in crew.answer(iter(slots))] == NAMES[:4]
    assert all(found.answer == work(found.source, None) for found in slots)


def test_ten_thousand_slots_are_no_burden():
    begin = time.process_time()
    crew = Crew(2, lambda text, _: Parcel(text.data, b"", b""), lambda *_: EMPTY)
    slots = (slot(b"%d" % number) for number in range(10_000))
    heads = [found.answer.head for found in crew.answer(slots)]
    assert heads == [b"%d" % number for number in range(10_000)]
    assert time.process_time() - begin < 30


def test_cores():
    assert 1 <= cores() <= (os.cpu_count() or 1)
