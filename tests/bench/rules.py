"""Our own time by rule and fact."""

from __future__ import annotations

from lint.core.source import Source
from lint.engine.timings import Stopwatch
from lint.report.rendering import ChunkRenderer
from lint.runner.runner import Work
from lint.settings.config import Project, Settings
from tests.bench.material import MB, ROOT

SHOWN = 25
"""How many lines of the table are worth reading."""


def by_rule(texts: list[str]) -> list[tuple[str, float, str]]:
    """Name, ms per MB and share of the time of what takes longest, after a first round that loads all data."""
    sources = [Source(text.encode(), "text.txt") for text in texts]
    project = Project(Settings(), ROOT)
    for stopwatch in (Stopwatch(), Stopwatch()):
        work = Work(None, ChunkRenderer("json", "en"), stopwatch)
        work.prepare([project])
        for source in sources:
            work(source, project.origin)
        seconds = stopwatch.seconds
    size = sum(len(source.data) for source in sources)
    total = sum(seconds.values())
    ranked = sorted(seconds.items(), key=lambda item: -item[1])
    rows = [(name, 1000 * spent / size * MB, f"{spent / total:.1%}") for name, spent in ranked[:SHOWN]]
    rest = sum(spent for _, spent in ranked[SHOWN:])
    rows.append((f"{len(ranked) - SHOWN} others", 1000 * rest / size * MB, f"{rest / total:.1%}"))
    return [*rows, ("in all", 1000 * total / size * MB, "100 %")]
