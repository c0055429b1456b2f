"""Whatever files are called and whatever is in them: no terminal and no CI server obeys it, no name is lost."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.cli.main import main
from lint.core.visible_text import printed, visible
from tests.command import OCRLINT
from tests.hostile import NAMES, PLAIN, TEXT, harm

OURS = r"::(error|warning|notice) file="
RULESET = """
[[rule]]
code = "MYR001"
name = "hostile-rule"
safety = "suggested"
confidence = 0.9
triggers = "读"
find = "读者"
put = "讀者"
docs = "Manual.\\n::error::\\u001b[31m\\u202e\\n[red]"
message = {en = "{found}\\n::error::message\\u001b]0;t\\u0007 [red]x[/red] ##[error]", zh = "x"}
"""
ALL = (*NAMES, *PLAIN)
FEW = tuple(name for name in NAMES if re.search("markup|title|line", name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, and files that are none, with hostile names; the same in `plain` with plain ones."""
    top = tmp_path_factory.mktemp("names")
    (top / "rules.toml").write_text(RULESET, "utf-8")
    (top / "ocrlint.toml").write_text('rulesets = ["rules.toml"]\nextend-select = ["MYR001"]\n', "utf-8")
    for place, names in (("hostile", ALL), ("plain", [f"{number:02}.txt" for number in range(len(ALL))])):
        (top / place).mkdir()
        for name in names:
            (top / place / name).write_bytes(TEXT.encode())
            (top / place / broken(name)).write_bytes(b"\0\1\2" * 100)
    return top


def broken(name: str) -> str:
    return name.removesuffix("txt") + "md"


def ocrlint(where: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [*OCRLINT, *arguments], cwd=where, capture_output=True, env=env | environment, check=False
    )
    assert b"Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "arguments",
    [
        *(["check", ".", "--no-cache", "--output-format", form] for form in ("full", "concise", "github")),
        ["check", ".", "--statistics"],
        ["fix", ".", "--check"],
    ],
    ids=lambda arguments: arguments[-1],
)
def test_lines_are_lines_and_nothing_else(folder: Path, arguments: list[str]):
    hostile, plain = (ocrlint(folder / place, *arguments) for place in ("hostile", "plain"))
    output = hostile.stdout + hostile.stderr
    assert not [*harm(hostile.stdout, OURS if "github" in arguments else ""), *harm(hostile.stderr)]
    assert hostile.stdout.count(b"\n") == plain.stdout.count(b"\n")
    assert hostile.stderr.count(b"\n") == plain.stderr.count(b"\n")
    assert output.count(b"\n") > len(ALL)
    for name in PLAIN:
        assert name.encode() in output
        assert broken(name).encode() in hostile.stderr
    assert hostile.returncode == 2


def paths(form: str, data: bytes) -> set[str]:
    """The names in a report, as a program reads them."""
    if form == "jsonl":
        return {json.loads(line)["path"] for line in data.decode().splitlines()}
    if form == "junit":
        return {suite.get("name", "") for suite in ET.fromstring(data)}  # noqa: S314 - our own
    report = json.loads(data)
    if form == "json":
        return {file["path"] for file in report["files"]}
    if form == "rdjson":
        return {diagnostic["location"]["path"] for diagnostic in report["diagnostics"]}
    if form == "gitlab":
        return {issue["location"]["path"] for issue in report}
    return {unquote(artifact["location"]["uri"]) for artifact in report["runs"][0]["artifacts"]}


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "rdjson", "junit"])
def test_programs_read_the_exact_name(folder: Path, form: str):
    done = ocrlint(folder / "hostile", "check", ".", "--no-cache", "--output-format", form)
    expected = {*ALL, *map(broken, ALL)}
    if form == "junit":  # XML has no way to say these
        expected = {
            re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f]", lambda c: f"⟨{ord(c[0]):04X}⟩", n) for n in expected
        }
    assert paths(form, done.stdout) == expected
    assert not [found for found in harm(done.stdout) if "a command" not in found]


def test_colour_is_ours_alone(folder: Path):
    arguments = ["check", *FEW, "--no-cache"]
    plain = ocrlint(folder / "hostile", *arguments)
    coloured = ocrlint(folder / "hostile", *arguments, NO_COLOR="", FORCE_COLOR="1")
    assert b"\x1b[" in coloured.stdout
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", coloured.stdout) == plain.stdout


