"""ENC010 answer-fence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.evidence.rarities import holds
from lint.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Rule
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_FENCE = re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)(?:\n|\Z)", re.MULTILINE)
_INFOS = frozenset({"", "markdown", "md", "text", "txt", "plaintext", "latex", "html"})
_CHINESE = 0.2
"""How much of a page is Han at least."""

_HAN = re.compile(f"[{HAN}]")
_SHARE = 0.5
"""How much of the text fences must hold to be no code blocks: an answer wraps the whole page."""


class AnswerFence(Rule):
    """A page wrapped in a code fence, as a model wraps its answer: ```` ```markdown ````.

    Fences that hold most of the text, and Chinese text, are not code. Both lines of a fence are deleted
    together; an opening one without its closing one alone.

    Why it matters: everything between the fences counts as code, and no rule looks at it.

    When not to trust it: a text that is one long listing in Chinese.

    Example: a file that begins with ```` ```markdown ```` and ends with ```` ``` ````.
    """

    code = "ENC010"
    name = "answer-fence"
    message = Text("the page is wrapped in a code fence", "整页内容被代码围栏包住")
    severity = Severity.WARNING
    confidence = 0.98
    triggers: ClassVar[str] = "`~"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The fences of `doc` that wrap pages."""
        text = doc.text
        if not holds(text, "```") and not holds(text, "~~~"):
            return
        pairs = [(first, last) for first, last in _pairs(text) if first["info"].strip().lower() in _INFOS]
        inside = sum((last.start() if last else len(text)) - first.end() for first, last in pairs)
        # A page is measured whole; so are many pages of one text, each in its fence.
        if inside < _SHARE * len(text.strip()):
            return
        for first, last in pairs:
            content = text[first.end() : last.start() if last else len(text)]
            if len(_HAN.findall(content)) < _CHINESE * len(content):
                continue
            edits = [Edit(first.start(), first.end(), "")]
            if last:
                edits.append(Edit(last.start(), last.end(), ""))
            yield self.finding(first.start(), first.end(), Fix(tuple(edits), Safety.SUGGESTED))


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Opening fences with their closing ones; the last may have none."""
    first = None
    for fence in _FENCE.finditer(text):
        if first is None:
            first = fence
        elif not fence["info"].strip():
            yield first, fence
            first = None
    if first is not None:
        yield first, None
