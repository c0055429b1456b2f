"""ENC010 answer-fence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.fences import fences
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
    chinese = Chinese(
        "代码围栏残留",
        """
    整页包在代码围栏里，即模型包装回答的写法：```` ```markdown ````。

    围栏里是全文的大部分，又是中文，就不是代码。围栏的首尾两行一并删去；只有开头没有结尾的，删去开头一
    行。

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
        # A page is measured whole; so are many pages of one text, each in its fence.
        if sum(end - start for start, end in (_inside(doc, fence) for fence in wraps)) < _SHARE * len(
            text.strip()
        ):
            return
        starts = line_map(doc).starts
        for fence in wraps:
            start, end = _inside(doc, fence)
            if len(_HAN.findall(text, start, end)) < _CHINESE * (end - start):
                continue
            edits = [Edit(fence.start, start, "")]
            if fence.closed:
                edits.append(Edit(end, starts[fence.last] if fence.last < len(starts) else len(text), ""))
            yield self.finding(fence.start, start, Fix(tuple(edits), Safety.SUGGESTED))


def _inside(doc: Document, fence: Fence) -> tuple[int, int]:
    """Where the lines between those of `fence` start and end."""
    starts = line_map(doc).starts
    start = starts[fence.first] if fence.first < len(starts) else len(doc.text)
    return start, starts[fence.last - 1] if fence.closed else fence.end
