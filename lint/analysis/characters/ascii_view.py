"""The ASCII characters of a text by themselves: of a Chinese one a small part, searched in no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document


@fact
def ascii_part(doc: Document) -> str:
    """The ASCII characters of `doc` in order.

    They move together where others stood between them, so it says only what is not there: signs of ASCII
    that this lacks stand nowhere in the text.
    """
    return doc.text.encode("ascii", "ignore").decode("ascii")
