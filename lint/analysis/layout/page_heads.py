"""Running heads beside the numbers of known pages, however short they are; and which of them are titles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.blocks.numbered_heads import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.analysis.blocks.line_kinds import Block

_KINDS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.RUNNING_HEAD})
_WIDEST = 50
"""Half-ems of a running head at most: half a line of a wide page."""

_LEAST_LETTERS = 2
_LEAST_PAGES, _SHARE = 2, 0.2
"""Pages that carry a head, at least, and their share of all pages: a chapter may have few of them."""

_ENDS = "。！？；，、：,:;?!"
UNIT = re.compile(r"[□☐☑☒√✓]|(?:人民币|人民幣|币种|幣種|单位|單位|Unit)|续表|續表|[（(][续續][)）]")
"""Tick boxes and the units of tables: they recur at page ends and belong to the text."""

_TOP = 4
"""Blocks at the beginning of a text among which its title is."""


def beside_numbers(text: str, found: Sequence[Block], pages: Sequence[int]) -> list[int]:
    """The blocks next to the page numbers `pages` that say the same as those on other pages."""
    slots: dict[str, list[int]] = {}
    for page in pages:
        for near in (page - 1, page + 1):
            if 0 <= near < len(found) and (name := _name(text, found[near])):
                slots.setdefault(name, []).append(near)
    copies = Counter(text[block.start : block.end] for block in found[_TOP:])
    result: list[int] = []
    for name, places in slots.items():
        if len(places) >= max(_LEAST_PAGES, _SHARE * len(pages)) and copies[name] <= 2 * len(places):
            result += places
            result += [at for at in range(min(_TOP, len(found))) if _name(text, found[at]) == name]
    return sorted(set(result))


def _name(text: str, block: Block) -> str:
    """What a block says, if it may be a running head; otherwise ""."""
    line = text[block.start : block.end]
    if block.width > _WIDEST or block.kind not in _KINDS or line[-1] in _ENDS or UNIT.search(line):
        return ""
    return line if len(letters(line)) >= _LEAST_LETTERS else ""


def without_title(text: str, found: Sequence[Block], heads: Iterable[int]) -> set[int]:
    """`heads` without the title of the text, which may say what a running head says.

    Of two copies in a row the second is the title; where only one copy is at the beginning, that is.
    """
    kept = set(heads)
    above = next((at for at, block in enumerate(found) if block.width > _WIDEST), len(found))
    top = [at for at in sorted(kept) if at < min(_TOP, above)]
    lines = [text[block.start : block.end].lstrip("# ") for block in found[: _TOP + 1]]
    for at in top:
        second = at > 0 and lines[at] == lines[at - 1]
        again = at + 1 < len(lines) and lines[at + 1] == lines[at]
        if second or not (again or _heads_another(text, found, at)):
            kept.discard(at)
    return kept


def _heads_another(text: str, found: Sequence[Block], at: int) -> bool:
    """Whether a short line without a mark, which can be the title, follows the head at once."""
    if at + 1 >= len(found):
        return False
    block = found[at + 1]
    return block.kind is Kind.HEADING or (
        block.width <= _WIDEST and text[block.end - 1] not in _ENDS + "…”）)"
    )
