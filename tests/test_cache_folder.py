"""The folder that a project lends: ours and marked, or nothing in it is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from lint.cli.main import main
from lint.runner.cache import KEPT, Cache
from lint.runner.cache_folder import FOLDER, MARKER, CacheFolder
from tests.command import OCRLINT

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
TAG = b"Signature: 8a477f597d28d172789f06886806bc55"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    Path("a.txt").write_text(FAULTY, "utf-8")
    return project


@pytest.fixture
def check(capfdbinary: pytest.CaptureFixture[bytes]):
    """Run `ocrlint check`; what it said on stderr. It finds the same with a cache and without."""

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as stop:
            main(["check", ".", *arguments])
        assert stop.value.code == 1
        out, err = capfdbinary.readouterr()
        assert out.count(b"PUN001") == 1
        return err.decode()

    return run


def aged(path: Path) -> Path:
    """A file that is older than any entry may be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    stamp = time.time() - 2 * KEPT
    os.utime(path, (stamp, stamp))
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def entries(folder: str = FOLDER) -> list[Path]:
    return list(Path(folder).glob("??/*"))


SHELVED = "ab/" + "0" * 38


def foreign(place: Path) -> Path:
    """A folder that looks like one of ours, and is none."""
    aged(place / SHELVED)
    aged(place / "pack" / "1")
    return place


@pytest.mark.parametrize(
    "cache_dir",
    [
        "../outside",
        ".git/objects",
        ".git/new",
        "objects",
        "link",
        "way/objects",
        "way/new",
        ".",
        "a.txt",
        "{absolute}",
    ],
)
@pytest.mark.parametrize("where", ["ocrlint.toml", "pyproject.toml"])
def test_settings_name_no_folder_that_is_not_ours(check, tmp_path: Path, cache_dir: str, where: str):
    for place in ("../outside", ".git/objects", "objects", "../elsewhere/objects"):
        foreign(Path(place))
    Path("link").symlink_to("../elsewhere")
    Path("way").symlink_to("../elsewhere")
    table = "" if where == "ocrlint.toml" else "[tool.ocrlint]\n"
    Path(where).write_text(
        f'{table}cache-dir = "{cache_dir.format(absolute=tmp_path / "outside")}"\n', "utf-8"
    )
    before = tree(tmp_path)
    for _ in range(2):
        err = check()
        assert err.count("\n") == 1
        assert "is not used as a cache: " in err
        assert "--cache-dir" in err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("target", ["../outside", "inside"])
def test_the_default_folder_is_no_link(check, target: str):
    Path(target).mkdir()
    Path(FOLDER).symlink_to(target)
    assert f"{FOLDER} is a link" in check()
    assert not tree(Path(target))
    # What was written is not remembered there, either, and that is said.
    done = subprocess.run(
        [*OCRLINT, "fix", "a.txt", "-q"], env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"is a link" in done.stderr
    assert not tree(Path(target))


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


@pytest.mark.parametrize("place", ["../outside", "link"])
def test_the_command_line_may_name_any_folder_that_is_empty_or_ours(check, place: str):
    Path("../elsewhere").mkdir()
    Path("link").symlink_to("../elsewhere")
    assert check("--cache-dir", place) == ""
    assert len(entries(place)) == 1
    foreign(Path("../foreign"))
    before = tree(Path("../foreign"))
    assert "holds what ocrlint did not put there" in check("--cache-dir", "../foreign")
    assert tree(Path("../foreign")) == before


def test_a_new_folder_is_marked_and_tagged(check):
    Path(FOLDER).mkdir()
    assert check() == ""
    assert Path(FOLDER, "CACHEDIR.TAG").read_bytes().startswith(TAG)
    assert Path(FOLDER, ".gitignore").read_bytes() == b"*\n"
    assert Path(FOLDER, MARKER).exists()
    assert check() == ""
    assert len(entries()) == 1


def test_a_folder_of_0_1_0_is_taken_over(check):
    check()
    for name in ("CACHEDIR.TAG", MARKER):
        Path(FOLDER, name).unlink()
    aged(Path(FOLDER, f"cd/{'1' * 38}"))
    Path(FOLDER, f"cd/{'2' * 38}.4711").write_bytes(b"")  # a temporary file of then
    Path(FOLDER, ".swept").unlink(missing_ok=True)
    kept = entries()
    assert check() == ""
    assert Path(FOLDER, MARKER).exists()
    assert sum(path.exists() for path in kept) == len(kept) - 1, "the old entry was swept"


@pytest.mark.parametrize(
    "more",
    [
        "notes.txt",
        "ab/notes",
        "abc/" + "0" * 38,
        "ab/" + "0" * 40,
        SHELVED + "/x",
        ".swept",
        "AB/" + "0" * 38,
    ],
)
def test_a_folder_of_0_1_0_with_anything_else_is_not(check, more: str):
    aged(Path(FOLDER, more))
    Path(FOLDER, ".gitignore").write_bytes(b"*\n")
    before = tree(Path(FOLDER))
    assert "is not used as a cache" in check()
    assert tree(Path(FOLDER)) == before


def test_only_entries_are_swept(tmp_path: Path):
    folder = CacheFolder(Path(FOLDER), Path.cwd())
    assert folder.prepare()
    outside = aged(tmp_path / "outside" / ("0" * 38))
    stay = [
        aged(Path(FOLDER, name))
        for name in (
            "ab/" + "0" * 37,
            f"ab/{'0' * 38}.x",
            "ab/" + "0" * 37 + "G",
            "abc/" + "0" * 38,
            "0" * 38,
        )
    ]
    stay.append(aged(Path(FOLDER, f"ef/{'0' * 38}/file")))
    go = aged(Path(FOLDER, SHELVED))
    Path(FOLDER, "cd").symlink_to(outside.parent)
    Path(FOLDER, f"ab/{'1' * 38}").symlink_to(outside)
    Cache(folder).sweep()
    assert not go.exists()
    assert all(path.exists() for path in [*stay, outside])


def test_nothing_is_written_or_read_through_links_in_the_folder(check, tmp_path: Path):
    check()
    (entry,) = entries()
    shelf, outside = entry.parent, tmp_path / "outside"
    shutil.rmtree(shelf)
    outside.mkdir()
    shelf.symlink_to(outside)
    Path(FOLDER, ".swept").unlink(missing_ok=True)
    Path(FOLDER, ".swept").symlink_to(outside / "swept")
    assert check() == ""
    assert not tree(outside)
    shelf.unlink()
    shelf.mkdir()
    entry.symlink_to("/dev/zero")
    assert check() == ""
    entry.unlink(missing_ok=True)
    os.mkfifo(entry)
    assert check() == ""


def test_a_folder_without_our_marker_is_not_swept():
    path = aged(Path(FOLDER, SHELVED))
    Cache(CacheFolder(Path(FOLDER), Path.cwd())).sweep()
    assert path.exists()
