"""Which thresholds no test holds fast, into ``reports/mutants.md``.

    python -m tests.mutants [--survivors] [--jobs N] [PATH ...]

Each number at the top of a module of the analysis and of the rules, and each number that a condition there compares
with, is multiplied by 1.5 and divided by 1.5. Each such mutant is tried against the rules' cases, the negative
texts and the gold labels, and nothing else. A mutant that none of them notices survives: the threshold has no case
on that side. With paths only the mutants below them are tried, and what the report has of the others stays.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutants.sites import all_sites, mutants, sites
from tests.mutants.trial import calls, notices, promising

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("lint/analysis", "lint/rules")
REPORT = ROOT / "reports" / "mutants.md"
PATIENCE = 120
"""Seconds after which a mutant that never ends counts as noticed."""


def main() -> int:
    """Try the mutants and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", default=FOLDERS)
    parser.add_argument("--survivors", action="store_true", help="only those that survived the last time")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    every = [mutant for site in sites(ROOT, FOLDERS) for mutant in mutants(site)]
    exempt = sum(1 for _ in all_sites(ROOT, FOLDERS)) - sum(1 for _ in sites(ROOT, FOLDERS))
    before = reported()
    tried = [
        mutant
        for mutant in every
        if mutant.site.path.startswith(tuple(options.paths))
        and (str(mutant) in before or not options.survivors)
    ]
    context = multiprocessing.get_context("fork")
    with context.Pool(options.jobs, maxtasksperchild=1) as pool:
        if first := pool.apply(notices, (None, None, ROOT)):
            sys.stderr.write(f"the linter as it is fails: {first}\n")
            return 1
        known = pool.apply(calls, (ROOT,))
        waiting = [
            pool.apply_async(notices, (mutant, promising(mutant, known, ROOT), ROOT)) for mutant in tried
        ]
        survivors = before - {str(mutant) for mutant in tried}
        for number, (mutant, answer) in enumerate(zip(tried, waiting, strict=True), 1):
            if not _noticed(answer):
                survivors.add(str(mutant))
                sys.stderr.write(f"{number} of {len(tried)}, survives: {mutant}\n")
    REPORT.write_text(_report([str(mutant) for mutant in every], survivors, exempt), "utf-8")
    return 0


def reported() -> set[str]:
    """The survivors in the report, each as `str` writes a mutant."""
    if not REPORT.exists():
        return set()
    return {line[3:-1] for line in REPORT.read_text("utf-8").splitlines() if line.startswith("- `")}


def _noticed(answer: multiprocessing.pool.AsyncResult[str]) -> bool:
    try:
        return bool(answer.get(PATIENCE))
    except multiprocessing.TimeoutError:
        return True


def _report(every: list[str], survivors: set[str], exempt: int) -> str:
    """The report, with the survivors in the order of the sources."""
    survive = [mutant for mutant in every if mutant in survivors]
    tried, left = _by_folder(every), _by_folder(survive)
    table = "\n".join(f"| `{folder}` | {tried[folder]} | {left[folder]} |" for folder in tried)
    rows = "\n".join(f"- `{mutant}`" for mutant in survive)
    return (
        "# Thresholds that no test holds fast\n\n"
        "Made by `make mutants`. Each number that decides something in the analysis and the rules, times 1.5 and\n"
        "divided by 1.5, against the rules' cases, the negative texts and the gold labels. "
        f"Of {len(every)} such changes\n{len(survive)} are noticed by none of them "
        f"({100 * len(survive) / len(every):.0f} %).\n{exempt} numbers are exempt; "
        "`tests/mutants/exempt.toml` has them, each with a reason.\n\n"
        f"| folder | changes | not noticed |\n|---|---:|---:|\n{table}\n\n{rows}\n"
    )


def _by_folder(mutants: Iterable[str]) -> Counter[str]:
    return Counter(mutant.split()[0].rpartition("/")[0] for mutant in mutants)


if __name__ == "__main__":
    sys.exit(main())
