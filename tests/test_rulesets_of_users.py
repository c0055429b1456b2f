"""Rulesets of users: a mistake names its place, a slow pattern is given up, a message shows no more than it may."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.cli.main import main
from lint.core.document import Document
from lint.core.findings import Safety
from lint.core.source import Source
from lint.engine.engine import Engine
from lint.engine.rule_catalog import all_rules, builtin_tables, select_rules
from lint.rules import budget
from lint.rules.budget import Budget, RuleOverrunError
from lint.rules.pattern import UserRule
from lint.rules.rulesets import LONGEST, Table, _check, read_ruleset
from lint.runner.check_file import judge
from lint.settings.config import ConfigError

GOOD = {
    "code": "XXX001",
    "name": "house-word",
    "triggers": "甲",
    "find": "甲(?=方)",
    "put": "乙",
    "docs": "Why.",
    "message": {"en": "house {found}", "zh": "社内 {found}"},
}
SLOW = {"code": "XXX002", "name": "slow", "triggers": "x", "find": "(?:x+x+)+z", "put": "y"}
XS = "x" * 3_000


def ruleset(path: Path, *rules: dict[str, object], above: str = "") -> Path:
    """A ruleset of rules that are `GOOD` but for what is said."""
    rows = []
    for rule in rules:
        rows += ["", "[[rule]]"]
        rows += [f"{key} = {toml(value)}" for key, value in (GOOD | rule).items() if value is not None]
    path.write_text(above + "\n".join(rows), "utf-8")
    return path


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(part)}" for key, part in value.items()) + "}"
    return repr(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def engine(path: Path, *more: str) -> Engine:
    return Engine(select_rules(select=["XXX", *more], rulesets=[path]))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"find": "甲("}, r"find: is no regular expression: missing \) at position 2"),
        ({"find": "甲\\L<words>"}, "find: is no regular expression: undefined named list"),
        ({"find": "(" * 50_000}, "find: is a regular expression beyond all measure"),
        ({"find": None}, "Object missing required field `find`"),
        ({"find": 3}, "find: Expected `str`, got `int`"),
        ({"unless": "["}, "unless: is no regular expression: unterminated character set"),
        ({"put": "\\9"}, "put: invalid group reference"),
        ({"put": "\\1"}, "put: invalid group reference"),
        ({"put": "\\g<nope>"}, "put: unknown group"),
        ({"put": "\\g"}, "put: missing <"),
        ({"put": "\\"}, "put: bad escape"),
        ({"put": "\\ud800"}, "put: .*surrogates not allowed"),
        ({"put": "乙" * (LONGEST + 1)}, "put: has more than 1000 characters"),
        ({"put": {"甲": "乙" * (LONGEST + 1)}}, "put: has more than 1000 characters"),
        ({"put": {"甲": 1}}, "put.*: Expected `str`"),
        ({"triggers": ""}, "triggers: name the characters"),
        ({"before": "]|(?:x+x+)+z|["}, r"before: write brackets as \\\["),
        ({"next": "z-a"}, "next: is not the inside of a character class"),
        ({"next": "a\\"}, "next: is not the inside of a character class"),
        ({"next": "\\p{Han}"}, "next: is not the inside of a character class"),
        ({"code": "xxx1"}, "code: 'xxx1' is not three capitals and three digits"),
        ({"code": "XXX001\n"}, "code: "),
        ({"code": "PUN001"}, "code: PUN001 is that of another rule, PUN001"),
        ({"code": "LNT001"}, "code: LNT001 is that of another rule, LNT001"),
        ({"name": "hard-wrap"}, "name: hard-wrap is that of another rule, LAY001"),
        ({"name": "../../secret"}, "name: '../../secret' is not words in small letters"),
        ({"confidence": 7}, "confidence: Expected `float` <= 1.0"),
        ({"confidence": -0.1}, "confidence: Expected `float` >= 0.0"),
        ({"confidence": float("nan")}, "confidence: Expected `float` >= 0.0"),
        ({"severity": "bad"}, "severity: Invalid enum value 'bad'"),
        ({"colour": "red"}, "Object contains unknown field `colour`"),
        *(
            ({"message": {"en": template, "zh": ""}}, "message.en: the only field of a message is {found}")
            for template in (
                "{found.__class__}",
                "{found[0]}",
                "{0}",
                "{}",
                "{rule}",
                "{found!r}",
                "{found:>100000000}",
                "{found:{found}}",
            )
        ),
        ({"message": {"en": "", "zh": "{"}}, "message.zh: Single '{' encountered"),
        ({"message": {"en": "", "zh": "}"}}, "message.zh: Single '}' encountered"),
        ({"message": {"en": "", "zh": "长" * (LONGEST + 1)}}, "message.zh: has more than 1000 characters"),
        ({"message": {"en": ""}}, "message: Object missing required field `zh`"),
    ],
)
def test_a_mistake_names_file_line_rule_and_key(tmp_path: Path, change: dict[str, object], says: str):
    """The second rule of the file has the mistake."""
    other = {"code": "XXX900", "name": "other"}
    path = ruleset(tmp_path / "house.toml", other, change, above="# Ours.\n")
    place = str(change.get("code", "XXX001")).strip()
    with pytest.raises(ConfigError, match=rf"^{path}: (line 12: )?rule {place}\n?: {says}") as caught:
        all_rules(rulesets=[path])
    assert len(str(caught.value)) < 1_000


def test_the_line_is_left_out_where_it_is_not_sure(tmp_path: Path):
    path = ruleset(tmp_path / "house.toml", {"docs": "Write:\n[[rule]]\n", "find": "("})
    path.write_text(
        path.read_text("utf-8").replace('"Write:\\n[[rule]]\\n"', '"""Write:\n[[rule]]\n"""'), "utf-8"
    )
    with pytest.raises(ConfigError, match=f"^{path}: rule XXX001: find"):
        read_ruleset(path)
    for text, says in (("", "missing required field `rule`"), ("rule = 3", "rule: Expected `array`")):
        path.write_text(text, "utf-8")
        with pytest.raises(ConfigError, match=f"^{path}: .*{says}"):
            read_ruleset(path)


@pytest.mark.parametrize(
    "change",
    [
        {"before": "^乙0-9\\]\\[\\\\", "next": "方\\d"},
        {"find": "(?x) (?P<at>甲) (?P<rest>.)? # a remark", "put": "\\g<at>\\2\\g<0>\\n"},
        {"find": "[甲a&&b]", "put": ""},
        {"put": None, "unless": ""},
        {"put": {"甲": "\\9"}},
        {"message": {"en": "{{{found}}}", "zh": "{{}}"}},
        {"code": "WRD999", "confidence": 1, "severity": "info", "safety": "manual"},
    ],
)
def test_what_can_be_followed_is_no_mistake(tmp_path: Path, change: dict[str, object]):
    path = ruleset(tmp_path / "house.toml", change)
    (table,) = read_ruleset(path)
    rule = next(rule for rule in all_rules(rulesets=[path]) if rule.name == "house-word")
    assert rule.code == table.code
    Engine(select_rules(select=[rule.code], rulesets=[path])).fix(Document("乙甲方。"), Safety.SUGGESTED)


def test_our_own_rulesets_keep_the_same_laws():
    for table in builtin_tables():
        _check(table)


def test_a_group_without_a_part_in_the_match_narrows_nothing(tmp_path: Path):
    path = ruleset(tmp_path / "house.toml", {"find": "甲(?P<at>乙)?方?"})
    (finding,) = engine(path).check(Document("在甲方"))
    assert (finding.start, finding.end) == (1, 3)


def test_a_message_shows_the_beginning_of_a_long_match(tmp_path: Path):
    path = ruleset(tmp_path / "house.toml", {"find": "甲+"})
    (finding,) = engine(path).check(Document("甲" * 100_000))
    assert finding.message() == f"house {'甲' * 59}…"
    assert finding.end == 100_000


# Rules that take too long


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.1)


def check(engine: Engine, text: str, level: Safety | None = None):
    return judge(Source(text.encode(), "a.txt"), engine, level)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("key", ["find", "unless"])
@pytest.mark.parametrize("level", [None, Safety.SUGGESTED])
def test_a_slow_rule_is_named_and_the_others_go_on(tmp_path: Path, key: str, level: Safety | None):
    slow = SLOW if key == "find" else SLOW | {"find": "x", "unless": SLOW["find"]}
    path = ruleset(tmp_path / "house.toml", {}, slow)
    report = check(engine(path, "PUN"), f"甲方读者,你好。\n{XS}\n{XS}\n{XS}\n", level)
    assert report.error.startswith("rule XXX002 slow was given up: it took more than 0.")
    assert "--ignore XXX002" in report.error
    assert {"XXX001", "PUN001"} <= {finding.code for finding in report.findings}
    assert report.patch is None
    assert not report.applied


@pytest.mark.usefixtures("quick")
def test_many_attempts_are_one_rule_s_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No attempt takes long, all together do; and so with rules."""
    monkeypatch.setattr(budget, "SECONDS_A_CHARACTER", 0.0)
    path = ruleset(tmp_path / "house.toml", SLOW | {"find": "(?:x+x+){3}z"})
    text = f"{'x' * 60}\n" * 2_000
    assert "given up: it took more than 0.1 s" in check(engine(path), text).error
    monkeypatch.setattr(budget, "TOGETHER", 0.5)
    path = ruleset(tmp_path / "more.toml", {"find": "甲x*"}, SLOW | {"find": "(?:x+x+)+z"})
    report = check(engine(path), f"甲{text}")
    assert "rule XXX002 slow was given up: with the other rules of your own" in report.error
    assert [finding.code for finding in report.findings] == ["XXX001"]


