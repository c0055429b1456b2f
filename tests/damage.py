"""Synthetic damage: clean prose set the way pages are, with the exact truth about every line end.

`setting` wraps, cuts and interrupts paragraphs; the result knows of each two lines that stand next to each
other whether they were one line before, and `score` compares that with what a fix did.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from lint.core.character_classes import width

if TYPE_CHECKING:
    from lint.core.patches import Patch

Parting = Literal["blank", "indent", "both", "flush", "spaced"]
"""How paragraphs are told apart: a blank line, a first-line indent, both, nothing at all (lines follow each
other), or two blank lines where every line is followed by one."""

NO_HEAD = "，。、；：！？”’」』）》〉】…%％"
NO_TAIL = "“‘「『（《〈【"
CAPTIONS = (
    "5月12日，施工人员在岸边清理旧缆绳",
    "图为修缮后的戏院正门（资料图片）",
    "▲工人师傅正在修整桁架",
    "2021年9月，巡护员在步道上检查护栏",
)


@dataclass
class Setting:
    """How a page is set."""

    em: int = 0
    """Characters in a line; 0 leaves paragraphs in one line."""
    parting: Parting = "blank"
    hanging: bool = True
    """Whether marks that may not begin a line are pulled up into the line before."""
    cuts: float = 0.0
    """Share of paragraphs that a column end cuts."""
    captions: float = 0.0
    """Share of paragraphs that a caption interrupts."""
    page: int = 0
    """Lines between a running head with page number and the next; 0: none."""
    notes: tuple[str, ...] = ()
    """Footnotes above each page number."""


_HEAD = "渡口与桥梁"


class Line(NamedTuple):
    """A line as set: the paragraph it belongs to (-1: none) and the blank lines before it."""

    text: str
    owner: int
    blanks: int


@dataclass
class Damaged:
    """A text with its truth."""

    text: str
    ends: list[tuple[int, int, bool]] = field(default_factory=list)
    """End of a line, start of the next line of its page column, and whether the two were one paragraph."""
    strangers: list[str] = field(default_factory=list)
    """Captions and notes put between, which must stay lines of their own: heads and page numbers may go."""


def paragraphs(folder: Path, pattern: str) -> list[str]:
    """The paragraphs of the clean texts in `folder` that `pattern` names."""
    return [
        line.strip()
        for path in sorted(folder.glob(pattern))
        for line in path.read_text("utf-8").split("\n")
        if line.strip()
    ]


def wrap(text: str, em: int, first: int, *, hanging: bool) -> list[str]:
    """`text` in lines of `em` characters, the first shorter by `first`; Latin words and numbers stay whole."""
    atoms = re.findall(r"[A-Za-z0-9.,:℃%/±-]+ ?|.", text)
    lines, line, room = [], "", 2 * (em - first)
    for atom in atoms:
        size = width(line + atom.rstrip())
        if line and size > room and not (hanging and atom in NO_HEAD):
            carry = ""
            while hanging and line[-1] in NO_TAIL and len(line) > 1:
                carry, line = line[-1] + carry, line[:-1]
            lines.append(line.rstrip())
            line, room = carry, 2 * em
        line += atom
    return [*lines, line.rstrip()]


def damage(source: list[str], setting: Setting, seed: int) -> Damaged:
    """`source` as pages of `setting` would hold it; the same seed makes the same pages."""
    rng = random.Random(seed)  # noqa: S311 - chance for pages, not for secrets
    lines: list[Line] = []
    for owner, text in enumerate(source):
        lines += _paragraph(text, owner, setting, rng)
    if setting.page:
        lines = _paged(lines, setting)
    return _joined(lines)


def _paragraph(text: str, owner: int, setting: Setting, rng: random.Random) -> list[Line]:
    body = len(text) > 40 and text[-1] in "。！？”」"
    indent = "　　" if setting.parting in ("indent", "both") and body else ""
    gap = {"blank": 1, "both": 1, "indent": 0, "flush": 0, "spaced": 2}[setting.parting]
    within = int(setting.parting == "spaced")
    if setting.em:
        parts = wrap(text, setting.em, len(indent), hanging=setting.hanging)
    elif body and setting.cuts and rng.random() < setting.cuts:
        at = rng.randrange(30, len(text) - 8)
        while (
            text[at] in NO_HEAD
            or text[at - 1] in NO_TAIL
            or re.match(r"\w{2}", text[at - 1 : at + 1], re.ASCII)
        ):
            at -= 1
        parts, within = [text[:at], text[at:]], 1
    else:
        parts = [text]
    lines = [
        Line(indent * (n == 0) + part, owner, gap if n == 0 else within)
        for n, part in enumerate(part for part in parts if part)
    ]
    if body and len(lines) > 1 and rng.random() < setting.captions:
        at = rng.randrange(1, len(lines))
        if lines[at - 1].text[-1] not in "。！？”」：":
            caption = Line(rng.choice(CAPTIONS), -1, within + 1)
            lines[at:] = [caption, lines[at]._replace(blanks=within + 1), *lines[at + 1 :]]
    return lines


def _paged(lines: list[Line], setting: Setting) -> list[Line]:
    out: list[Line] = []
    for n, line in enumerate(lines):
        if n and n % setting.page == 0:
            number = 100 + n // setting.page
            out += [Line(note, -1, int(at == 0)) for at, note in enumerate(setting.notes)]
            out += [Line(str(number), -1, 2), Line(_HEAD, -1, 1), line._replace(blanks=1)]
        else:
            out.append(line)
    return out


def _is_furniture(line: Line) -> bool:
    return line.text == _HEAD or line.text.isdecimal()


def _joined(lines: list[Line]) -> Damaged:
    text, spans = "", []
    for n, line in enumerate(lines):
        text += "\n" * (line.blanks + 1 if n else 0)
        start = len(text) + len(line.text) - len(line.text.lstrip("　"))
        text += line.text
        spans.append((start, len(text)))
    damaged = Damaged(
        text + "\n", strangers=[line.text for line in lines if line.owner < 0 and not _is_furniture(line)]
    )
    own = [n for n, line in enumerate(lines) if line.owner >= 0]
    for n, m in pairwise(own):
        same = lines[n].owner == lines[m].owner
        damaged.ends.append((spans[n][1], spans[m][0], same))
    return damaged


class Score(NamedTuple):
    """Line ends rejoined rightly, wrongly, and missed; strangers that are no lines of their own any more."""

    right: int
    wrong: int
    missed: int
    lost: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def score(damaged: Damaged, patch: Patch) -> Score:
    """What `patch` did to the line ends of `damaged`."""
    output = patch.output
    right = wrong = missed = 0
    for end, start, same in damaged.ends:
        joined = "\n" not in output[patch.to_output(end) : patch.to_output(start)]
        right += joined and same
        wrong += joined and not same
        missed += same and not joined
    kept = {line.strip() for line in output.split("\n")}
    return Score(right, wrong, missed, sum(stranger not in kept for stranger in damaged.strangers))
