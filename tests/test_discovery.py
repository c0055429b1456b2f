"""From paths to files: what is found, what is left out, and in which order."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from lint.runner.discovery import Target, beside, find
from lint.settings.config import ConfigError, Projects


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")


def search(*paths: str, exclude: tuple[str, ...] = (), output: str | None = None) -> list[Target]:
    return find(map(Path, paths), Projects(), exclude, Path(output) if output else None)


def names(*paths: str, **options: object) -> list[str]:
    targets = search(*paths, **options)
    assert not [target.error for target in targets if target.error]
    return [target.name for target in targets]


def test_text_files_in_a_folder_sorted():
    make("d/b.txt", "d/a.md", "d/C.TXT", "d/x.markdown", "d/y.text", "d/z.csv", "d/sub/1.txt", "d/a/2.txt")
    assert names("d") == [
        "d/C.TXT",
        "d/a.md",
        "d/b.txt",
        "d/x.markdown",
        "d/y.text",
        "d/a/2.txt",
        "d/sub/1.txt",
    ]


def test_a_named_file_is_always_taken():
    make(".gitignore", "data.csv", ".hidden/a.txt", "a.fixed.txt", "a.txt")
    Path(".gitignore").write_text("*\n", "utf-8")
    given = ["data.csv", ".hidden/a.txt", "a.fixed.txt"]
    assert names(*given) == given


def test_each_file_once_in_the_order_given():
    make("b.txt", "d/a.txt")
    assert names("d", "b.txt", "./b.txt", "d/a.txt") == ["d/a.txt", "b.txt"]
    assert names("b.txt", ".") == ["b.txt", "d/a.txt"]


def test_hidden_files_and_folders_are_left_out():
    make("a.txt", ".b.txt", ".venv/c.txt")
    assert names(".") == ["a.txt"]


def test_ignore_files():
    make("a.txt", "b.txt", "out/c.txt", "d/a.txt", "d/b.txt", "d/e.txt")
    Path(".gitignore").write_text("/a.txt\nout/\nb.txt\n", "utf-8")
    Path("d/.gitignore").write_text("!b.txt\n", "utf-8")
    Path("d/.ocrlintignore").write_text("e.*\n", "utf-8")
    assert names(".") == ["d/a.txt", "d/b.txt"]


def test_ignore_files_above_count_up_to_the_repository():
    make("r/.git/HEAD", "r/d/sub/a.txt", "r/d/sub/b.txt")
    Path(".gitignore").write_text("a.txt\n", "utf-8")
    Path("r/.gitignore").write_text("/d/sub/b.txt\n", "utf-8")
    assert names("r/d/sub") == ["r/d/sub/a.txt"]


def test_exclude_and_include_of_the_settings_start_at_their_file():
    make("p/a.ocr", "p/b.txt", "p/d/c.ocr", "p/d/draft/e.ocr", "p/draft/f.ocr")
    Path("p/ocrlint.toml").write_text('include = ["*.ocr"]\nexclude = ["/d/draft/"]\n', "utf-8")
    assert names("p") == ["p/a.ocr", "p/d/c.ocr", "p/draft/f.ocr"]
    assert names("p/d") == ["p/d/c.ocr"]


def test_exclude_of_the_command_line(tmp_path_factory: pytest.TempPathFactory):
    make("a.txt", "b.txt", "d/b.txt", "d/c.txt")
    assert names(".", exclude=("b.txt", "/d/c.txt")) == ["a.txt"]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("a.txt", "b.txt"):
        (elsewhere / name).write_text("", "utf-8")
    assert names(str(elsewhere), exclude=("b.txt",)) == [str(elsewhere / "a.txt")]


def test_patterns_that_are_none():
    make("a.txt")
    with pytest.raises(ConfigError, match=r"--exclude: .*'!'"):
        search(".", exclude=("!",))


def test_earlier_outputs_are_left_out():
    make("a.txt", "a.fixed.txt", "lone.fixed.txt", "reports/a.txt", "reports/index.html", "new/a.txt")
    Path("reports/summary.json").write_text('{"schema": 1,\n "tool": {"name": "ocrlint"}}', "utf-8")
    assert names(".", output="new") == ["a.txt", "lone.fixed.txt"]
    assert names("reports") == ["reports/a.txt"]


def test_a_summary_of_something_else_is_no_sign():
    make("d/a.txt")
    Path("d/summary.json").write_text("{}", "utf-8")
    assert names(".") == ["d/a.txt"]


def test_links():
    make("d/a.txt", "elsewhere/b.txt")
    Path("d/loop").symlink_to(Path("d").resolve())
    Path("d/link.txt").symlink_to(Path("elsewhere/b.txt").resolve())
    assert names("d") == ["d/a.txt", "d/link.txt"]
    Path("way").symlink_to(Path("d").resolve())
    assert names("way/") == ["way/a.txt", "way/link.txt"]


def test_what_is_not_there_is_an_error_and_the_rest_is_found():
    make("a.txt", "empty/x.csv")
    missing, found, empty = search("no.txt", "a.txt", "empty")
    assert "no such file" in missing.error
    assert (found.name, found.error) == ("a.txt", "")
    assert "no text files" in empty.error
    assert "*.txt" in empty.error


def loop(path: str) -> None:
    """A link to itself: nobody, root included, may open it."""
    Path(path).symlink_to(Path(path).name)


def a_socket(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


BAD_ENTRIES = {
    "link to itself": (lambda: loop("d/bad.txt"), "d/bad.txt", "leads back to itself"),
    "link to itself without a suffix": (lambda: loop("d/bad"), "d/bad", "leads back to itself"),
    "link through a link to itself": (
        lambda: (loop("way"), Path("d/bad.txt").symlink_to("../way/a.txt")),
        "d/bad.txt",
        "leads back to itself",
    ),
    "link that leads nowhere": (lambda: Path("d/bad.txt").symlink_to("no"), "d/bad.txt", "leads nowhere"),
    "link with a name that is too long": (
        lambda: Path("d/bad.txt").symlink_to("x" * 300),
        "d/bad.txt",
        "too long",
    ),
    "pipe": (lambda: os.mkfifo("d/bad.txt"), "d/bad.txt", "is a pipe"),
    "socket": (lambda: a_socket("d/bad.txt"), "d/bad.txt", "a socket"),
    "ignore file that is a link to itself": (
        lambda: loop("d/.gitignore"),
        "d/.gitignore",
        "leads back to itself",
    ),
    "ignore file that leads nowhere": (
        lambda: Path("d/.gitignore").symlink_to("no"),
        "d/.gitignore",
        "leads nowhere",
    ),
    "ignore file that is a folder": (
        lambda: Path("d/.ocrlintignore").mkdir(),
        "d/.ocrlintignore",
        "a folder",
    ),
    "ignore file that is a pipe": (lambda: os.mkfifo("d/.gitignore"), "d/.gitignore", "a pipe"),
    "ignore file in UTF-16": (
        lambda: Path("d/.gitignore").write_text("b.txt\n", "utf-16"),
        "d/.gitignore",
        "not text in UTF-8",
    ),
    "ignore file with a line that is no pattern": (
        lambda: Path("d/.gitignore").write_text("c.txt\n!\n", "utf-8"),
        "d/.gitignore",
        "line 2 is no pattern",
    ),
    "ignore file above that is a link to itself": (
        lambda: (Path(".git").mkdir(), loop(".gitignore")),
        ".gitignore",
        "leads back to itself",
    ),
}


@pytest.mark.parametrize("kind", BAD_ENTRIES)
def test_what_is_wrong_with_an_entry_of_a_folder_is_said_of_that_entry_only(kind: str):
    spoil, name, reason = BAD_ENTRIES[kind]
    make("d/a.txt", "d/b.txt", "d/sub/c.txt")
    spoil()
    targets = search("d")
    (wrong,) = (target for target in targets if target.error)
    assert wrong.name.endswith(name)
    assert reason in wrong.error
    assert "remove" in wrong.error or "shorten" in wrong.error
    found = [target.name for target in targets if not target.error]
    assert found == (
        ["d/a.txt", "d/b.txt"] if "no pattern" in kind else ["d/a.txt", "d/b.txt", "d/sub/c.txt"]
    )


def test_entries_that_nobody_wants_are_no_errors():
    make("d/a.txt", "d/sub/b.txt")
    for name in ("left-out.txt", "left-out", ".hidden.txt"):
        loop(f"d/{name}")
    Path("d/nowhere").symlink_to("no")
    Path("d/nowhere.csv").symlink_to("no")
    os.mkfifo("d/pipe")
    os.mkfifo("d/sub/summary.json")
    Path("d/.gitignore").write_text("left-*\n", "utf-8")
    assert names("d") == ["d/a.txt", "d/sub/b.txt"]


@pytest.mark.parametrize("place", ["d", "d/sub"])
def test_a_folder_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, place: str):
    make("d/a.txt", "d/sub/b.txt", "e/c.txt")
    scandir = os.scandir

    def refuse(path):
        if Path(path) == Path(place).resolve():
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    targets = search("d", "e")
    assert [(target.name, target.error) for target in targets if target.error] == [
        (place, "can't be read: permission denied; change its permissions, or run as a user who may")
    ]
    assert "e/c.txt" in [target.name for target in targets]


def test_a_folder_whose_settings_may_not_be_looked_for(monkeypatch: pytest.MonkeyPatch):
    make("d/a.txt", "d/sub/b.txt")
    of = Projects.of

    def refuse(self, folder):
        if folder.name == "sub":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return of(self, folder)

    monkeypatch.setattr(Projects, "of", refuse)
    found, wrong = search("d")
    assert (found.name, found.error, wrong.name) == ("d/a.txt", "", "d/sub")
    assert "permission denied" in wrong.error


def test_patterns_in_bytes_that_are_not_utf_8_match_such_names():
    name = os.fsdecode("草稿.txt".encode("gbk"))
    make("a.txt", name)
    Path(".gitignore").write_bytes("\ufeff".encode() + b"no.txt\n" + "草稿.txt\n".encode("gbk"))
    assert names(".") == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("loop.txt", "leads back to itself"),
        ("a.txt/b.txt", "is a file, not a folder"),
        ("x" * 5000, "too long"),
    ],
)
def test_a_named_path_that_can_not_be_followed(path: str, reason: str):
    make("a.txt")
    loop("loop.txt")
    wrong, found = search(path, "a.txt")
    assert found.name == "a.txt"
    assert "can't be read: " in wrong.error
    assert reason in wrong.error


def test_the_cleaned_text_lies_beside():
    assert beside(Path("d/a.txt")) == Path("d/a.fixed.txt")
    assert beside(Path("README")) == Path("README.fixed")


def test_settings_of_each_file():
    make("a.txt", "d/b.txt")
    Path("d/ocrlint.toml").write_text('profile = "verse"', "utf-8")
    assert [target.project.settings.profile for target in search(".")] == ["ocr", "verse"]
