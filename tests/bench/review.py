"""How long a key of the review takes with 5,000 cards, and how long the server takes to start."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.material import seeds
from tests.review.serving import Reviewer, served

CARDS = 5_000
KEYS = "jakrjsujxjUjajkJKar" * 6


def measure() -> tuple[list[tuple[object, ...]], str]:
    """Rows for the table, and a note where no browser was found."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import FLAGS, NAMES

    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        return [], "The review was left out: no Chromium is installed."
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        text = max(seeds(), key=len)
        for number in range(CARDS // 180 + 1):
            (Path(folder) / f"{number}.txt").write_text(text, "utf-8")
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        begin = time.perf_counter()
        with served(".", "--profile", "scan", cwd=folder) as (_, address):
            started = time.perf_counter() - begin
            reviewer = Reviewer(chromium.new_page(), address)
            cards = reviewer.view["open"]
            times = []
            for key in KEYS:
                begun = time.perf_counter()
                reviewer.press(key)
                times.append(1000 * (time.perf_counter() - begun))
        chromium.close()
    slow = statistics.quantiles(times, n=20)[-1]
    return [
        (f"key to paint, {cards:,} cards, median", statistics.median(times), ""),
        (f"key to paint, {cards:,} cards, p95", slow, "50"),
        (f"start with {cards:,} cards", 1000 * started, "1,000"),
    ], ""
