"""Which thresholds the project's memory holds fast, into ``reports/mutants.md``.

    python -m tests.mutants [--only TEXT] [--jobs N]

Every number at the top of a module of the analysis and of the rules, and every number that a condition there compares
with, is multiplied by 1.5 and divided by 1.5. Each such mutant is tried against the rules' cases, the negative
texts and the gold labels, and nothing else. What none of them notices, survives: a threshold without a case on that side.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from pathlib import Path

from tests.mutants.sites import mutants, sites
from tests.mutants.trial import notices

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("lint/analysis", "lint/rules")
REPORT = ROOT / "reports" / "mutants.md"
STEP = 50
"""Mutants from one line of progress to the next."""
PATIENCE = 120
"""Seconds after which a mutant that never ends counts as noticed."""


def main() -> int:
    """Try the mutants and write the report; with ``--only`` print what survives."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only mutants whose line in the report has this in it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    tried = [m for site in sites(ROOT, FOLDERS) for m in mutants(site) if options.only in str(m)]
    context = multiprocessing.get_context("fork")
    with context.Pool(options.jobs, maxtasksperchild=1) as pool:
        if first := pool.apply(notices, (None, ROOT)):
            sys.stderr.write(f"the linter as it is fails: {first}\n")
            return 1
        waiting = [pool.apply_async(notices, (mutant, ROOT)) for mutant in tried]
        survivors = []
        for number, (mutant, answer) in enumerate(zip(tried, waiting, strict=True), 1):
            if not _noticed(answer):
                survivors.append(str(mutant))
            if number % STEP == 0:
                sys.stderr.write(f"{number} of {len(tried)} tried, {len(survivors)} survive\n")
    if options.only:
        sys.stdout.write("".join(f"{survivor}\n" for survivor in survivors))
    else:
        REPORT.write_text(_report(survivors, len(tried)), "utf-8")
    return 0


def _noticed(answer: multiprocessing.pool.AsyncResult[str]) -> bool:
    try:
        return bool(answer.get(PATIENCE))
    except multiprocessing.TimeoutError:
        return True


def _report(survivors: list[str], tried: int) -> str:
    rows = "\n".join(f"- `{survivor}`" for survivor in survivors)
    share = 100 * len(survivors) / tried
    return (
        "# Thresholds that nothing holds fast\n\n"
        "Made by `make mutants`. Each number that decides something in the analysis and the rules, times 1.5 and\n"
        "divided by 1.5, against the rules' cases, the negative texts and the gold labels. "
        f"Of {tried} such changes\n{len(survivors)} are noticed by none of them ({share:.0f} %):\n\n{rows}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
