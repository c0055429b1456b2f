"""Where Chinese web copy sets a blank beside a half-width sign, and where it sets none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.text_search import lines_with
from lint.analysis.regions.markup import code
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

_H = f"[{HAN}]"
_A = "[A-Za-z0-9]"
_HA = f"[{HAN}A-Za-z0-9]"
# Where a blank belongs, as pairs of what stands before and behind the place.
_PLACES = [
    # An operator between two words of which one is Han, and a hyphen between clauses.
    (_H, rf"[&=^+%\\<>-]{_H}"), (rf"{_H}[&=^+%\\<>-]", _H),
    (_H, rf"[&=<>](?![a-z]+\s){_A}"), (f"{_H}[&=<>]", _A), (_A, f"[&=<>]{_H}"), (f"{_A}[&=<>]", _H),
    (_H, r"\+[A-Z]"), (rf"{_H}\+", "[A-Z]"), (_H, "=>"), ("=>", _H),
    (_H, "---?[A-Z]"), (f"{_H}--", "[A-Z]"), (f"{_H}---", "[A-Z]"), (_H, "--[a-z]"), ("[A-Za-z0-9]--", _H),
    (_H, f"- {_H}"), ("[”’]", f"-{_H}"), ("[”’）」』》】]-", _H), (_H, "-[“‘（「『《【]"), (f"{_H}-", "[“‘]"),
    # A sign that belongs to the Latin word or number before it, or behind it.
    ("[A-Za-z0-9+][%+!]", _H), ("(?<![A-Za-z0-9])[A-Z]-", _H), ("(?<![A-Za-z])[CFJ]#", _H),
    (_H, "[+-][a-z0-9]"), (_H, r"@\w"), (_H, r"\+[\"']"), (_H, r"\$\d|%[A-Za-z]\b"),
    # A path.
    (_H, r"\.?/[a-z.]"), (_H, r"\.[a-z]+/"),
    # A half-width mark that stays, before the next word; no emoticon.
    (r"[A-Za-z0-9\"')\]!?.][;:?!.]", _H), (f"{_H}[!?]", r"\d"), (_H, r":\)(?![A-Za-z0-9])"),
    (_H, "~="), ("~=", _H),
    # Brackets.
    (_H, r"[(\[{]"), (_A, rf"[(\[]{_H}"), (r"[)\]}]", _H), ("[A-Za-z0-9]>", _H),
    # Pictures.
    (_H, "[☀-➿]"), ("[☀-➿]", _H),
]  # fmt: skip
_PLACE = re.compile("|".join(f"(?<={before})(?={behind})" for before, behind in _PLACES))
# A half-width mark of a Chinese sentence.
_MARK = re.compile(rf"(?<=[{HAN}A-Za-z0-9\"')\]!?.])[,;:?!.](?={_H})|(?<={_H})[,;:?!](?={_A})")
# Stretches that are set apart on both sides: quotations, single words in quotes, tags of a topic.
_QUOTED = re.compile(r"\"(?!\s)[^\"\n]*(?<!\s)\"")
_ANGLED = re.compile(rf"<(?=[^<>\n]{{0,80}}?{_H})[^<>\n]{{1,80}}>")
_UNITS = re.compile(rf"'[A-Za-z0-9_.-]{{1,40}}'|(?<![/\w.])#[^\W\d]\w*#?(?!\w)|(?<={_H})#[^\W\d]\w*#?")
# 2016年-2018年: between two of the same unit the hyphen is no sign of a number.
_RANGE = re.compile(rf"(?<=({_H}))-(?=\d+\1)")
_WAVE = re.compile(rf"(?<=({_H}))~+(?={_HA})(?!\d+\1)")
# `甲:乙:丙` names three things in a row.
_CHAIN = re.compile(rf"(?<!{_HA}){_HA}+(?::{_HA}+){{2,}}")
_PATH_END = re.compile(rf"(?:/|\b)[a-z0-9_.-]{{1,60}}/[a-z0-9_.-]{{1,60}}/(?={_H})")
_TOP_FOLDER = re.compile(rf"(?<![\w/])/[a-z0-9_.-]{{1,60}}/(?={_H})")
_BAR = re.compile(rf"{_H}\||\|{_H}")
_LINK = re.compile(r"\[[^\[\]\n]{1,200}(?=\][(\[])")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{2,6});")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)[ ]?/?>")
_FORMULA = re.compile(r"\$(?![\s\d])[!-~ ]{1,200}?(?<!\s)\$(?![\d$])")
_CLOSING_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
_EMPTY_TAGS = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


def missing(doc: Document, *, keeps_marks: bool) -> set[int]:
    """The places where a blank is missing; behind marks of Chinese sentences only if half width is kept.

    Where it is not, these marks are damage: a blank would make them a habit to the rules that widen them.
    """
    text, shielded = doc.text, shield(doc)
    chained = {at for chain in _CHAIN.finditer(text) for at in range(*chain.span())}
    places = {match.start() for match in _PLACE.finditer(text)}
    if keeps_marks:
        places.update(match.end() for match in _MARK.finditer(text))
    places -= {at for at in places if text[at - 1] == ":" and at in chained}
    for pattern in (_PATH_END, _TOP_FOLDER, _WAVE):
        places.update(match.end() for match in pattern.finditer(text))
    angled = [match.span() for match in _ANGLED.finditer(text) if match.start() not in shielded]
    places.difference_update(at for start, end in angled for at in (start + 1, end - 1))
    places.update(at for span in angled for at in _sides(text, *span))
    for pattern in (_QUOTED, _UNITS, _RANGE):
        places.update(at for match in pattern.finditer(text) for at in _sides(text, *match.span()))
    places.update(_bars(text))
    # Whether links are set apart is disputed; tags and what they mark up are not.
    places.difference_update(match.start() for match in _LINK.finditer(text))
    places.difference_update(
        at for match in _ENTITY.finditer(text) for at in range(match.start(), match.end() + 1)
    )
    places = {
        at for at in places if at not in shielded and not (text[at - 1] in ">)]" and at - 1 in shielded)
    }
    return places | set(_mentions(doc))


def _sides(text: str, start: int, end: int) -> Iterator[int]:
    """The ends of a stretch that touch a word."""
    if re.match(_HA, text[max(0, start - 1) : start]):
        yield start
    if re.match(_HA, text[end : end + 1]):
        yield end


def _bars(text: str) -> Iterator[int]:
    """The sides of bars, but not in the rows of a table."""
    for start, end in lines_with(text, "|"):
        line = text[start:end].strip()
        if _BAR.search(line) and not line.startswith("|") and not line.endswith("|"):
            for bar in re.finditer(r"(?<=[\w ])\|(?=[\w ])", text[start:end]):
                yield from _tight(text, start + bar.start())


def _tight(text: str, at: int) -> Iterator[int]:
    """The sides of the sign at `at` that have no blank."""
    if not text[at - 1].isspace():
        yield at
    if not text[at + 1].isspace():
        yield at + 1


def _mentions(doc: Document) -> Iterator[int]:
    """Where code in a line, a formula and the name of a tag that is nowhere closed touch a Han character."""
    text, coded = doc.text, code(doc)
    spans = list(zip(coded.starts, coded.ends, strict=True))
    markup = _EMPTY_TAGS | {name.lower() for name in _CLOSING_TAG.findall(text)}
    tags = [tag for tag in _TAG.finditer(text) if tag[1].lower() not in markup]
    tags += _FORMULA.finditer(text)
    spans += [tag.span() for tag in tags if tag.start() not in coded]
    for start, end in spans:
        if start and re.match(_H, text[start - 1]):
            yield start
        if re.match(_H, text[end : end + 1]):
            yield end
