"""What the rules that doubt a character have in common."""

from __future__ import annotations

from abc import abstractmethod
from math import exp, log
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.language.accepted_counts import recall
from lint.analysis.language.corrections import score
from lint.analysis.language.known_phrases import is_known
from lint.analysis.language.unfamiliar_bigrams import ORDINARY, Usage, density, is_modern
from lint.core.findings import Finding, Safety, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.analysis.language.corrections import Place, Repair, Weights
    from lint.core.document import Document
    from lint.settings.options import Options

LIVELY = 0.145
"""Density above which prose is older or a tale: periodicals have less, essays and stories mostly more."""

PRECISION = (0.3, 0.95)
"""The bounds within which a finding's confidence is believed: its score speaks of errors put in by chance."""


class DoubtRule(Rule):
    """A rule that tries repairs where the text surprises on both sides of a character."""

    weights: ClassVar[Weights]
    least: ClassVar[Mapping[str, float]]
    """By strictness: the log-odds that a repair needs."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.memory = recall(options.memory) if options.memory else None

    @abstractmethod
    def repairs(self, doc: Document) -> Iterator[Repair]:
        """The repairs to weigh."""

    def odds(self, repair: Repair, usage: Usage, least: float) -> float:
        """The log-odds that `repair` is right, or less than `least`."""
        return score(repair, self.weights, usage, least)

    def check(self, doc: Document) -> Iterator[Finding]:
        """Places where a repair has good odds, each with its best ones."""
        if not is_modern(doc):
            return
        usage = Usage(doc.text, self.memory)
        usual = density(doc)
        least = self.least[self.options.strictness] + 3 * log(max(1.0, usual / ORDINARY))
        least += 12 * log(max(1.0, usual / LIVELY))
        found: dict[Place, list[tuple[float, Repair]]] = {}
        for repair in self.repairs(doc):
            odds = self.odds(repair, usage, least)
            if odds >= least:
                found.setdefault(repair.place, []).append((odds, repair))
        end = 0
        for place, ranked in found.items():
            if (
                place.start < end
                or not is_prose(doc, place.start)
                or is_known(doc.text, place.start, place.end)
            ):
                continue
            end = place.end
            ranked.sort(key=lambda item: -item[0])
            yield self._finding(place, ranked, usage)

    def _finding(self, place: Place, ranked: list[tuple[float, Repair]], usage: Usage) -> Finding:
        odds, best = ranked[0]
        choices = tuple(repair.put for _, repair in ranked[:3])
        fix = replace(place.start, place.end, best.put, Safety.MANUAL, choices)
        confidence = min(max(1 / (1 + exp(-odds)), PRECISION[0]), PRECISION[1])
        left, right = place.left[-3:], place.right[:3]
        return self.finding(
            place.start,
            place.end,
            fix,
            confidence=round(confidence, 2),
            old=place.old,
            put=best.put,
            now=left + place.old + right,
            then=left + best.put + right,
            reason=_evidence(best, usage),
        )


def _evidence(best: Repair, usage: Usage) -> Text:
    """The evidence in words."""
    place = best.place
    whole = place.left[-1:] + best.put + place.right[:1]
    often = usage.count(whole, place.start) if len(whole) > 2 else 0
    if often:
        return Text(f"“{whole}” stands {often} × elsewhere", f"别处有“{whole}” {often} 次")
    return Text(
        f"neighbours e^{best.pairs:.0f} times likelier, words e^{best.words:.0f} times",
        f"与前后字相连的可能性大 e^{best.pairs:.0f} 倍，成词的可能性大 e^{best.words:.0f} 倍",
    )
