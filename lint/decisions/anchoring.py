"""Finding the place of a quote again in a text that was re-wrapped, or changed elsewhere.

Places are looked for by *content*: letters, digits and Han characters, which neither a new line width nor a
safe fix nearby changes. What lies between them (punctuation, spaces, line ends) is compared afterwards.
Nothing is found by likeness: the content before, inside and after must be the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lint.core.character_classes import content
from lint.core.findings import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.decisions.events import Quote

_CONTENT = re.compile(r"[^\W_]+")
_TAIL, _HEAD = re.compile(r"[\W_]*\Z"), re.compile(r"\A[\W_]*")

LONG = 10
"""Characters of content from which a stretch that occurs once is known without its neighbours; only for what
changes no text. A sentence in the seeds that is not a repetition is unique from seven."""

MOST = 64
"""Places that are looked at for one quote: what occurs more often is ambiguous anyway."""


class Context(NamedTuple):
    """A quote's neighbours: their content, and what is between it and the middle."""

    before: str
    lead: str
    trail: str
    after: str

    @classmethod
    def of(cls, quote: Quote) -> Context:
        """The neighbours of the middle of `quote`."""
        lead, trail = _TAIL.search(quote.before), _HEAD.match(quote.after)
        return cls(
            content(quote.before), lead[0] if lead else "", trail[0] if trail else "", content(quote.after)
        )


class Anchored(NamedTuple):
    """Where the middle of a quote is; and where it was replaced already."""

    spans: Sequence[Span]
    fulfilled: Sequence[Span]


How: TypeAlias = Callable[[str, Span, Context, str], Span | None]
"""A way to look for a text in the gap between a quote's neighbours."""


