"""The findings in one text, to ask which are at a place."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from lint.decisions.quoting import hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.findings import Finding, Span


class Found:
    """Findings with their names; places include what fixes would change."""

    def __init__(self, findings: Sequence[Finding], names: Sequence[str]) -> None:
        self.findings = findings
        self.names = names
        self._hulls = [hull(finding) for finding in findings]
        by_code: dict[str, list[int]] = {}
        for number, finding in enumerate(findings):
            by_code.setdefault(finding.code, []).append(number)
        self._by_code = {code: _Spans(self._hulls, numbers) for code, numbers in by_code.items()}
        self._all = _Spans(self._hulls, range(len(findings)))

    def at(self, code: str, span: Span) -> list[int]:
        """The numbers of the rule's findings at `span`: those of just that place, else what touches it."""
        near = sorted(self._by_code[code].near(span)) if code in self._by_code else []
        return [number for number in near if self._hulls[number] == span] or near

    def inside(self, span: Span) -> list[int]:
        """The numbers of the findings that lie in `span`, or would change part of it."""
        return [number for number in self._all.near(span) if _touches(self.findings[number], span)]


class _Spans:
    """Stretches of the text by their starts, to find those that touch another without looking at all."""

    def __init__(self, spans: Sequence[Span], numbers: Iterable[int]) -> None:
        self._order = sorted(numbers, key=lambda number: spans[number].start)
        self._spans = spans
        self._starts = [spans[number].start for number in self._order]
        self._ends = list(accumulate((spans[number].end for number in self._order), max))
        """The last end of those up to here: before one that is too early there is nothing to find."""

    def near(self, span: Span) -> Iterator[int]:
        at = bisect_right(self._starts, span.end) - 1
        while at >= 0 and self._ends[at] >= span.start:
            if self._spans[self._order[at]].end >= span.start:
                yield self._order[at]
            at -= 1


def _touches(finding: Finding, span: Span) -> bool:
    if finding.start < finding.end and span.start <= finding.start and finding.end <= span.end:
        return True
    edits = finding.fix.edits if finding.fix else ()
    return any(edit.start < span.end and span.start < edit.end for edit in edits)
