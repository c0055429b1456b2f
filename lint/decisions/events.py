"""One act of a person about a finding: a line of ``NAME.decisions.jsonl``.

The file lies in a project's tree and may come from a stranger. A line that is no event says nothing; it is
named to the user and kept as it is.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Verdict = Literal["accept", "reject", "edit", "later", "known", "undo"]


class Quote(NamedTuple):
    """The text before, inside and after the place of a decision."""

    before: str = ""
    middle: str = ""
    after: str = ""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One act; the fields are those of the file.

    `to`: the text that replaces the middle of the quote. `edits`: a hash of the edits of an accepted fix that
    has several. `after`: ids of the findings that had to be fixed before this one arose. `of`: the id or the
    bulk that an undo takes back. `settles`: whether its author had seen that people differ.
    """

    id: str = ""
    code: str = ""
    verdict: Verdict = "later"
    quote: Quote = Quote()
    to: str | None = None
    edits: str = ""
    after: tuple[str, ...] = ()
    by: str = ""
    at: str = ""
    reason: str = ""
    bulk: str = ""
    of: str = ""
    settles: bool = False


class Log(NamedTuple):
    """The content of a decisions file: its events in order of lines, and the lines that are none.

    `faults` are the lines that could not be read, each with its number from 1.
    """

    events: tuple[Event, ...] = ()
    faults: tuple[tuple[int, bytes], ...] = ()


class _Line(msgspec.Struct):
    """What a line must have to be an event."""

    verdict: Verdict


_line = msgspec.json.Decoder(_Line)
_event = msgspec.json.Decoder(Event)
_encoder = msgspec.json.Encoder()


def decode(data: bytes) -> Log:
    """The events in `data`; never an error, whatever it holds."""
    events: list[Event] = []
    faults: list[tuple[int, bytes]] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            _line.decode(line)
            events.append(_event.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            faults.append((number, line))
    return Log(tuple(events), tuple(faults))


def encode(event: Event) -> bytes:
    """The event as a line, with its line end. The verdict is always written, whatever its default."""
    fields = {key: value for key, value in msgspec.structs.asdict(event).items() if value or key == "verdict"}
    if event.to is not None:
        fields["to"] = event.to
    if not event.quote.middle and not any(event.quote):
        fields.pop("quote", None)
    return _encoder.encode(fields) + b"\n"
