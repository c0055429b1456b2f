"""What a user gets from `pip install ocrlint`: rules and data inside, and a command that runs anywhere."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

HARD_WRAP = "县图书馆去年开设了夜间阅览室，读\n者下班以后也能借书。\n"


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
        [sys.executable, "-c", "from lint.cli import main; main()", *arguments],
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
