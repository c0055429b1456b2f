"""PUN005 unbalanced-pair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.punctuation.bracket_pairs import OPENING, Lost, in_pairs, pairing
from lint.analysis.punctuation.mismatched_pairs import alike, mismatches
from lint.analysis.punctuation.quoted_terms import quoted
from lint.core.character_classes import HAN, PAIRS
from lint.core.findings import Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.punctuation.quoted_terms import Quotations
    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
_GOES_ON = re.compile(r"[+\-－·&/ ]")


class UnbalancedPair(Rule):
    """A quotation mark or bracket whose other half is missing.

    Judged after paragraphs have been rejoined, because a paragraph cut by a page looks the same. The finding
    reaches from the mark that is there to where the other can have stood at the latest: the next opening
    mark of its kind, or the end of the paragraph. A repair is offered only where the same words stand
    between a complete pair elsewhere in the text, and for the brackets of list numbers.

    Why it matters: the missing half is a mark the machine did not read, and often words went with it; who
    reads on takes the rest of the paragraph for quotation.

    When not to trust it: speech over three paragraphs or more that opens each of them again is known and
    silent; over two it looks like a lost mark, and is only noted. `1）` and `12”` are known; marks as
    ornaments and emoticons are not.

    Example: in `坚持“四个自信、做到“两个维护”` the ” after 自信 is lost.
    """

    code = "PUN005"
    name = "unbalanced-pair"
    chinese = Chinese(
        "成对标点残缺",
        """
    引号或括号缺了另一半。

    在段落接好以后才判断，因为被分页截断的段落看上去也是这样。问题的范围从现有的一半起，到另一半最迟可能
    出现之处为止，即下一个同类的前半标点或段末。只有同样的词语在文中别处有完整的一对，或是列表序号的括
    号，才提出修改。

    为什么重要：缺的一半是机器没有读出的标点，往往连文字也一起丢了；往下读，会把本段余下的部分都当作引
    文。

    何时不可信：引语连续三段以上、每段开头重用前引号的，是已知的写法，不报；只有两段的，看上去像丢了引
    号，只作提示。`1）` 和 `12”` 已能识别；用作装饰的标点和表情符号不能识别。

    例：`坚持“四个自信、做到“两个维护”`，“自信”后面丢了「”」。
    """,
    )
    message = Text(
        "{mark} is never closed: {other} was lost behind it", "“{mark}”没有配对，其后缺了“{other}”"
    )
    unopened = Text(
        "{mark} closes nothing: {other} was lost before it", "“{mark}”没有配对，其前缺了“{other}”"
    )
    severity = Severity.WARNING
    confidence = 0.9
    triggers: ClassVar[str] = "".join((*PAIRS, *OPENING, "()"))

    def check(self, doc: Document) -> Iterator[Finding]:
        """Marks without a partner."""
        # What the other rules on pairs say is not said again (PUN007, PUN015).
        misread = {at for pair in mismatches(doc) for at in (pair.start, pair.end - 1)}
        misread.update(at for pair in alike(doc) for at in pair)
        for lost in pairing(doc).lost:
            mark = lost.mark
            if mark.at in misread:
                continue
            opens = mark.sign in PAIRS
            place = lost.place if lost.place >= 0 else _twin(doc.text, lost, quoted(doc))
            other = PAIRS[mark.sign] if opens else OPENING[mark.sign]
            fix: Fix | None = None
            # Where the mark stands already it was put in before, in vain.
            if place is not None and other not in doc.text[max(0, place - 1) : place + 1]:
                fix = replace(place, place, other, Safety.SUGGESTED)
            yield self.finding(
                mark.at if opens else lost.start,
                lost.end if opens else mark.at + 1,
                fix,
                text=None if opens else self.unopened,
                severity=None if lost.sure else Severity.INFO,
                confidence=None if lost.sure else 0.5,
                mark=mark.sign,
                other=other,
            )


def _twin(text: str, lost: Lost, phrases: Quotations) -> int | None:
    """Where the lost half belongs: round the longest words beside the mark that are quoted elsewhere too."""
    opens = lost.mark.sign in PAIRS
    found = (phrases.beginning if opens else phrases.ending)(text, lost.start, lost.end)
    for phrase in found:
        end = lost.start + len(phrase) if opens else lost.end
        if (
            phrase[-1] not in "：:"
            and _HAN.search(phrase)
            and in_pairs(phrase)
            and not _GOES_ON.match(text, end)
        ):
            return end if opens else end - len(phrase)
    return None
