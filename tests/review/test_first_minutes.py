"""The editor's first ten minutes as the READMEs tell them: each command runs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import OCRLINT
from tests.review.serving import Reviewer, served

ROOT = Path(__file__).parents[2]


def commands(name):
    text = (ROOT / name).read_text("utf-8")
    (block,) = re.findall(r"```sh\npip install '\.\[review\]'\n(.*?)```", text, re.DOTALL)
    return [shlex.split(line.split("#")[0])[1:] for line in block.splitlines()]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_commands_run(name, browser, tmp_path):
    (review, status, fix, check) = commands(name)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    with served(*review[1:], cwd=tmp_path) as (process, address):
        page = browser.new_page()
        reviewer = Reviewer(page, address)
        reviewer.press("x", "A", "u", "U", "q")
        assert process.wait(20) == 1
        page.close()
    for command, wanted in ((status, "34 applied"), (fix, "fixed"), (check, "accepted")):
        done = subprocess.run(
            [*OCRLINT, *command, "--language", "en"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
        assert wanted in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_pictures_are_there(name):
    pictures = re.findall(r"!\[[^]]+\]\((reports/review-\w+\.png)\)", (ROOT / name).read_text("utf-8"))
    assert len(pictures) == 2
    assert all((ROOT / picture).is_file() for picture in pictures)
