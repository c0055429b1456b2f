"""ENC017 lost-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.regions.lost_characters import MANY, traces
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_MISSING = "□"
"""What editions print for a character that is missing."""

_SIDE = 4


class LostCharacter(Rule):
    """A space or question marks where a character had no code and was lost.

    Old fonts and engines leave a space where a rare character or a quotation mark could not be stored: an
    empty item of a list, nothing after a word that gives a name, any space in a sentence of literary Chinese.
    The rules about spaces and punctuation leave these places alone, for the space is all that is left. □ is
    offered in its place; where a text has lost characters throughout, it gets one finding, and all its spaces
    stay.

    Why it matters: closed up, `白术、 、茯苓` loses an ingredient, and nobody can see that it did.

    When not to trust it: where the page itself has a space, such as before the name of an emperor.

    Example: `人参、白术、 、茯苓四味` may have been `人参、白术、芎䓖、茯苓四味`.
    """

    code = "ENC017"
    name = "lost-character"
    chinese = Chinese(
        "缺字",
        """
    空格或问号所在之处，原有一个没有编码的字，已经丢失。

    旧字体和引擎存不了生僻字或引号，就留下空格：列举中的空项，称名之词后面没有名称，文言句子里的空格。
    空格和标点的规则不改动这些地方，因为剩下的只有这个空格。建议改为“□”；全文各处缺字的，只报一处，所有空
    格都保留。

    为什么重要：`白术、 、茯苓`一旦合拢，就少了一味药，而且谁也看不出来。

    何时不可信：原页本来就有空格，例如抬头。

    例：`人参、白术、 、茯苓四味`原来也许是`人参、白术、芎䓖、茯苓四味`。
    """,
    )
    message = Text(
        "a character may be lost here: “{before}{found}{after}”", "此处可能缺字：“{before}{found}{after}”"
    )
    everywhere = Text(
        "{count} spaces where characters or quotation marks may be lost, the first here",
        "全文有 {count} 处空格，可能缺字或缺引号，这是第一处",
    )
    severity = Severity.WARNING
    confidence = 0.8

    def check(self, doc: Document) -> Iterator[Finding]:
        """The traces of lost characters in `doc`, or one finding for a text that is full of them."""
        text, found = doc.text, traces(doc)
        for start, end in found.spans:
            fix = replace(start, end, _MISSING, Safety.MANUAL, ("",))
            if len(found.spans) >= MANY:
                yield self.finding(start, end, text=self.everywhere, count=len(found.spans))
                return
            before = text[max(0, start - _SIDE) : start].rpartition("\n")[2]
            after = text[end : end + _SIDE].partition("\n")[0]
            yield self.finding(start, end, fix, before=before, found=text[start:end], after=after)
