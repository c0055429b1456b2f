"""Whether a text is marked up on purpose: then its entities, tags and escapes are no leftovers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.regions.code_spans import code_spans
from lint.analysis.regions.fences import fences
from lint.analysis.regions.protected_spans import Shield
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

# What engines write of HTML by themselves (tables, line breaks, raised figures) is not among these.
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|span|a|img|script|style|template|ul|ol|li|h[1-6]|meta|link|form|p)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\((?:https?:|\.|/|#)")
_REFERENCE = re.compile(r"\[(?:(?<=\n.)|(?<=\A.))[^\]\n]+\]: ")


@fact
def code(doc: Document) -> Shield:
    """The code of the text: between fences, and in spans of a line."""
    return Shield([(fence.start, fence.end) for fence in fences(doc)] + code_spans(doc))


@fact
def fenced_code(doc: Document) -> Shield:
    """The fenced code of the text, its fences included."""
    return Shield([(fence.start, fence.end) for fence in fences(doc)])


@fact
def is_fenced(doc: Document) -> bool:
    """Whether blocks of code stand between the paragraphs: somebody wrote about programs, in Markdown."""
    return any(fence.closed for fence in fences(doc))


@fact
def is_authored(doc: Document) -> bool:
    """Whether somebody wrote the text in HTML or Markdown: it has links, code or structural tags."""
    if doc.path.lower().endswith((".html", ".htm", ".xml", ".xhtml")):
        return True
    return bool(code(doc).starts) or any(pattern.search(doc.text) for pattern in (_TAG, _LINK, _REFERENCE))
