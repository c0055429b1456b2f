"""A run that is ended from outside, in whatever it is doing, ends at once and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import OCRLINT, usual_signals

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
CHECK = ("check", ".", "--no-cache", "-j", "2", "--select", "PUN001")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

START = """
import lint.runner.worker_pool, lint.runner.runner, lint.runner.signals, os, time
from lint.runner import serialization as wire
from lint.cli.main import main
from lint.runner.check_file import judge
lint.runner.runner.PAYS = lint.runner.worker_pool.BATCH = 100
"""
"""What lets the workers begin at once; what they do then is put behind it."""

SLEEP = """
def slow(*arguments):
    time.sleep(60)
lint.runner.runner.judge = slow
"""
COMPUTE = """
def slow(*arguments):
    while True:
        pass
lint.runner.runner.judge = slow
"""
ANSWER = """
pack = lint.runner.runner.Work.pack
def long(self, report, engine):
    return pack(self, report, engine)._replace(piece=bytes(10_000_000))
lint.runner.runner.Work.pack = long
"""
"""Their answers are longer than a pipe holds: a worker waits until the parent reads."""

ALONE = "lint.runner.worker_pool.killed_with_parent = lambda parent: None\n"
"""The kernel does not help, as on other systems."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(8):
        Path(f"{number}.txt").write_text(FAULTY, "utf-8")


def started(code: str, *arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", f"{START}{code}main()\n", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        start_new_session=True,
        preexec_fn=usual_signals,  # noqa: PLW1509 - no thread runs beside the tests
        **options,
    )


def processes(group: int) -> list[int]:
    """The processes of a group that are alive."""
    alive = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, leader = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(leader) == group and state not in "ZX":
            alive.append(int(path.parent.name))
    return alive


def wait_for(count: int, group: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while len(processes(group)) != count:
        if time.monotonic() > end:
            left = processes(group)
            os.killpg(group, signal.SIGKILL)
            pytest.fail(f"there are {len(left)} processes, not {count}")
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], number: signal.Signals, *, stopped: bool) -> tuple[bytes, bytes]:
    """End a run whose workers are all at it; `stopped` lets their answers pile up before."""
    wait_for(3, process.pid)
    if stopped:
        process.send_signal(signal.SIGSTOP)
    time.sleep(0.3)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    if stopped:
        process.send_signal(signal.SIGCONT)
    return process.communicate(timeout=30)


@pytest.mark.parametrize(
    ("number", "work"),
    [
        (signal.SIGINT, SLEEP),
        (signal.SIGHUP, SLEEP),
        (signal.SIGTERM, COMPUTE),
        (signal.SIGTERM, ANSWER),
        (signal.SIGKILL, COMPUTE),
        (signal.SIGKILL, ANSWER),
    ],
)
def test_no_worker_outlives_its_parent(number: signal.Signals, work: str):
    with started(work, *CHECK) as process:
        _, err = end(process, number, stopped=work is ANSWER)
        wait_for(0, process.pid, 5)
    expected = {
        signal.SIGINT: (130, b"ocrlint: interrupted\n"),
        signal.SIGTERM: (143, b"ocrlint: terminated (SIGTERM)\n"),
        signal.SIGHUP: (129, b"ocrlint: terminated (SIGHUP)\n"),
        signal.SIGKILL: (-9, b""),
    }
    assert (process.returncode, err.lstrip()) == expected[number]


def test_workers_notice_the_death_of_their_parent_without_the_kernels_help():
    with started(ALONE + ANSWER, *CHECK) as process:
        end(process, signal.SIGKILL, stopped=True)
        wait_for(0, process.pid, 5)
    assert process.returncode == -9


def test_a_parent_that_died_before_the_kernel_was_asked():
    code = """
import lint.runner.worker_pool, os, sys, time
from lint.runner.signals import killed_with_parent
killed_with_parent(os.getppid() + 1)
print("alive")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_what_is_being_written_is_taken_away():
    Path("out").mkdir()
    code = """
import lint.core.source
def slow(*arguments):
    print("writing", flush=True)
    time.sleep(60)
lint.core.source.os.fsync = slow
"""
    with started(code, "fix", "0.txt", "--output-dir", "out") as process:
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 143
    assert not [path for path in Path("out").iterdir() if path.suffix == ".tmp"]


def test_a_second_signal_does_not_disturb_the_cleaning_up():
    code = """
import lint.core.source
def slow(*arguments):
    try:
        print("writing", flush=True)
        time.sleep(60)
    finally:
        os.kill(os.getpid(), 15)
        time.sleep(0.1)
        print("cleaned", flush=True)
lint.core.source.os.fsync = slow
"""
    with started(code, "fix", "0.txt") as process:
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (143, b"cleaned\n")


def test_a_reader_that_does_not_read_holds_nobody():
    Path("long.txt").write_text(FAULTY * 5_000, "utf-8")
    with started("", "check", "long.txt", "--no-cache", "--output-format", "json") as process:
        process.stdout.read(1)  # the rest is more than the pipe holds
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143


def test_signals_that_are_ignored_from_the_start_stay_ignored():
    code = """
def hit(*arguments):
    for number in (1, 2, 15):
        os.kill(os.getpid(), number)
    return judge(*arguments)
lint.runner.runner.judge = hit
"""
    command = [sys.executable, "-c", f"{START}{code}main()", *CHECK]
    done = subprocess.run(
        ["/bin/sh", "-c", 'trap "" HUP INT TERM; exec "$@"', "sh", *command],
        capture_output=True,
        env=ENVIRONMENT,
        check=False,
        preexec_fn=usual_signals,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_interrupt_while_stdin_is_read():
    with subprocess.Popen(
        [*OCRLINT, "fix", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        preexec_fn=usual_signals,  # noqa: PLW1509 - no thread runs beside the tests
    ) as process:
        process.stdin.write(b"a" * 1_000_000)  # more than a pipe holds: what is written is being read
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, b"", b"ocrlint: interrupted")
