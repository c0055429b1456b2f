"""What Python code gets from `import lint`: the same as the command says, with types, and quickly again."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lint
from lint import ConfigError, fix_text, lint_text
from lint.api import texts
from lint.settings.config import Settings, _choices
from tests.command import OCRLINT

ABOUT_FILES = {"include", "exclude", "cache_dir", "encoding", "images"}
COMMA = "今天会上,代表们审议了报告。"
HARD_WRAP = "县图书馆去年开设了夜间阅览室，读\n者下班以后也能借书。\n"
TEXTS = {
    "empty": "",
    "clean": "今天的会议通过了三项决议。\n",
    "comma": COMMA,
    "wrapped": HARD_WRAP,
    "windows": HARD_WRAP.replace("\n", "\r\n"),
    "old mac": HARD_WRAP.replace("\n", "\r"),
    "mixed ends": f"{COMMA}\r\n{COMMA}\n{COMMA}\r",
    "words": "他在在图书馆看书。 and 我也去去了。\n\n\n\n徐州品牌,徐州品牌。\n",
    "no Chinese": "The quick brown fox jumps over the lazy dog.\n" * 5,
    "beyond the first plane": "𠀀字头,𠀀字头。 \n",
}
OPTIONS = {
    "profile": "copywriting",
    "ignore": ["LAT", "hard-wrap"],
    "extend_select": ["WRD"],
    "spacing": "remove",
    "script": "simplified",
    "strictness": "paranoid",
    "lexicon": ["徐州品牌"],
    "severity": {"PUN": "error"},
    "safety": {"PUN001": "suggested"},
    "language": "zh",
}


def _reported(folder, command, *arguments):
    """What the command reports of `TEXTS`, by the text's name."""
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode())
    report = folder / "report.json"
    form = ("--output-format", "json", "--output-file", report)
    done = subprocess.run(
        [*OCRLINT, command, "texts", *form, *arguments], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    files = json.loads(report.read_bytes())["files"]
    assert sum(len(file["findings"]) for file in files) > len(TEXTS)
    return {Path(file["path"]).stem: file for file in files}


def _as_json(value):
    return json.loads(msgspec.json.encode(value))


# The same as the command


def test_findings_and_quality_are_those_of_the_json_report(tmp_path):
    reported = _reported(tmp_path, "check", "--no-config", "--no-cache", "--language", "en")
    for name, text in TEXTS.items():
        result = lint_text(text, language="en")
        assert _as_json(result.findings) == reported[name]["findings"], name
        assert _as_json(result.quality) == reported[name]["quality"], name
        assert (result.text, result.diff, result.fixed) == (text, "", ())


def test_options_do_what_the_keys_of_the_settings_do(tmp_path):
    def toml(value):
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + "}"
        return json.dumps(value, ensure_ascii=False)

    lines = [f"{key.replace('_', '-')} = {toml(value)}\n" for key, value in OPTIONS.items()]
    (tmp_path / "ocrlint.toml").write_text("".join(lines), "utf-8")
    reported = _reported(tmp_path, "check", "--no-cache")
    for name, text in TEXTS.items():
        assert _as_json(lint_text(text, **OPTIONS).findings) == reported[name]["findings"], name


@pytest.mark.parametrize("suggested", [False, True])
def test_fixed_texts_are_those_that_the_command_writes(tmp_path, suggested):
    level = ["--suggested"] if suggested else []
    reported = _reported(tmp_path, "fix", "--no-config", "--language", "en", "--in-place", *level)
    for name, text in TEXTS.items():
        result = fix_text(text, suggested=suggested, language="en")
        assert result.text.encode() == (tmp_path / "texts" / f"{name}.txt").read_bytes(), name
        assert _as_json(result.findings) == reported[name]["findings"], name
        assert set(result.fixed) <= {finding.id for finding in result.findings}
        assert bool(result.diff) == (result.text != text)


@pytest.mark.parametrize("name", ["comma", "windows"])
def test_the_diff_is_that_of_the_command(name):
    text = TEXTS[name]
    done = subprocess.run(
        [*OCRLINT, "fix", "--no-config", "--diff", "-"], input=text.encode(), capture_output=True, check=False
    )
    assert fix_text(text).diff.encode() == done.stdout != b""


def test_the_options_are_the_keys_of_the_settings():
    keys = set(Settings.__struct_fields__) - ABOUT_FILES
    theirs, ours = get_type_hints(Settings), get_type_hints(texts.TextOptions)
    assert set(ours) == keys
    assert {key: _choices(ours[key]) for key in keys} == {key: _choices(theirs[key]) for key in keys}


# The result


@given(
    st.lists(st.sampled_from([*"会上代表审议报告在,，。 “”3a\n\r\ufeff𠀀", "\r\n", COMMA])).map("".join),
    st.booleans(),
)
def test_places_are_those_of_the_text_as_given(text, suggested):
    result = fix_text(text, suggested=suggested)
    end = "\n" if "\n" in text else "\r"
    for finding in result.findings:
        for place in (finding.start, finding.end):
            before = text[: place.offset]
            assert place.offset <= len(text)
            assert place.line == before.count(end) + 1
            assert place.column == len(before) - before.rfind(end)
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)
    assert fix_text(result.text, suggested=suggested).text == result.text


