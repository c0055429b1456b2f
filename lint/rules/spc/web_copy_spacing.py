"""SPC021 web-copy-spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.evidence.shield import shield
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_H = f"[{HAN}]"
_A = "[A-Za-z0-9]"
_HA = f"[{HAN}A-Za-z0-9]"
# Where a blank belongs, as pairs of what stands before and behind the place.
_PLACES = [
    # An operator between two words of which one is Han, and a hyphen between clauses.
    (_H, f"[&=^+%-]{_H}"), (f"{_H}[&=^+%-]", _H),
    (_H, f"[&=]{_A}"), (f"{_H}[&=]", _A), (_A, f"[&=]{_H}"), (f"{_A}[&=]", _H),
    (_H, f"- {_H}"), ("”", f"-{_H}"), ("[”）」』》]-", _H), (_H, "-[“（「『《]"), (f"{_H}-", "“"),
    # A sign that belongs to the Latin word or number before it, or behind it.
    ("[A-Za-z0-9+][%+!-]", _H), (_H, "[+-][a-z0-9]"), (_H, r"@\w"), (_H, r"\+[\"']"),
    # A path.
    (_H, r"\.?/[a-z.]"),
    # A half-width mark before the next word.
    (f"[{HAN}A-Za-z0-9\"')\\]!?.][,;:?!.]", _H), (f"{_H}[,;:?!]", _A),
    # Brackets.
    (_H, r"[(\[]"), (_A, rf"[(\[]{_H}"), (r"[)\]]", _H),
    # Pictures.
    (_H, "[☀-➿]"), ("[☀-➿]", _H),
]  # fmt: skip
_PLACE = re.compile("|".join(f"(?<={before})(?={behind})" for before, behind in _PLACES))
_PATH_END = re.compile(rf"(?:/|\b)[a-z0-9_.-]{{1,60}}/[a-z0-9_.-]{{1,60}}/(?={_H})")
_QUOTED = re.compile(r"\"[^\"\n]*\"")


class WebCopySpacing(Rule):
    """A missing blank beside a half-width sign, as Chinese web copy sets them, with `spacing = "add"`.

    Round brackets, straight quotation marks and operators, behind half-width marks, before paths and names
    with `@`, round pictures. With any other setting nothing is said.

    Why it matters: where half-width signs are kept by choice, blanks are what separates them from the Han
    characters, which have no side bearings of their own.

    When not to trust it: names that are written with a sign inside, such as `A+轮`.

    Example: `前面(备注)后面` becomes `前面 (备注) 后面`.
    """

    code = "SPC021"
    name = "web-copy-spacing"
    message = Text("no blank beside a half-width sign", "半角符号旁没有空格")
    severity = Severity.WARNING
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Places without a blank."""
        if self.options.spacing != "add":
            return
        text, shielded = doc.text, shield(doc)
        places = {match.start() for match in _PLACE.finditer(text)}
        places.update(match.end() for match in _PATH_END.finditer(text))
        for quoted in _QUOTED.finditer(text):
            start, end = quoted.span()
            places.update(
                at
                for at, beside in ((start, start - 1), (end, end))
                if re.match(_HA, text[max(0, beside) : beside + 1])
            )
        for at in sorted(places):
            if at not in shielded and at:
                yield self.finding(at, at, replace(at, at, " ", Safety.SAFE))
