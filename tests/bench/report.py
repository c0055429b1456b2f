"""The figures as Markdown and as a plot."""

from __future__ import annotations

import math
import os
import platform
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.material import MB

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table; numbers to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    lines = [head, rule, *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value < 0.1 else f"{value:.3g}"


def machine() -> str:
    """What it ran on, and when; not whose machine it is."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        model = names[0] if names else model
    return f"{date.today()}, {os.cpu_count()} cores, {model}, Python {platform.python_version()}"  # noqa: DTZ011


def plot(series: dict[str, list[tuple[int, float]]]) -> str:
    """MB/s over bytes, both axes logarithmic, as SVG."""
    width, height, left, low = 640, 360, 60, 320
    colours = ("#b3261e", "#1f5fa8", "#2e7d32", "#7b5ea7")
    points = [point for line in series.values() for point in line]
    x0, x1 = (math.log10(f(size for size, _ in points)) for f in (min, max))
    y0, y1 = (math.log10(f(rate for _, rate in points)) for f in (min, max))
    y0, y1 = math.floor(y0), math.ceil(y1)

    def x(size: float) -> float:
        return left + (math.log10(size) - x0) / max(x1 - x0, 1) * (width - left - 150)

    def y(rate: float) -> float:
        return low - (math.log10(rate) - y0) / max(y1 - y0, 1) * (low - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        '<g font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for power in range(y0, y1 + 1):
        at = y(10**power)
        parts.append(f'<path d="M{left} {at:.0f}H{width - 150}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{at + 4:.0f}" text-anchor="end">{10**power:g} MB/s</text>')
    for size in sorted({size for size, _ in points}):
        label = f"{size / MB:g} MB" if size >= MB else f"{size / 1000:g} KB"
        parts.append(f'<text x="{x(size):.0f}" y="{low + 20}" text-anchor="middle">{label}</text>')
    for (name, line), colour in zip(series.items(), colours, strict=False):
        path = " ".join(f"{x(size):.1f},{y(rate):.1f}" for size, rate in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += (f'<circle cx="{x(s):.1f}" cy="{y(r):.1f}" r="3" fill="{colour}"/>' for s, r in line)
        end = line[-1]
        parts.append(f'<text x="{x(end[0]) + 8:.0f}" y="{y(end[1]) + 4:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</g></svg>\n"])
