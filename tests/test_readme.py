"""What the READMEs say is so: their commands and their code run, their lists are complete."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import replace

from lint import fix_text
from lint.api.texts import TextOptions
from lint.cli.main import cli
from lint.core.quality import GRADES
from lint.engine.rule_catalog import all_rules, profile_names
from lint.engine.selection import selection
from lint.report.rendering import FORMATS
from lint.settings.config import Settings, _choices, load
from tests.command import OCRLINT

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.zh.md"]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(name: str, language: str) -> list[str]:
    return [text for kind, text in _FENCE.findall((ROOT / name).read_text("utf-8")) if kind == language]


def _commands() -> list[str]:
    lines = [line for name in READMES for block in _blocks(name, "sh") for line in block.splitlines()]
    commands = {line.split("#")[0].strip() for line in lines if line.startswith("ocrlint ")}
    # A review runs until its reviewer quits: tests/review/test_first_minutes.py does.
    return sorted(command for command in commands if not command.startswith("ocrlint review"))


@pytest.mark.parametrize("command", _commands())
def test_command_runs(command: str, tmp_path: Path) -> None:
    for folder in ("seeds", "tests/gold"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    argv = [*OCRLINT, *shlex.split(command)[1:]]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout or done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", ["demo", "test"])
def test_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_before_and_after_are_real(name: str) -> None:
    before, after = _blocks(name, "text")
    seed = (ROOT / "seeds" / "004_c97170030e04a8fc.txt").read_text("utf-8")
    assert before in seed
    assert after in fix_text(seed).text


@pytest.mark.parametrize("name", READMES)
def test_code_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = _blocks(name, "python")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own README
    printed = capsys.readouterr().out
    assert [finding.code for finding in names["left"]] == ["REP001"]
    assert "县图书馆去年开设了夜间阅览室，读者下班以后也能借书。" in names["fixed"].text
    for part in ("1 17 LAY001 ", "4 3 REP001 ", names["fixed"].text, names["fixed"].diff):
        assert part in printed


def test_code_is_the_same_in_both_languages() -> None:
    def bare(name: str) -> str:
        return re.sub(r"^#.*|language=.*", "", _blocks(name, "python")[0], flags=re.MULTILINE)

    assert bare("README.md") == bare("README.zh.md")


def _rows(name: str, head: str) -> dict[str, str]:
    """The table whose head begins with `head`: what its rows say, by what is in their first cell."""
    text = (ROOT / name).read_text("utf-8")
    (table,) = re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return {
        key: rest
        for first, rest in re.findall(r"^\|([^|]+)\|(.*)\|$", table, re.MULTILINE)
        for key in re.findall(r"[\w-]+", first)
    }


@pytest.mark.parametrize(("name", "head"), list(zip(READMES, ("key", "键"), strict=True)))
def test_every_key_of_the_settings_is_there_with_its_choices(name: str, head: str) -> None:
    rows = _rows(name, head)
    assert set(rows) == set(Settings.__struct_encode_fields__)
    assert set(re.findall("`([a-z]+)`", rows["profile"])) == set(profile_names())
    hints = get_type_hints(Settings)
    for key in ("spacing", "script", "strictness", "language"):
        assert sorted(re.findall("`([a-z]+)`", rows[key])) == sorted(_choices(hints[key]))


@pytest.mark.parametrize(("name", "head"), list(zip(READMES, ("family", "类别"), strict=True)))
def test_every_family_of_rules_is_there(name: str, head: str) -> None:
    assert set(_rows(name, head)) == {rule.code[:3] for rule in all_rules()} | {"LNT"}


@pytest.mark.parametrize("name", READMES)
def test_options_and_formats_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    options = {option for command in cli.commands.values() for p in command.params for option in p.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= options | {"--help"}
    assert set(FORMATS) - {"full", "jsonl"} <= set(re.findall(r"\w+", text))


def test_every_grade_but_the_last_can_be_asked_for() -> None:
    (choice,) = (p.type for p in cli.commands["check"].params if p.name == "min_grade")
    assert list(choice.choices) == [grade for grade, _ in GRADES]


def test_which_diffs_git_applies(tmp_path: Path) -> None:
    accepted = {"utf-8", "utf-8-sig", "gb18030", "big5"}
    refused = {"utf-16", "utf-32"}
    traditional = "縣圖書館去年開設了夜間閱覽室，讀\n者下班以後也能借書，大家都去看書，老人們也來了。\n"
    for encoding in accepted | refused:
        (tmp_path / f"{encoding}.txt").write_bytes(traditional.encode(encoding))
    argv = [*OCRLINT, "fix", ".", "--output-dir", "out"]
    subprocess.run(argv, cwd=tmp_path, check=True, capture_output=True)
    for encoding in accepted | refused:
        git = ["git", "apply", "--check", f"out/{encoding}.txt.diff"]
        done = subprocess.run(git, cwd=tmp_path, check=False, capture_output=True)
        assert (done.returncode == 0) == (encoding in accepted), done.stderr


@pytest.mark.parametrize("name", READMES)
def test_settings_can_be_followed(name: str, tmp_path: Path) -> None:
    blocks = _blocks(name, "toml")
    assert len(blocks) == 2
    path = tmp_path / "ocrlint.toml"
    path.write_text("".join(blocks), "utf-8")
    settings = load(path).settings
    assert all((settings.severity, settings.safety, settings.llm))
    assert selection(load(path)._replace(settings=replace(settings, llm=None))).rules


@pytest.mark.parametrize("name", READMES)
def test_every_option_from_python_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    (listed,) = re.findall(r"(?:those about files|与文件有关的除外)[:：]([^.。]*)", text)
    assert re.findall(r"`(\w+)`", listed) == list(TextOptions.__annotations__)
