"""What a killed run leaves: no half file, and nothing that the next run does not take away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lint.core.temporary_files import FORM, clear, temporary
from tests.command import OCRLINT

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
MENDED = FAULTY.replace(",", "，")
OTHER = "读者下班以后,也能借书。\n"
NAMES = [f"{name}.txt" for name in "abcd"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "LC_ALL": "C.UTF-8"}

KILLED = """
import os, signal, sys
from lint.core import writing
original, turns = writing.{name}, {turn}
def kill(*arguments, **options):
    global turns
    turns -= 1
    result = original(*arguments, **options) if turns or {late} else None
    if not turns:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
writing.{name} = kill
from lint.cli.main import main
main(sys.argv[1:])
"""
WAITING = """
import sys
from pathlib import Path
from lint.core.temporary_files import temporary
with temporary(Path(".")) as (name, file):
    print(name, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    clear.cache_clear()
    return tmp_path


def left() -> list[Path]:
    return [path for path in Path().rglob("*") if FORM.fullmatch(path.name)]


@pytest.mark.parametrize(
    ("arguments", "point"),
    [
        (["--output-dir", "out"], {"name": "_place", "turn": 2, "late": False}),
        (["--output-dir", "out"], {"name": "_place_new", "turn": 5, "late": True}),
        ([], {"name": "_store", "turn": 3, "late": True}),
        (["--in-place"], {"name": "_place", "turn": 2, "late": False}),
    ],
)
def test_a_kill_leaves_no_half_file_and_the_next_run_tidies_up(
    arguments: list[str], point: dict[str, object]
):
    for name in NAMES:
        Path(name).write_text(FAULTY, "utf-8")
    command = [sys.executable, "-c", KILLED.format(**point), "fix", *NAMES, *arguments]
    assert subprocess.run(command, env=ENVIRONMENT, check=False).returncode == -signal.SIGKILL
    assert len(left()) == 1
    assert {path.read_text("utf-8") for path in Path().rglob("*.txt")} <= {FAULTY, MENDED}
    # What the killed run wrote is known, even if the sources are others now.
    for name in NAMES:
        Path(name).write_text(OTHER, "utf-8")
    assert subprocess.run([*OCRLINT, "fix", *NAMES, *arguments], env=ENVIRONMENT, check=False).returncode == 0
    assert not left()
    assert sum(path.read_text("utf-8") == OTHER.replace(",", "，") for path in Path().rglob("*.txt")) == 4


def test_the_file_of_a_live_writer_stays_until_it_is_gone(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", WAITING],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        name = Path(writer.stdout.readline().strip())
        os.utime(name, (1, 1))  # age is no reason
        clear(str(tmp_path))
        assert left() == [name]
        writer.kill()
        writer.wait(30)
    clear.cache_clear()
    clear(str(tmp_path))
    assert not left()


def test_our_own_stays_while_it_is_open(tmp_path: Path):
    with temporary(tmp_path) as (name, file):
        clear(str(tmp_path))
        file.write(b"x")
        assert Path(name).stat().st_mode & 0o777 == 0o600
    assert not left()


def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen(["true"]) as process:  # noqa: S607 - wherever it is
        pass
    return process.pid


def test_neither_name_nor_lock_alone_is_reason_to_remove(tmp_path: Path):
    stay = [
        f".ocrlint-{os.getppid()}-{'0' * 16}.tmp",  # of a process that lives
        f".ocrlint-{gone()}-{'0' * 15}.tmp",
        f".ocrlint-{gone()}-{'0' * 16}.tmp.txt",
        f"ocrlint-{gone()}-{'0' * 16}.tmp",
        ".a.txt.0123abcd.tmp",
    ]
    for name in stay:
        Path(name).write_bytes(b"x")
    Path("target").write_bytes(b"x")
    Path(f".ocrlint-{gone()}-{'1' * 16}.tmp").symlink_to("target")
    Path(f".ocrlint-{gone()}-{'2' * 16}.tmp").mkdir()
    os.mkfifo(f".ocrlint-{gone()}-{'3' * 16}.tmp")
    before = sorted(tmp_path.iterdir())
    go = Path(f".ocrlint-{gone()}-{'4' * 16}.tmp")
    go.write_bytes(b"x")
    clear(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == before
