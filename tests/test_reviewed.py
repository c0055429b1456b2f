"""Precision of the families that need judgement, on the seeds, finding by finding.

``gold/reviewed.jsonl`` has one line for each finding that a person has read: its fingerprint (`id`), where it
stands, the verdict and why. A finding that nobody has read counts as wrong, so a rule that grows noisy fails
here, and so does one whose new findings were not read. To add some: read them, write the line.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from lint.core.document import Document
from lint.core.findings import fingerprints
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules

ROOT = Path(__file__).parent.parent
REVIEWED = {
    row["id"]: row
    for row in map(json.loads, (ROOT / "tests/gold/reviewed.jsonl").read_text("utf-8").splitlines())
}
PRECISION = 0.9


@cache
def found() -> list[tuple[str, str, str]]:
    """Code, fingerprint and place of every finding in the seeds."""
    engine = Engine(select_rules("ocr"))
    rows = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        findings = engine.check(Document(text, path.name))
        for finding, name in zip(findings, fingerprints(findings, text), strict=True):
            place = f"{path.name[:3]}:{text.count(chr(10), 0, finding.start) + 1}"
            rows.append(
                (finding.code, name, f"{place} {finding.code} {text[finding.start : finding.end][:20]}")
            )
    return rows


@pytest.mark.parametrize("family", ["REP", "STR"])
def test_precision_on_the_seeds(family: str):
    own = [(name, place) for code, name, place in found() if code.startswith(family)]
    bad = [place for name, place in own if REVIEWED.get(name, {}).get("verdict") != "right"]
    assert len(own) - len(bad) >= PRECISION * len(own), bad


def test_every_verdict_has_a_reason():
    assert {row["verdict"] for row in REVIEWED.values()} <= {"right", "wrong"}
    assert all(row["why"] for row in REVIEWED.values())
