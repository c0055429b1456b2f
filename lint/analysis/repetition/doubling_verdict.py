"""Whether a character that stands twice in a row was doubled by the machine or by the author.

Chinese doubles characters lawfully (人人, 高高兴兴), and two words may meet at the same character
(人民|民主, 南水|水库). What speaks for damage: the division into words costs much less with one copy gone,
no compound ends in the first copy, or the file itself writes the text without the doubling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import fold
from lint.analysis.language.bigram_model import is_familiar, logp
from lint.analysis.language.colloquialness import is_spoken
from lint.analysis.language.segmentation import boundness, cost, is_word, segment
from lint.analysis.language.unfamiliar_bigrams import is_modern
from lint.analysis.repetition.doubled_characters import read, word_at
from lint.analysis.repetition.reduplication import Usage, han_around, lists
from lint.core.findings import Text

if TYPE_CHECKING:
    from lint.analysis.repetition.doubled_characters import Twin
    from lint.core.document import Document

_TIED = re.compile(r"[\w》〉”’）)\]\"%％]")
"""What a Han character may belong to although it is no Han: ``12年年底``, ``《条例》例``."""

_MANNER = frozenset("地的然乎焉儿兒")
"""Characters behind an adverb or adjective that is doubled on the spot: 营营地, 森森然."""

ASKED = 40
"""Other places of a pair that are looked at, at most."""

TERM, MAIN_TERM = 20, 1_000
"""Occurrences that make a word one of the file's own terms; and of how many characters it has one, at least,
if the file speaks of it above all."""

DOUBTFUL = 3.0
"""Nats that a copy must cost at a glance. Of 2,300 doublings, lawful and damaged, none that costs 5 with more
of the text round it costs less than that."""

NO_GAIN = 1.0
"""Nats below which the text reads as well with both copies: 人民民主, 件件."""

WEAK_GAIN, LEAST_GAIN, SURE_GAIN = 5.0, 7.0, 12.0
"""Nats that a copy must cost: to be noted, to be called damage, and to be damage although two words meet
there (鸡尾酒|酒会) or the character is a word of its own.

