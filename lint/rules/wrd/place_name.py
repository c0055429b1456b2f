"""WRD005 place-name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_detection import Script, script_of
from lint.analysis.characters.text_search import offsets
from lint.analysis.language.segmentation import is_word
from lint.analysis.regions.protected_spans import shield
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

REACH = 1_000
"""Characters on each side in which the text is asked whether it speaks of a county or of a city."""

ASKED = 20
"""Places of one name that are looked at, at most."""

_NAME = re.compile(r"[市县](?<=[\u4e00-\u9fff]{2}.)(?!里|内|城|场)")
_BODIES = ("人大常委会", "人民政府", "人民代表大会", "人民法院", "人民检察院", "监察委员会")
_RANK = {
    "市": re.compile("市(?:(?<=[全我各本该].)|(?=委|政府|直|区))"),
    "县": re.compile("县(?:(?<=[全我各本该].)|(?=委|政府|直|域))"),
}
_OTHER = {"市": "县", "县": "市"}


class _Name(NamedTuple):
    start: int
    end: int
    put: str


class PlaceName(Rule):
    """A county called a city, or a city a county, or a place before its council that is called neither.

    The dictionary knows the name with one rank only, and the text round it speaks of that rank (县委, 全县)
    more than of the other.

    Why it matters: the article is about another place, or about none, and is found under the wrong name.

    When not to trust it: counties become cities; the dictionary may be older than the text.

    Example: 宁化县 is a county. In an article about its 县委, `宁化市人大` is marked, with 宁化县 as the
    choice.
    """

    code = "WRD005"
    name = "place-name"
    chinese = Chinese(
        "地名有误",
        """
    县称作市，市称作县；或人大常委会等机构名前的地名，既没写县，也没写市。

    词典中这个地名只有一种级别，而前后文谈到该级别（县委、全县）比谈到另一级别的多。

    为什么重要：文章就成了写另一个地方，或者不知写的是哪里，检索时也归在错误的地名之下。

    何时不可信：县会改为市，词典可能比文本旧。

    例：宁化是县。在谈该县“县委”的文章中，标出`宁化市人大`，候选为“宁化县”。
    """,
    )
    message = Text(
        "“{old}” should perhaps be “{put}”: the dictionary has only this, and the text speaks of a {rank}",
        "“{old}”疑为“{put}”：词典只有后者，上下文谈的是{rank}",
    )
    severity = Severity.WARNING
    confidence = 0.8

    def check(self, doc: Document) -> Iterator[Finding]:
        """Names with a rank that the dictionary does not know."""
        if script_of(doc, self.options) is Script.TRADITIONAL:
            return
        text = doc.text
        names: dict[str, list[_Name]] = {}
        for name in (*_ranked(text), *_bare(text)):
            names.setdefault(name.put, []).append(name)
        for put, places in names.items():
            if not self._speaks_of(put[-1], text, places):
                continue
            for name in places:
                if name.start not in shield(doc):
                    yield self.finding(
                        name.start,
                        name.end,
                        replace(name.start, name.end, put, Safety.MANUAL, (put,)),
                        old=text[name.start : name.end],
                        put=put,
                        rank=Text("county" if put[-1] == "县" else "city", put[-1]),
                    )

    def _speaks_of(self, rank: str, text: str, places: list[_Name]) -> bool:
        """Whether the text round all `places` speaks of `rank` much more than of the other."""
        near = [text[max(0, name.start - REACH) : name.end + REACH] for name in places[:ASKED]]
        own, other = (sum(len(_RANK[word].findall(part)) for part in near) for word in (rank, _OTHER[rank]))
        least = {"tolerant": 4, "normal": 2, "paranoid": 1}[self.options.strictness]
        return own >= least * len(near) and own > 2 * other


def _ranked(text: str) -> Iterator[_Name]:
    # One name stands often: the dictionary is asked once for each. To split a text is the fastest way to find
    # what stands before a character.
    for rank in _OTHER:
        for stem in {part[-2:] for part in text.split(rank)}:
            if other := _other(stem, rank):
                name = stem + rank
                for start in offsets(text, name):
                    if _NAME.match(text, start + len(name) - 1):
                        yield _Name(start, start + len(name), other)


def _other(stem: str, rank: str) -> str:
    """The name of the other rank, if the dictionary has it and not this one."""
    other = stem + _OTHER[rank]
    return other if is_word(other) and not is_word(stem + rank) else ""


def _bare(text: str) -> Iterator[_Name]:
    for body in _BODIES:
        for stem in {part[-2:] for part in text.split(body)}:
            found = [stem + rank for rank in _OTHER if is_word(stem + rank)]
            if len(found) == 1 and len(stem) == 2 and is_word(stem):
                for start in offsets(text, stem + body):
                    yield _Name(start, start + len(stem), found[0])