class Places:
    """Where quotes occur in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []
        """Of each stretch of content: its offset in the text, and in `_counts` in the content."""
        self._counts: list[int] = []
        parts: list[str] = []
        count = 0
        for hit in _CONTENT.finditer(text):
            self._starts.append(hit.start())
            self._counts.append(count)
            parts.append(hit[0])
            count += hit.end() - hit.start()
        self._content = "".join(parts)

    def find(self, context: Context, wanted: str, how: How | None = None, most: int = MOST) -> list[Span]:
        """The places of `wanted` between the neighbours, in order, at most `most`."""
        how = how or EXACT
        found: list[Span] = []
        for gap in self._gaps(context, wanted):
            if (span := how(self.text, gap, context, wanted)) is not None and span not in found:
                found.append(span)
                if len(found) >= most:
                    break
        return found

    def anchor(self, context: Context, middle: str, to: str | None) -> Anchored:
        """Where the `middle` is; else whether `to` is there instead.

        A place that reads as it was quoted comes first, then one among other punctuation.
        """
        if to is None:
            ways = (self.find(context, middle, how) for how in (EXACT, _loosely, _by_content))
            return Anchored(next(filter(None, ways), ()) or self._alone(middle), ())
        about_spaces = _bare(middle) == _bare(to)
        exact, loose = (_as_stored, _once) if about_spaces else (EXACT, _loosely)
        tries = [(middle, exact), (to, exact), (middle, loose), (to, loose)]
        if middle in to:  # what was put in must not be put in again
            tries[2], tries[3] = tries[3], tries[2]
        for wanted, how in tries:
            if spans := self.find(context, wanted, how):
                return Anchored(spans, ()) if wanted is middle else Anchored((), spans)
        if content(to) != content(middle) and (spans := self.find(context, to, _by_content)):
            return Anchored((), spans)
        return Anchored((), self._lacks(context, middle, to))

    def _alone(self, middle: str) -> list[Span]:
        """The place of a long `middle` that occurs once, whatever is beside it: a caption that was moved."""
        if len(content(middle)) < LONG:
            return []
        spans = self.find(Context("", "", "", ""), middle, _by_content, most=2)
        return spans if len(spans) == 1 else []

    def _lacks(self, context: Context, gone: str, wanted: str) -> list[Span]:
        """The gaps between the neighbours where `gone`, spaces or punctuation, was replaced by `wanted`.

        What is around it may have changed, too.
        """
        if content(wanted) or not (context.before and context.after):
            return []
        found = []
        for gap in self._gaps(context, wanted):
            here = self.text[slice(*gap)]
            if gone.isspace():
                usual = context.lead + wanted + context.trail
                done = sum(map(str.isspace, here)) <= sum(map(str.isspace, usual))
            else:
                done = bool(content(gone)) or _bare(gone) not in _bare(here)
            if done:
                found.append(gap)
        return found

    def _gaps(self, context: Context, wanted: str) -> Iterator[Span]:
        """The stretches between the content before and after, where that of `wanted` is in between."""
        inside = content(wanted)
        needle = context.before + inside + context.after
        if not needle:
            return
        at = self._content.find(needle)
        while at >= 0:
            left = at + len(context.before)
            right = left + len(inside)
            yield Span(self._end_of(left - 1), self._offset(right))
            at = self._content.find(needle, at + 1)

    def _offset(self, number: int) -> int:
        """Where the content character `number` is in the text; the end of the text after the last."""
        if number >= len(self._content):
            return len(self.text)
        run = bisect_right(self._counts, number) - 1
        return self._starts[run] + number - self._counts[run]

    def _end_of(self, number: int) -> int:
        return self._offset(number) + 1 if number >= 0 else 0


def _bare(text: str) -> str:
    return "".join(text.split())


def _as_stored(text: str, gap: Span, context: Context, wanted: str) -> Span | None:
    """Where `wanted` is in the `gap` of `text`, if the gap reads as it was quoted, spaces and all."""
    at = _exactly(text[slice(*gap)], context, wanted)
    return None if at is None else Span(gap.start + at, gap.start + at + len(wanted))


def _once(text: str, gap: Span, _: Context, wanted: str) -> Span | None:
    """Where `wanted` is, if it is there once, among whatever punctuation; spaces as one stretch."""
    here = text[slice(*gap)]
    pattern = r"\s+" if wanted.isspace() else re.escape(wanted)
    hits = [hit.start() for hit in re.finditer(pattern, here) if hit[0] == wanted] if wanted else []
    return Span(gap.start + hits[0], gap.start + hits[0] + len(wanted)) if len(hits) == 1 else None


def _located(text: str, gap: Span, context: Context, wanted: str) -> Span | None:
    """As `_as_stored`; what is printed may be wrapped otherwise."""
    if (span := _as_stored(text, gap, context, wanted)) is not None or not _bare(wanted):
        return span
    here = text[slice(*gap)]
    start = len(_bare(context.lead))
    if _bare(here) != _bare(context.lead + wanted + context.trail):
        return None
    return _printed(here, gap.start, start, len(_bare(wanted)))


def _loosely(text: str, gap: Span, context: Context, wanted: str) -> Span | None:
    """As `_once`; what is printed may be wrapped otherwise."""
    core, here = _bare(wanted), text[slice(*gap)]
    if not core:
        return _once(text, gap, context, wanted)
    bare = _bare(here)
    return _printed(here, gap.start, bare.index(core), len(core)) if bare.count(core) == 1 else None


def _printed(here: str, base: int, start: int, count: int) -> Span:
    """The stretch with so many printed characters from `start`, which counts no spaces, at `base`."""
    offsets = [at for at, c in enumerate(here) if not c.isspace()]
    return Span(base + offsets[start], base + offsets[start + count - 1] + 1)


def _by_content(text: str, gap: Span, _: Context, wanted: str) -> Span | None:
    """Where the content of `wanted` is; the punctuation in it may have changed."""
    count = len(content(wanted))
    if not count:
        return None
    offsets = [gap.start + at for at, c in enumerate(text[slice(*gap)]) if content(c)]
    if len(offsets) == count:
        return Span(offsets[0], offsets[-1] + 1)
    return None


EXACT: How = _located
"""The gap reads as it was quoted, but for line ends and spaces."""


def _exactly(here: str, context: Context, wanted: str) -> int | None:
    """Where `wanted` is in a gap that reads as when it was quoted."""
    whole = context.lead + wanted + context.trail
    if context.before and context.after:
        return len(context.lead) if here == whole else None
    if context.before:
        return len(context.lead) if here.startswith(whole) else None
    if here.endswith(whole):
        return len(here) - len(whole) + len(context.lead)
    return None


def replacement(text: str, span: Span, middle: str, to: str, *, whole: bool = False) -> Edit:
    """The edit that makes `to` of the `middle` that is at `span`, no longer than it must be.

    With `whole` all of the middle is replaced. The line ends of the text need not be those of the quote.
    """
    here = text[slice(*span)]
    if whole:
        return Edit(*span, to)
    if here == middle:
        start, end = common_ends(middle, to)
        return Edit(span.start + start, span.end - end, to[start : len(to) - end])
    offsets = [span.start + at for at, c in enumerate(here) if not c.isspace()]
    old, new = _bare(middle), _bare(to)
    start, end = common_ends(old, new)
    first = offsets[start] if start < len(offsets) else span.end
    last = offsets[len(old) - end - 1] + 1 if len(old) - end > start else first
    return Edit(first, last, _between(to, start, len(new) - end))


def _between(text: str, start: int, end: int) -> str:
    """The part of `text` from its printed character `start` to `end`, spaces not counted."""
    offsets = [at for at, c in enumerate(text) if not c.isspace()]
    return text[offsets[start] : offsets[end - 1] + 1] if end > start else ""


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin and end with; none is counted twice."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    most -= start
    end = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    return start, end
