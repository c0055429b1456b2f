"""One document as a page to work with: before and after side by side, each change signed by its rule."""

from __future__ import annotations

import re
from collections import Counter, deque
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from lint.core.patches import Patch
from lint.core.report_data import safety
from lint.core.visible_text import visible
from lint.report import words
from lint.report.gauges import alarms, gauges
from lint.report.places import excerpt, place
from lint.report.preview import preview
from lint.report.sides import Mark, Piece, Row, pieces, rows
from lint.report.views import Bit, Note, Section, Sign, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from lint.core.findings import Finding
    from lint.core.report_data import FileReport

CONTEXT = 1
"""Unchanged rows shown on each side of a row with something in it."""

MOST = 50_000
"""Pieces on a page. A browser takes no more at once; the diff has the rest."""

LISTED = 500
"""Findings of one rule in the list at the side."""

KEPT = 10_000
"""Notes at hand: each is asked for by the marks on both sides and by the row."""

PARTS = 200
"""Pieces of the template that are written at once."""

_BREAKS = re.compile(r"(\n+)")

LONG = 1200
"""Unchanged stretches inside a row that are longer show only their ends."""


@cache
def template(name: str) -> Template:
    """The template called `name`; everything put into one is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("lint.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def render(file: FileReport, title: str, language: str, links: dict[str, str]) -> Iterator[str]:
    """The page of `file`, in parts; `links` lead to "index", "text" and "diff", relative to the page."""
    page = _Page(file, language)
    stream = template("page.html.jinja").stream(
        t=words.labels(language),
        language=language,
        title=visible(title),
        quality=file.quality,
        gauges=gauges(file, language),
        alarms=alarms(file.quality.alarms, language),
        links=links,
        sections=page.sections(),
        page=page,
        groups=page.groups(),
        statuses=page.statuses(),
        counts=page.counts(),
    )
    stream.enable_buffering(PARTS)
    return stream


def status(file: FileReport, name: str, finding: Finding) -> str:
    """What became of a finding, and how safe its fix is: "fixed-safe", "open-manual" and so on."""
    return f"{'fixed' if name in file.applied else 'open'}-{safety(finding)}"


class _Page:
    def __init__(self, file: FileReport, language: str) -> None:
        self.file = file
        self.language = language
        self.text = file.document.text
        self.patch = file.patch or Patch(self.text)
        order = sorted(file.items(), key=lambda item: (item[1].start, item[1].end))
        self.names = [name for name, _ in order]
        self.findings = [finding for _, finding in order]
        self._statuses = [status(file, name, finding) for name, finding in order]
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.rest = 0  # the line from which nothing is shown
        self.open = [number for number, status in enumerate(self._statuses) if status.startswith("open")]
        self._notes: dict[int, Note] = {}

    def note(self, number: int) -> Note:
        """What is said of a finding."""
        if number not in self._notes:
            if len(self._notes) == KEPT:
                self._notes.clear()
            self._notes[number] = self._note(number)
        return self._notes[number]

    def _note(self, number: int) -> Note:
        finding = self.findings[number]
        fix = finding.fix
        level = safety(finding)
        grade = words.say(words.SAFETY[level], self.language)
        message = visible(finding.message(self.language))
        return Note(
            self.names[number],
            finding.code,
            words.rule_name(finding.rule, self.language),
            finding.severity.value,
            self._statuses[number],
            message,
            f"{grade} · {finding.confidence:.2f}",
            place(self.file.document, finding.start).line,
            str(excerpt(self.text, finding.start, finding.end, 10)),
            preview(self.text, fix.edits) if fix else [],
            tuple(visible(choice) or "∅" for choice in fix.choices) if fix else (),
        )

    def _sign(self, number: int) -> Sign:
        """The sign of a finding that is left to decide."""
        note = self.note(number)
        return Sign(note.code, note.status, _title(note), str(number))

    def _change(self, number: int) -> Sign:
        """The sign of a change, which several findings may have made."""
        change = self.patch.changes[number]
        known = [self.numbers[name] for name in change.by if name in self.numbers]
        signers = [self.note(number) for number in known]
        codes = dict.fromkeys(note.code for note in signers)
        statuses = dict.fromkeys(note.status for note in signers)
        title = "\n".join(dict.fromkeys(_title(note) for note in signers))
        numbers = "-".join(map(str, known))
        moved = change.origin >= 0
        return Sign(" ".join(codes), " ".join(statuses), title, numbers, bool(change.text), moved)

    def sections(self) -> Iterator[Section]:
        """The rows of the page, long unchanged stretches folded."""
        for shown, group in groupby(_near_changes(self._views()), key=itemgetter(1)):
            views = (view for view, _ in group)
            if shown:
                yield from (Section([view], folded=False) for view in views)
            else:
                rows = list(views)
                # Folding one or two lines hides more than it saves.
                yield Section(rows, folded=len(rows) > 2)

    def _views(self) -> Iterator[View]:
        source, output = self.patch.source, self.patch.output
        line = output_line = 1
        starts = [self.findings[number].start for number in self.open]
        covering: list[int] = []
        at = bits = 0
        for row in rows(self.patch):
            if bits > MOST:
                self.rest = self.rest or line
                return
            last = row.source.end == len(source)
            new = at
            while at < len(self.open) and (last or starts[at] < row.source.end):
                at += 1
            covering = [n for n in covering if self.findings[n].end > row.source.start] + self.open[new:at]
            if covering or row.changes or not source[slice(*row.source)].isspace():
                view = self._view(row, line, output_line, covering, self.open[new:at])
                bits += len(view.left) + len(view.right)
                if max(len(view.left), len(view.right)) >= MOST:  # the row itself is cut
                    self.rest = self.rest or line
                yield view
            line += source.count("\n", *row.source)
            output_line += output.count("\n", *row.output)

    def _view(self, row: Row, line: int, output_line: int, covering: list[int], new: list[int]) -> View:
        patch = self.patch
        signs = {number: self._change(number) for number in row.changes}
        doubts = {number: self._sign(number) for number in covering}
        left, right = [], []
        for number in row.changes:
            change, end = patch.changes[number], patch.output_ends[number]
            left.append(Mark(change.start, change.end, number))
            right.append(Mark(end - len(change.text), end, number))
        spans = [(self.findings[n].start, self.findings[n].end, n) for n in covering]
        left_doubts = sorted(Mark(*span) for span in spans)
        right_doubts = sorted(Mark(patch.to_output(s), patch.to_output(e), n) for s, e, n in spans)
        found = pieces(patch.source, row.source, left, left_doubts)[:MOST]
        made = pieces(patch.output, row.output, right, right_doubts)[:MOST]
        signers = dict.fromkeys(name for number in row.changes for name in patch.changes[number].by)
        rules = [self.findings[self.numbers[name]].rule for name in signers if name in self.numbers]
        tally = Counter((rule.code, words.rule_name(rule, self.language)) for rule in rules)
        return View(
            line,
            output_line,
            _bits(found, signs, doubts),
            _bits(made, signs, doubts),
            [(code, count, name) for (code, name), count in sorted(tally.items())],
            [self.note(number) for number in new],
            patch.source.endswith("\n\n", *row.source),
            bool(row.changes or covering),
        )

    def groups(self) -> list[dict[str, Any]]:
        """The rules that spoke, by code, with their counts and what each leaves to decide."""
        found: dict[str, list[int]] = {}
        for number, finding in enumerate(self.findings):
            found.setdefault(finding.code, []).append(number)
        return [self._group(code, numbers) for code, numbers in sorted(found.items())]

    def _group(self, code: str, numbers: list[int]) -> dict[str, Any]:
        left = [number for number in numbers if self._statuses[number].startswith("open")]
        return {
            "code": code,
            "rule": words.rule_name(self.findings[numbers[0]].rule, self.language),
            "fixed": len(numbers) - len(left),
            "open": len(left),
            "listed": map(self.note, left[:LISTED]),
        }

    def statuses(self) -> list[tuple[str, str, int]]:
        """What can have become of a finding here: key, words, count."""
        counts = Counter(self._statuses)
        names = {key: words.say(text, self.language) for key, text in words.STATUS.items()}
        return [(key, name, counts[key]) for key, name in names.items() if key in counts]

    def counts(self) -> dict[str, int]:
        """The page in numbers."""
        return {
            "characters": len(self.text),
            "findings": len(self.findings),
            "fixed": len(self.findings) - len(self.open),
            "open": len(self.open),
        }


def _near_changes(views: Iterable[View]) -> Iterator[tuple[View, bool]]:
    """The views, and whether something is changed in them or near them."""
    waiting: deque[tuple[int, View]] = deque()  # so far with nothing near
    last = -CONTEXT - 1
    for at, view in enumerate(views):
        if view.changed:
            last = at
            while waiting:
                before, quiet = waiting.popleft()
                yield quiet, at - before <= CONTEXT
        if at - last <= CONTEXT:
            yield view, True
            continue
        waiting.append((at, view))
        if len(waiting) > CONTEXT:
            yield waiting.popleft()[1], False
    yield from ((quiet, False) for _, quiet in waiting)


def _title(note: Note) -> str:
    return f"{note.code} {note.rule}: {note.message} ({note.label})"


def _bits(found: list[Piece], signs: dict[int, Sign], doubts: dict[int, Sign]) -> list[Bit]:
    """The pieces with their signs; of neighbours with one sign only the first is labelled."""
    bits = []
    before = None
    for piece in found:
        change = signs[piece.change] if piece.change >= 0 else None
        text = _shown(piece.text) if change else visible(piece.text.replace("\n", ""))
        hidden = rest = ""
        if len(text) > LONG and change is None:
            text, hidden, rest = text[: LONG // 4], text[LONG // 4 : -LONG // 4], text[-LONG // 4 :]
        labelled = change is not None and change.key != before
        before = change.key if change else None
        bits.append(
            Bit(text, change, tuple(doubts[number] for number in piece.findings), hidden, rest, labelled)
        )
    return bits


def _shown(text: str) -> str:
    """Changed text with its blanks and line breaks made visible."""
    if not text.strip("\n"):
        return "↵" * len(text)
    parts = _BREAKS.split(text)
    lines = (
        visible(part) if number % 2 == 0 else "↵" * len(part) + "\n" for number, part in enumerate(parts)
    )
    return "".join(lines).replace(" ", "␣").replace("\t", "⇥")
