"""SPC002 stray-space."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.spacing import gaps, is_letter_spaced
from lint.analysis.characters.text_search import FEW
from lint.analysis.regions.lost_characters import traces
from lint.analysis.regions.protected_spans import guards_blank
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.spc.gap import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_PLAIN = frozenset(" \u00a0")
"""A wider blank, or several, were more likely meant."""

_TWIN_SIDE = 4
"""Characters of a phrase on each side of its blank; three where it has no more, see `_is_phrase`."""


class StraySpace(Rule):
    """A blank between two Han characters that belong together.

    A display line or a column ended there, and the engine put a blank for the line break. What proves it:
    a word of the dictionary lies across the blank (`决 策`), the phrase cannot end or begin there
    (`联系的 代表机关`), the same phrase stands elsewhere in the text without the blank, or the blank is the
    only one in a long sentence.

    Why it matters: the word is lost to search and counting, and the heading differs from its contents line.

    When not to trust it: where the author wanted a pause. Headings in two phrases, couplets, names set in
    two characters, numbered headings, bylines, tables and forms are left alone.

    Example: `促进决 策科学化` becomes `促进决策科学化`.
    """

    code = "SPC002"
    name = "stray-space"
    chinese = Chinese(
        "字间多余空格",
        """
    本应相连的两个汉字之间的空格。

    题目的一行或一栏在此结束，引擎用空格代替了换行。依据有四种：词典中的词跨在空格两边（`决 策`）；词组
    不能在此结束或开始（`联系的 代表机关`）；同一词组在文中别处没有空格；长句里只有这一个空格。

    为什么重要：这个词查不到，也统计不到，标题与目录行也对不上。

    何时不可信：作者有意停顿之处。由两个词组构成的标题、对联、两字的人名、带序号的标题、署名、表格和表单
    都不报。

    例：`促进决 策科学化`改为`促进决策科学化`。
    """,
    )
    message = Text("blank inside {what}", "{what}中间有多余的空格")
    severity = Severity.WARNING
    confidence = 0.98

    def check(self, doc: Document) -> Iterator[Finding]:
        """The blanks between Han of `doc` that something speaks against."""
        text = doc.text
        everywhere, lost = is_letter_spaced(doc), traces(doc)
        doubtful: list[tuple[int, Gap]] = []
        for start, end in gaps(doc).between_han:
            gap = Gap(text, start, end)
            if gap.is_in_row() or lost.hold(start) or (not everywhere and gap.is_among_items()):
                continue
            proof = _EVERYWHERE if everywhere and end - start == 1 else _proof(gap)
            if proof is None and _is_phrase(gap):
                doubtful.append((start, gap))
            elif proof is not None and not guards_blank(doc, start):
                yield self._finding(start, end, proof)
        joined = _joined(text, {_twin(gap) for _, gap in doubtful})
        doubtful = [(start, gap) for start, gap in doubtful if _twin(gap) in joined]
        written = _written(doc, {_twin(gap) for _, gap in doubtful})
        for start, gap in doubtful:
            if written[(*_twin(gap), gap.blank)] == 1 and not guards_blank(doc, start):
                yield self._finding(start, start + len(gap.blank), _TWIN)

    def _finding(self, start: int, end: int, proof: _Proof) -> Finding:
        fix = replace(start, end, "", proof.safety)
        return self.finding(start, end, fix, confidence=proof.confidence, what=proof.what)


class _Proof(NamedTuple):
    """What speaks against a blank, and how well."""

    what: Text
    safety: Safety
    confidence: float


_EVERYWHERE = _Proof(Text("text that is set apart throughout", "全文逐字拉开的文字"), Safety.SUGGESTED, 0.97)
_PHRASE = _Proof(Text("a phrase", "短语"), Safety.SUGGESTED, 0.9)
_TWIN = _Proof(
    Text("a phrase that stands elsewhere without it", "别处没有空格的同一短语"), Safety.SUGGESTED, 0.9
)
_SENTENCE = _Proof(Text("a sentence that has no other", "没有其他空格的句子"), Safety.SUGGESTED, 0.85)


def _proof(gap: Gap) -> _Proof | None:
    """What in the line itself proves that the blank is stray; None when nothing does."""
    if word := gap.word():
        return _Proof(Text(f"the word {word}", f"词语“{word}”"), Safety.SAFE, 0.99)
    if gap.follows_label():
        return None
    if gap.splits_phrase():
        return _PHRASE
    return _SENTENCE if _is_phrase(gap) and gap.is_alone_in_clause() else None


def _is_phrase(gap: Gap) -> bool:
    """Whether there is enough on both sides of a plain blank, and nothing that makes a pause likely."""
    long_enough = min(len(gap.tail), len(gap.head)) >= 3
    return long_enough and gap.blank in _PLAIN and not gap.follows_label() and not gap.is_quoted()


def _twin(gap: Gap) -> tuple[str, str]:
    """What would stand side by side elsewhere, if the phrase does."""
    return gap.tail[-_TWIN_SIDE:], gap.head[:_TWIN_SIDE]


def _joined(text: str, twins: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of `twins` that stand in `text` without a blank: one scan for what stands at their seams."""
    if len(twins) <= FEW:
        return {(tail, head) for tail, head in twins if tail + head in text}
    columns = zip(*(tail[-2:] + head[:2] for tail, head in twins), strict=True)
    before, last, first, second = ("".join(set(column)) for column in columns)
    seams = re.finditer(f"[{last}](?=[{first}][{second}])(?<=[{before}].)", text)
    return {twin for seam in seams for twin in _beside(text, seam.end(), seam.end()) if twin in twins}


def _beside(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What may be a twin, of the characters before `start` and behind `end`."""
    for left, right in product((_TWIN_SIDE - 1, _TWIN_SIDE), repeat=2):
        yield text[max(0, start - left) : start], text[end : end + right]


def _written(doc: Document, twins: set[tuple[str, str]]) -> Counter[tuple[str, str, str]]:
    """How often each of `twins` stands in the text with one blank, by the blank."""
    return Counter(
        (*twin, doc.text[start:end])
        for start, end in (gaps(doc).between_han if twins else ())
        if end - start == 1
        for twin in _beside(doc.text, start, end)
        if twin in twins
    )
