"""Whether a text is written in literary Chinese, where modern words that meet by chance prove nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]+")
_MODERN = re.compile("[的了是在们這这那着們您嗎吗呢吧啊很都]")
_LITERARY = re.compile("[之其而以于於也者曰矣焉乎哉亦乃则則或為为所與若皆故此吾汝尔爾]")

_SAMPLE = 20_000
"""Characters from the beginning of a text that are looked at."""

_MODERN_MOST = 0.01
"""Share of modern function words among the Han characters that literary texts stay below.

Modern prose, laws and news have 0.03 to 0.09; the Analects, medical classics and local gazetteers 0 to 0.004.
"""

_LITERARY_LEAST = 0.06
"""Share of literary function words: 0.07 to 0.2 in the same classics, 0 to 0.04 in lists and tables."""


@fact
def is_literary(doc: Document) -> bool:
    """Whether function words of literary Chinese occur in `doc`, and hardly any modern ones."""
    text = doc.text[:_SAMPLE]
    han = sum(map(len, _HAN.findall(text)))
    if not han or len(_MODERN.findall(text)) > _MODERN_MOST * han:
        return False
    return len(_LITERARY.findall(text)) >= _LITERARY_LEAST * han
