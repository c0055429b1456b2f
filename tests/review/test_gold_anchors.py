"""Decisions on the gold documents are found again when these are wrapped to other widths, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lint.core.character_classes import content
from lint.core.document import Document
from lint.core.findings import fingerprints
from lint.decisions.anchoring import Context, Places
from lint.decisions.quoting import describe, hull
from lint.engine.selection import Engines
from lint.settings.config import Projects

GOLD = Path(__file__).parent.parent / "gold"
LINE_ENDS = ("LAY", "SPC")
"""Families about line ends, captions moved across them, and letter-spacing."""


def wrapped(text, width):
    """The paragraphs of `text`, each cut into lines of so many characters."""
    parts = re.split(r"(\n\s*\n)", text)
    for number, part in enumerate(parts):
        if number % 2 == 0:
            joined = re.sub(r"\s*\n\s*", "", part)
            parts[number] = "\n".join(joined[at : at + width] for at in range(0, len(joined), width))
    return "".join(parts)


@pytest.fixture(scope="module")
def gold():
    """The documents with their findings, and what decisions would quote."""
    engine = Engines().of(Projects(profile="scan").of(Path()))
    found = []
    for path in sorted(GOLD.glob("*.clean.txt")):
        text = path.read_text("utf-8")
        places, findings = Places(text), engine.check(Document(text))
        names = fingerprints(findings, text)
        said = [(f, describe(f, places)) for f, _ in zip(findings, names, strict=True)]
        found.append((text, [item for item in said if item[0].rule.family not in LINE_ENDS]))
    return found


@pytest.mark.parametrize("width", [17, 28, 40, 1000])
def test_nearly_all_are_found_and_none_elsewhere(gold, width):
    total = again = 0
    for text, said in gold:
        other = wrapped(text, width)
        places = Places(other)
        for finding, quoted in said:
            total += 1
            spans = places.find(Context.of(quoted.quote), quoted.quote.middle)
            start = len(content(text[: hull(finding).start]))
            if len(spans) == 1:
                again += 1
                assert len(content(other[: spans[0].start])) == start
    assert total > 10
    assert again >= 0.97 * total