Real damage is rarer than one character in 100,000, words that meet at one far commoner: so the gain alone,
however great, says little of a character that is a word of its own.
"""

RARE = 15.0
"""Cost in nats from which on a word is so rare that two words hardly meet there: 办公|公室, where 公室 costs
16; 选项 and 水泵 cost 11.5, 酒会 13, 东区 13.6."""

BOUND = 2.4
"""The `boundness` in nats from which on a character hardly ever is a word: a second copy of it belongs to
nothing. 物, 标 and 理 have 2.7 to 3.5; 元, 子, 则 and 盖, where words meet
(乾元|元年, 膝盖|盖好), 0 to 2.2. In 7 million characters read by OCR, of two dozen books, 7 of 10 doublings
of the former beside a word were damage, and 10 of 85 of the latter.
"""

NATURAL = -4.0
"""ln p of a character after itself from which on the doubling is a habit of the language."""


class Reason(NamedTuple):
    """Why a doubling is damage."""

    text: Text
    sure: bool = True


@lru_cache(maxsize=4096)
def _divided(text: str) -> tuple[str, ...]:
    return tuple(segment(text))


def reason(doc: Document, twin: Twin) -> Reason | None:
    """Why the doubling in `twin` is damage, or None when it may be meant."""
    if _is_set(doc.text, twin.start) or not _is_doubtful(doc.text, twin.start):
        return None
    if twin.gain < NO_GAIN or _is_word(twin) or _is_meeting(twin):
        return None
    usage = Usage.near(doc, twin.start)
    character = fold(twin.character)
    bound = boundness(character) >= BOUND
    found = _term(twin, usage, TERM if bound else max(TERM, usage.size // MAIN_TERM))
    if found is None and bound:
        found = _written_once(twin, usage)
    if found is None and not is_spoken(doc):
        found = _hardly(twin, usage)
    if found is not None:
        return found
    if bound:
        lawful = character in lists().free or _is_tried(twin)
        found = None if lawful else _left_over(doc.text, twin, usage)
    else:
        found = _alone(twin) or _inside(twin) or _stray(doc, twin, usage)
    if found is None or usage.count(twin.left[-1:] + twin.character * 2 + twin.right[:1]) > 1:
        return None
    if is_word(character * 2) and is_spoken(doc):
        return found._replace(sure=False)  # 开开胃, 装装门面: a verb tried for a while, and its object
    return found


def _is_set(text: str, at: int) -> bool:
    """Whether a pattern has the doubling so: 高高兴兴, 一张张, 森森然."""
    before, after = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    return before.endswith("一") or after[:1] in _MANNER or _is_pair(before) or _is_pair(after)


def _is_doubtful(text: str, at: int) -> bool:
    """Whether a look at two characters on each side leaves a doubt: in four cases of five there is none."""
    glance = _glance(text[max(0, at - 2) : at], text[at], text[at + 2 : at + 4])
    if glance.gain >= DOUBTFUL:
        return True
    # What `_term` and `_hardly` speak of costs less: a long word before the seam, single characters after it.
    first, second = glance.words
    if glance.gain < 0 or len(first) == 1 or (first == second and first != "等等"):
        return False
    after = fold(text[at + 3 : at + 6])
    return len(first) > 2 or first == second or not (is_word(after[:2]) or is_word(after[1:]))


class Glance(NamedTuple):
    """What two characters on each side say of a doubling."""

    words: tuple[str, str]
    """The words that hold the first copy and the second."""
    gain: float


@lru_cache(maxsize=1 << 14)
def _glance(before: str, character: str, after: str) -> Glance:
    left, right = han_around(before + after, len(before), len(before), 2)
    double, _, gain = read(fold(left + character + right), len(left))
    return Glance((word_at(double, len(left))[0], word_at(double, len(left) + 1)[0]), gain)


def is_lawful(doc: Document, twin: Twin) -> bool:
    """Whether a pattern, a word or words that meet have the doubling so."""
    return _is_set(doc.text, twin.start) or _is_word(twin) or _is_meeting(twin)


def _is_word(twin: Twin) -> bool:
    """Whether a word (水汪汪) or a cry (不不！) has it so."""
    word, offset = word_at(twin.double, len(twin.left))
    if fold(twin.character) * 2 in lists().said - {"等等"}:
        return True
    if len(word) > 2 and word[offset : offset + 2] == word[offset] * 2:
        return True
    return not (twin.left or twin.right)


def _is_meeting(twin: Twin) -> bool:
    """Whether a word meets a particle (可以|以, 对|对方), a title (旅|旅长) or a name (有利|利·李)."""
    character, (first, second) = fold(twin.character), twin.words()
    if character in lists().particles and (len(first) > 1) != (len(second) > 1):
        return True
    titled = twin.right.startswith(("长", "長")) and character in lists().free
    return titled or "·" in twin.text[twin.start + 2 : twin.start + 6]


def _is_tried(twin: Twin) -> bool:
    """Whether a verb is said twice before its object (握握手), or its object begins with it (交|交通部门)."""
    first, second = twin.words()
    known, character = lists(), fold(twin.character)
    tried = character in known.governing or (len(second) <= 2 and character in known.verbs)
    return len(first) == 1 and tried


def _left_over(text: str, twin: Twin, usage: Usage) -> Reason | None:
    """The copy beside a word that has the character once, when nothing else needs it."""
    first, second = twin.words()
    word, _ = word_at(twin.single, len(twin.left))
    if len(word) == 1 or twin.gain < WEAK_GAIN:
        return None
    found = Reason(Text(f"“{word}” has it once", f"“{word}”只有一个"), twin.gain >= LEAST_GAIN)
    if min(len(first), len(second)) > 1:
        return None if cost(fold(second)) < RARE or twin.gain < SURE_GAIN else found
    if _is_compound(twin):
        return None
    if len(first) == 1:
        beside, outer = text[max(0, twin.start - 1) : twin.start], twin.left[-1:]
        bound = bool(outer) and _binds(usage, outer + twin.character, word[1], after=True)
    else:
        beside, outer = text[twin.start + 2 : twin.start + 3], twin.right[:1]
        bound = bool(outer) and _binds(usage, twin.character + outer, word[-2], after=False)
    tied = not outer and _TIED.match(beside) is not None
    return None if tied or bound else found


def _is_compound(twin: Twin) -> bool:
    """Whether the second copy and a noun that makes compounds follow a word: 蒸汽|汽源, 南水|水库."""
    first, second = twin.words()
    after = fold(twin.right[:2])
    if len(first) == 1 or len(second) > 1 or word_at(twin.single, len(twin.left))[0] != first:
        return False
    return after[:1] in lists().heads and not is_word(after)


def _stray(doc: Document, twin: Twin, usage: Usage) -> Reason | None:
    """A free character beside a word, in a report, where its other neighbour is a surprise: 内涵|水|水平."""
    first, second = twin.words()
    if len(first) == len(second) or is_word(fold(twin.character) * 2) or is_spoken(doc) or not is_modern(doc):
        return None
    outer = twin.left[-1:] + twin.character if len(first) == 1 else twin.character + twin.right[:1]
    if len(outer) < 2 or is_familiar(*fold(outer)):
        return None
    found = _left_over(doc.text, twin, usage)
    return found and found._replace(sure=False)


def _inside(twin: Twin) -> Reason | None:
    """A long word that a second copy of one of its inner characters breaks: 董事|事|会."""
    word, offset = word_at(twin.single, len(twin.left))
    broken = 0 < offset < len(word) - 1 and twin.gain >= SURE_GAIN and not is_word(fold(twin.character) * 2)
    return Reason(Text(f"“{word}” has it once", f"“{word}”只有一个")) if broken else None


def _alone(twin: Twin) -> Reason | None:
    """A common word of one character, twice, that is never doubled: 的的, 就就."""
    first, second = twin.words()
    character = fold(twin.character)
    if character not in lists().function or not len(first) == len(second) == 1:
        return None
    # 厚和|和|大同: what stands single before it may be a name that the dictionary lacks.
    before = twin.double[: twin.double.index(first)][-1:]
    if character in lists().naming and (not before or len(before[0]) == 1):
        return None
    if is_word(character * 2) or logp(character, character) > NATURAL:
        return None
    return Reason(Text("no word doubles it", "这个字不叠用"))


def _written_once(twin: Twin, usage: Usage) -> Reason | None:
    """The same words elsewhere in the file, and often, with the character once."""
    before, after = twin.left[-2:], twin.right[:2]
    once = before + twin.character + after
    often = usage.count(once) if len(once) >= 4 and twin.gain >= DOUBTFUL else 0
    if often < 3 or often < 3 * usage.count(before + twin.character * 2 + after):
        return None
    return Reason(Text(f"elsewhere “{once}” ({often} ×)", f"别处作“{once}”（{often} 次）"))


def _term(twin: Twin, usage: Usage, least: int) -> Reason | None:
    """One of the file's own terms behind a copy that belongs to nothing."""
    first, second = twin.words()
    term = twin.character + twin.right[:1]
    loose = first == twin.character and twin.left and twin.gain >= WEAK_GAIN
    loose = loose and fold(first) not in lists().free
    if not (loose or len(first) > 2) or second[:2] != fold(term) or len(term) < 2:
        return None
    often = usage.count(term)
    if often < least:
        return None
    if loose:
        # 为|人|人大 where the file is full of 人大.
        if not _binds(usage, twin.left[-1:] + first, term[1], after=True):
            return Reason(Text(f"elsewhere “{term}” ({often} ×)", f"别处作“{term}”（{often} 次）"))
    elif not _binds(usage, first, term[1], after=True):
        # 领导人|人大 where the file never speaks of a 领导人, but has 领导人大.
        once = first[:-1] + second
        if usage.count(once):
            return Reason(Text(f"elsewhere “{once}”", f"别处作“{once}”"))
    return None


