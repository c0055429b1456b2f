"""The blocks of a text: its non-blank lines, each with its kind and its place on the page.

A paragraph that OCR kept whole is one line, so a block is one line. Where a paragraph was cut into several
lines, `lint.evidence.seams` says which of them belong together; rules of stage 2 see them rejoined.
"""

from __future__ import annotations

from lint.blocks.context import blocks
from lint.blocks.kinds import Block, Kind

__all__ = ["Block", "Kind", "blocks"]
