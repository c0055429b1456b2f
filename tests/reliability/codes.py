"""Files that hold every code of an encoding, with something to fix between them."""

from __future__ import annotations

import codecs
import random
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.reliability.material import complaints, ocrlint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROMISE = "What no fix touches is written back byte for byte, in every encoding, and the diff applies"
HOW = "every code of UTF-8, UTF-16, UTF-32, with marks, GB18030, GBK, GB2312, Big5, Big5-HKSCS; `fix`, `git apply`"
CASES, FEW = 7_846_308, 400
SOME = 3
"""Encodings of a short trial."""
BATCH = 100_000
"""Codes in a file."""

FAULT, FIXED = "文,文", "文，文"
RULESET = """
[[rule]]
code = "MYR001"
name = "comma"
safety = "safe"
confidence = 1.0
triggers = "文"
find = "文,文"
put = "文，文"
docs = "A comma."
message = {en = "a comma", zh = "逗号"}
"""


class Encoding(NamedTuple):
    """The codec, the mark before the text, and whether the command is told of it."""

    codec: str
    mark: bytes = b""
    named: bool = False

    @property
    def applies(self) -> bool:
        """Whether git can apply a diff in it: each byte of a line break is one."""
        return "16" not in self.codec and "32" not in self.codec


ENCODINGS = (
    Encoding("utf-8"),
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("gb18030", named=True),
    Encoding("gbk", named=True),
    Encoding("gb2312", named=True),
    Encoding("big5", named=True),
    Encoding("big5-hkscs", named=True),
)


def run(cases: int, seed: int) -> list[str]:
    """What was wrong, by encoding; of fewer cases than there are codes, some codes of some encodings."""
    chance = random.Random(seed)  # noqa: S311 - chance for codes, not for secrets
    failures, tried = [], 0
    tests = ENCODINGS if cases >= CASES else chance.sample(ENCODINGS, SOME)
    for encoding in tests:
        known = codes(encoding.codec)
        if cases < CASES:
            known = chance.sample(known, cases // SOME)
        tried += len(known)
        with tempfile.TemporaryDirectory() as work:
            failures += (f"{encoding.codec}: {fault}" for fault in _faults(known, encoding, Path(work)))
    if cases >= CASES != tried:
        failures.append(f"there are {tried} codes, and not {CASES}")
    return failures


@cache
def codes(codec: str) -> list[bytes]:
    """All codes of `codec`: of characters, or, where some characters have two, what bytes are a character."""
    if codec.startswith("utf") or codec == "gb18030":
        return sorted(
            chr(number).encode(codec) for number in range(0x110000) if not 0xD800 <= number < 0xE000
        )
    single = (bytes((byte,)) for byte in range(0x80))
    double = map(bytes, product(range(0x80, 0x100), range(0x100)))
    return [*single, *(pair for pair in double if _is_code(pair, codec))]


def _is_code(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def text(known: Sequence[bytes], encoding: Encoding, fault: str) -> bytes:
    """The codes, one a line, and among them lines that are `fault`."""
    gap = 6 if len(known) < 30_000 else 5_000  # so that all codes of the older encodings come into the diff
    rows = [
        row
        for at in range(0, len(known), gap)
        for row in (fault.encode(encoding.codec), *known[at : at + gap])
    ]
    end = "\n".encode(encoding.codec)
    return encoding.mark + end.join(rows) + end


def _faults(known: Sequence[bytes], encoding: Encoding, work: Path) -> Iterator[str]:
    for folder in ("fixed", "patched"):
        (work / folder).mkdir()
    (work / "rules.toml").write_text(RULESET, "utf-8")
    (work / "settings.toml").write_text('rulesets = ["rules.toml"]\nselect = ["MYR001"]\n', "utf-8")
    expected = {}
    for at in range(0, len(known), BATCH):
        part = known[at : at + BATCH]
        name = f"{at // BATCH:02}.txt"
        expected[name] = text(part, encoding, FIXED)
        for folder in ("fixed", "patched"):
            (work / folder / name).write_bytes(text(part, encoding, FAULT))
    told = ("--config", "../settings.toml", *(("--encoding", encoding.codec) if encoding.named else ()))
    done = ocrlint(work / "fixed", "fix", ".", "--in-place", "-q", *told)
    yield from complaints(done.stderr)
    yield from _differences(work / "fixed", expected, done.stderr)
    if encoding.applies and shutil.which("git"):
        diff = ocrlint(work / "patched", "fix", ".", "--diff", "-q", *told).stdout
        apply = ["git", "apply", "--whitespace=nowarn", "-"]
        git = subprocess.run(apply, cwd=work / "patched", input=diff, capture_output=True, check=False)
        yield from (f"as patched: {fault}" for fault in _differences(work / "patched", expected, git.stderr))


def _differences(folder: Path, expected: dict[str, bytes], said: bytes) -> Iterator[str]:
    for name, wanted in expected.items():
        got = (folder / name).read_bytes()
        if got != wanted:
            at = next((n for n, (a, b) in enumerate(zip(got, wanted, strict=False)) if a != b), -1)
            yield f"{name}: byte {at} is in {got[at - 8 : at + 8]!r}, not {wanted[at - 8 : at + 8]!r}; {said!r}"