def test_an_edit_can_be_made_in_the_text_as_given():
    for name in ("comma", "wrapped", "windows", "old mac"):
        text = TEXTS[name]
        (finding,) = lint_text(text).findings
        (edit,) = finding.fix.edits
        assert text[: edit.start] + edit.text + text[edit.end :] == fix_text(text).text


def test_what_is_left_to_decide_is_told_apart_from_what_was_fixed():
    result = fix_text(f"{HARD_WRAP}\n县里的的书店开门了。\n", select=["LAY001", "REP001"])
    assert [(finding.code, finding.id in result.fixed) for finding in result.findings] == [
        ("LAY001", True),
        ("REP001", False),
    ]


def test_a_result_can_not_be_changed():
    result = fix_text(COMMA)
    for part in (result, result.quality, *result.findings, result.findings[0].start, result.findings[0].fix):
        with pytest.raises(AttributeError):
            setattr(part, part.__struct_fields__[0], None)


# What is refused


@pytest.mark.parametrize("text", [COMMA.encode(), bytearray(), None, Path("a.txt"), [COMMA], 3])
@pytest.mark.parametrize("function", [lint_text, fix_text])
def test_only_strings_are_texts(function, text):
    with pytest.raises(TypeError, match=f"must be a str, not {type(text).__name__}"):
        function(text)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ignor": ["STR"]}, "unknown option 'ignor'; did you mean 'ignore'?"),
        ({"extend-select": ["STR"]}, "did you mean 'extend_select'?"),
        ({"include": ["*.txt"]}, "unknown option 'include'; there are: profile, select"),
        ({"cache_dir": "x"}, "unknown option 'cache_dir'"),
        ({"ignore": "STR"}, "options: ignore: Expected a list"),
        ({"ignore": ["XYZ123"]}, "no rule is called 'XYZ123'"),
        ({"profile": "none"}, "no profile 'none'"),
        ({"spacing": "never"}, "options: spacing: .*; allowed are keep, majority, add, remove"),
        ({"severity": {"PUN": "bad"}}, "options: severity.PUN: .*; allowed are error, warning, info"),
        ({"severity": {"XYZ": "info"}}, "severity: no rule is called 'XYZ'"),
        ({"language": "fr"}, "options: language: .*; allowed are en, zh"),
        ({"lexicon": "/no/such/file"}, "lexicon: /no/such/file: there is no such file"),
        ({"rulesets": ["/no/such/file.toml"]}, "/no/such/file.toml"),
        ({"memory": "/no/such/file"}, "memory: /no/such/file: there is no such file"),
    ],
)
def test_an_option_that_can_not_be_followed(options, message):
    with pytest.raises(ValueError, match=message.replace("?", r"\?")) as raised:
        lint_text("他在在图书馆看书。", **{"profile": "scan"} | options)
    assert isinstance(raised.value, ConfigError) or "memory" in options


# Engines


def test_an_engine_is_made_once_for_many_texts():
    texts._engine.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: lint_text(COMMA, ignore=["STR"]), range(200)))
    assert all(result == found[0] for result in found)
    assert texts._engine.cache_info().misses == 1


def test_paths_start_at_the_working_folder_and_a_changed_ruleset_is_read_again(tmp_path, monkeypatch):
    rule = """[[rule]]
code = "ZZZ001"
name = "own"
severity = "info"
safety = "suggested"
confidence = 0.5
triggers = "甲丙"
find = "FOUND"
put = "乙"
docs = "."
message = {en = ".", zh = "。"}
"""
    monkeypatch.chdir(tmp_path)
    ruleset = tmp_path / "own.toml"
    ruleset.write_text(rule.replace("FOUND", "甲"), "utf-8")
    (tmp_path / "words.txt").write_text("丁丁丁\n", "utf-8")
    options = {"rulesets": ["own.toml"], "select": ["ZZZ"], "lexicon": "words.txt", "suggested": True}
    assert fix_text("甲丙丙丁丁丁", **options).text == "乙丙丙丁丁丁"
    ruleset.write_text(rule.replace("FOUND", "丙丙"), "utf-8")
    assert fix_text("甲丙丙丁丁丁", **options).text == "甲乙丁丁丁"


# The package


def test_the_package_is_light_until_it_is_asked():
    code = "import sys, lint; lint.__version__; print({'msgspec', 'lint.api.texts', 'lint.engine.engine'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def test_every_public_name_is_there_and_documented():
    for name in set(lint.__all__) - {"__version__"}:
        assert getattr(lint, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'lint_bytes'"):
        _ = lint.lint_bytes
