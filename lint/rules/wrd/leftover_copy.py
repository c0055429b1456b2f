"""WRD011 leftover-copy."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.characters.script_tables import fold
from lint.analysis.language.accepted_counts import recall
from lint.analysis.language.bigram_model import alone, logp
from lint.analysis.language.colloquialness import is_spoken
from lint.analysis.language.segmentation import cost, is_word
from lint.analysis.language.surnames import SURNAMES
from lint.analysis.language.unfamiliar_bigrams import ORDINARY, Usage, density, is_modern
from lint.analysis.repetition.doubled_characters import Twin, twins
from lint.analysis.repetition.doubling_verdict import is_lawful, reason
from lint.analysis.repetition.reduplication import lists
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding
    from lint.settings.options import Options

LEAST = {"tolerant": 3.6, "normal": 0.6, "paranoid": 0.3}
"""By strictness: the log-odds that a copy is left over.

The weights below are those of a logistic regression on 1,130 characters that stand twice, of which 427 had
been doubled on purpose, in law texts, technology columns, a textbook and stories.
"""

_MOST_GAIN = 12.0
"""Nats above which a gain says no more."""

_NUMERALS = frozenset("一二三四五六七八九十百千万零〇两几各")
_COUNTED = frozenset("0123456789一二三四五六七八九十百千万两几")

_TRIED = frozenset("看说想试谈问听走坐玩弄读写学尝")
"""Verbs said twice for doing it a little."""

_PARTICLES = frozenset("了和以在")
"""Particles, beside those of `lists`, that follow a word which ends in the same character: 可以以."""

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
    chinese = Chinese(
        "疑似重字",
        """
    一个字连写两次，而按分词看只该有一个。

    依据比「单字重复」（REP001）的弱，那里已报的，这里不再报：第二个字不属于任何词，或只能归入一个不大可
    能的词。

    为什么重要：模型对一个字没有把握时，会把它再写一次。

    何时不可信：在同一字上相接的词（人民民主）、专名、行业用语。

    例：`担任校长兼兼教师`中标出后一个“兼”。
    """,
    )
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
        usage = Usage(doc.text, self.memory)
        # Older and livelier prose doubles more.
        least = LEAST[self.options.strictness] + 1.5 * log(max(1.0, density(doc) / ORDINARY))
        for twin in twins(doc):
            if not _may_be_damage(doc, twin) or _odds(twin, usage, least, spoken=is_spoken(doc)) < least:
                continue
            if reason(doc, twin) is None and is_prose(doc, twin.start):
                start, char = twin.start, twin.character
                fix = replace(start + 1, start + 2, "", Safety.MANUAL, ("",))
                now = twin.left[-3:] + char * 2 + twin.right[:3]
                yield self.finding(start, start + 2, fix, character=char, now=now)


def _may_be_damage(doc: Document, twin: Twin) -> bool:
    """Whether it is no lawful doubling: a number, to say each, in a name, behind a word that ends so."""
    char = fold(twin.character)
    if char in _NUMERALS or char in _TRIED or char == "市":
        return False
    left, right = fold(twin.left), fold(twin.right)
    before = _is_end(left, char)
    particle = char in _PARTICLES or char in lists().particles
    if (before and particle) or not (left or right) or (left[-1:] in SURNAMES and not before):
        return False
    if not before and (char in _FREE or is_word(char * 2)) and not _is_start(char, right):
        return False
    # 慢慢的 is lawful; but 中心 is a word, and 中心心的 is none of those that double their end (亮晶晶的).
    manner = before and right[:1] == "的" and not is_word(left[-1:] + char * 2)
    return particle or manner or not is_lawful(doc, twin)


def _is_end(left: str, char: str) -> bool:
    """Whether a word of up to four characters ends in `char`."""
    return any(is_word(left[-length:] + char) for length in range(1, min(len(left), 3) + 1))


def _is_start(char: str, right: str) -> bool:
    """Whether a word of up to four characters begins with `char`."""
    return any(is_word(char + right[:length]) for length in range(1, min(len(right), 3) + 1))


def _odds(twin: Twin, usage: Usage, least: float, *, spoken: bool) -> float:
    """The log-odds that a copy is left over, exact if they may be `least`; -inf if the text often has two."""
    char, left, right, at = fold(twin.character), fold(twin.left), fold(twin.right), twin.start
    odds = 3.9 + 0.96 * min(twin.gain, _MOST_GAIN) - 0.96 * cost(char) - 1.3 * (not left) - 1.3 * (not right)
    if right:
        odds += 0.24 * (logp(char, right[0]) - alone(right[0]))
    if after := _is_start(char, right):
        odds += 0.8
    if after and _is_end(left, char):
        odds -= 2.0  # two words meet
    seam = len(left) + 1
    if twin.ends(seam) and (not left or twin.ends(seam - 1) or twin.ends(seam + 1)):
        odds += 0.6  # one copy is no part of a word
    odds += 0.9 * (twin.text[at - 1 : at] in _COUNTED) - 0.5 * (char in _FREE) - 0.6 * spoken
    if odds + 2.7 < least:
        return odds
    text = twin.text[at - 1 : at + 3]
    if usage.count(text[1:3], at) > 2:
        return float("-inf")
    if left and right and usage.count(text[:2], at) > 1 and usage.count(text[2:], at) > 1:
        odds -= 2.0  # the text has elsewhere what ends here, and what begins here
    odds += 0.9 * min(usage.count(text[0] + text[2:], at), 3)
    return odds - 1.5 * (usage.count(text[:3], at) > 1) - 1.8 * (usage.count(text[1:], at) > 1)
