"""What a report says of a finding that people decided about."""

from __future__ import annotations

import msgspec


class Decided(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a finding carries of a decision; `by`, `at` and `reason` are those of its event.

    `verdict`: accept, edit, reject or known; later or conflict, which leave it open; gone where the fix of
    another did away with it. `to`: the text that is put in.
    """

    verdict: str
    by: str = ""
    at: str = ""
    reason: str = ""
    to: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still decide."""
        return self.verdict in {"later", "conflict"}
