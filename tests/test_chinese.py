"""The command line in Chinese: help, errors, notes and reports; machine formats stay English."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
import runpy
import string
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.cli.bilingual import Command, Option, wrapped
from lint.cli.language import language_of_run
from lint.cli.main import cli
from lint.core.messages import Notice, Text, at, filled, in_language, message, message_of
from lint.core.system_errors import reason
from lint.report.places import length
from lint.settings.config import ConfigError, Settings, from_options
from lint.settings.foreign_messages import toml_error, value_error
from tests.command import running_here

ROOT = Path(__file__).resolve().parent.parent
WRAPPED = "县图书馆去年开设了夜间阅览室，读者下班以后也能借\n书，周末还有人讲故事。\n" * 6
HAN = re.compile("[\u4e00-\u9fff]")
SENTENCE = re.compile(r"\b[a-z]+ [a-z']+ [a-z']+\b")
"""Three English words in a row."""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ocrlint(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Run the command where the locale is Chinese."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    Path("a.txt").write_text(WRAPPED, "utf-8")
    return running_here(capfdbinary)


# --- help


def described() -> Iterator[tuple[str, str, str]]:
    """Each command and option with its help in both languages."""
    for name, command in {"": cli, **cli.commands}.items():
        assert isinstance(command, Command)
        yield name, command.text.en, command.text.zh
        for option in command.params:
            if isinstance(option, click.Option):
                assert isinstance(option, Option), f"{name} {option.opts}: no help in both languages"
                yield f"{name} {option.opts[0]}", option.text.en, option.text.zh


@pytest.mark.parametrize(
    ("name", "en", "zh"), [pytest.param(*row, id=row[0] or "ocrlint") for row in described()]
)
def test_help_states_the_same_facts_in_both_languages(name: str, en: str, zh: str):
    """Options, names of files and values, numbers, words in capitals; and the default."""
    facts = r"--[a-z-]+|`[^`]+`|\.[a-z_]+\b|\b[A-Z][A-Z0-9.-]*\b|\b\d\b|\bocr\b|\bfull\b|\binfo\b"
    ends = {fact.rstrip(".") for fact in re.findall(facts, en)} - {"A"} | set(re.findall("[A-Z](?=,)", en))
    assert HAN.search(zh)
    assert {fact for fact in ends if fact not in zh} == set(), name
    assert en.count("[default") == zh.count("[默认")


def test_help_is_in_the_language_asked_for(ocrlint: Run):
    for arguments in (["--help"], *([name, "--help"] for name in cli.commands)):
        page = ocrlint(*arguments)
        assert (page.returncode, page.stderr) == (0, "")
        assert page.stdout.startswith("用法：")
        assert not SENTENCE.search(page.stdout), page.stdout
        english = ocrlint(*arguments[:-1], "--language", "en", "--help") if arguments[1:] else None
        assert english is None or english.stdout.startswith("Usage:")
        assert english is None or not HAN.search(english.stdout)
        again = ocrlint(*arguments)
        assert again.stdout == page.stdout


def test_the_list_of_commands_has_whole_sentences(ocrlint: Run):
    page = ocrlint("--help").stdout
    listed = page.partition("命令：\n")[2].splitlines()
    assert len(listed) == len(cli.commands)
    assert all(HAN.search(line) and "..." not in line for line in listed)


# --- which language

ASKED = [
    (["check", "a"], "", "zh_CN.UTF-8", "zh"),
    (["check", "a"], "", "zh-TW", "zh"),
    (["check", "a"], "", "de_DE.UTF-8", "en"),
    (["check", "a"], 'language = "en"', "zh_CN.UTF-8", "en"),
    (["check", "a"], 'language = "zh"', "C.UTF-8", "zh"),
    (["check", "a", "--no-config"], 'language = "zh"', "C.UTF-8", "en"),
    (["check", "--language", "en", "a"], 'language = "zh"', "zh_CN.UTF-8", "en"),
    (["check", "--language=zh", "a"], 'language = "en"', "C.UTF-8", "zh"),
    (["check", "--language=en", "--language", "zh"], "", "C.UTF-8", "zh"),
    (["check", "--language", "fr"], "", "zh_CN.UTF-8", "zh"),
    (["check", "--language"], "", "zh_CN.UTF-8", "zh"),
    (["check", "--", "--language=en"], "", "zh_CN.UTF-8", "zh"),
    (["check", "a", "--config", "own.toml"], 'language = "en"', "C.UTF-8", "zh"),
    (["check", "a"], "language = 3", "zh_CN.UTF-8", "zh"),
    (["check", "a"], "not TOML", "C.UTF-8", "en"),
    (["check", "a", "--config", "nowhere.toml"], "", "zh_CN.UTF-8", "zh"),
]


@pytest.mark.parametrize(("arguments", "settings", "locale", "language"), ASKED)
def test_what_is_typed_goes_before_settings_and_they_before_the_locale(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    settings: str,
    locale: str,
    language: str,
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", locale)
    Path("own.toml").write_text('language = "zh"', "utf-8")
    if settings:
        Path("ocrlint.toml").write_text(settings, "utf-8")
    assert language_of_run(arguments) == language


def test_a_pipe_with_settings_is_left_to_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    os.mkfifo(tmp_path / "pipe")
    assert language_of_run(["check", "a", "--config", str(tmp_path / "pipe")]) == "en"


# --- errors

MISTAKES = [
    ["chek"],
    ["check"],
    ["check", "a.txt", "--langauge", "zh"],
    ["check", "a.txt", "--jobs", "0"],
    ["check", "a.txt", "--jobs", "many"],
    ["check", "a.txt", "--jobs"],
    ["check", "a.txt", "--quiet=1"],
    ["check", "a.txt", "--output-format", "pdf"],
    ["check", "a.txt", "--encoding", "latin"],
    ["check", "a.txt", "--select", ""],
    ["check", "a.txt", "--profile", ""],
    ["check", ""],
    ["check", "a.txt", "--config", "x", "--no-config"],
    ["check", "a.txt", "--statistics", "--output-format", "json"],
    ["check", "-", "a.txt"],
    ["rule", "a", "b"],
    ["fix", "-", "--in-place"],
    ["fix", "a.txt", "--diff", "--in-place"],
    ["fix", "a.txt", "--diff", "--statistics"],
    ["learn", "a.txt"],
    # A file, or a setting.
    ["check", "nowhere.txt"],
    ["check", "empty"],
    ["check", "binary.txt"],
    ["check", "broken.txt"],
    ["check", "broken.txt", "binary.txt", "-j", "2"],
    ["check", "short.txt"],
    ["check", "a.txt", "--encoding", "gbk"],
    ["check", "a.txt", "--profile", "novel"],
    ["check", "a.txt", "--select", "NOPE"],
    ["check", "a.txt", "--config", "nowhere.toml"],
    ["check", "a.txt", "--config", "broken.toml"],
    ["check", "a.txt", "--config", "unknown.toml"],
    ["check", "a.txt", "--config", "value.toml"],
    ["check", "a.txt", "--config", "llm.toml"],
    ["check", "a.txt", "--config", "number.toml"],
    ["check", "a.txt", "--config", "severity.toml"],
    ["check", "a.txt", "--config", "rules.toml"],
    ["check", "a.txt", "--config", "empty"],
    ["check", "a.txt", "--output-file", "a.txt"],
    ["check", "a.txt", "--output-file", "b.txt"],
    ["check", "a.txt", "--output-file", "empty"],
    ["check", "a.txt", "--output-file", "nowhere/b"],
    ["fix", "a.txt", "--output-dir", "."],
    ["fix", "a.txt", "a.fixed.txt"],
    ["fix", "a.txt", "--output-dir", "b.txt"],
    ["learn", "a.txt", "--memory", "b.txt"],
    ["rule", "hard-warp"],
    ["rule", "nothing-like-it"],
]


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_what_is_wrong_is_reported_in_chinese(ocrlint: Run, arguments: list[str]):
    Path("empty").mkdir()
    Path("b.txt").write_text("别人的文件\n", "utf-8")
    Path("a.fixed.txt").write_text("读者也能借书。\n", "utf-8")
    Path("binary.txt").write_bytes(bytes(range(32)) * 20)
    Path("broken.txt").write_bytes(WRAPPED.encode() + b"\xff\n" + WRAPPED.encode())
    Path("short.txt").write_bytes("碛口".encode("gbk"))
    Path("broken.toml").write_text("select = [", "utf-8")
    Path("unknown.toml").write_text("selct = []", "utf-8")
    Path("value.toml").write_text('spacing = "wide"', "utf-8")
    Path("llm.toml").write_text('[llm]\nendpoint = "ftp://x"\nmodel = "m"', "utf-8")
    Path("number.toml").write_text("profile = 3", "utf-8")
    Path("severity.toml").write_text('severity = { NOPE = "error" }', "utf-8")
    Path("rules.toml").write_text('rulesets = ["own.toml"]', "utf-8")
    Path("own.toml").write_text('[[rule]]\ncode = "X1"', "utf-8")
    done = ocrlint(*arguments)
    assert done.returncode == 2
    assert HAN.search(done.stderr)
    assert not SENTENCE.search(re.sub(r"'[^']*'|（[^（）]*）", "", done.stderr)), done.stderr
    english = ocrlint(*arguments[:1], "--language", "en", *arguments[1:])
    assert english.returncode == 2
    assert not HAN.search(re.sub("'[^']*'", "", english.stderr))  # but for what it quotes of a file


def test_notes_are_in_chinese(ocrlint: Run):
    Path("gbk.txt").write_bytes(WRAPPED.encode("gbk"))
    done = ocrlint("fix", "gbk.txt", "--timings")
    assert done.returncode == 0
    assert "推测为 GB18030" in done.stderr
    assert re.search(r"gbk\.txt：问题已改 \d+ 处，余 \d+ 处", done.stderr)
    assert "合计" in done.stderr


def test_an_error_of_a_file_is_english_in_machine_formats(ocrlint: Run):
    for form in ("json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"):
        out = ocrlint("check", "nowhere.txt", "--output-format", form).stdout
        assert "no such file or folder" in out, form
        assert not HAN.search(out), form


def test_an_error_of_a_file_is_chinese_on_the_pages_and_english_in_the_summary(ocrlint: Run):
    assert ocrlint("fix", "a.txt", "nowhere.txt", "--output-dir", "out").returncode == 2
    assert "没有这个文件或文件夹" in Path("out/index.html").read_text("utf-8")
    documents = json.loads(Path("out/summary.json").read_text("utf-8"))["documents"]
    assert "no such file or folder" in documents[1]["error"]


def test_an_error_that_python_code_gets_is_english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(ConfigError) as caught:
        from_options({"spacing": "wide"})
    assert str(caught.value).startswith("options: spacing: Invalid enum value 'wide'; allowed are keep,")
    assert in_language(message_of(caught.value), "zh").endswith("可用的有 keep, majority, add, remove")


# --- every message there is


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls in the package, with their places."""
    for path in sorted((ROOT / "lint").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_of_a_message_have_the_same_fields():
    seen = 0
    for place, node in calls():
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
        if name not in {"message", "Text"} or len(texts) != 2:
            continue
        en, zh = texts
        seen += 1
        given = {keyword.arg for keyword in node.keywords}
        assert fields(zh) <= fields(en), place
        assert fields(en) - fields(zh) <= {"noun"}, place  # a plural, which Chinese has not
        assert name == "Text" or fields(en) == given, place
        assert HAN.search(zh) or not re.search("[a-z]", re.sub(r"\{.*?\}", "", en)), place
    assert seen > 200


ERRORS = {
    *("ConfigError", "SourceError", "EncodingError", "LlmError", "NoAnswerError", "MemoryFileError"),
    *("UnknownRuleError", "UsageError", "_FaultError", "PrintError", "RuleOverrunError"),
}


def test_no_error_is_raised_in_english_only():
    """What is raised is a call or a name: never a string in one language."""
    seen = 0
    for place, node in calls():
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ERRORS and node.args:
            seen += 1
            assert not isinstance(node.args[-1], ast.JoinedStr | ast.Constant | ast.BinOp), place
            assert not (isinstance(node.args[-1], ast.Call) and ast.unparse(node.args[-1].func) == "str"), (
                place
            )
    assert seen > 60


def test_the_catalogue_of_click_is_compiled():
    tool = runpy.run_path(str(ROOT / "rulesets/tools/build_locale.py"))
    catalogue = tool["parse"](tool["SOURCE"].read_text("utf-8"))
    assert tool["TARGET"].read_bytes() == tool["compiled"](catalogue)
    for key, value in list(catalogue.items())[1:]:
        assert HAN.search(value), key
        assert fields(value) <= fields(key.replace("\0", "")), key


def test_a_message_is_english_to_whoever_knows_no_better():
    inner = message("no {what}", "没有{what}", what=Notice("file", "文件"))
    outer = at("a{b}.txt", ConfigError(inner))
    assert outer == "a{b}.txt: no file"
    assert (in_language(outer, "zh"), in_language(outer, "en")) == ("a{b}.txt：没有文件", "a{b}.txt: no file")
    assert in_language("plain", "zh") == "plain"
    assert message_of(ValueError("plain")) == "plain"
    assert filled(Text("{n:,}", "{n:,}"), n=1000) == "1,000"


def test_what_the_system_refuses_is_in_chinese():
    for number in (
        errno.ENOENT,
        errno.EACCES,
        errno.EISDIR,
        errno.ELOOP,
        errno.ENOSPC,
        errno.EIO,
        errno.EROFS,
    ):
        assert HAN.search(reason(OSError(number, os.strerror(number))).zh), os.strerror(number)
    rare = reason(OSError(errno.EDOM, os.strerror(errno.EDOM)))
    assert rare == rare.zh == os.strerror(errno.EDOM).lower()


def test_what_the_readers_of_settings_refuse_is_in_chinese():
    assert (
        toml_error(ValueError("Invalid value (at line 2, column 5)")).zh
        == "第 2 行第 5 列有语法错误（Invalid value）"
    )
    assert (
        toml_error(ValueError("Invalid value (at end of document)")).zh
        == "文件末尾有语法错误（Invalid value）"
    )
    assert toml_error(ValueError("strange")).zh == "strange"
    for value in ({"profile": 3}, {"select": 3}, {"spacing": "x"}, {"nothing": 1}, {"llm": {"model": "m"}}):
        with pytest.raises(msgspec.ValidationError) as caught:
            msgspec.convert(value, Settings)
        assert HAN.search(value_error(str(caught.value).split(" - at ")[0]).zh), value


# --- reports


def test_a_rule_has_its_chinese_name_beside_its_own(ocrlint: Run):
    for arguments in ([], ["--output-format", "concise"], ["--statistics"]):
        out = ocrlint("check", "a.txt", *arguments).stdout
        assert "LAY001" in out
        assert re.search(r"hard-wrap +硬换行", out), arguments
        assert "硬换行" not in ocrlint("check", "a.txt", "--language", "en", *arguments).stdout
    concise = ocrlint("check", "a.txt", "--output-format", "concise").stdout
    assert re.search(r"^a\.txt:1:25: LAY001 hard-wrap 硬换行 \S", concise, re.MULTILINE)
    ocrlint("fix", "a.txt", "--output-dir", "out")
    for page in ("out/a.txt.html", "out/index.html"):
        assert "hard-wrap 硬换行" in Path(page).read_text("utf-8")
    assert "为什么重要" in Path("out/index.html").read_text("utf-8")
    assert "Why it matters" not in Path("out/index.html").read_text("utf-8")


def test_a_cached_run_is_the_same(ocrlint: Run):
    first = ocrlint("check", "a.txt", "--statistics")
    assert ocrlint("check", "a.txt", "--statistics").stdout == first.stdout


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_machine_formats_have_the_english_name_alone(ocrlint: Run, form: str):
    out = ocrlint("check", "a.txt", "--output-format", form).stdout
    assert "LAY001" in out
    assert "硬换行" not in out


# --- lines


@given(st.text("县图书馆（）。，“” ab-c", max_size=120), st.integers(8, 40))
def test_wrapped_lines_keep_the_text_and_the_width(text: str, width: int):
    lines = list(wrapped(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        assert length(line, "cells") <= width or not re.search(r"[县图书馆]{2}", line)
    for line in lines[1:]:
        assert line[0] not in "）。，”"
    for line in lines[:-1]:
        assert line[-1] not in "（“"
