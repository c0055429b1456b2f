"""From paths to files: what is found, what is left out, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.config import ConfigError, Projects
from lint.files import Target, beside, find


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
    Path(".gitignore").write_text("!\n", "utf-8")
    with pytest.raises(ConfigError, match=r"\.gitignore: "):
        search(".")


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
    Path("d/broken.txt").symlink_to("nowhere.txt")
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


def test_a_name_too_long_for_the_system_is_an_error():
    (target,) = search("x" * 5000)
    assert "can't be read" in target.error


def test_the_cleaned_text_lies_beside():
    assert beside(Path("d/a.txt")) == Path("d/a.fixed.txt")
    assert beside(Path("README")) == Path("README.fixed")


def test_settings_of_each_file():
    make("a.txt", "d/b.txt")
    Path("d/ocrlint.toml").write_text('profile = "verse"', "utf-8")
    assert [target.project.settings.profile for target in search(".")] == ["ocr", "verse"]
