"""What the rows share: damaged texts, a folder of them, runs of the command, and what is in a folder after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from tests.bench.material import NOISE, ROOT
from tests.command import OCRLINT
from tests.damage import Parting, Setting, damage, paragraphs
from tests.hostile import TEXT

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

PATIENCE = 300
"""Seconds after which a run hangs, however slow the machine is."""

OWN = ("cache", ".ocrlint_cache", ".ocrlint-written.jsonl")
"""Folders and files that are the tool's own memory: their names count, and not their bytes."""

_LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
runpy.run_module("lint", run_name="__main__")
"""

_STRANGE = (
    "```python\nprint('甲,乙')\n```\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
    "> 引文，\n> 还是引文,\n",
    "# 标题\n\n## 第一章\n\n第 3 页 共 9 页\n",
    "<table><tr><td>&nbsp;甲</td></tr></table>\n",
    "$\\frac{1}{2}$ \\(x,y\\) 锟斤拷 ï¿½ â€œ",
    TEXT,
)


@cache
def prose() -> tuple[str, ...]:
    """The paragraphs of the seeds and of the corrected texts among the labelled ones."""
    return (*paragraphs(ROOT / "seeds", "*.txt"), *paragraphs(ROOT / "tests" / "gold", "*.clean.txt"))


def piece(chance: random.Random) -> str:
    """A few paragraphs as a page has them, and up to four kinds of damage."""
    source = prose()
    begin = chance.randrange(len(source))
    lines = [line[: chance.choice((40, 120, 400))] for line in source[begin : begin + chance.randint(1, 5)]]
    setting = Setting(
        em=chance.choice((0, 0, 10, 20, 32)),
        parting=chance.choice(get_args(Parting)),
        hanging=chance.random() < 0.5,
        cuts=chance.choice((0, 0.5)),
        captions=chance.choice((0, 0.5)),
        page=chance.choice((0, 0, 6)),
        notes=chance.choice(((), ("[1] 见上文。",))),
    )
    text = damage(lines, setting, chance.randrange(10**9)).text
    for _ in range(chance.randint(0, 4)):
        text = chance.choice(_HARMS)(text, chance)
    return text


def _noise(text: str, chance: random.Random) -> str:
    share = chance.choice((0.01, 0.05, 0.3))
    return "".join(c + chance.choice(NOISE) if chance.random() < share else c for c in text)


def _any_character(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    strange = chance.randrange(0x20000)
    return text[:at] + chr(strange if not 0xD800 <= strange < 0xE000 else 0xFFFD) + text[at:]


def _span(text: str, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.choice((1, 2, 5, 20, 80)))


def _lose(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def _repeat(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 30)) + text[end:]


def _move(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _letter_space(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + chance.choice((" ", "  ", "　", "\n")).join(text[start:end]) + text[end:]


def _put_in(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(_STRANGE) + text[at:]


def _narrow(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("，。：；！？（）“”", ",.:;!?()\"'"))


def _returns(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\n\r", "\n \n")), chance.choice((-1, 2)))


_HARMS = (_noise, _any_character, _lose, _repeat, _move, _letter_space, _put_in, _narrow, _returns)


def library(folder: Path, sizes: Sequence[int]) -> None:
    """A file of about each of `sizes`, in characters, with something to fix in it."""
    folder.mkdir(parents=True)
    text = "\n".join(prose())
    for number, size in enumerate(sizes):
        start = 997 * number % (len(text) // 2)
        body = (text[start:] + text)[:size]
        (folder / f"{number:02}.txt").write_text(f"第{number}份,共 {len(sizes)} 份。\n{body}\n", "utf-8")


def environment() -> dict[str, str]:
    """Where the command finds this checkout, and speaks English without colours."""
    return os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def ocrlint(
    folder: Path, *arguments: str, limit: int | None = None, stdout: int | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in `folder`; no file that it writes may grow beyond `limit` bytes."""
    command = OCRLINT if limit is None else (sys.executable, "-c", _LIMITED, str(limit))
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """What is in the files of `folder`, those in folders included, by their names."""
    return {
        path.relative_to(folder).as_posix(): b"" if set(path.parts) & set(OWN) else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def is_own(name: str) -> bool:
    """Whether the file of that name is the tool's own memory of what it did."""
    return bool(set(name.split("/")) & set(OWN))


def is_whole(name: str, data: bytes, expected: set[bytes | None]) -> bool:
    """Whether the file of that name is one of those `expected`; overviews of a run that did less are others."""
    if name == "out/index.html":
        return data.rstrip().endswith(b"</html>")
    if name == "out/summary.json":
        try:
            return isinstance(json.loads(data), dict)
        except ValueError:
            return False
    return data in expected


def complaints(stderr: bytes) -> list[str]:
    """What may never be told to a user."""
    return [f"{bad!r} in {stderr!r}" for bad in (b"Traceback", b"report it") if bad in stderr]
