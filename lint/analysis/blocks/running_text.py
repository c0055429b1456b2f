"""Where running text stands: repetition in a table or a poem is not what it is in a sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Block, Kind
from lint.analysis.regions.protected_spans import shield
from lint.core.document import Document, fact

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROSE = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.CAPTION, Kind.NOTE, Kind.QUOTE})

_CODE = frozenset({Kind.CODE, Kind.TABLE, Kind.SUBTITLE, Kind.RULE, Kind.LINK, Kind.PICTURE})


@fact
def block_starts(doc: Document) -> Sequence[int]:
    """Where the document's blocks start."""
    return [block.start for block in blocks(doc)]


def block_at(doc: Document, offset: int) -> Block | None:
    """The block that holds `offset`, or the last one before it."""
    at = bisect_right(block_starts(doc), offset) - 1
    return blocks(doc)[at] if at >= 0 else None


def is_prose(doc: Document, offset: int) -> bool:
    """Whether sentences stand at `offset`: no table, code, verse, contents or imprint."""
    block = block_at(doc, offset)
    return block is not None and block.kind in _PROSE and offset not in shield(doc)


def is_code(doc: Document, offset: int) -> bool:
    """Whether a table, a listing or markup stands at `offset`."""
    block = block_at(doc, offset)
    return block is not None and (block.kind in _CODE or offset in shield(doc))
