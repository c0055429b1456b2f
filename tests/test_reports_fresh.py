"""The reports in reports/ are what the tool makes of seeds/ today."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.command import OCRLINT

REMEDY = "run `make demo` and commit what it changes in reports/"


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    command = [*OCRLINT, "fix", "seeds/", "--output-dir", str(folder)]
    # The reports must not depend on where and for whom they are made.
    places = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = places | {"PYTHONPATH": str(root), "LANG": "de_DE.UTF-8", "TZ": "Asia/Urumqi"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_no_report_is_missing_or_left_over(root, made):
    ours = {name for name in names(root / "reports") if name.endswith((".txt", ".diff", ".html", ".json"))}
    assert ours == names(made), REMEDY


def test_reports_are_fresh(root, made):
    stale = [
        name
        for name in sorted(names(made) & names(root / "reports"))
        if (made / name).read_bytes() != (root / "reports" / name).read_bytes()
    ]
    assert not stale, REMEDY
