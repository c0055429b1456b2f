"""LAT001 stray-english."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.latin_words import islands, latin_words
from lint.analysis.characters.script_detection import Script, script_of
from lint.analysis.characters.spacing import has_han
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import CLOSERS, HAN, OPENERS
from lint.core.document import fact
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

CHOICES: dict[str, tuple[str, ...]] = {
    "and": ("和", "与", "及", "以及", "并", "、"),
    "or": ("或", "或者", "和"),
    "of": ("的", ""),
    "the": ("", "这", "该"),
    "in": ("在", "于", "中"),
    "to": ("到", "至", "向", "给"),
    "with": ("与", "和", "同", "用"),
    "for": ("为", "对", "用于"),
    "on": ("在", "关于", "对"),
    "by": ("由", "被", "以"),
    "from": ("从", "自", "由"),
    "as": ("作为", "如", "为"),
    "but": ("但", "但是", "而"),
    "not": ("不", "非", "未"),
    "is": ("是", "为"),
    "are": ("是", "为"),
    "at": ("在", "于"),
    "that": ("", "那", "这"),
}
"""What an English function word stands for, the most usual first."""

_TRADITIONAL = str.maketrans("与为这该给于关对从并", "與為這該給於關對從並")

_LOOKUPS = 10_000_000
"""Characters that may be searched for phrases to rank choices by, so that a long text takes no longer."""

_SURE = frozenset({"and", "or", "of", "but", "with", "from", "as"})
"""Words whose first choice is nearly always right: the fix is suggested. The others are left to a person."""

_WORD = re.compile(
    rf"(?<=[{HAN}{CLOSERS}])([ \u3000]?)({'|'.join(CHOICES)})([ \u3000]?)(?=[{HAN}{OPENERS}])", re.IGNORECASE
)
_ENGLISH_WORD = re.compile("[A-Za-z][a-z]{2,}|[a-z]{2}")
_ENGLISH = re.compile(r"[A-Za-z](?<![A-Za-z0-9].)(?:[a-z]{2,}|(?<=[a-z])[a-z])(?![A-Za-z0-9])")
# The word is meant: “and”, 单词 and, and 运算符.
_MEANT_BEFORE = re.compile(
    "(?:[单單][词詞]|英[语語文]|[介连連冠][词詞]|[关關][键鍵]字|[运運]算符|使用|即|是|叫|[写寫]作|用)$"
)
_MEANT_AFTER = re.compile(
    "[运運]算|操作|循[环環]|迴圈|[语語]法|[关關][键鍵]|[语語]句|函[数數]|[逻邏][辑輯]|[连連]接|指令|命令|一[词詞]|[这這][个個]|等|表示|[字词詞]"
)
_NEAR = 20
"""Characters on each side in which another English word means that the passage is English or bilingual."""

_FEW = 4
"""So many words are found one by one in less time than all Latin words of a text."""

_RARE = 100
"""Han characters to one other lower-case English word, above which English is the text's own habit."""


@fact
def english_words(doc: Document) -> int:
    """Lower-case or capitalized English words in `doc`, acronyms left out."""
    return sum(count for word, count in latin_words(doc).items() if _ENGLISH_WORD.fullmatch(word))


class StrayEnglish(Rule):
    """An English function word between Han characters, where the page has a Chinese one.

    Vision-language models now and then write ` and ` for 和. The fix names the Chinese words that fit, in
    the order in which this text uses them between the same neighbours; the first is put in.

    Why it matters: the page says otherwise, and the sentence cannot be read aloud, searched or quoted.

    When not to trust it: text that speaks of the English word, or mixes both languages on purpose. Where
    another English word stands near, where the word is named (单词 and) or where English is common in the
    text, nothing is said.

    Example: `代表联络站 and 联系点` becomes `代表联络站和联系点`.
    """

    code = "LAT001"
    name = "stray-english"
    chinese = Chinese(
        "混入英文虚词",
        """
    汉字之间的英文虚词，原页上是中文词。

    视觉语言模型偶尔把“和”写成 ` and `。修改会列出合适的中文词，按本文件在相同的前后文里所用的次序排
    列；填入的是第一个。

    为什么重要：与原页不符，这个句子无法朗读、检索和引用。

    何时不可信：文章正在讲这个英文词，或有意中英混用。附近另有英文词，点明了是词语（单词 and），或文中英
    文常见的，都不报。

    例：`代表联络站 and 联系点`改为`代表联络站和联系点`。
    """,
    )
    message = Text("English {word} in a Chinese sentence", "中文句子里混入英文“{word}”")
    severity = Severity.ERROR
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """The stray words of `doc`."""
        text, words = doc.text, latin_words(doc)
        sought = {word for word in words if word.lower() in CHOICES}
        english = english_words(doc) if sought else 0
        if not sought or not has_han(doc, (english - sum(words[word] for word in sought)) * _RARE):
            return
        found = [match for match in _strays(doc, sought) if match.start() not in shield(doc)]
        if not found or not has_han(doc, (english - len(found)) * _RARE):
            return
        traditional = script_of(doc, self.options) is Script.TRADITIONAL
        for number, match in enumerate(found):
            word = match[2].lower()
            choices = CHOICES[word]
            if traditional:
                choices = tuple(choice.translate(_TRADITIONAL) for choice in choices)
            if number * len(text) < _LOOKUPS:
                choices = _ranked(text, match.start(), match.end(), choices)
            safety = Safety.SUGGESTED if word in _SURE else Safety.MANUAL
            fix = replace(match.start(), match.end(), choices[0], safety, choices[1:])
            yield self.finding(match.start(), match.end(), fix, word=match[2])


def _strays(doc: Document, words: set[str]) -> list[re.Match[str]]:
    """Where one of `words` stands among Han, and the word itself is not the subject."""
    text = doc.text
    found = []
    for at in _places(doc, words):
        match = _WORD.match(text, at - (text[at - 1] in " \u3000")) if at else None
        if match and match.start(2) == at and match[2] in words and not _is_meant(text, match):
            found.append(match)
    return found


def _places(doc: Document, words: set[str]) -> list[int]:
    """Where `words` stand, perhaps in longer ones: a few are looked for one by one."""
    text = doc.text
    if len(words) > _FEW:
        return [start for start, end in islands(doc) if text[start:end] in words]
    return sorted(match.start() for word in words for match in re.finditer(word, text))


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether the English word itself is the subject, or one of several in an English passage."""
    if match[2].isupper():  # a logical operator, or a name
        return True
    start, end = match.span(2)
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    if _MEANT_BEFORE.search(before.rstrip()) or _MEANT_AFTER.match(after.lstrip()):
        return True
    others = [
        word for word in _ENGLISH.findall(before) + _ENGLISH.findall(after) if word.lower() not in CHOICES
    ]
    return bool(others)


def _ranked(text: str, start: int, end: int, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices, those first that this text puts between the same neighbours, two characters or one."""
    counts = dict.fromkeys(choices, 0)
    near, far = ((text[max(0, start - reach) : start], text[end : end + reach]) for reach in (1, 2))
    words = "|".join(sorted(filter(None, choices), key=len, reverse=True))
    for match in re.finditer(f"{re.escape(near[0])}({words})(?={re.escape(near[1])})", text):
        is_far = text.endswith(far[0], 0, match.start(1)) and text.startswith(far[1], match.end())
        counts[match[1]] += 11 if is_far else 1
    return tuple(sorted(choices, key=lambda choice: -counts[choice]))
