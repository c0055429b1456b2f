"""The blocks of a document: each line's kind, corrected by what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from lint.analysis.blocks.line_kinds import GAP, NUMERAL, Block, Kind, kind_of
from lint.analysis.blocks.long_page_numbers import mark_long_numbers
from lint.analysis.blocks.numbered_heads import numbered_heads
from lint.analysis.blocks.page_notes import mark_page_notes
from lint.analysis.regions.fences import fences
from lint.core.character_classes import HAN, width
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.regions.fences import Fence
    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]")
_CODE = re.compile(r"[{}\[\]<>=$|\\;#@^`~]|--|::|->|\w/\w|\w_\w|^[$%#>] ")
_WORD = re.compile(r"(?<![^ (\"\n])[a-z]+(?=[,.;:)\"]*(?: |$))")
_SIGN = re.compile(r"[{}$|\\;=^`]|::|->|^[$%#>] ")
_ENGLISH = 5
"""Words in small letters from which a line without Han is a sentence, if there is no sure sign of code."""

_STATEMENT = re.compile(
    r"[A-Za-z_$@][\w.$\[\]'\"]*(?: [\w$*]+)?\s*(?:\(|[-+*/|&]?=(?!=)).*[;{]\s*(?:(?://|#|/\*).*)?$"
    r"|[!-~ ]*[;,{]\s*(?://|/\*)|//|/\*|\*/$"
)
"""A statement, whatever its strings and comments say."""

_BROKEN = re.compile(r"[,;{}(\[:\\=]$")
_CLOSED = re.compile(r"[})\]]")
"""How lines of a listing end, and begin."""

_MESSAGE = re.compile(r"msg(?:id|str|ctxt|id_plural)(?:\[\d\])? \"|#[:.,|~] |\".*\"$")
"""Lines of a catalogue of messages, as gettext writes it."""

_SENTENCE = re.compile(r"[，。；：、？！]|[,.;:](?= )")
_BLANKS = re.compile(" +")
_DIGITS = re.compile(r"\d+")
_STOPS = "。！？；"
_STOP = re.compile("[。！？]")
_MARKS = "，、；：,;:。！？!?…—～”’」』）》)"
_DATED = re.compile(
    r"(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬)?+|\d{4}年[春夏秋冬初底]?+(?!\d))(?!\s*[：:于（(]|$)|[（(]?(?:右|左|上|下|本)[图圖][)）:：]|近日[，,]|日前[，,]"
)
"""How the caption of a news photograph begins."""

_NOTE = re.compile(r"[①-⑳⑴-⒇]|[\[［〔]\d{1,3}[\]］〕]|[*＊※†]\s?\S|[注註][：:\d①-⑳]")
"""The mark of a footnote."""

_ENTRY = re.compile(
    rf"(?:第\s*[{NUMERAL}]{{1,5}}\s*(?=\S[\s　:：])|(?=附[录錄]\s*[A-Z一二三四五六七八九十]))"
    r"([章节節编編篇回卷部讲講课課集附])"
)
"""How a line of a table of contents begins."""

_PAGE_EDGES = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD}
_NOTED = {Kind.PARAGRAPH, Kind.LIST}
_MOST_NOTES = 40
"""Lines of notes at the foot of one page."""

_VERSE_MARK = re.compile("[，。、；：！？]")
_WIDEST_VERSE = 48
"""Half-ems of a line of verse, at most."""

_RAGGED = 3
"""Half-ems by which the lines of one paragraph may end apart."""

_LAST_ASCII = "\x7f"

LONGEST_CAPTION = 160
"""Half-ems; two lines of a wide page."""


@fact
def blocks(doc: Document) -> list[Block]:
    """The non-blank lines of the text, in order."""
    text = doc.text
    found = _lines(text)
    _mark_fences(found, fences(doc))
    if ">" in text and "-->" in text:
        _mark_subtitles(found)
    _mark_code(found, text)
    _mark_contents(found, text)
    if any(block.kind is Kind.TABLE for block in found):
        _mark_justified(found, text)
        _mark_rows(found, text)
    _mark_flowing(found, text)
    for first, last in _runs(found):
        _mark_run(found, text, first, last)
    mark_long_numbers(found, text)
    _mark_running_heads(found, text)
    if heads := numbered_heads(doc):
        found = [
            block._replace(kind=Kind.RUNNING_HEAD, level=0) if block.start in heads else block
            for block in found
        ]
    _mark_notes(found, text)
    mark_page_notes(found, text)
    _mark_captions(found, text)
    return found


def _lines(text: str) -> list[Block]:
    found: list[Block] = []
    at = last = 0
    for number, line in enumerate(text.split("\n"), 1):
        shown = line.strip()
        quoted = shown[:1] == ">"
        if quoted:
            shown = shown.lstrip("> \t")
        if shown:
            start = at
            indent = level = 0
            if len(shown) < len(line):
                before = line[: line.index(shown[0])]
                start += len(before)
                indent = _columns(before)
            kind = Kind.QUOTE if quoted else kind_of(shown)
            if shown[0] == "#" and kind is Kind.HEADING:
                level = len(shown) - len(shown.lstrip("#"))
            stop = start + len(shown)
            found.append(Block(kind, start, stop, number, number - last - 1, indent, width(shown), level))
            last = number
        at += len(line) + 1
    return found


def _columns(blanks: str) -> int:
    """Columns that leading blanks take: two for an ideographic space, up to four for a tab."""
    return len(blanks) + blanks.count("\u3000") + 3 * blanks.count("\t")


def _mark_fences(found: list[Block], fenced: list[Fence]) -> None:
    """Everything between code fences is code."""
    at = 0
    for fence in fenced:
        at = bisect_left(found, fence.first, at, key=attrgetter("line"))
        while at < len(found) and found[at].line <= fence.last:
            found[at] = found[at]._replace(kind=Kind.CODE, level=0)
            at += 1


def _mark_subtitles(found: list[Block]) -> None:
    """In an srt file: what follows a time code up to the blank line, and the number before it."""
    for at, block in enumerate(found):
        if block.kind is Kind.SUBTITLE:
            if at and found[at - 1].kind is Kind.PAGE_NUMBER:
                found[at - 1] = found[at - 1]._replace(kind=Kind.SUBTITLE)
            for after in range(at + 1, len(found)):
                if found[after].blanks or found[after].kind is Kind.SUBTITLE:
                    break
                found[after] = found[after]._replace(kind=Kind.SUBTITLE)


def _mark_code(found: list[Block], text: str) -> None:
    """Lines without Han that look like commands or listings, unless Chinese lines stand before and after."""

    def is_plain(block: Block) -> bool:
        return _HAN.search(text, block.start, block.end) is None

    size = len(found)
    messages = "\nmsgstr " in text
    plain: list[int] = []
    for at, block in enumerate(found):
        if block.kind is not Kind.PARAGRAPH or text[block.start] > _LAST_ASCII:
            continue
        if _STATEMENT.match(text, block.start, block.end) or (
            messages and _MESSAGE.match(text, block.start, block.end)
        ):
            found[at] = block._replace(kind=Kind.CODE)
        elif block.width * 2 <= 3 * (block.end - block.start) and is_plain(block):
            plain.append(at)
            if _CODE.search(text, block.start, block.end) and not _is_english(text, block):
                near = at and not block.blanks and at + 1 < size and not found[at + 1].blanks
                if not near or is_plain(found[at - 1]) or is_plain(found[at + 1]):
                    found[at] = block._replace(kind=Kind.CODE)
    _mark_listings(found, text, plain)


def _is_english(text: str, block: Block) -> bool:
    """Whether a line is of an English sentence: among its words are five in small letters, and no code."""
    return len(_WORD.findall(text, block.start, block.end)) >= _ENGLISH and not _SIGN.search(
        text, block.start, block.end
    )


def _mark_listings(found: list[Block], text: str, plain: list[int]) -> None:
    """Runs of `plain` lines, which have no Han, of which most end or begin as those of a listing do."""
    first = 0
    for n in range(1, len(plain) + 1):
        if n < len(plain) and plain[n] == plain[n - 1] + 1 and not found[plain[n]].blanks:
            continue
        if n - first > 1:
            run = found[plain[first] : plain[n - 1] + 1]
            listed = sum(
                line.kind is Kind.CODE
                or _BROKEN.search(text, line.end - 1, line.end) is not None
                or _CLOSED.match(text, line.start) is not None
                for line in run
            )
            if listed * 5 >= len(run) * 3:
                found[plain[first] : plain[n - 1] + 1] = [line._replace(kind=Kind.CODE) for line in run]
        first = n


def _mark_contents(found: list[Block], text: str) -> None:
    """Chapters with nothing between them are their list."""
    before = None
    for at, block in enumerate(found):
        numbered = text[block.start] in "第附" and not block.level
        entry = _ENTRY.match(text, block.start, block.end) if numbered else None
        if entry and before and entry[1] == before[1]:
            found[at - 1] = found[at - 1]._replace(kind=Kind.CONTENTS)
            found[at] = block._replace(kind=Kind.CONTENTS)
        before = entry


def _mark_justified(found: list[Block], text: str) -> None:
    """Lines of a paragraph whose words stand far apart, to be flush right as the lines beside them are."""
    for at, block in enumerate(found):
        if block.kind is not Kind.TABLE or text.find(GAP, block.start, block.end) < 0:
            continue
        beside = (
            found[near]
            for near, lower in ((at - 1, at), (at + 1, at + 1))
            if 0 <= near < len(found) and lower < len(found) and not found[lower].blanks
        )
        flush = any(
            line.kind is Kind.PARAGRAPH and line.indent + line.width == block.indent + block.width
            for line in beside
        )
        if (
            flush
            and _SENTENCE.search(text, block.start, block.end)
            and _HAN.search(text, block.start, block.end)
        ):
            gaps = [len(gap) for gap in _BLANKS.findall(text, block.start, block.end)]
            if max(gaps) <= min(gaps) + 2:
                found[at] = block._replace(kind=Kind.PARAGRAPH)


def _mark_rows(found: list[Block], text: str) -> None:
    """Lines with a wide gap, beside a row of a table: they have fewer cells."""
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            near = found[at - order.step]
            row = near.kind is Kind.TABLE and found[at].kind is Kind.PARAGRAPH
            if row and text.find(GAP, found[at].start, found[at].end) >= 0:
                found[at] = found[at]._replace(kind=Kind.TABLE)


def _mark_flowing(found: list[Block], text: str) -> None:
    """Lines in the middle of a paragraph that begin as captions do: 图为, 表 2."""
    captions = [at for at, block in enumerate(found) if block.kind is Kind.CAPTION]
    for at in captions:
        before, block, after = found[max(0, at - 1)], found[at], found[min(at + 1, len(found) - 1)]
        if block.blanks or after.blanks or not before.kind is after.kind is Kind.PARAGRAPH:
            continue
        flush = abs(block.width + block.indent - before.width - before.indent) <= _RAGGED
        if flush and text[before.end - 1] not in _STOPS + "：:":
            found[at] = block._replace(kind=Kind.PARAGRAPH)


def _runs(found: list[Block]) -> Iterator[tuple[int, int]]:
    """Stretches of two and more paragraph lines with no blank line between, end excluded."""
    first = 0
    for at, block in enumerate(found):
        paragraph = block.kind is Kind.PARAGRAPH
        if block.blanks or not paragraph:
            if at - first >= 2:
                yield first, at
            first = at if paragraph else at + 1
    if len(found) - first >= 2:
        yield first, len(found)


def _mark_run(found: list[Block], text: str, first: int, last: int) -> None:
    """A run that is verse, or rows of comma-separated values."""
    run = found[first:last]
    size = len(run)
    kind = None
    if size >= 4 and max(block.width for block in run) <= _WIDEST_VERSE:
        marked = sum(text[block.end - 1] in _MARKS for block in run)
        stopped = sum(text[block.end - 1] in _STOPS for block in run)
        inside = sum(_STOP.search(text, block.start, block.end - 2) is not None for block in run)
        # A short line of verse ends with any mark; a long one holds several clauses and ends a sentence.
        ended = stopped >= 0.6 * size or sum(block.width for block in run) <= 20 * size
        if marked >= 0.8 * size and inside <= 0.2 * size and ended:
            kind = Kind.VERSE
        elif marked == 0 and not any(
            mark in text[run[0].start : run[-1].end] for mark in "，。；！？、,.;!?"
        ):
            common = Counter(block.width for block in run).most_common(1)[0][1]
            kind = Kind.VERSE if common >= 0.6 * size else None
    elif size < 4 and _is_couplet(run, text):
        kind = Kind.VERSE
    if kind is None and size >= 4 and text.find(",", run[0].start, run[-1].end) >= 0:
        commas = Counter(text.count(",", block.start, block.end) for block in run)
        count, rows = commas.most_common(1)[0]
        if count and rows >= 0.9 * size:
            kind = Kind.TABLE
    if kind is not None:
        for at in range(first, last):
            found[at] = found[at]._replace(kind=kind)


def _is_couplet(run: list[Block], text: str) -> bool:
    """Whether a few lines have their marks, two and more, in the same places, and one at their ends."""
    if len({(block.indent, block.width) for block in run}) > 1 or run[0].width > _WIDEST_VERSE:
        return False
    places = {
        tuple(mark.start() - block.start for mark in _VERSE_MARK.finditer(text, block.start, block.end))
        for block in run
    }
    marks = places.pop()
    return not places and len(marks) > 1 and marks[-1] == run[0].end - run[0].start - 1


def _mark_running_heads(found: list[Block], text: str) -> None:
    """Short lines that come again beside page numbers, their own numbers left out of account."""
    seen: dict[str, list[int]] = {}
    for at, block in enumerate(found):
        if block.kind is Kind.PAGE_NUMBER:
            for near in {max(0, at - 1), min(len(found) - 1, at + 1)}:
                if name := _head_name(found[near], text):
                    seen.setdefault(name, []).append(near)
    names = {name: places for name, places in seen.items() if len(places) >= 3}
    if not names:
        return
    everywhere = Counter(_head_name(block, text) for block in found)
    for name, places in names.items():
        # A title that comes again elsewhere as well is a title.
        if len(places) * 2 >= everywhere[name]:
            for at in places:
                found[at] = found[at]._replace(kind=Kind.RUNNING_HEAD, level=0)


def _head_name(block: Block, text: str) -> str:
    """What a running head is known by; "" for a line that can be none."""
    if block.width > 60 or block.kind not in (Kind.PARAGRAPH, Kind.HEADING) or text[block.end - 1] in _MARKS:
        return ""
    return _DIGITS.sub("", text[block.start : block.end])


def _mark_notes(found: list[Block], text: str) -> None:
    """Paragraphs and items that begin with a note's mark, at the foot of a page: above its number or head."""
    for at, block in enumerate(found):
        if block.kind not in _PAGE_EDGES:
            continue
        first = last = at
        while first and last - first < _MOST_NOTES and found[first - 1].kind in _NOTED:
            first -= 1
            # A note begins after a blank line or a drawn line; below its first line it may go on.
            if found[first].blanks or (first and found[first - 1].kind is Kind.RULE):
                if not _NOTE.match(text, found[first].start):
                    break
                for n in range(first, last):
                    found[n] = found[n]._replace(kind=Kind.NOTE)
                last = first


def _mark_captions(found: list[Block], text: str) -> None:
    """Lines set off by blank lines that begin as captions of news photographs do and end with no stop."""
    for at, block in enumerate(found):
        if (
            block.width <= LONGEST_CAPTION
            and block.blanks
            and block.kind is Kind.PARAGRAPH
            and (at + 1 == len(found) or found[at + 1].blanks)
            and text[block.end - 1] not in "。！？…，、；：,;:"
            and _DATED.match(text, block.start, block.end)
        ):
            found[at] = block._replace(kind=Kind.CAPTION)
