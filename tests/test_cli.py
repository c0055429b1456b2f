"""The command as people and scripts meet it: a real process, its exit code, its two outputs, its files."""

from __future__ import annotations

import io
import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import lint.cli.rule_manual
from lint.cli import terminal
from tests.command import OCRLINT, running_here

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
MENDED = "县图书馆去年开设了夜间阅览室，读者下班以后也能借书。\n"
CLEAN = "读者下班以后也能借书。\n"
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "LC_ALL"}},
    "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    "LC_ALL": "C.UTF-8",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", FAULTY), ("clean.txt", CLEAN)):
        Path(name).write_text(text, "utf-8")
    return tmp_path


def ocrlint(
    *arguments: str, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*OCRLINT, *arguments], input=data, capture_output=True, env=ENVIRONMENT | environment, check=False
    )
    out, err = done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode()
    assert "Traceback" not in err
    assert done.returncode in {0, 1, 2}
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def within(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch):
    """Run the command without a process of its own: for what depends on its options only."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return running_here(capfdbinary)


def files() -> set[str]:
    """All but what is kept for the next run."""
    found = {path for path in Path().rglob("*") if path.is_file()}
    return {path.as_posix() for path in found if ".ocrlint_cache" not in path.parts}


# check


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a.txt"], 1),
        (["clean.txt"], 0),
        (["."], 1),
        (["a.txt", "--exit-zero"], 0),
        (["none.txt", "--exit-zero"], 2),
        (["a.txt", "--fail-on", "error"], 0),
        (["a.txt", "--fail-on", "warning"], 1),
        (["a.txt", "--ignore", "PUN001"], 0),
        (["a.txt", "--ignore", "LAY,half-width-mark"], 0),
        (["a.txt", "--select", "LAY", "--select", "PUN"], 1),
        (["a.txt", "--select", "LAY", "--extend-select", "PUN001"], 1),
        (["a.txt", "--select", "LAY"], 0),
        (["clean.txt", "none.txt"], 2),
        (["-", "a.txt"], 2),
        ([], 2),
        (["a.txt", "--select", "NOPE"], 2),
        (["a.txt", "--profile", "nope"], 2),
        (["a.txt", "--encoding", "nope"], 2),
        (["a.txt", "--config", "none.toml"], 2),
        (["a.txt", "--config", "a.txt"], 2),
        (["a.txt", "--output-format", "nope"], 2),
        (["a.txt", "--output-file", "none/report.json"], 2),
    ],
)
def test_exit_codes_of_check(within, arguments: list[str], code: int):
    done = within("check", *arguments)
    assert done.returncode == code
    if code == 2:
        assert done.stderr


def test_one_bad_file_does_not_hide_the_others():
    Path("binary.txt").write_bytes(b"\x89PNG\0\0\0")
    done = ocrlint("check", "none.txt", "binary.txt", "a.txt", "--output-format", "concise")
    assert done.returncode == 2
    assert "a.txt:1:15: PUN001" in done.stdout
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["none.txt", "binary.txt"]


def test_the_json_report():
    done = ocrlint("check", "-", "--stdin-filename", "d/名字.txt", "--output-format", "json", stdin=FAULTY)
    (file,) = json.loads(done.stdout)["files"]
    assert file["path"] == "d/名字.txt"
    (finding,) = file["findings"]
    assert (finding["code"], finding["start"]) == ("PUN001", {"offset": 14, "line": 1, "column": 15})


def test_json_is_utf8_whatever_the_terminal_is():
    done = ocrlint(
        "check", "a.txt", "--output-format", "json", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0"
    )
    assert "阅览室" in done.stdout


@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"]
)
def test_every_format_is_written_to_stdout_and_to_a_file(within, form: str):
    printed = within("check", "a.txt", "none.txt", "--output-format", form)
    filed = within("check", "a.txt", "none.txt", "--output-format", form, "--output-file", "report")
    assert printed.returncode == filed.returncode == 2
    assert filed.stdout == ""
    assert Path("report").read_text("utf-8") == printed.stdout
    assert "PUN001" in printed.stdout


def test_statistics():
    done = ocrlint("check", "a.txt", "--statistics")
    assert done.returncode == 1
    assert "PUN001" in done.stdout
    assert "a.txt:1" not in done.stdout


def test_the_language_is_asked_set_or_the_systems():
    def chinese(*arguments: str, **environment: str) -> bool:
        return "半角" in ocrlint("check", "a.txt", *arguments, **environment).stdout

    assert not chinese()
    assert chinese("--language", "zh")
    assert chinese(LC_ALL="zh_CN.UTF-8")
    Path("ocrlint.toml").write_text('language = "zh"', "utf-8")
    assert chinese()
    assert not chinese("--language", "en")


def test_colours():
    assert "\x1b[" not in ocrlint("check", "a.txt").stdout
    assert "\x1b[" in ocrlint("check", "a.txt", FORCE_COLOR="1").stdout
    assert "\x1b[" not in ocrlint("check", "a.txt", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in ocrlint("check", "a.txt", "--output-format", "concise", FORCE_COLOR="1").stdout


# Quality, time, processes, and what is kept


def test_statistics_tell_the_quality_of_each_file(within):
    text = within("check", ".", "--statistics").stdout
    assert "\nA   0.0         clean.txt\n" in text
    assert "  a.txt\n" in text
    assert "  in all\n" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a.txt", "--min-grade", "A"], 1),
        (["a.txt", "--min-grade", "A", "--exit-zero"], 1),
        (["a.txt", "--min-grade", "B", "--exit-zero"], 0),
        (["a.txt", "--min-grade", "D"], 1),
        (["a.txt", "--min-grade", "F"], 2),
        (["clean.txt", "--min-grade", "A"], 0),
        (["none.txt", "--min-grade", "A"], 2),
        (["a.txt", "--min-grade", "E"], 2),
    ],
)
def test_a_grade_that_is_too_low_fails(within, arguments: list[str], code: int):
    assert within("check", *arguments).returncode == code


def test_the_file_whose_grade_is_too_low_is_named(within):
    done = within("check", ".", "--min-grade", "A", "--exit-zero")
    assert done.stderr == "a.txt: grade B is below A\n"
    chinese = within("check", ".", "--min-grade", "A", "--exit-zero", "--language", "zh")
    assert chinese.stderr == "a.txt：质量为 B，低于 A\n"


def test_json_has_the_quality_of_files_and_run(within):
    report = json.loads(within("check", ".", "--output-format", "json").stdout)
    files = {file["path"]: file["quality"] for file in report["files"]}
    assert files["clean.txt"] == {"grade": "A", "score": 0.0, "densities": {}, "alarms": []}
    assert set(files["a.txt"]["densities"]) == {"PUN"}
    assert set(report["summary"]["quality"]) == {"grade", "score", "densities", "alarms"}


@pytest.mark.parametrize("command", ["check", "fix"])
def test_timings_name_rules_and_facts(command: str):
    done = ocrlint(command, "a.txt", "--timings")
    assert "PUN001 half-width-mark" in done.stderr
    assert "  fact " in done.stderr
    assert "  in all\n" in done.stderr
    assert not list(Path(".ocrlint_cache").glob("??/*"))


@pytest.mark.parametrize("command", [["check", "."], ["fix", "--diff", "."]])
def test_the_number_of_processes_changes_nothing(command: list[str]):
    for number in range(30):
        Path(f"{number}.txt").write_text(FAULTY * 700, "utf-8")
    said = {ocrlint(*command, "-j", jobs).stdout for jobs in "13"}
    assert len(said) == 1
    assert ocrlint("check", ".", "-j", "0").returncode == 2


def test_judgements_are_kept_where_it_is_said():
    first = ocrlint("check", ".", "--no-cache").stdout
    ocrlint("fix", ".", "--check")
    ocrlint("check", "-", stdin=FAULTY)
    assert not Path(".ocrlint_cache").exists()
    assert ocrlint("check", ".").stdout == first
    assert len(list(Path(".ocrlint_cache").glob("??/*"))) == 2
    Path("sub").mkdir()
    Path("ocrlint.toml").write_text('cache-dir = "sub/kept"', "utf-8")
    assert ocrlint("check", ".").stdout == first
    assert len(list(Path("sub/kept").glob("??/*"))) == 2
    assert ocrlint("check", ".", "--cache-dir", "here").stdout == first
    assert len(list(Path("here").glob("??/*"))) == 2


def test_faulty_settings_are_told_with_a_full_cache_too():
    assert ocrlint("check", ".").returncode == 1
    done = ocrlint("check", ".", "--select", "NOPE")
    assert (done.returncode, done.stdout) == (2, "")
    assert "NOPE" in done.stderr


# Settings


def test_the_nearest_settings_count_and_can_be_set_aside():
    Path("d").mkdir()
    Path("d/a.txt").write_text(FAULTY, "utf-8")
    Path("d/pyproject.toml").write_text('[tool.ocrlint]\nignore = ["PUN"]', "utf-8")
    Path("other.toml").write_text('select = ["PUN"]', "utf-8")
    assert ocrlint("check", "d").returncode == 0
    assert ocrlint("check", "-", "--stdin-filename", "d/x.txt", stdin=FAULTY).returncode == 0
    assert ocrlint("check", "-", stdin=FAULTY).returncode == 1
    assert ocrlint("check", "d", "--isolated").returncode == 1
    assert ocrlint("check", "d", "--config", "other.toml").returncode == 1
    assert ocrlint("check", "d", "--select", "PUN").returncode == 1


def test_a_fault_in_the_settings_is_one_line():
    Path("ocrlint.toml").write_text("selct = []", "utf-8")
    for command in (["check", "a.txt"], ["fix", "a.txt"], ["rule"]):
        done = ocrlint(*command)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "ocrlint.toml: unknown key 'selct'; did you mean 'select'?" in done.stderr
    assert not Path("a.fixed.txt").exists()


# fix


def test_the_cleaned_text_lies_beside_its_source():
    done = ocrlint("fix", "a.txt", "clean.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "a.txt: 1 finding fixed, 0 left\n"
    assert files() == {"a.txt", "a.fixed.txt", "clean.txt", "clean.fixed.txt"}
    assert Path("a.fixed.txt").read_text("utf-8") == MENDED
    assert Path("a.txt").read_text("utf-8") == FAULTY
    assert ocrlint("fix", ".").returncode == 0
    assert "a.fixed.fixed.txt" not in files()


@pytest.mark.parametrize("mode", ["--check", "--diff"])
def test_where_nothing_is_written_nothing_is_said_to_be_fixed(mode):
    before = files()
    for language, said in (
        ("en", "a.txt: 1 finding would be fixed, 0 left\n"),
        ("zh", "a.txt：问题可改 1 处，余 0 处\n"),
    ):
        done = ocrlint("fix", ".", mode, "--language", language)
        assert (done.returncode, done.stderr) == (1, said)
    assert ocrlint("fix", ".", mode, "--quiet").stderr == ""
    assert files() == before


def test_a_source_is_never_overwritten():
    before = files()
    Path("a.fixed.txt").write_text(CLEAN, "utf-8")
    for arguments in (
        ["a.txt", "a.fixed.txt"],
        ["a.txt", "--output-dir", "."],
        ["a.txt", "--output-dir", str(Path.cwd())],
    ):
        done = ocrlint("fix", *arguments)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
    Path("a.fixed.txt").unlink()
    Path("a.fixed.txt").symlink_to("a.txt")
    assert ocrlint("fix", "a.txt").returncode == 2
    assert Path("a.txt").read_text("utf-8") == FAULTY
    Path("a.fixed.txt").unlink()
    assert files() == before


def test_stdin_is_printed_cleaned_byte_for_byte():
    for data in (
        ("\ufeff" + FAULTY.replace("\n", "\r\n") * 2).encode(),
        FAULTY.encode("gb18030"),
        FAULTY.rstrip("\n").encode(),
        b"",
    ):
        done = subprocess.run(
            [*OCRLINT, "fix", "-"], input=data, capture_output=True, env=ENVIRONMENT, check=False
        )
        guessed = data == FAULTY.encode("gb18030")
        comma = "，".encode("gb18030" if guessed else "utf-8")
        assert (done.returncode, done.stdout) == (0, data.replace(b",", comma))
        assert done.stderr.startswith(b"-: no mark and not UTF-8: read as GB18030" if guessed else b"")
        assert done.stderr.count(b"\n") == guessed


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
def test_stdin_by_its_other_names(name: str):
    assert ocrlint("fix", name, stdin=FAULTY).stdout == MENDED
    with Path("a.txt").open("rb") as file:  # a pipe could be read by name, too
        done = subprocess.run(
            [*OCRLINT, "check", name, "--stdin-filename", "b.txt", "--output-format", "concise"],
            stdin=file,
            capture_output=True,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.stdout.startswith(b"b.txt:1:")
    assert ocrlint("fix", "--in-place", name, stdin=FAULTY).returncode == 2
    assert ocrlint("check", name, "a.txt").returncode == 2
    done = ocrlint("check", f".{name}")
    assert (done.returncode, "no such file" in done.stderr) == (2, True)


def test_in_place():
    stamp = Path("clean.txt").stat().st_mtime_ns
    done = ocrlint("fix", "--in-place", ".")
    assert done.returncode == 0
    assert Path("a.txt").read_text("utf-8") == MENDED
    assert Path("clean.txt").stat().st_mtime_ns == stamp
    assert files() == {"a.txt", "clean.txt"}


def test_diff_and_check_write_nothing():
    done = ocrlint("fix", "--diff", ".")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-2:] == ["-" + FAULTY.rstrip(), "+" + MENDED.rstrip()]
    assert ocrlint("fix", "--check", "a.txt").returncode == 1
    assert ocrlint("fix", "--check", "clean.txt").returncode == 0
    assert ocrlint("fix", "--diff", "clean.txt").stdout == ""
    assert ocrlint("fix", "--diff", "-", stdin=FAULTY).returncode == 1
    assert ocrlint("fix", "--diff", "a.txt", "none.txt").returncode == 2
    assert files() == {"a.txt", "clean.txt"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_git_applies_the_diff(encoding: str):
    Path("a.txt").write_bytes((CLEAN + FAULTY).replace("\n", "\r\n").encode(encoding))
    done = subprocess.run(
        [*OCRLINT, "fix", "--diff", "a.txt"], capture_output=True, env=ENVIRONMENT, check=False
    )
    subprocess.run(["git", "apply", "-"], input=done.stdout, check=True)  # noqa: S607 - wherever git is
    assert Path("a.txt").read_bytes() == (CLEAN + MENDED).replace("\n", "\r\n").encode(encoding)


def test_an_output_folder():
    done = ocrlint("fix", ".", "--output-dir", "out/new")
    assert done.returncode == 0
    assert {"out/new/a.txt", "out/new/a.txt.diff", "out/new/a.txt.html", "out/new/index.html"} <= files()
    assert Path("out/new/a.txt").read_text("utf-8") == MENDED
    # What the run left there is no input of the next one.
    assert ocrlint("fix", ".", "--output-dir", "out/new").returncode == 0
    assert "out/new/out/new/a.txt" not in files()
    done = ocrlint("fix", "-", "--stdin-filename", "b.txt", "--output-dir", "out/stdin", stdin=FAULTY)
    assert (done.returncode, done.stdout) == (0, "")
    assert Path("out/stdin/b.txt").read_text("utf-8") == MENDED


@pytest.mark.parametrize("place", ["a.txt", "a.txt/out", "/proc/out"])
def test_an_output_folder_that_can_not_be(place: str):
    done = ocrlint("fix", "clean.txt", "--output-dir", place)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"ocrlint: {place}: ")
    assert files() == {"a.txt", "clean.txt"}


def test_a_folder_where_an_output_should_be():
    Path("a.fixed.txt").mkdir()
    done = ocrlint("fix", "a.txt", "clean.txt")
    assert done.returncode == 2
    assert "a.txt: " in done.stderr
    assert "a folder of that name" in done.stderr
    assert Path("clean.fixed.txt").exists()
    Path("out/clean.txt").mkdir(parents=True)
    done = ocrlint("fix", "clean.txt", "--output-dir", "out", "-q")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_report_of_fixing():
    done = ocrlint("fix", "a.txt", "--output-format", "json")
    assert json.loads(done.stdout)["summary"]["findings"] == 1
    done = ocrlint("fix", "-", "--output-format", "json", "--output-file", "report.json", stdin=FAULTY)
    assert done.stdout == MENDED
    assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["findings"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--in-place", "-"],
        ["--in-place", "--diff", "a.txt"],
        ["--in-place", "--output-dir", "out", "a.txt"],
        ["--check", "--output-dir", "out", "a.txt"],
        ["-", "--output-format", "json"],
        ["--diff", "--statistics", "a.txt"],
        ["--config", "x.toml", "--isolated", "a.txt"],
        ["--check", "--statistics", "--output-format", "json", "a.txt"],
    ],
)
def test_options_that_exclude_each_other(within, arguments: list[str]):
    done = within("fix", *arguments)
    assert done.returncode == 2
    assert "Usage" in done.stderr
    assert files() == {"a.txt", "clean.txt"}


def test_an_encoding_that_can_not_hold_the_cleaned_text():
    Path("a.txt").write_bytes("縣圖書館,".encode("big5") * 9)
    Path("own.toml").write_text(
        """
        [[rule]]
        code = "WRD900"
        name = "own-word"
        safety = "suggested"
        triggers = ","
        find = ','
        put = "😀"
        docs = "Ours."
        message = { en = "found", zh = "见" }
        """,
        "utf-8",
    )
    Path("ocrlint.toml").write_text('rulesets = ["own.toml"]\nselect = ["WRD900"]', "utf-8")
    done = ocrlint("fix", "a.txt", "--suggested", "--in-place")
    assert done.returncode == 2
    assert "U+1F600" in done.stderr
    assert Path("a.txt").read_bytes() == "縣圖書館,".encode("big5") * 9


# Texts at the edge


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 0),
        (b"\n" * 5000, 0),
        (b"\r\n\r\n", 0),
        ("读者下班以后也能借书。".encode() * 150_000, None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 2),
        (bytes(range(256)) * 20, 2),
        (FAULTY.encode()[:-3], 2),
        (CLEAN.encode() + b"\xff\xfe" + CLEAN.encode(), 2),
    ],
    ids=[
        "empty",
        "blank lines",
        "blank lines of Windows",
        "one line of 5 MB",
        "png",
        "bytes",
        "cut",
        "broken",
    ],
)
def test_texts_at_the_edge(data: bytes, code: int | None):
    Path("edge.txt").write_bytes(data)
    done = ocrlint("check", "edge.txt", "--output-format", "concise")
    assert code is None or done.returncode == code
    assert (done.returncode == 2) == (done.stderr != "")
    assert done.stderr.count("\n") <= 1
    fixed = ocrlint("fix", "edge.txt", "--output-dir", "out", "-q")
    assert fixed.returncode == (2 if code == 2 else 0)
    if code == 0:
        assert Path("out/edge.txt").read_bytes() == data
    assert Path("out/edge.txt").exists() == (code != 2)
    assert not [name for name in files() if name.endswith(".tmp")]


def test_names_that_are_no_text():
    name = os.fsdecode(b"\xff\xfe.txt")
    Path(name).write_text(FAULTY, "utf-8")
    for form in ("full", "json", "sarif", "junit"):
        assert ocrlint("check", ".", "--output-format", form).returncode == 1
    assert ocrlint("fix", ".", "--in-place").returncode == 0
    assert Path(name).read_text("utf-8") == MENDED


def test_two_names_that_look_alike():
    for name in (b"\xff.txt", b"\xfe.txt"):
        Path(os.fsdecode(name)).write_text(FAULTY, "utf-8")
    done = ocrlint("fix", ".", "--output-dir", "out", "-q")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "two results would have this name; rename one of the sources" in done.stderr
    assert {"out/a.txt", "out/\ufffd.txt", "out/index.html", "out/summary.json"} <= files()


# The process


def test_version_and_help_load_nothing_heavy(tmp_path: Path):
    heavy = {
        "rich",
        "msgspec",
        "jinja2",
        "rapidfuzz",
        "opencc",
        "regex",
        "pathspec",
        "lint.engine.engine",
    }
    code = f"""
