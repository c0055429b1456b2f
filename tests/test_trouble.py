"""Trouble with files and with the system is told as what it is, with the file, the reason and what helps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import OCRLINT

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "LC_ALL": "C.UTF-8"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(FAULTY, "utf-8")


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, env=ENVIRONMENT, check=False, encoding="utf-8", **options
    )


def loop(path: str) -> None:
    """A link to itself: nobody, root included, may open it."""
    Path(path).symlink_to(Path(path).name)


def test_bad_entries_of_a_folder_are_named_and_the_others_are_checked():
    Path("d").mkdir()
    Path("d/a.txt").write_text(FAULTY, "utf-8")
    for name in ("loop", "loop.txt", ".gitignore"):
        loop(f"d/{name}")
    done = run(*OCRLINT, "check", "d", "--output-format", "concise")
    assert done.returncode == 2
    assert done.stdout.startswith("d/a.txt:1:15: PUN001")
    reason = "can't be read: a link on the way leads back to itself; correct or remove it"
    assert done.stderr.splitlines() == [
        f"ocrlint: d/.gitignore: {reason}; so far it excludes nothing",
        f"ocrlint: d/loop: {reason}",
        f"ocrlint: d/loop.txt: {reason}",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "loop"),
        ("fix", "loop"),
        ("fix", "loop", "--in-place"),
        ("fix", "loop", "a.txt", "--output-dir", "out"),
        ("fix", "a.txt", "--output-dir", "loop"),
        ("check", "a.txt", "--config", "loop"),
        ("check", "a.txt", "--output-file", "loop"),
        ("learn", "loop", "--memory", "m"),
        ("learn", "a.txt", "--memory", "loop"),
    ],
    ids=" ".join,
)
def test_a_link_to_itself_in_place_of_any_file(arguments: tuple[str, ...]):
    loop("loop")
    done = run(*OCRLINT, *arguments)
    assert done.returncode == 2
    error = next(line for line in done.stderr.splitlines() if line.startswith("ocrlint:"))
    assert error.startswith("ocrlint: loop: ")
    assert "can't print" not in error
    assert "report it" not in error
    assert "; " in error  # what helps


def test_a_working_folder_that_is_gone():
    code = "import os, shutil; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); from lint.cli.main import main; main()"
    done = run(sys.executable, "-c", code, "check", "../a.txt")
    assert done.returncode == 2
    assert done.stderr == "ocrlint: the working folder is no longer there; change to another one\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("OSError(24, 'Too many open files', 'x.txt')", "x.txt: can't be used: too many open files"),
        ("OSError(24, 'Too many open files', b'x', None, 'y')", "x, y: can't be used: too many open files"),
        ("OSError(11, 'Try again')", "the system refused something: try again; try again, or report it: "),
    ],
)
def test_an_error_of_the_system_is_no_printing_error(error: str, told: str):
    code = f"""
import lint.cli.request
def fail(*arguments, **options):
    raise {error}
lint.cli.request.run = fail
from lint.cli.main import main
main()
"""
    done = run(sys.executable, "-c", code, "check", "a.txt")
    assert done.returncode == 2
    assert done.stderr.startswith(f"ocrlint: {told}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("colour", ["", "1"])
def test_outputs_that_are_full(colour: str):
    environment = ENVIRONMENT | {"FORCE_COLOR": colour}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*OCRLINT, "check", "a.txt"], stdout=full, stderr=subprocess.PIPE, env=environment, check=False
        )
        assert (done.returncode, done.stderr) == (2, b"ocrlint: can't print: no space left on device\n")
        silent = subprocess.run(
            [*OCRLINT, "check", "a.txt", "no"], stdout=full, stderr=full, env=environment, check=False
        )
        assert silent.returncode == 2


def test_a_reader_that_goes_away_while_a_report_in_colour_is_printed():
    with subprocess.Popen(
        [*OCRLINT, "check", "a.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT | {"FORCE_COLOR": "1"},
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141
