"""A project from a stranger: its settings send nothing, write nothing outside, and stop nothing."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("httpx")

from lint.cli.main import main
from lint.settings.config import ConfigError, Project, Projects, Settings, load
from lint.settings.locations import user_file
from lint.settings.settings_files import MOST_BYTES
from tests.command import OCRLINT
from tests.llm_server import serving, text

ROOT = Path(__file__).resolve().parent.parent
TEXT = "工作尚末完成，不能验收。\n"
RULESET = """
[[rule]]
code = "WRD900"
name = "not-yet"
triggers = "末"
find = "末(?=完成)"
put = "未"
docs = "A rule of the user's own."
message = { en = "{found} may be wrong", zh = "“{found}”可能有误" }
"""
RULES = 'select = ["WRD900"]\nrulesets = ["own.toml"]\n'


class Done(NamedTuple):
    """What the command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a text, beside one for the user's settings."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "own.toml").write_text(RULESET, "utf-8")
    return folder


@pytest.fixture
def ocrlint(project: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run the command in the project, for a user whose settings are in ../config."""

    def run(*arguments: str, code: int | None = None, **environment: str) -> Done:
        monkeypatch.chdir(project)
        own = {"XDG_CONFIG_HOME": str(project.parent / "config"), "CI_KEY": "secret", "LC_ALL": "C.UTF-8"}
        for name, value in (own | environment).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        done = Done(exit_.value.code, *capfd.readouterr())
        assert done.code in ({0, 1, 2} if code is None else {code}), done.err
        assert "report it" not in done.err
        return done

    return run


@pytest.fixture
def refused(ocrlint):
    """The one line on stderr with which the command refuses."""

    def run(*arguments: str) -> str:
        done = ocrlint(*arguments, code=2)
        assert done.out == ""
        assert done.err.count("\n") == 1, done.err
        assert len(done.err) < 3_000
        return done.err

    return run


def users(folder: Path, settings: str) -> Path:
    path = folder.parent / "config" / "ocrlint" / "ocrlint.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(settings, "utf-8")
    return path


def llm(endpoint: str, table: str = "llm") -> str:
    return f'[{table}]\nendpoint = "{endpoint}"\nmodel = "stub"\nkey-variable = "CI_KEY"\n'


# Where text and keys are sent


@pytest.mark.parametrize(
    ("name", "table"), [("ocrlint.toml", "llm"), ("pyproject.toml", "tool.ocrlint.llm"), ("link", "llm")]
)
@pytest.mark.parametrize(
    "command", [("check", "."), ("check", "sub/b.txt"), ("fix", "a.txt"), ("rule",), ("learn", "a.txt")]
)
def test_a_project_sends_nothing_anywhere(
    refused, project: Path, name: str, table: str, command: tuple[str, ...]
):
    (project / "sub").mkdir()
    (project / "sub" / "b.txt").write_text(TEXT, "utf-8")
    with serving(lambda _: text("工作尚未完成，不能验收。")) as server:
        if name == "link":  # to the user's own file even: the link is the project's
            name = "ocrlint.toml"
            (project / name).symlink_to(users(project, llm(server.endpoint)))
        else:
            (project / name).write_text(llm(server.endpoint, table), "utf-8")
        said = refused(*command)
        assert not server.asked
    assert f"{name}: llm: " in said
    assert "--config" in said
    assert not (project / "a.fixed.txt").exists()


def findings(done: Done) -> list[str]:
    return [row["message"] for file in json.loads(done.out)["files"] for row in file["findings"]]


def test_the_users_own_model_is_asked_in_every_project(ocrlint, project: Path):
    (project / "ocrlint.toml").write_text(RULES, "utf-8")
    check = ("check", "a.txt", "--output-format", "json", "--language", "en")
    with serving(lambda _: text("工作尚未完成，不能验收。")) as server:
        users(project, 'profile = "verse"\n' + llm(server.endpoint))
        (message,) = findings(ocrlint(*check))
        assert message.endswith("the language model agrees")
        assert server.headers[0]["Authorization"] == "Bearer secret"
        for option in (["--config", "ocrlint.toml"], ["--no-config"]):
            assert not any("language model" in said for said in findings(ocrlint(*check, *option)))
        assert len(server.asked) == 1


def test_the_key_must_be_there(ocrlint, project: Path):
    path = users(project, llm("http://127.0.0.1:9/"))
    (project / "ocrlint.toml").write_text(RULES, "utf-8")
    done = ocrlint("check", "a.txt", CI_KEY="")
    assert done.code == 2
    assert f"{path}: llm: the environment variable CI_KEY is not set" in done.err
    assert "holds no key" in ocrlint("check", "a.txt", CI_KEY="密").err


def test_the_users_other_settings_count_where_no_project_is(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project.parent / "config"))
    path = users(project, 'profile = "verse"\nlexicon = "words.txt"')
    path.with_name("words.txt").write_text("甲乙", "utf-8")
    assert user_file() == path
    mine = Projects().of(project)
    assert (mine.settings.profile, mine.settings.lexicon, mine.origin) == ("verse", ("甲乙",), path)
    assert Projects().of(path.parent).settings.profile == "verse", "it is no project's file in its own folder"
    (project / "ocrlint.toml").write_text("", "utf-8")
    assert Projects().of(project).settings.profile == "ocr"
    assert Projects(fixed=Project(Settings(), project)).of(project.parent).settings.profile == "ocr"
    path.write_text("[llm]\nmodel = 3", "utf-8")
    with pytest.raises(ConfigError, match=f"{path}: llm"):
        Projects().of(project)


@pytest.mark.parametrize("said", ["", ".", "settings"])
def test_no_variable_makes_the_project_the_place_of_the_users_settings(ocrlint, project: Path, said: str):
    with serving(lambda _: text("工作尚未完成，不能验收。")) as server:
        for folder in ("ocrlint", "settings/ocrlint"):
            (project / folder).mkdir(parents=True)
            (project / folder / "ocrlint.toml").write_text(llm(server.endpoint), "utf-8")
        home = str(project.parent / "home")
        done = ocrlint("check", "a.txt", XDG_CONFIG_HOME=said, HOME=home)
        assert done.err == ""
        assert not server.asked


# An endpoint that does not answer


@pytest.mark.parametrize(
    ("endpoint", "why"),
    [
        ("http://127.0.0.1:9/v1", "127.0.0.1:9: can't be reached"),
        ("http://user:pass@127.0.0.1:9/?key=pass", "http://127.0.0.1:9: can't be reached"),
        ("http://[::1", "is no valid address"),
        ("http://a..b/", "http://a..b: "),
        ((404, b"{}"), "answers with HTTP 404"),
        ((307, b"{}"), "answers with HTTP 307"),
        ((200, b"[]"), "gave an answer of another form"),
    ],
)
def test_an_endpoint_without_answers_is_said_once(
    ocrlint, project: Path, endpoint: str | tuple[int, bytes], why: str
):
    (project / "ocrlint.toml").write_text(RULES, "utf-8")
    (project / "b.txt").write_text(TEXT, "utf-8")
    alone = ocrlint("check", ".", "--no-cache")
    with serving(lambda _: endpoint) as server:
        users(project, llm(endpoint if isinstance(endpoint, str) else server.endpoint))
        for command in (["check", "."], ["check", ".", "--quiet"]):
            done = ocrlint(*command)
            assert (done.code, done.out) == (1, alone.out)
            assert done.err.count("\n") == 1, done.err
            assert why in done.err
            assert "pass" not in done.err


def test_an_endpoint_without_answers_is_said_once_by_many_processes(project: Path):
    (project / "ocrlint.toml").write_text(RULES, "utf-8")
    for name in ("a", "b", "c"):
        (project / f"{name}.txt").write_text(TEXT * 12_000, "utf-8")
    users(project, llm("http://127.0.0.1:9/"))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(project.parent / "config")}
    done = subprocess.run(
        [*OCRLINT, "check", ".", "--statistics", "-j", "2"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"CI_KEY": "secret"},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "can't be reached" in done.stderr


@pytest.mark.parametrize("timeout", ["-1", "0", "nan", "inf", "-inf", "1e9", "true", '"soon"'])
def test_a_timeout_is_a_number_of_seconds(tmp_path: Path, timeout: str):
    path = tmp_path / "mine.toml"
    path.write_text(f"{llm('http://x/')}timeout = {timeout}", "utf-8")
    with pytest.raises(ConfigError, match=r"mine\.toml: llm\.timeout: "):
        load(path)


# Where something is written


@pytest.mark.parametrize("place", ["../outside.memory", "{outside}", "link", "folder/outside.memory"])
def test_a_project_lets_learn_write_nothing_outside(ocrlint, refused, project: Path, place: str):
    outside = project.parent / "outside.memory"
    (project / "link").symlink_to(outside)
    (project / "folder").symlink_to(project.parent)
    place = place.format(outside=outside)
    (project / "ocrlint.toml").write_text(f'memory = "{place}"', "utf-8")
    said = refused("learn", "a.txt")
    assert "ocrlint.toml: memory: " in said
    assert not outside.exists()
    assert ocrlint("learn", "a.txt", "--memory", str(outside)).code == 0, "the user may say so"
    assert outside.exists()


def test_a_project_may_have_its_memory_inside(ocrlint, project: Path):
    (project / "ocrlint.toml").write_text('memory = "sub/../accepted.memory"', "utf-8")
    (project / "sub").mkdir()
    assert ocrlint("learn", "a.txt").code == 0
    assert (project / "accepted.memory").exists()
    assert ocrlint("check", "a.txt").code in {0, 1}


# What is read


@pytest.fixture
def odd(project: Path) -> Path:
    """The project with files that are no ordinary ones."""
    os.mkfifo(project / "pipe")
    (project / "folder").mkdir()
    (project / "zero").symlink_to("/dev/zero")
    (project / "loop").symlink_to("loop")
    with (project / "huge").open("wb") as file:
        file.truncate(1 << 36)
    (project / "latin").write_bytes(b"caf\xe9")
    return project


ODD = [
    "/dev/zero",
    "zero",
    "pipe",
    "folder",
    "huge",
    "loop",
    "a\\u0000b",
    "//host/share",
    "\\\\\\\\host\\\\x",
]


@pytest.mark.parametrize("key", ["lexicon", "rulesets", "memory"])
@pytest.mark.parametrize("place", [*ODD, "latin", "/proc/self/status", "x" * 300])
def test_a_file_that_settings_name_is_an_ordinary_one(refused, odd: Path, key: str, place: str):
    value = f'["{place}"]' if key == "rulesets" else f'"{place}"'
    (odd / "ocrlint.toml").write_text(f'extend-select = ["WRD"]\n{key} = {value}', "utf-8")
    said = refused("check", "a.txt")
    assert "ocrlint.toml: " in said


def test_settings_that_the_user_names_may_come_from_anywhere(ocrlint, refused, project: Path):
    assert ocrlint("check", "a.txt", "--config", "/dev/null").code in {0, 1}
    ours, theirs = os.pipe()
    try:
        os.write(theirs, b'select = ["PUN"]')
        os.close(theirs)
        assert ocrlint("check", "a.txt", "--config", f"/dev/fd/{ours}").code == 0
    finally:
        os.close(ours)
    assert "/dev/zero: is larger than 1 MB" in refused("check", "a.txt", "--config", "/dev/zero")
    assert f"{project}: a folder" in refused("check", "a.txt", "--config", str(project))


@pytest.mark.parametrize("name", ["ocrlint.toml", "pyproject.toml"])
@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "huge", "loop", "nowhere"])
def test_settings_are_an_ordinary_file(refused, odd: Path, name: str, target: str):
    (odd / name).symlink_to(target)
    assert f"{name}: " in refused("check", "a.txt")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"{a=" * 100_000, "nested too deeply"),
        (b".".join([b"a"] * 100_000) + b" = 1", "line 1: a key has more than 64 parts"),
        (b"\n[" + b" . ".join([b'"a"'] * 100_000) + b"]", "line 2: a key has more than 64 parts"),
        (b"a" * 500_000, "not valid TOML"),
        (b'profile = "\xb7\xd2"', "not valid TOML: line 1 is not UTF-8"),
        (b"\xff\xfep\0", "not valid TOML"),
        (b"x = " + b"9" * 10_000, "not valid TOML"),
        (b"#" * (MOST_BYTES + 1), "larger than 1 MB"),
        (b'"' + b"k" * 300_000 + b'" = 1', "unknown key"),
        (b'spacing = "' + b"k" * 300_000 + b'"', "spacing: "),
    ],
)
def test_any_bytes_are_settings_or_a_short_error(refused, project: Path, data: bytes, says: str):
    (project / "ocrlint.toml").write_bytes(data)
    said = refused("check", "a.txt")
    assert "ocrlint.toml: " in said
    assert says in said
    assert len(said) < 3_000
