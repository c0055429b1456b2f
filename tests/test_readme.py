"""Every `ocrlint` command in the READMEs runs, and the before/after they show is what the tool does."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from lint import fix_text
from tests.command import OCRLINT

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.zh.md"]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(name: str, language: str) -> list[str]:
    return [text for kind, text in _FENCE.findall((ROOT / name).read_text("utf-8")) if kind == language]


def _commands() -> list[str]:
    lines = [line for name in READMES for block in _blocks(name, "sh") for line in block.splitlines()]
    return sorted({line.split("#")[0].strip() for line in lines if line.startswith("ocrlint ")})


@pytest.mark.parametrize("command", _commands())
def test_command_runs(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
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
