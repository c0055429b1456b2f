"""Clean texts: nothing is joined, and hardly anything is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules

FOLDER = Path(__file__).parent / "negative"
TEXTS = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")
ENGINE = Engine(select_rules())


def test_there_are_enough() -> None:
    assert len(TEXTS) >= 30


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_is_joined(path: Path) -> None:
    text = path.read_text("utf-8")
    fixed = ENGINE.fix(Document(text), Safety.SAFE).document.text
    assert fixed.count("\n") == text.count("\n")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_layout_fault_is_found(path: Path) -> None:
    found = ENGINE.check(Document(path.read_text("utf-8")))
    assert [finding.message() for finding in found if finding.code.startswith("LAY")] == []


def test_prose_is_hardly_flagged() -> None:
    prose = [path.read_text("utf-8") for path in TEXTS if path.name.startswith("prose")]
    found = [finding for text in prose for finding in ENGINE.check(Document(text))]
    said = "\n".join(f"{finding.code} {finding.message()}" for finding in found)
    assert len(found) * 10_000 <= sum(map(len, prose)), said
