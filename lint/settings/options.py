"""The settings that rules themselves read."""

from __future__ import annotations

from typing import Literal

import msgspec


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The settings that rules themselves read."""

    spacing: Literal["keep", "majority", "add", "remove"] = "keep"
    """Spaces between Han and Latin letters or digits: leave them, follow the document, or one way."""

    script: Literal["auto", "simplified", "traditional", "mixed"] = "auto"
    """The script the text should be in; auto asks the document."""

    strictness: Literal["tolerant", "normal", "paranoid"] = "normal"
    """How little evidence is enough to doubt a character (WRD)."""

    lexicon: frozenset[str] = frozenset()
    """Words and names that are right as they are; nothing inside them is ever flagged."""

    memory: str = ""
    """The file of `ocrlint learn` that WRD asks what accepted text writes."""
