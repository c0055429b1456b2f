"""The report on reliability is of the rows that there are, and each of them can be run."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.reliability.__main__ import ROWS, SEED
from tests.reliability.report import HEAD, Outcome, command, known, row, write

REPORT = Path(__file__).parent.parent / "reports" / "reliability.md"
MAKEFILE = Path(__file__).parent.parent / "Makefile"


def cells(name: str) -> dict[str, str]:
    line = known(REPORT)[name]
    return dict(zip(HEAD, line.strip("| ").split(" | "), strict=True))


def test_the_report_has_the_rows_of_the_script_in_its_order():
    assert [*known(REPORT)] == [*ROWS]


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_what_the_script_does(name: str):
    told, module = cells(name), ROWS[name]
    assert told["promise"] == module.PROMISE
    assert told["how tried"] == module.HOW
    assert told["cases"] == f"{module.CASES:,}"
    assert told["seed"] == str(SEED)
    assert told["command"] == f"`{command(name)}`"
    assert date.fromisoformat(told["date"])
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", told["version"])


@pytest.mark.parametrize("name", ROWS)
def test_nothing_failed_when_the_report_was_made(name: str):
    assert cells(name)["failures"] == "0"


@pytest.mark.parametrize("name", ROWS)
def test_a_few_cases_of_each_row_hold(name: str):
    assert not ROWS[name].run(ROWS[name].FEW, SEED)


def test_make_writes_the_report():
    assert re.search(
        r"^reliability:.*\n\t.*-m tests\.reliability --report reports/reliability\.md$",
        MAKEFILE.read_text("utf-8"),
        re.MULTILINE,
    )


def test_a_row_that_is_run_alone_takes_the_place_of_the_old_one(tmp_path: Path):
    path = tmp_path / "report.md"
    rows = {name: row(name, module, Outcome(5, 0, 1)) for name, module in ROWS.items()}
    write(path, rows, ROWS)
    write(path, known(path) | {"fuzz": row("fuzz", ROWS["fuzz"], Outcome(7, 2, 3))}, ROWS)
    assert [*known(path)] == [*ROWS]
    assert "| 7 | 2 | 3 |" in known(path)["fuzz"]
    assert {name: line for name, line in known(path).items() if name != "fuzz"} == {
        name: line for name, line in rows.items() if name != "fuzz"
    }