def on_terminal(where: Path, *arguments: str) -> bytes:
    """What a terminal gets, without our colours."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*OCRLINT, *arguments], cwd=where, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    process.wait(60)
    return re.sub(rb"\x1b\[[0-9;]*m", b"", seen).replace(b"\r\n", b"\n").expandtabs()


@pytest.mark.parametrize(
    "arguments", [["check", *FEW, "--no-cache"], ["fix", *FEW, "--diff"]], ids=lambda arguments: arguments[0]
)
def test_a_terminal_obeys_nothing(folder: Path, arguments: list[str]):
    seen = on_terminal(folder / "hostile", *arguments)
    assert len(seen) > 1000
    assert not [found for found in harm(seen) if "a command" not in found]


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_git_applies_the_diff_of_any_name(tmp_path: Path):
    for name in ALL:
        (tmp_path / name).write_bytes(TEXT.encode())
    done = ocrlint(tmp_path, "fix", ".", "--diff")
    heads = b"".join(re.findall(rb"^(?:diff --git |--- |\+\+\+ ).*\n", done.stdout, re.MULTILINE))
    assert heads.count(b"\n") == 3 * len(ALL)
    assert not [found for found in harm(heads.replace(b"\t\n", b"\n")) if "a command" not in found]
    apply = ["git", "apply", "--whitespace=nowarn", "-"]
    applied = subprocess.run(apply, cwd=tmp_path, input=done.stdout, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    assert {path.name for path in tmp_path.iterdir()} == {*ALL}
    assert len({path.read_bytes() for path in tmp_path.iterdir()} - {TEXT.encode()}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_is_typed_is_not_echoed_raw(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
):
    """Commands, options, files, rules and settings of that name: none is there."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Path(name).write_text(f"{json.dumps(name)} = 1\n", "utf-8")
    for arguments in (
        [name],
        ["check", f"--{name}", "a.txt"],
        ["check", f"missing {name}"],
        ["check", "a.txt", "--select", f"x{name}"],
        ["check", "a.txt", "--config", name],
        ["check", "a.txt", "--output-format", name],
        ["check", "a.txt", "--no-config", "--output-file", f"{name}/{name}"],
        ["rule", name],
    ):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        err = capfdbinary.readouterr().err
        assert end.value.code == 2
        assert not [*harm(err)]
        assert 1 <= err.count(b"\n") <= 4  # click shows its usage first


def test_pages_of_rules_are_harmless(folder: Path):
    for arguments in ([], ["MYR001"]):
        done = ocrlint(folder, "rule", *arguments)
        assert b"MYR001" in done.stdout
        assert not [*harm(done.stdout)]


def test_web_pages_show_what_is_hidden_in_a_name(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "turned \u202etxt.exe.txt").write_text("中 文字。\n", "utf-8")
    ocrlint(tmp_path, "fix", "in", "--output-dir", "out")
    pages = [*(tmp_path / "out").glob("*.html")]
    assert len(pages) == 2
    for page in pages:
        text = page.read_text("utf-8")
        assert "turned ⟨202E⟩txt.exe.txt" in text
        assert re.search(r"<title>[^<\u202e]*</title>", text)


@given(st.text())
def test_what_is_printed_is_harmless_and_stays_as_it_is(text: str):
    once = printed(text)
    assert not [*harm(once.encode())]
    assert "\n" not in once
    assert printed(once) == once
    assert visible(visible(text)) == visible(text)


@given(
    st.text(
        st.characters(
            categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\u034f\u115f\u1160\u3164\uffa0#:"
        )
    )
)
def test_printable_characters_of_any_script_stay(text: str):
    assert printed(text) == text


def test_a_number_says_which_character_it_was():
    assert visible("a\x1b\u202e\U000e0001\n\r\ud800b") == "a⟨001B⟩⟨202E⟩⟨E0001⟩↵␍⟨D800⟩b"
    controls = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
    assert printed("".join(map(chr, controls))) == "".join(f"⟨{code:04X}⟩" for code in controls)