def _hardly(twin: Twin, usage: Usage) -> Reason | None:
    """Weaker signs, worth a look."""
    first, second = twin.words()
    if first == "等等":
        listed = "、" in usage.text[max(0, twin.start - 40) : twin.start]
        if listed and not lists().classes.isdisjoint({fold(twin.right[:2]), fold(twin.right[:3])}):
            return Reason(Text("after a list a noun takes 等", "列举之后接名词用“等”"), sure=False)
    elif len(first) > 1 and len(second) == 2:
        # 强化|化学|思|践|悟: the word after the seam leaves nothing but single characters behind it.
        after = twin.double[twin.double.index(second) + 1 :][:3]
        strays = len("".join(after)) == len(after) == 3 and lists().function.isdisjoint(after)
        if strays and usage.count(second) == 1 and usage.count(first) > 2:
            return Reason(Text(f"“{second}” fits nothing behind it", f"“{second}”与后文不成词"), sure=False)
    return None


def _binds(usage: Usage, stem: str, known: str, *, after: bool) -> bool:
    """Whether the copy outside the word may belong to its other neighbour: 南水|水库.

    It does when `stem`, which ends (begins, if not `after`) with the copy, stands elsewhere and a word ends
    (begins) with the copy there. `known` is the next character of the word at hand.
    """
    text = usage.text
    copy = stem[-1] if after else stem[0]
    for match in islice(re.compile(re.escape(stem)).finditer(text, usage.start, usage.end), ASKED):
        place = match.end() - 1 if after else match.start()
        beside = text[place + 1 : place + 2] if after else text[max(0, place - 1) : place]
        if beside in {known, copy}:
            continue
        start = max(0, place - 4)
        word, offset = word_at(_divided(fold(text[start : place + 5])), place - start)
        if offset == (len(word) - 1 if after else 0):
            return True
    return False


def _is_pair(text: str) -> bool:
    return len(text) == 2 and text[0] == text[1] and not text.isspace()
