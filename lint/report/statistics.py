"""How often each rule spoke, and how damaged each file is, as tables for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lint.core.visible_text import printed
from lint.report import words
from lint.report.places import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.quality import Quality
    from lint.core.report_data import FileReport, Report


def stream(report: Report, coming: Iterable[FileReport]) -> Iterator[bytes]:
    """The tables of `report`, once all files that are coming are in it."""
    for file in coming:
        file.let_go()
        report.files.append(file)
    yield write(report).encode()


def write(report: Report) -> str:
    """The rules, the most frequent first, with how their fixes divide by safety; the totals; the files."""
    parts = [_rules(report)] if report.findings else []
    parts.append(words.total(report) + "\n")
    if len(report.files) > len(report.errors):
        parts.append(_files(report))
    return "\n".join(parts)


def _rules(report: Report) -> str:
    names = {kind.code: words.rule_name(kind, report.language) for kind in report.kinds}
    counts: Counter[tuple[str, str]] = Counter()
    for kind, count in report.kinds.items():
        counts[kind.code, kind.safety] += count
    rows = [["", "", "", *(words.say(text, report.language) for text in words.SAFETY.values())]]
    for code, number in report.by_code.items():
        shares = [counts[code, level] for level in words.SAFETY]
        rows.append([f"{number:,}", code, names[code], *(f"{share:,}" if share else "" for share in shares)])
    return _table(rows, left={1, 2})


def _files(report: Report) -> str:
    """A row a file: grade, score, densities, and its name with the alarms."""
    language = report.language
    families = list(report.quality.densities)
    rows = [["", "", *families, ""]]
    judged = [file for file in report.files if not file.error]
    rows += (_quality(file.quality, families, file.path, language) for file in judged)
    if len(judged) > 1:
        rows.append(_quality(report.quality, families, words.say(words.IN_ALL, language), language))
    head = words.say(words.QUALITY, language)
    return f"{head}\n{_table(rows, left={len(families) + 2})}"


def _quality(found: Quality, families: Sequence[str], name: str, language: str) -> list[str]:
    known = {family: f"{density:,.1f}" for family, density in found.densities.items()}
    densities = [known.get(family, "") for family in families]
    alarms = ", ".join(words.say(words.ALARMS[alarm], language) for alarm in found.alarms)
    return [found.grade, f"{found.score:,.1f}", *densities, f"{name}: {alarms}" if alarms else name]


def _table(rows: list[list[str]], left: set[int]) -> str:
    """The rows with their columns in line: those in `left` to the left, numbers to the right."""
    rows = [[printed(cell) for cell in row] for row in rows]
    widths = [max(length(cell, "cells") for cell in column) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths, left) for row in rows)


def _line(cells: list[str], widths: list[int], left: set[int]) -> str:
    parts = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        blanks = " " * (width - length(cell, "cells"))
        parts.append(cell + blanks if column in left else blanks + cell)
    return "  ".join(parts).rstrip() + "\n"