@pytest.mark.usefixtures("quick")
def test_a_ruleset_of_slow_rules_is_left_in_the_end(tmp_path: Path):
    slow = [SLOW | {"code": f"XXX{number}", "name": f"slow-{number}"} for number in range(100, 130)]
    path = ruleset(tmp_path / "house.toml", *slow)
    report = check(engine(path, "PUN001"), f"读者,你好。\n{XS}")
    assert report.error.count("was given up") == 3
    assert [finding.code for finding in report.findings] == ["PUN001"]


def test_a_harmless_rule_has_time_for_a_long_text(tmp_path: Path):
    path = ruleset(tmp_path / "house.toml", {"find": "甲(?=[^乙]{0,9}乙)"})
    report = check(engine(path), "甲方" * 20_000 + "乙")
    assert not report.error
    assert len(report.findings) == 5


def test_a_rule_that_multiplies_the_text_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(budget, "WRITTEN_AT_LEAST", 10_000)
    for put, limit in (("\\1" * 300, "20,000"), ("\\1", "20,000"), ("乙" * 900, "20,000"), ("乙", "")):
        path = ruleset(tmp_path / "house.toml", {"find": "甲(?=((?:.|\n)*))", "put": put})
        error = check(engine(path), "甲方" * 500).error
        assert f"more than {limit} characters into this text" in error if limit else not error


