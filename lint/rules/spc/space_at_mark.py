"""SPC004 space-at-mark."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.spacing import BLANKS, gaps, is_letter_spaced
from lint.analysis.characters.text_search import unified
from lint.analysis.regions.lost_characters import traces
from lint.analysis.regions.protected_spans import guards_blank
from lint.analysis.regions.references import references
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_OPENERS = "“‘「『（《〈【〔"
_CLOSERS = "”’」』）》〉】〕"
_PLAIN = BLANKS.replace("\u3000", "")


class _Place(NamedTuple):
    """Where a blank may stand beside a mark."""

    behind: str
    """The marks, if the blank stands after one."""
    ahead: str
    """The marks, if the blank stands before one."""
    spaced: re.Pattern[str]
    """The blank."""
    tight: re.Pattern[str]
    """The mark without one, in a text that has only one of the marks."""

    def count(self, text: str) -> int:
        """How many of the marks stand in `text` without a blank."""
        return len(self.tight.findall(unified(text, self.behind or self.ahead)))


def _before(marks: str, *, left: str, right: str = "", blank: str = f"[{_PLAIN}]") -> _Place:
    """The place before one of `marks`, behind `left`; `right` must follow the mark."""
    spaced = re.compile(f"(?<={left}){blank}(?=[{marks}]{right})")
    return _Place("", marks, spaced, re.compile(f"{re.escape(marks[0])}(?<={left}.)(?={right})"))


def _after(marks: str, *, right: str, left: str = "") -> _Place:
    """The place after one of `marks`, before `right`; `left` must stand before the mark."""
    spaced = re.compile(f"(?<={left}[{marks}])[{_PLAIN}](?={right})")
    return _Place(marks, "", spaced, re.compile(f"{re.escape(marks[0])}(?<={left}.)(?={right})"))


_TEXT = rf"[^{BLANKS}\n]"
_NEXT = f"{HAN}“‘「『《〈"
_ONE_OR_TWO = f"[{BLANKS}]{{1,2}}"

# U+3000 behind a mark is an indent that lost its line end, or a pause: meant.
_SURE = (
    _before(f"，。、；！？{_CLOSERS}", left=_TEXT, blank=_ONE_OR_TWO),
    _after("，、；", right=rf"[\d{_NEXT}]"),
    _after(_OPENERS, right=rf"[^{BLANKS}\n{_CLOSERS}]"),
)
"""Places where no Chinese text means a blank."""

_PLACES = (
    *_SURE,
    _before("：", left=_TEXT, blank=_ONE_OR_TWO),
    _after("：", right=f"[{_NEXT}]"),
    _after("。！？", right=f"[{_NEXT}]"),
    _after(_CLOSERS, left=f"[{HAN}。！？]", right=f"[{HAN}]"),
    _before(f"{_OPENERS}(", left=f"[{HAN}]", right=f"[{HAN}]"),
)

_BEFORE, _AFTER = Text("before", "之前"), Text("after", "之后")
_MARKS = frozenset(f"，。、；：！？{_OPENERS}{_CLOSERS}(")
_ROLE = re.compile(r":[a-z:+-]+:`")
"""Markup of Sphinx, which wants a blank before it."""

_FEW = 3
_HABIT = 0.3
"""The share of marks with a blank, `_FEW` or more of them, from which on the text writes them so."""

_LABEL = re.compile(
    r"\W*(?:[（(〔【]?[一二三四五六七八九十百\d]{1,4}[）)〕】、．：]|[【〔].{1,8}[】〕]|\S{1,7}："
    r"|第\S{1,9}|附[件录錄表图圖]\S{0,4}|\d{4}年\d{1,2}月\d{1,2}日)$"
)
"""What a line may begin with, to be followed by a blank: （一）, 二、, 【摘要】, 附件：, 第三条, a date."""

_BULLET = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])")

_REACH = 300
# Single characters set apart are the business of SPC001.
_SPACED_BEFORE = re.compile(f"[{HAN}][{BLANKS}][{HAN}]$")
_SPACED_AFTER = re.compile(f"[{HAN}][{BLANKS}][{HAN}]")
_DOUBTFUL = 0.1
"""The share from which on a repair is no longer safe, but offered."""


class SpaceAtMark(Rule):
    """A blank beside a full-width mark, where the text usually sets none.

    Full-width marks carry their own space. The rule counts, for each place (before a closing mark, after
    a comma, after a colon …), how many marks of the text have a blank there; where many do, that is how
    the text is set and nothing is said.

    Why it matters: a blank before a mark lets it stand at the beginning of a line, and hides sentence ends
    from whoever splits the text.

    When not to trust it: display lines of a title that were put on one line (`广州： 落实…`), where the blank
    says that a line ended. Labels at the beginning of a line, brackets to be filled in and code are left
    alone.

    Example: `加强社区 ”建设 。` becomes `加强社区”建设。`.
    """

    code = "SPC004"
    name = "space-at-mark"
    chinese = Chinese(
        "标点旁多余空格",
        """
    全角标点旁的空格，而全文通常不加。

    全角标点自带空隙。规则按位置（后半标点之前、逗号之后、冒号之后……）分别统计全文有多少标点带空格；多
    数如此的，是该文的排法，不报。

    为什么重要：标点前有空格，标点就可能落到行首；切分文字的人和程序也找不到句末。

    何时不可信：题目的几行并成一行（`广州： 落实…`），空格表示原来在此换行。行首的标签、留待填写的括号
    和代码不报。

    例：`加强社区 ”建设 。`改为`加强社区”建设。`。
    """,
    )
    message = Text(
        "blank {place} {mark}; {count} of {total} such marks have one",
        "“{mark}”{place}有多余的空格；同类标点 {total} 个，{count} 个有空格",
    )
    severity = Severity.WARNING
    confidence = 0.97

    def check(self, doc: Document) -> Iterator[Finding]:
        """The blanks beside marks of `doc` that depart from its habit."""
        for place, found, total in _departures(doc):
            sure = len(found) < max(2, _DOUBTFUL * total) or is_letter_spaced(doc)
            severity = Severity.WARNING if place in _SURE else Severity.INFO
            for start, end in found:
                safe = sure and place in _SURE and not doc.text[start - 1].isascii()
                follows = doc.text[end] in _MARKS and doc.text[start - 1] not in _OPENERS
                yield self.finding(
                    start,
                    end,
                    replace(start, end, "", Safety.SAFE if safe else Safety.SUGGESTED),
                    severity=severity,
                    place=_BEFORE if follows else _AFTER,
                    mark=doc.text[end if follows else start - 1],
                    count=len(found),
                    total=total,
                )


def _departures(doc: Document) -> Iterator[tuple[_Place, list[tuple[int, int]], int]]:
    """For each place where the text usually sets no blank: the blanks there, and how many marks there are."""
    text = doc.text
    spaces_marks = False
    taken: set[int] = set()
    for place, spaced in zip(_PLACES, _spaced(doc), strict=True):
        if len(spaced) < _FEW and not any(_departs(text, *span) for span in spaced):
            continue
        total = len(spaced) + place.count(text)
        if len(spaced) >= max(_FEW, _HABIT * total) and not is_letter_spaced(doc):
            spaces_marks = True
        elif place in _SURE or not (spaces_marks or len(spaced) * 2 >= total):
            found = [span for span in spaced if span[0] not in taken and _departs(text, *span)]
            taken.update(start for start, _ in found)
            yield place, found, total


def _spaced(doc: Document) -> list[list[tuple[int, int]]]:
    """The blanks of `doc` at each of the `_PLACES`."""
    text = doc.text
    lost, listed = traces(doc), references(doc)
    found: list[list[tuple[int, int]]] = [[] for _ in _PLACES]
    for start, end in gaps(doc).at_marks:
        if lost.hold(start) or (text[end] == ":" and _ROLE.match(text, end)):
            continue
        for number in _numbers(text[start - 1], text[end]):
            if (
                _PLACES[number].spaced.match(text, start)
                and not guards_blank(doc, start)
                and start not in listed
            ):
                found[number].append((start, end))
    return found


@lru_cache(maxsize=4096)
def _numbers(left: str, right: str) -> list[int]:
    """Which of the `_PLACES` a blank between `left` and `right` may be."""
    return [i for i, place in enumerate(_PLACES) if left in place.behind or right in place.ahead]


def _departs(text: str, start: int, end: int) -> bool:
    """Whether the blank is none that belongs to a label, to a bracket left open or to letter-spaced text."""
    before = text[max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0) : start]
    if _LABEL.match(before) or _BULLET.fullmatch(before) or _SPACED_BEFORE.search(before):
        return False
    if text[start - 1] in "“‘" and (text[max(0, start - 2) : start - 1] + text[end]).isascii():
        return False  # in a foreign sentence, where “ may close
    if text[start - 1] in _MARKS and text[end] not in _CLOSERS:
        return not _SPACED_AFTER.match(text, end)
    if before[-1:] in set(_OPENERS):
        return False
    return text[end] not in "”’" or _closes(before, text[end : end + _REACH].partition("\n")[0])


def _closes(before: str, after: str) -> bool:
    """Whether the quotation mark that begins `after` closes: some texts open with ” too."""
    closer = after[0]
    opener = "“" if closer == "”" else "‘"
    if opener in before or closer in before:
        return before.rfind(opener) > before.rfind(closer)
    following = re.search(f"[{opener}{closer}]", after[1:])
    return following is None or following[0] == opener
