"""ENC010 answer-fence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.fences import fences
from lint.analysis.regions.line_formats import is_program
from lint.core.character_classes import HAN
from lint.core.document import line_map
from lint.core.findings import Edit, Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.regions.fences import Fence
    from lint.core.document import Document
    from lint.core.findings import Finding

_INFOS = frozenset({"", "markdown", "md", "text", "txt", "plaintext", "latex", "html"})
_NAMED = frozenset({"markdown", "md"})
"""What only an answer is called: authors who show Markdown write more round it."""

_CHINESE = 0.2
"""How much of a page is Han at least."""

_HAN = re.compile(f"[{HAN}]")
_OUTSIDE = 2
"""Lines that a model writes before and after the page it wraps, at most: `Here is the text:`. An author who
shows code writes more."""

_SENTENCE = re.compile(f"[{HAN}][，。；]")


class AnswerFence(Rule):
    """A page wrapped in a code fence, as a model wraps its answer: ```` ```markdown ````.

    Fences at the edges of the text, which hold all of it but a line or two, and sentences, are not code. Both
    lines of a fence are deleted together; an opening one without its closing one alone.

    Why it matters: everything between the fences counts as code, and no rule looks at it.

    When not to trust it: a text that is one long listing in Chinese.

    Example: a file that begins with ```` ```markdown ```` and ends with ```` ``` ````.
    """

    code = "ENC010"
    name = "answer-fence"
    chinese = Chinese(
        "代码围栏残留",
        """
    整页包在代码围栏里，即模型包装回答的写法：```` ```markdown ````。

    围栏在全文首尾，除一两行外全文都在其中，又是成句的中文，就不是代码。围栏的首尾两行一并删去；只有开头没
    有结尾的，删去开头一行。

    为什么重要：围栏之内都算代码，没有一条规则会去检查。

    何时不可信：全文就是一长段中文的代码清单。

    例：以 ```` ```markdown ```` 开头、以 ```` ``` ```` 结尾的文件。
    """,
    )
    message = Text("the page is wrapped in a code fence", "整页内容被代码围栏包住")
    severity = Severity.WARNING
    confidence = 0.98
    reads_code = True
    triggers: ClassVar[str] = "`~"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The fences of `doc` that wrap pages."""
        text = doc.text
        wraps = [f for f in fences(doc) if not f.nested and f.info.lower() in _INFOS]
        starts = line_map(doc).starts
        ends = [starts[f.last] if f.closed and f.last < len(starts) else len(text) for f in wraps]
        # A page is wrapped whole; so are many pages of one text, each in its fence.
        outside = zip([0, *ends], [*(fence.start for fence in wraps), len(text)], strict=True)
        if not wraps or not all(_is_answer(text[start:end], wraps) for start, end in outside):
            return
        for fence in wraps:
            start, end = _inside(doc, fence)
            if not _is_page(text[start:end]):
                continue
            edits = [Edit(fence.start, start, "")]
            if fence.closed:
                edits.append(Edit(end, starts[fence.last] if fence.last < len(starts) else len(text), ""))
            yield self.finding(fence.start, start, Fix(tuple(edits), Safety.SUGGESTED))


def _is_answer(outside: str, wraps: list[Fence]) -> bool:
    """Whether `outside`, a stretch between fences, may be a model's words about the page that it wraps."""
    lines = [line for line in outside.split("\n") if line.strip()]
    if all(fence.info.lower() in _NAMED for fence in wraps):
        return len(lines) <= _OUTSIDE
    return not lines or (len(lines) == 1 and lines[0].rstrip().endswith(("：", ":")))


def _is_page(text: str) -> bool:
    """Whether `text` is Chinese running text, and no program with Chinese in it."""
    if len(_HAN.findall(text)) < _CHINESE * len(text) or not _SENTENCE.search(text):
        return False
    return not is_program(text.splitlines())


def _inside(doc: Document, fence: Fence) -> tuple[int, int]:
    """Where the lines between those of `fence` start and end."""
    starts = line_map(doc).starts
    start = starts[fence.first] if fence.first < len(starts) else len(doc.text)
    return start, starts[fence.last - 1] if fence.closed else fence.end
