"""Try to break the tool, and write down how often it broke.

    python -m tests.reliability [ROW …] [--cases N] [--seed N] [--report FILE]

Without ROW all are run. With `--report` the rows that were run take the place of the old ones in FILE.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.reliability import codes, full_disk, fuzz, kills, lowest, names, orphans, unwritable
from tests.reliability.report import Outcome, known, row, write

ROWS = {
    "fuzz": fuzz,
    "codes": codes,
    "names": names,
    "kills": kills,
    "orphans": orphans,
    "full_disk": full_disk,
    "unwritable": unwritable,
    "lowest": lowest,
}
"""The rows of the report; each is a module with `PROMISE`, `HOW`, `CASES`, `FEW` and ``run(cases, seed)``."""

SEED = 1
TOLD = 20
"""Failures of a row that are told one by one."""


def main() -> int:
    """Run the rows; 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--cases", type=int, help="how many cases of each row")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    if unknown := set(options.rows) - ROWS.keys():
        parser.error(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    failed = False
    for name in options.rows or ROWS:
        module = ROWS[name]
        cases = module.CASES if options.cases is None else options.cases
        begin = time.monotonic()
        failures = module.run(cases, options.seed)
        seconds = time.monotonic() - begin
        print(f"{name}: {len(failures):,} of {cases:,} cases failed, {seconds:.0f} s", file=sys.stderr)  # noqa: T201
        for failure in failures[:TOLD]:
            print(f"  {failure}", file=sys.stderr)  # noqa: T201
        failed |= bool(failures)
        if options.report:
            line = row(name, module, Outcome(cases, len(failures), options.seed))
            write(options.report, known(options.report) | {name: line}, ROWS)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
