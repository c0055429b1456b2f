"""What a user gets from `pip install ocrlint`: rules and data inside, and a command that runs anywhere."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

HARD_WRAP = "县图书馆去年开设了夜间阅览室，读\n者下班以后也能借书。\n"

RIGHT = """
from lint import Position, Result, Severity, fix_text, lint_text

def places(result: Result) -> list[Position]:
    return [finding.start for finding in result.findings if finding.severity is Severity.ERROR]

def replacements(text: str) -> list[str]:
    fixes = [finding.fix for finding in lint_text(text, profile="scan", lexicon=["徐州品牌"]).findings]
    return [edit.text for fix in fixes if fix and fix.safety != "manual" for edit in fix.edits]

fixed: str = fix_text("", suggested=True, severity={"LAY": "info"}, language=None).text
score: float = lint_text("").quality.score
"""
WRONG = """
from lint import fix_text, lint_text

lint_text(b"")
lint_text("", ignor=["STR"])
lint_text("", ignore="STR")
fix_text("", spacing="never").lines
"""


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", *map(str, arguments)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", root, "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    (built,) = folder.glob("ocrlint-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip("install", wheel, "--no-deps", "--no-index", "--target", folder)
    return folder


def run(package: Path, working_folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the `lint` in the folder `package`, with the dependencies of this environment."""
    return subprocess.run(
        [sys.executable, "-c", "from lint.cli.main import main; main()", *arguments],
        cwd=working_folder,
        # PYTHONPATH comes before the path that an editable install of the checkout leaves.
        env=os.environ | {"PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_every_rule_and_table(root: Path, wheel: Path) -> None:
    rulesets = root / "rulesets"
    sources = (path.relative_to(rulesets) for path in rulesets.rglob("*") if path.is_file())
    expected = {f"lint/_rulesets/{path.as_posix()}" for path in sources if path.parts[0] != "tools"}
    held = set(zipfile.ZipFile(wheel).namelist())
    assert expected, "rulesets/ is empty"
    assert expected <= held


def test_the_wheel_holds_every_module_and_template(root: Path, wheel: Path) -> None:
    sources = (p for p in (root / "lint").rglob("*") if p.is_file() and p.parent.name != "__pycache__")
    expected = {path.relative_to(root).as_posix() for path in sources}
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"lint"}
    assert not [name for name in held if name.startswith("lint/_rulesets/tools/")]


def test_the_script_says_its_version_from_another_folder(
    installed: Path, tmp_path: Path, project: dict
) -> None:
    done = subprocess.run(
        [sys.executable, installed / "bin" / "ocrlint", "--version"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert project["version"] in done.stdout


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    # Otherwise the tests below would try the checkout.
    code = "import lint; print(lint.__file__)"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    found = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, env=environment, text=True)
    assert Path(found.strip()).is_relative_to(installed)


def test_the_command_checks_a_file_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "sample.txt").write_text(HARD_WRAP, encoding="utf-8")
    done = run(installed, tmp_path, "check", "--output-format", "json", "sample.txt")
    assert done.returncode == 1, done.stderr
    (file,) = json.loads(done.stdout)["files"]
    assert "LAY001" in {finding["code"] for finding in file["findings"]}


def test_the_installed_command_knows_the_rules_of_the_checkout(
    root: Path, installed: Path, tmp_path: Path
) -> None:
    here, there = run(root, tmp_path, "rule"), run(installed, tmp_path, "rule")
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout


def test_types_reach_who_uses_the_package(wheel: Path, tmp_path: Path) -> None:
    # An environment of its own: to mypy, a package on PYTHONPATH is source and needs no py.typed.
    venv.create(tmp_path / "environment", with_pip=False)
    (packages,) = (tmp_path / "environment").glob("lib/python*/site-packages")
    pip("install", wheel, "--no-deps", "--no-index", "--target", packages)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (tmp_path / "right.py").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    python = tmp_path / "environment" / "bin" / "python"
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "right.py", "wrong.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    errors = re.findall(r"^(\w+)\.py:(\d+): error: .*\[([\w-]+)\]$", checked.stdout, re.MULTILINE)
    assert sorted(errors) == [
        ("wrong", "4", "arg-type"),
        ("wrong", "5", "call-arg"),
        ("wrong", "6", "arg-type"),
        ("wrong", "7", "arg-type"),
        ("wrong", "7", "attr-defined"),
    ], checked.stdout + checked.stderr
