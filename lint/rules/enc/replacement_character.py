"""ENC002 replacement-character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import holds
from lint.core.character_classes import CLOSERS, OPENERS
from lint.core.findings import Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_LOST = re.compile("\ufffd+|(?:锟斤拷)+|烫{3,}|屯{4,}")
# “\ufffd” where the character itself is the subject.
_NAMED = re.compile(f"[{re.escape(OPENERS)}\"'`(].{{1,9}}[{re.escape(CLOSERS)}\"'`)]")
_SIGNS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯屯")


class ReplacementCharacter(Rule):
    r"""U+FFFD, or what it became when it was stored once more (锟斤拷, 烫烫烫).

    A decoder put it where it could not read the bytes. What stood there is lost and must be looked up on
    the page, so there is no fix.

    Why it matters: text is missing, and the sentence can't be checked without the page.

    When not to trust it: text about encodings that shows the character on purpose. By itself in quotation
    marks or brackets it is left alone.

    Example: `人民代\ufffd大会`.
    """

    code = "ENC002"
    name = "replacement-character"
    message = Text("unreadable bytes: {found}", "无法解码而丢失的文字：{found}")
    severity = Severity.ERROR
    confidence = 0.99

    def check(self, doc: Document) -> Iterator[Finding]:
        """The lost places of `doc`."""
        text = doc.text
        if not any(holds(text, sign) for sign in _SIGNS):
            return
        for match in _LOST.finditer(text):
            if not _NAMED.fullmatch(text, max(0, match.start() - 1), match.end() + 1):
                yield self.finding(match.start(), match.end(), found=match[0][:9])
