"""Whether a text speaks as people do: stories and talk double words that reports and laws do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_SPOKEN = re.compile("[你我他她您吗呢吧啊呀么罢嗎妳麼]")
_HAN = re.compile(f"[{HAN}]+")

SAMPLE = 8
"""Passages, spread over the text, in which that is asked …"""

PASSAGE = 2_500
"""… and characters in each of them: enough to know a register by."""

SHARE = 0.01
"""Share of pronouns and particles among the Han characters.

Measured: stories and essays 0.016 to 0.06, drama 0.02; laws, magazines and tables 0 to 0.004, manuals
0.004 to 0.02.
"""


@fact
def is_spoken(doc: Document) -> bool:
    """Whether persons and moods take part in the text as they do in speech."""
    text = doc.text
    if len(text) > SAMPLE * PASSAGE:
        step = len(text) // SAMPLE
        text = "".join(text[at : at + PASSAGE] for at in range(0, len(text) - step + 1, step))
    han = sum(map(len, _HAN.findall(text)))
    return len(_SPOKEN.findall(text)) >= SHARE * max(han, 1)
