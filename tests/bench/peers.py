"""Other linters of Chinese copy, run over the same files in the same run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.measure import Cost, run

if TYPE_CHECKING:
    from pathlib import Path

NPM = {"zhlint": "0.8.2", "textlint": "15.8.0", "textlint-rule-zh-half-and-full-width-bracket": "1.1.0"}

AUTOCORRECT = """
import pathlib, sys
import autocorrect_py
function = getattr(autocorrect_py, sys.argv[2])
refused = 0
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        function(path.read_text("utf-8"), path.name)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        refused += 1
print(refused, "refused", file=sys.stderr)
"""
ZHLINT = """
const fs = require("fs"), path = require("path"), { run } = require("zhlint");
for (const name of fs.readdirSync(process.argv[2]).sort())
  run(fs.readFileSync(path.join(process.argv[2], name), "utf8"), { rules: { preset: "default" } });
"""


class Peer(NamedTuple):
    """A linter that can be run on a folder."""

    name: str
    command: tuple[str, ...]
    folder: Path | None = None
    limit: int = 1 << 40
    """Bytes from which it takes minutes, and is left out."""

    def run(self, target: Path) -> Cost:
        """Judge the files in `target`."""
        return run((*self.command[:-1], str(target), *self.command[-1:]), folder=self.folder)


def autocorrect(function: str = "lint_for") -> Peer | None:
    """`autocorrect-py`, file by file in one process: of some long texts it says "call limit reached"."""
    try:
        name = f"autocorrect-py {version('autocorrect-py')} {function}"
    except PackageNotFoundError:
        return None
    return Peer(name, (sys.executable, "-c", AUTOCORRECT, function))


def node(folder: Path) -> tuple[list[Peer], str]:
    """The peers from npm, installed in `folder`; or why there are none."""
    npm, engine = shutil.which("npm"), shutil.which("node")
    if not (npm and engine):
        return [], "zhlint and textlint were left out: there is no Node."
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": NPM}))
    done = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [], "zhlint and textlint were left out: npm could not install them."
    (folder / "zhlint.cjs").write_text(ZHLINT)
    (folder / ".textlintrc.json").write_text('{"rules": {"zh-half-and-full-width-bracket": true}}')
    return [
        Peer(f"zhlint {NPM['zhlint']}", (engine, "zhlint.cjs", ""), folder, 1_000_000),
        Peer(
            f"textlint {NPM['textlint']}, one rule",
            (engine, "node_modules/textlint/bin/textlint.js", "--format=json"),
            folder,
            10_000_000,
        ),
    ], ""
