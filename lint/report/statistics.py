"""How often each rule spoke, as a table for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lint.report import words
from lint.report.base import safety
from lint.report.places import length

if TYPE_CHECKING:
    from lint.report.base import Report


def write(report: Report) -> str:
    """One row a rule, the most frequent first, with how its fixes divide by safety."""
    names = {f.code: f.rule.name for file in report.files for f in file.findings}
    counts = Counter((f.code, safety(f)) for file in report.files for f in file.findings)
    labels = [words.say(text, report.language) for text in words.SAFETY.values()]
    rows = [["", "", "", *labels]]
    for code, number in report.by_code.items():
        shares = [counts[code, level] for level in words.SAFETY]
        rows.append([f"{number:,}", code, names[code], *(f"{share:,}" if share else "" for share in shares)])
    if len(rows) == 1:
        return words.total(report) + "\n"
    widths = [max(length(row[i], "cells") for row in rows) for i in range(len(rows[0]))]
    table = "".join(_line(row, widths) for row in rows)
    found = report.quality
    quality = words.say(words.QUALITY, report.language, grade=found.grade, score=found.score)
    return f"{table}\n{words.total(report)}\n{quality}\n"


def _line(cells: list[str], widths: list[int]) -> str:
    """Numbers to the right, names (the second and third column) to the left."""
    parts = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        blanks = " " * (width - length(cell, "cells"))
        parts.append(cell + blanks if column in {1, 2} else blanks + cell)
    return "  ".join(parts).rstrip() + "\n"
