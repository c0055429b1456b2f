"""WRD011 leftover-copy."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from lint.evidence.bigrams import logp
from lint.evidence.doubling import Twin, is_lawful, reason, twins
from lint.evidence.names import SURNAMES
from lint.evidence.ngrams import Usage, is_modern
from lint.evidence.prose import is_prose
from lint.evidence.scripts import fold
from lint.evidence.words import cost, is_word
from lint.findings import Safety, Severity, Text
from lint.memory import recall
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.config import Options
    from lint.document import Document
    from lint.findings import Finding

LEAST = {"tolerant": 3.4, "normal": 1.4, "paranoid": 0.3}
"""By strictness: the log-odds that a copy is left over.

The weights are those of a logistic regression on 2,687 characters doubled in law texts and technology
columns.
"""

_FREE = frozenset(
    "人天年月日周季家户事刻间座样步岁代字句声块片堆群次回遍任份本册页段批张只条件项村镇两说看想试谈"
    "市县省区乡州国局院部室科处厅所站队团组会社厂店校馆房屋款章节时期点号位级类种个大行线路桥口层楼网包"
    "密法定权税费金体系城江河湖海山岛港门族教派军"
)
"""Characters doubled to say each or a little, or that end a name before a word they begin."""


class LeftoverCopy(Rule):
    """A character that stands twice, where the division into words would rather have it once.

    The signs are weaker than those of doubled-character, which is not said here again: the second copy is no
    part of a word, or only of an unlikely one.

    Why it matters: a model that is unsure of a character writes it once more.

    When not to trust it: words that meet at the same character (人民民主), names, trade terms.

    Example: in `担任校长兼兼教师` the second 兼 is marked.
    """

    code = "WRD011"
    name = "leftover-copy"
    message = Text("one “{character}” in “{now}” may be left over", "“{now}”中疑多一“{character}”字")
    severity = Severity.WARNING
    confidence = 0.6

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.memory = recall(options.memory) if options.memory else None

    def check(self, doc: Document) -> Iterator[Finding]:
        """Doubled characters that doubled-character leaves alone."""
        if not is_modern(doc):
            return
        usage, least = Usage(doc.text, self.memory), LEAST[self.options.strictness]
        for twin in twins(doc):
            if not _may_be_damage(twin) or _odds(twin, usage) < least:
                continue
            if not is_lawful(doc, twin) and reason(doc, twin) is None and is_prose(doc, twin.start):
                start, char = twin.start, twin.character
                fix = replace(start + 1, start + 2, "", Safety.MANUAL, ("",))
                now = twin.left[-3:] + char * 2 + twin.right[:3]
                yield self.finding(start, start + 2, fix, character=char, now=now)


def _may_be_damage(twin: Twin) -> bool:
    """Whether it is no lawful doubling: to say each, in a name, behind a word that ends so."""
    char = twin.character
    if char in _FREE or is_word(fold(char * 2)):
        return False
    is_name = twin.left[-1:] in SURNAMES or not (twin.left or twin.right)
    return not is_name and not (char in "的了和" and twin.ends(len(twin.left) + 1) and _is_word_end(twin))


def _is_word_end(twin: Twin) -> bool:
    return any(is_word(fold(twin.left[-length:] + twin.character)) for length in (1, 2, 3))


def _odds(twin: Twin, usage: Usage) -> float:
    """The log-odds that a copy is left over; -inf when the text doubles it elsewhere, too."""
    char, at = twin.character, twin.start
    odds = 0.77 * twin.gain - 0.45 * cost(fold(char)) - 0.45 * logp(fold(char), fold(char)) - 2.8
    seam = len(twin.left) + 1
    ends = list(accumulate(map(len, twin.double)))
    if seam in ends and seam - 1 not in ends and seam + 1 not in ends:
        odds -= 2.2  # two words meet
    once = twin.left[-1:] + char + twin.right[:1]
    if odds + 2.8 < 0:
        return odds
    if usage.count(char * 2, at) > 2 or usage.count(twin.left[-1:] + char * 2 + twin.right[:1], at) > 1:
        return float("-inf")
    return odds + 0.94 * min(usage.count(once, at), 3) if len(once) == 3 else odds