def test_a_budget_is_spent_by_rule(tmp_path: Path):
    one, other = engine(ruleset(tmp_path / "house.toml", {}, SLOW)).selection.rules
    purse = Budget(0)
    purse.write(one, budget.WRITTEN_AT_LEAST)
    purse.write(other, budget.WRITTEN_AT_LEAST)
    with pytest.raises(RuleOverrunError, match="XXX001"):
        purse.write(one, 1)


# The command


@pytest.fixture
def ocrlint(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        return exit_.value.code, *capfd.readouterr()

    return run


@pytest.mark.usefixtures("quick")
def test_nothing_of_the_file_is_written_and_the_others_are(ocrlint):
    ruleset(Path("own.toml"), {}, SLOW)
    Path("ocrlint.toml").write_text('rulesets = ["own.toml"]\nselect = ["XXX"]', "utf-8")
    Path("a.txt").write_text(f"甲方\n{XS}\n{XS}\n", "utf-8")
    Path("b.txt").write_text("甲方\n", "utf-8")
    code, out, err = ocrlint("check", ".", "--output-format", "json")
    assert code == 2
    assert err.startswith("ocrlint: a.txt: rule XXX002 slow was given up")
    assert err.count("\n") == 1
    slow, fine = json.loads(out)["files"]
    assert "XXX002" in slow["error"]
    assert [row["code"] for row in (*slow["findings"], *fine["findings"])] == ["XXX001", "XXX001"]
    assert fine["error"] is None
    for goal in ([], ["--output-dir", "out"], ["--in-place"]):
        code, _, err = ocrlint("fix", ".", "--suggested", *goal)
        assert code == 2
        assert "ocrlint: a.txt: rule XXX002 slow was given up" in err
    assert Path("b.fixed.txt").read_text("utf-8") == Path("b.txt").read_text("utf-8") == "乙方\n"
    assert Path("a.txt").read_text("utf-8").startswith("甲方")
    assert not Path("a.fixed.txt").exists()
    assert {path.name for path in Path("out").iterdir()} == {"b.txt", "b.txt.diff", "b.txt.html"} | {
        "index.html",
        "summary.json",
    }


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "form", ["full", "concise", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "statistics"]
)
def test_every_format_has_the_error_and_the_findings(ocrlint, form: str):
    ruleset(Path("own.toml"), {}, SLOW)
    Path("a.txt").write_text(f"甲方\n{XS}\n", "utf-8")
    Path("s.toml").write_text('rulesets = ["own.toml"]\nselect = ["XXX"]', "utf-8")
    option = ["--statistics"] if form == "statistics" else ["--output-format", form]
    code, out, err = ocrlint("check", "a.txt", "--config", "s.toml", *option)
    assert code == 2
    assert "XXX001" in out
    assert "was given up" in (err if form in {"full", "concise", "statistics"} else out)


