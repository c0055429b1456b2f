"""Measure ocrlint and its peers, and write what was found to reports/benchmarks.md and its plot.

    python -m tests.bench [--quick] [--output FOLDER]

Everything is measured in one run on one machine, in CPU seconds of whole processes: trust the ratios.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import measure, peers, review
from tests.bench.material import MB, ROOT, Texts, clean, cut, fill, noisy, seeds, split
from tests.bench.measure import Cost, best
from tests.bench.report import machine, plot, table
from tests.bench.rules import by_rule
from tests.command import OCRLINT

if TYPE_CHECKING:
    from tests.bench.peers import Peer


class Bench:
    """One run; `scale` makes all texts so much smaller, for a try."""

    def __init__(self, work: Path, scale: float = 1.0) -> None:
        self.work = work
        self.scale = scale
        self.peer = peers.autocorrect()
        self.others, note = peers.node(work / "node")
        self.notes = [note] if note else []
        self.curve: dict[str, list[tuple[int, float]]] = {}

    def size(self, megabytes: float) -> int:
        """So many MB of text, in bytes, in this run."""
        return int(megabytes * MB * self.scale)

    def start(self) -> str:
        """What a short run costs."""
        text = cut(self.work / "ten", seeds()[2], 10_000)
        times = 5
        rows = [
            (name, 1000 * best([measure.run(command) for _ in range(times)]).cpu, limit)
            for name, command, limit in (
                ("Python alone", (sys.executable, "-c", "pass"), ""),
                ("`ocrlint --version`", (*OCRLINT, "--version"), "80"),
            )
        ]
        short = best([measure.check(text.folder / "text.txt") for _ in range(times)])
        rows.append(("`ocrlint check`, one file of 10 KB", 1000 * short.cpu, "250"))
        return "## Start-up\n\n" + table(["", "ms of CPU", "aim"], rows)

    def throughput(self) -> str:
        """Ours and the peers' on the same files; ours is once `check`, once `fix`."""
        tasks = [
            ("seeds", fill(self.work / "once", seeds(), self.size(0.4)), 1),
            ("seeds", fill(self.work / "seeds", seeds(), self.size(5)), 3),
            ("seeds", fill(self.work / "many", seeds(), self.size(50)), 1),
            ("clean prose", fill(self.work / "clean", clean(), self.size(5)), 3),
            ("seeds, 10 % noise", fill(self.work / "noise", [noisy(t) for t in seeds()], self.size(5)), 3),
        ]
        rows: list[tuple[object, ...]] = []
        for name, texts, times in tasks:
            label = f"{name}, {texts.size / MB:.2g} MB"
            ours, theirs = self._side_by_side(texts, times)
            if self.peer:
                refused = theirs[self.peer.name].said.partition(" ")[0]
                self.notes.append(f"{label}: {self.peer.name} refused {refused} of {texts.files} files.")
            rows.append((label, "`check`, JSON", ours.rate(texts.size), ours.memory, ""))
            for peer, cost in theirs.items():
                rows.append(
                    (label, peer, cost.rate(texts.size), cost.memory, ours.cpu and cost.cpu / ours.cpu)
                )
        texts = tasks[1][1]
        fixed = measure.fix(texts.folder, self.work / "fixed")
        rows.append(
            (
                f"seeds, {texts.size / MB:.2g} MB",
                "`fix --suggested`",
                fixed.rate(texts.size),
                fixed.memory,
                "",
            )
        )
        if self.peer and (form := peers.autocorrect("format_for")):
            cost = form.run(texts.folder)
            rows.append(("", form.name, cost.rate(texts.size), cost.memory, cost.cpu / fixed.cpu))
        head = ["text", "", "MB/s", "peak MB", "we are faster by"]
        return "## Side by side, one core\n\n" + table(head, rows)

    def _side_by_side(self, texts: Texts, times: int) -> tuple[Cost, dict[str, Cost]]:
        """By turns, so that what disturbs one disturbs the other."""
        runners: list[Peer] = [peer for peer in (self.peer, *self.others) if peer and texts.size < peer.limit]
        ours: list[Cost] = []
        theirs: dict[str, list[Cost]] = {}
        for turn in range(times):
            ours.append(measure.check(texts.folder))
            for peer in runners:
                if turn == 0 or peer is self.peer:
                    theirs.setdefault(peer.name, []).append(peer.run(texts.folder))
        return best(ours), {name: best(costs) for name, costs in theirs.items()}

    def scaling(self) -> str:
        """Cost per MB from a page to a library, in one file."""
        text = "".join(seeds())
        cases = {"one file": text, "one line": "".join(text.split()), "spaces": " " * 10_000}
        rows = []
        for name, source in cases.items():
            for power in range(4, 9 if name == "one file" else 8):
                texts = cut(self.work / f"{name} {power}", source, int(10**power * self.scale))
                cost = measure.check(texts.folder)
                self.curve.setdefault(name, []).append((texts.size, texts.size / MB / cost.cpu))
                rows.append(
                    (name, texts.size / MB, cost.cpu / texts.size * MB, cost.memory * MB / texts.size)
                )
            if name == "one file":
                cost = measure.report(texts.folder, self.work / "reports")
                size = texts.size / MB
                rows.append(
                    ("the same, `fix` with reports", size, cost.cpu / size, cost.memory / size),
                )
        head = ["", "MB", "CPU seconds per MB", "peak memory / text"]
        return "## Scaling\n\nThe small ones are start-up.\n\n![MB/s](benchmarks.svg)\n\n" + table(head, rows)

    def again(self) -> str:
        """The cache, and two processes."""
        texts, cache = Texts(self.work / "many", self.size(50), 0), self.work / "cache"
        cold = measure.check(texts.folder, cache=cache)
        warm = best([measure.check(texts.folder, cache=cache) for _ in range(3)])
        rows = [
            (f"{texts.size / MB:.2g} MB, cold cache", cold.wall, cold.cpu, ""),
            ("the same, warm cache", warm.wall, warm.cpu, cold.wall / warm.wall),
        ]
        for count in (1_000, 10_000):
            small = split(self.work / f"files {count}", "".join(seeds()), int(count * self.scale), 3_000)
            one, two = (measure.check(small.folder, jobs=jobs) for jobs in (1, 2))
            rows.append((f"{small.files:,} files of 3 KB, -j 1", one.wall, one.cpu, ""))
            rows.append((f"{small.files:,} files of 3 KB, -j 2", two.wall, two.cpu, one.wall / two.wall))
        return "## Cache and processes\n\n" + table(["", "seconds", "CPU", "faster by"], rows)

    def review(self) -> str:
        """The review in a browser."""
        rows, note = review.measure()
        self.notes += [note] if note else []
        return "## Review\n\nDriving the browser costs some of it.\n\n" + table(["", "ms", "aim"], rows)

    def rules(self) -> str:
        """Where the time goes."""
        rows = by_rule(seeds())
        return "## By rule and fact\n\n`ocrlint check --timings` says it of any text.\n\n" + table(
            ["", "ms per MB", "share"], rows
        )


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the text: to try the program")
    parser.add_argument("--output", type=Path, default=ROOT / "reports")
    options = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), 0.01 if options.quick else 1.0)
        parts = [
            f"# Benchmarks\n\n`make bench`, {machine()}. CPU seconds of whole processes, start-up included.\n"
        ]
        for section in (bench.start, bench.throughput, bench.scaling, bench.again, bench.review, bench.rules):
            print(f"{time.monotonic() - begin:5.0f} s  {section.__name__}", file=sys.stderr)  # noqa: T201
            parts.append(section())
    notes = [*bench.notes]
    if bench.peer is None:
        notes.append("autocorrect-py was left out: it is not installed (`pip install -e '.[bench]'`).")
    else:
        notes.append("autocorrect-py gets each file by itself, in one process; it refuses some long texts.")
    parts.append("## Notes\n\n" + "".join(f"- {note}\n" for note in notes))
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "benchmarks.md").write_text("\n".join(parts), "utf-8")
    (options.output / "benchmarks.svg").write_text(plot(bench.curve), "utf-8")
    print(f"{time.monotonic() - begin:5.0f} s  {options.output / 'benchmarks.md'}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
