"""Damaged texts, judged and fixed in this process."""

from __future__ import annotations

import random
import re
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.findings import Safety
from lint.core.source import Source
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.runner.check_file import judge
from tests.reliability.material import piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport

PROMISE = (
    "No text makes a rule fail; fixing twice is fixing once, safe or suggested; safe fixes keep the sequence of Han "
    "characters, letters and digits; findings lie inside the text, and the edits of each can be applied"
)
HOW = "pieces of real texts, set as pages and damaged at random, in every profile"
CASES, FEW = 20_000, 30
PROFILES = ("ocr", "scan", "newspaper", "book", "classical", "verse", "traditional", "copywriting")
_NOT_CONTENT = re.compile(r"[\W_]+")


def run(cases: int, seed: int) -> list[str]:
    """What failed, with the number of the piece."""
    failures = []
    for number in range(cases):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - chance for texts, not for secrets
        text = piece(chance)
        profile = PROFILES[number % len(PROFILES)]
        found = [*_faults(text, profile)]
        failures += (f"piece {number}, {profile}: {fault}" for fault in found)
        if found:
            path = Path(tempfile.gettempdir()) / f"ocrlint-fuzz-{seed}-{number}.txt"
            path.write_text(text, "utf-8", newline="")
            failures[-1] += f" (see {path})"
    return failures


@cache
def _engine(profile: str) -> Engine:
    return Engine(select_rules(profile))


def _judged(text: str, profile: str, level: Safety | None) -> FileReport:
    return judge(Source(text.encode(), "", "utf-8"), _engine(profile), level)


def _faults(text: str, profile: str) -> Iterator[str]:
    checked = _judged(text, profile, None)
    if checked.error:
        yield checked.error
        return
    yield from _misplaced(checked)
    source = checked.document.text
    for level in (Safety.SAFE, Safety.SUGGESTED):
        once = _judged(text, profile, level)
        if once.error or once.patch is None:
            yield f"{level.label}: {once.error}"
            continue
        yield from _misplaced(once)
        output = once.patch.output
        twice = _judged(output.replace("\n", once.document.newline), profile, level)
        if twice.error or twice.patch is None or twice.patch.output != output:
            yield f"{level.label}: fixing twice is not fixing once {twice.error}"
        if level is Safety.SAFE and _content(output) != _content(source):
            yield "safe fixes changed the content"


def _content(text: str) -> str:
    return _NOT_CONTENT.sub("", text)


def _misplaced(report: FileReport) -> Iterator[str]:
    """Findings outside the text, and edits that overlap."""
    end = len(report.document.text)
    for finding in report.findings:
        if not 0 <= finding.start <= finding.end <= end:
            yield f"{finding.code} is outside the text"
        edits = finding.fix.edits if finding.fix else ()
        spans = sorted((edit.start, edit.end) for edit in edits)
        if any(not 0 <= start <= stop <= end for start, stop in spans):
            yield f"{finding.code}: an edit is outside the text"
        if any(stop > start for (_, stop), (start, _) in pairwise(spans)):
            yield f"{finding.code}: two edits overlap"