@pytest.mark.parametrize("command", [("rule",), ("check", "a.txt"), ("fix", "a.txt"), ("rule", "XXX001")])
def test_a_mistake_is_one_line_of_every_command(ocrlint, command: tuple[str, ...]):
    ruleset(Path("own.toml"), {"put": "\\9"})
    Path("a.txt").write_text("甲方\n", "utf-8")
    Path("ocrlint.toml").write_text('rulesets = ["own.toml"]', "utf-8")
    code, out, err = ocrlint(*command)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "own.toml: line 2: rule XXX001: put: invalid group reference" in err


@pytest.mark.parametrize("value", ["", " ", ",", " , ,"])
def test_select_must_name_a_rule(ocrlint, value: str):
    Path("a.txt").write_text("读者,你好。\n", "utf-8")
    for command in ("check", "fix"):
        code, out, err = ocrlint(command, "a.txt", "--select", value)
        assert (code, out) == (2, "")
        assert "--select names no rule" in err
    assert not Path("a.fixed.txt").exists()


def test_other_lists_may_be_empty(ocrlint):
    Path("a.txt").write_text("读者,你好。\n", "utf-8")
    plain = ocrlint("check", "a.txt", "--select", "PUN")
    empty = ("--ignore", "", "--extend-select", "", "--exclude", "")
    assert ocrlint("check", "a.txt", "--select", "PUN", *empty) == plain


@pytest.mark.parametrize(
    "option", ["--profile", "--config", "--cache-dir", "--output-file", "--stdin-filename", "--encoding"]
)
def test_no_value_may_be_empty(ocrlint, option: str):
    Path("a.txt").write_text("读者,你好。\n", "utf-8")
    assert ocrlint("check", "a.txt", option, "")[0] == 2
    assert ocrlint("check", "")[0] == 2, "an empty path is not the working folder"


# Whatever a file holds

_VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["{found!r:>99}", "{0}", "\\9", "\\g<a", "(?R)+", "[[a]--[b]]", "(?P<at>", "//h", "a\0b", "nan"]
    ),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.one_of(st.text(max_size=3), st.integers()), max_size=2),
)
_KEYS = [*Table.__struct_fields__, "message.en", "nope"]
_SETTINGS = [
    *("profile", "select", "ignore", "exclude", "include", "rulesets", "spacing", "lexicon", "memory", "llm"),
    *("severity", "safety", "language", "cache-dir", "nope"),
]


def mistake(path: Path) -> str:
    """The error with which the ruleset is refused; "" when it is not."""
    try:
        all_rules(rulesets=[path])
    except ConfigError as error:
        return str(error)
    return ""


def written(table: dict[str, object]) -> str:
    rows = [
        f"{key} = {toml(value)}".replace("NaN", "nan").replace("Infinity", "inf")
        for key, value in table.items()
    ]
    return "\n".join(rows)


@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, min_size=1, max_size=3))
def test_any_values_are_a_ruleset_or_a_mistake_in_it(
    tmp_path_factory: pytest.TempPathFactory, change: dict[str, object]
):
    path = tmp_path_factory.mktemp("any") / "house.toml"
    rule = {key: value for key, value in (GOOD | change).items() if not ("." in key and "message" in GOOD)}
    path.write_bytes(("[[rule]]\n" + written(rule)).encode("utf-8", "surrogatepass"))
    if said := mistake(path):
        assert said.startswith(f"{path}: ")
    else:
        (own,) = (rule.code for rule in all_rules(rulesets=[path]) if isinstance(rule, UserRule))
        Engine(select_rules(select=[own], rulesets=[path])).fix(Document("在甲方甲。"), Safety.SUGGESTED)


@given(st.one_of(st.binary(max_size=60), st.dictionaries(st.sampled_from(_SETTINGS), _VALUES, max_size=3)))
@example(b"[" * 100_000)
@example({"select": ["XXX"], "rulesets": ["ocrlint.toml"]})
def test_any_settings_end_with_a_code_and_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes | dict[str, object]
):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("any")
        patch.chdir(folder)
        Path("a.txt").write_text("读者,你好。\n", "utf-8")
        bytes_ = data if isinstance(data, bytes) else written(data).encode("utf-8", "surrogatepass")
        Path("ocrlint.toml").write_bytes(bytes_)
        said: list[str] = []
        patch.setattr("click.echo", lambda message="", **_: said.append(str(message)))
        with pytest.raises(SystemExit) as exit_:
            main(["check", "a.txt", "--output-file", "report.txt"])
        assert exit_.value.code in {0, 1, 2}
        assert len(said) == (exit_.value.code == 2)
        assert "report it" not in "".join(said)


def test_the_helper_writes_toml(tmp_path: Path):
    assert tomllib.loads(ruleset(tmp_path / "a.toml", {"put": {'"': "乙"}}).read_text("utf-8"))["rule"][0][
        "put"
    ]
