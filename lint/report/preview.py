"""A fix in a few words: the text before and after it, with what stands between its edits cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.core.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.findings import Edit

AROUND = 4
"""Characters shown on each side of a change."""

LONGEST = 40
"""Changed text longer than this loses its middle."""


class Part(NamedTuple):
    """A stretch before and after; the two are equal where nothing changes."""

    before: str
    after: str


def preview(text: str, edits: Sequence[Edit]) -> list[Part]:
    """What `edits` make of the text round them, each part on one line."""
    if not edits:
        return []
    parts: list[Part] = []
    end = max(0, edits[0].start - AROUND)
    for edit in edits:
        kept = text[end : edit.start]
        if len(kept) > 3 * AROUND:
            kept = f"{kept[:AROUND]}…{kept[-AROUND:]}"
        parts += (_kept(kept), Part(_short(text[edit.start : edit.end]), _short(edit.text)))
        end = edit.end
    parts.append(_kept(text[end : end + AROUND]))
    # Line breaks at the ends of what is shown say nothing about the change.
    parts[0] = _kept(parts[0].before.lstrip("↵"))
    parts[-1] = _kept(parts[-1].before.rstrip("↵"))
    return [part for part in parts if any(part)]


def _kept(text: str) -> Part:
    shown = visible(text)
    return Part(shown, shown)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
    return visible(text).replace(" ", "␣")
