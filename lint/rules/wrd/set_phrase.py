"""WRD010 set-phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.characters.script_detection import Script, script_of
from lint.analysis.language.known_phrases import anchors, names
from lint.analysis.language.unfamiliar_bigrams import Usage, surprises
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class SetPhrase(Rule):
    """A name that is known by its full wording, with one slip in it.

    A slip is a character wrong, lost or added, or two the other way round.

    The names are those of institutions, laws, regions and doctrines in `terms.tsv`, and the words of the
    option `lexicon`, when they have six characters or more. Only what surprises is looked at.

    Why it matters: a name is searched for letter by letter, and a wrong one looks like carelessness.

    When not to trust it: a younger name may have grown out of an older one. What the file writes three
    times is taken for its own term.

    Example: `中华人民共和囯宪法` is marked, with 中华人民共和国 as the choice.
    """

    code = "WRD010"
    name = "set-phrase"
    chinese = Chinese(
        "专名有误",
        """
    有固定全称的专名，其中错了一处。

    一处错误，指误、脱、衍一个字，或者两个字颠倒。

    所查的专名，是 `terms.tsv` 中的机构、法律、地区和学说名称，以及选项 `lexicon` 中的词，都以六个字以上
    的为限。只查写得异常的地方。

    为什么重要：检索专名是一字不差地找；专名写错，也显得不认真。

    何时不可信：新的专名可能由旧的演变而来。本文件中写了三次的，视为它自己的用语。

    例：标出`中华人民共和囯宪法`，候选为“中华人民共和国”。
    """,
    )
    message = Text("“{old}” is one slip away from “{put}”", "“{old}”与“{put}”差一处")
    severity = Severity.WARNING
    confidence = 0.85

    def check(self, doc: Document) -> Iterator[Finding]:
        """Names with a slip, found from what stands beside a surprise."""
        if script_of(doc, self.options) is Script.TRADITIONAL:
            return
        text, usage = doc.text, Usage(doc.text)
        own = self.options.lexicon
        known, right = anchors(own), names(own)
        end = 0
        for seam in surprises(doc):
            if seam < end:
                continue
            for start, stop, name in (*_before(text, seam, known), *_after(text, seam, known)):
                old = text[start:stop]
                if start >= end and old not in right and usage.count(old, start) < 3 and is_prose(doc, start):
                    end = stop
                    fix = replace(start, stop, name, Safety.MANUAL, (name,))
                    yield self.finding(start, stop, fix, old=old, put=name)


def _before(
    text: str, seam: int, known: dict[str, tuple[tuple[str, int], ...]]
) -> Iterator[tuple[int, int, str]]:
    """Names whose beginning stands right before the seam, and that end, with a slip, behind it."""
    for name, at in known.get(text[seam - 2 : seam + 1], ()) if seam > 1 else ():
        start = seam - 2 - at
        for stop in range(start + len(name) - 1, start + len(name) + 2):
            if (
                start >= 0
                and _is_slip(text[start:stop], name)
                and text[start : start + at + 3] == name[: at + 3]
            ):
                yield start, stop, name


def _after(
    text: str, seam: int, known: dict[str, tuple[tuple[str, int], ...]]
) -> Iterator[tuple[int, int, str]]:
    """Names whose end stands right behind the seam, and that begin, with a slip, before it."""
    for name, at in known.get(text[seam + 1 : seam + 4], ()):
        stop = seam + 1 + len(name) - at
        for start in range(stop - len(name) - 1, stop - len(name) + 2):
            if start >= 0 and _is_slip(text[start:stop], name) and text[seam + 1 : stop] == name[at:]:
                yield start, stop, name


def _is_slip(old: str, name: str) -> bool:
    """Whether `old` is one slip away from `name`, inside it: at its ends other words begin."""
    from rapidfuzz.distance import OSA

    return (
        bool(old)
        and old[0] == name[0]
        and old[-1] == name[-1]
        and OSA.distance(old, name, score_cutoff=1) == 1
    )