import sys, lint.cli.main
try:
    lint.cli.main.main(sys.argv[1:])
finally:
    print(sorted({heavy!r} & set(sys.modules)))
"""
    for arguments in (["--version"], ["--help"], ["fix", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            cwd=tmp_path,  # a file of settings may name the language, so help has to read one
            env=ENVIRONMENT | {"XDG_CONFIG_HOME": str(tmp_path)},
            text=True,
            check=True,
        )
        assert done.stdout.endswith("[]\n")


def test_a_reader_that_goes_away():
    with subprocess.Popen(
        [*OCRLINT, "rule"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_is_full():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*OCRLINT, "check", "a.txt"], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"ocrlint: can't print: no space left on device\n"


def test_progress_is_shown_on_a_terminal_only_and_not_with_quiet():
    code = "import lint.cli.terminal as c; c.PATIENCE = 0; from lint.cli.main import main; main()"
    Path("b.txt").write_text(FAULTY, "utf-8")

    def shown(*options: str) -> bytes:
        master, slave = pty.openpty()
        subprocess.run(
            [sys.executable, "-c", code, "check", ".", "--exit-zero", "--output-file", "report", *options],
            stderr=slave,
            env=ENVIRONMENT | {"TERM": "xterm"},
            check=True,
        )
        os.write(slave, b".")
        os.close(slave)
        data = os.read(master, 10_000)
        os.close(master)
        return data

    assert b"3/3" in shown()
    assert shown("--quiet") == b"."
    assert ocrlint("check", ".").stderr == ""


# rule


def test_the_list_of_rules():
    done = ocrlint("rule")
    assert done.returncode == 0
    codes = [line[3:9] for line in done.stdout.splitlines()]
    assert codes == sorted(codes)
    assert {"LAY001", "PUN001", "LNT001"} <= set(codes)
    family = ocrlint("rule", "LAY").stdout.splitlines()
    assert family
    assert all(line[3:6] == "LAY" for line in family)


def test_the_list_shows_what_is_off():
    Path("ocrlint.toml").write_text('ignore = ["PUN001"]', "utf-8")
    (line,) = [line for line in ocrlint("rule").stdout.splitlines() if "PUN001" in line]
    assert line.startswith("-")


def test_the_page_of_a_rule():
    done = ocrlint("rule", "hard-wrap")
    assert done.stdout.startswith("hard-wrap (LAY001)\n")
    for part in ("Why it matters", "When not to trust it", "Example"):
        assert part in done.stdout
    assert ocrlint("rule", "LAY001").stdout == done.stdout


def test_a_page_names_the_known_gaps(within, monkeypatch: pytest.MonkeyPatch):
    Path("hard-wrap.md").write_text(
        "# hard-wrap (LAY001)\n## It works\n```bad\n## Known gap: no heading\n```\n"
        "## Known gap: a poem\n```ok xfail\n春眠\n```\n## Two columns\n~~~bad xfail\n一\n~~~\n",
        "utf-8",
    )
    monkeypatch.setattr(lint.cli.rule_manual, "case_path", Path)
    assert within("rule", "LAY001").stdout.endswith("\n\nKnown gaps:\n- a poem\n- Two columns\n")


def test_a_rule_that_is_not_there():
    done = ocrlint("rule", "hard-wrp")
    assert done.returncode == 2
    assert "did you mean 'hard-wrap'" in done.stderr


class _Reluctant(io.RawIOBase):
    """A stream that takes three bytes at a time, and sometimes none."""

    def __init__(self) -> None:
        self.taken = bytearray()
        self.calls = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | memoryview) -> int | None:  # type: ignore[override]
        self.calls += 1
        if self.calls % 2:
            return None
        part = bytes(data)[:3]
        self.taken += part
        return len(part)


def test_a_stream_that_takes_little_at_a_time_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Reluctant()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, "utf-8", write_through=True))
    terminal.out([FAULTY.encode(), b"", bytearray(b"end"), memoryview(b"!")])
    assert stream.taken.decode() == FAULTY + "end!"


@pytest.mark.parametrize(
    ("arguments", "named"), [("check - <&-", "stdin"), ("fix a.txt --in-place >&-", "stdout")]
)
def test_what_was_closed_is_named(arguments: str, named: str) -> None:
    command = f"{shlex.join(OCRLINT)} {arguments}"
    done = subprocess.run(["/bin/sh", "-c", command], env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 2
    assert f"{named} is closed".encode() in done.stderr
    assert Path("a.txt").read_text("utf-8") == FAULTY
