"""Names put together from what terminals and CI servers obey."""

from __future__ import annotations

import json
import random
import re
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.hostile import NAMES, TEXT, harm, name
from tests.reliability.material import ocrlint

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISE = "No name and no text does anything to a terminal or a CI server; programs read the exact name"
HOW = "names and texts of control characters, line breaks and commands, in every format and on stderr"
CASES, FEW = 500, 6
BATCH = 50
OURS = r"::(error|warning|notice) file="
LINES = {
    "full": ("check", "--output-format", "full"),
    "concise": ("check", "--output-format", "concise"),
    "github": ("check", "--output-format", "github"),
    "statistics": ("check", "--statistics"),
    "fixes": ("fix", "--check"),
}
PARSED = ("json", "jsonl", "sarif", "gitlab", "rdjson", "junit")


def run(cases: int, seed: int) -> list[str]:
    """What did harm or was lost, by format."""
    chance = random.Random(seed)  # noqa: S311 - chance for names, not for secrets
    names = sorted({*NAMES, *(name(chance) for _ in range(2 * cases))}, key=lambda _: chance.random())[:cases]
    failures = []
    for at in range(0, cases, BATCH):
        part = names[at : at + BATCH]
        with tempfile.TemporaryDirectory() as work:
            for number, each in enumerate(part):
                (Path(work) / each).write_bytes(TEXT.encode() if number % 2 else b"\0\1\2" * 100)
            failures += _faults(Path(work), part)
    return failures


def _faults(folder: Path, names: list[str]) -> Iterator[str]:
    # Hidden files, which begin with a full stop, are not looked for: so all are named.
    paths = [f"./{name}" for name in names]
    for form, (command, *options) in LINES.items():
        done = ocrlint(folder, command, *options, *paths)
        own = OURS if form == "github" else ""
        yield from (f"{form}: {found}" for found in (*harm(done.stdout, own), *harm(done.stderr)))
        if form in {"concise", "statistics"} and done.stderr.count(b"\n") != (len(names) + 1) // 2:
            yield f"{form}: not a line for each error: {done.stderr!r}"
    for form in PARSED:
        done = ocrlint(folder, "check", "--output-format", form, *paths)
        yield from (f"{form}: {found}" for found in harm(done.stdout) if "a command" not in found)
        wanted = {_in_xml(name) if form == "junit" else name for name in names}
        if (got := paths_in(form, done.stdout)) != wanted:
            yield f"{form}: names were lost: {wanted - got}, {got - wanted}"


def _in_xml(text: str) -> str:
    """What XML can say of `text`: it has no way to say control characters."""
    return re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f]", lambda hit: f"⟨{ord(hit[0]):04X}⟩", text)


def paths_in(form: str, data: bytes) -> set[str]:
    """The names in a report, as a program reads them."""
    if form == "jsonl":
        return {json.loads(line)["path"] for line in data.decode().splitlines()}
    if form == "junit":
        return {suite.get("name", "") for suite in ET.fromstring(data)}  # noqa: S314 - our own
    report = json.loads(data)
    if form == "json":
        return {file["path"] for file in report["files"]}
    if form == "rdjson":
        return {diagnostic["location"]["path"] for diagnostic in report["diagnostics"]}
    if form == "gitlab":
        return {issue["location"]["path"] for issue in report}
    return {unquote(artifact["location"]["uri"]) for artifact in report["runs"][0]["artifacts"]}
