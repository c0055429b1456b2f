"""Settings: which file counts, what it may say, and how it is told that it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.settings.config import ConfigError, Project, Projects, Settings, load, system_language


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_file_wins(tmp_path: Path):
    write(tmp_path / "ocrlint.toml", 'profile = "verse"')
    write(tmp_path / "a" / "pyproject.toml", '[tool.ocrlint]\nprofile = "book"')
    (tmp_path / "a" / "b").mkdir()
    (tmp_path / "c").mkdir()
    projects = Projects()
    assert projects.of(tmp_path / "a" / "b").settings.profile == "book"
    assert projects.of(tmp_path / "c").settings.profile == "verse"
    assert projects.of(tmp_path / "c").origin == tmp_path / "ocrlint.toml"


def test_a_pyproject_that_does_not_speak_of_us_is_passed_by(tmp_path: Path):
    write(tmp_path / "ocrlint.toml", 'profile = "verse"')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nkey = 1")
    assert Projects().of(tmp_path / "a").settings.profile == "verse"


def test_our_own_file_goes_before_pyproject(tmp_path: Path):
    write(tmp_path / "ocrlint.toml", 'profile = "verse"')
    write(tmp_path / "pyproject.toml", '[tool.ocrlint]\nprofile = "book"')
    assert Projects().of(tmp_path).settings.profile == "verse"


def test_without_a_file_everything_is_left_to_the_profile(tmp_path: Path):
    project = Projects().of(tmp_path)
    assert project.origin is None
    assert project.settings == Settings()
    assert project.settings.options() == {}


def test_a_fixed_project_counts_everywhere(tmp_path: Path):
    write(tmp_path / "ocrlint.toml", 'profile = "verse"')
    fixed = Project(Settings(profile="book"), tmp_path)
    assert Projects(fixed=fixed).of(tmp_path).settings.profile == "book"


def test_all_keys(tmp_path: Path):
    path = write(
        tmp_path / "ocrlint.toml",
        """
        profile = "book"
        select = ["LAY"]
        ignore = ["LAY003"]
        extend-select = ["PUN"]
        exclude = ["draft/"]
        include = ["*.ocr"]
        rulesets = ["own.toml"]
        spacing = "majority"
        script = "traditional"
        strictness = "paranoid"
        lexicon = ["甲乙"]
        severity = { LAY001 = "error" }
        safety = { hard-wrap = "manual" }
        language = "zh"
        """,
    )
    settings = load(path).settings
    assert settings.extend_select == ("PUN",)
    assert settings.rulesets == (str(tmp_path / "own.toml"),)
    assert settings.options() == {
        "spacing": "majority",
        "script": "traditional",
        "strictness": "paranoid",
        "lexicon": ("甲乙",),
    }


def test_a_lexicon_in_a_file(tmp_path: Path):
    write(tmp_path / "words" / "names.txt", "\ufeff甲乙\n\n 丙丁 \n")
    path = write(tmp_path / "ocrlint.toml", 'lexicon = "words/names.txt"')
    assert load(path).settings.lexicon == ("甲乙", "丙丁")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("selct = []", "unknown key 'selct'; did you mean 'select'?"),
        ("extend_select = []", "unknown key 'extend_select'; did you mean 'extend-select'?"),
        ("qqq = 1", "unknown key 'qqq'; there are: profile, select"),
        ('select = "LAY"', "select: Expected a list, got a string"),
        ("select = [1]", "select: Expected a string, got `int`"),
        ('spacing = "wide"', "spacing: Invalid enum value 'wide'; allowed are keep, majority, add, remove"),
        ("lexicon = 3", "lexicon: Expected a list, or a path, got `int`"),
        ("severity = 3", "severity: Expected a table, got `int`"),
        (
            'severity = { LAY001 = "error", LAY002 = "bad" }',
            "severity.LAY002: Invalid enum value 'bad'; allowed are error, warning, info",
        ),
        ('language = "fr"', "language: Invalid enum value 'fr'; allowed are en, zh"),
        ('lexicon = "none.txt"', "lexicon: .*none.txt: there is no such file"),
        ("select = [", "is not valid TOML: Invalid value"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, says: str):
    path = write(tmp_path / "ocrlint.toml", text)
    with pytest.raises(ConfigError, match=f"^{path}: {says}".replace("?", r"\?")) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_can_not_be_read(tmp_path: Path):
    for path, says in ((tmp_path / "none.toml", "no such file"), (tmp_path, "a folder of that name")):
        with pytest.raises(ConfigError, match=says):
            load(path)
    binary = tmp_path / "ocrlint.toml"
    binary.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="is not valid TOML"):
        load(binary)


def test_a_named_pyproject_must_speak_of_us(tmp_path: Path):
    path = write(tmp_path / "pyproject.toml", "[tool.other]\nkey = 1")
    with pytest.raises(ConfigError, match=r"no table \[tool.ocrlint\]"):
        load(path)


def test_the_command_line_chooses_anew_or_adds(tmp_path: Path):
    settings = Settings(profile="book", select=("LAY",), ignore=("LAY003",), extend_select=("PUN",))
    project = Project(settings, tmp_path)
    anew = project.override(select=("LAY003",)).settings
    assert (anew.select, anew.ignore, anew.extend_select) == (("LAY003",), (), ())
    more = project.override(profile="verse", ignore=("SPC",), extend_select=("STR",)).settings
    assert (more.profile, more.select) == ("verse", ("LAY",))
    assert (more.ignore, more.extend_select) == (("LAY003", "SPC"), ("PUN", "STR"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_HK"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_of_the_system(environment: dict[str, str], language: str):
    assert system_language(environment) == language
