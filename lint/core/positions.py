"""Positions through patches: findings in a patched text, at the offsets of the text before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.core.findings import Edit, Finding, Safety
from lint.core.patches import Patch, keeps_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.findings import Fix


def to_source(finding: Finding, patches: Sequence[Patch], source: str) -> Finding:
    """`finding` at the offsets of the text before `patches`; and its fix, if it has a place there."""
    if not patches:
        return finding
    shift = _shift(finding, patches)
    if shift is not None:
        return finding.moved(shift) if shift else finding
    start, end = finding.start, finding.end
    for patch in reversed(patches):
        start, end = patch.hull(start, end)
    fix = finding.fix and _fix_to_source(finding.fix, patches)
    if fix is not None and fix.safety is Safety.SAFE and not keeps_content(fix, source):
        fix = None
    return msgspec.structs.replace(finding, start=start, end=end, fix=fix)


def _shift(finding: Finding, patches: Sequence[Patch]) -> int | None:
    """How far `finding` and its fix move, if all of it lies in one stretch that the patches keep."""
    low, high = finding.start, finding.end
    for edit in finding.fix.edits if finding.fix else ():
        if edit.origin >= 0:
            return None
        low, high = min(low, edit.start), max(high, edit.end)
    shift = 0
    for patch in reversed(patches):
        step = patch.shift(low + shift, high + shift)
        if step is None:
            return None
        shift += step
    return shift


def _fix_to_source(fix: Fix, patches: Sequence[Patch]) -> Fix | None:
    """`fix` at the offsets of the text before `patches`; None where it edits text that only they make."""
    edits: list[Edit] = []
    for edit in fix.edits:
        runs = _pull(edit.start, edit.end, patches)
        if not runs:
            return None
        head, *rest = runs
        edits += (Edit(*head, edit.text, _origin(edit, patches)), *(Edit(*run, "") for run in rest))
    return msgspec.structs.replace(fix, edits=tuple(sorted(edits, key=lambda e: (e.start, e.end))))


def _pull(start: int, end: int, patches: Sequence[Patch]) -> list[tuple[int, int]] | None:
    """The stretches of the source behind ``[start, end)`` of the last patch's output."""
    runs: list[tuple[int, int]] = [(start, end)]
    for patch in reversed(patches):
        before: list[tuple[int, int]] = []
        for run in runs:
            found = patch.runs(*run)
            if found is None:
                return None
            before += found
        runs = before
    return runs


def _origin(edit: Edit, patches: Sequence[Patch]) -> int:
    """Where text that `edit` moves stands before `patches`, if it stands there in one piece."""
    if edit.origin < 0:
        return -1
    runs = _pull(edit.origin, edit.origin + len(edit.text), patches)
    return runs[0][0] if runs and len(runs) == 1 else -1
