"""The report of a run: all that a writer needs, and all that it gets."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from lint.document import line_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.document import Document
    from lint.findings import Finding
    from lint.fixes import Patch


class FileReport:
    """One file: its text, findings in order of place, their names, and the patch when it was fixed.

    `error` is set, and the rest empty, when the file could not be read or judged.
    """

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding] = (),
        names: Sequence[str] = (),
        *,
        sha256: str = "",
        patch: Patch | None = None,
        applied: frozenset[str] = frozenset(),
        error: str = "",
    ) -> None:
        self.document = document
        self.findings = tuple(findings)
        self.names = tuple(names)
        self.sha256 = sha256
        self.patch = patch
        self.applied = applied
        self.error = error

    @property
    def path(self) -> str:
        """Where the file is, as the user named it."""
        return self.document.path

    def stored(self, offset: int) -> int:
        """`offset` in the text as stored: one more per line before it where lines end in ``\\r\\n``."""
        if self.document.newline != "\r\n":
            return offset
        return offset + line_map(self.document).line(offset) - 1


class Report:
    """A run over files, in the order they were given."""

    def __init__(self, files: Sequence[FileReport], language: str = "en") -> None:
        self.files = tuple(files)
        self.language = language

    @cached_property
    def by_code(self) -> dict[str, int]:
        """How many findings each rule has, the most first."""
        counts = Counter(finding.code for file in self.files for finding in file.findings)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return sum(self.by_code.values())

    @property
    def errors(self) -> list[FileReport]:
        """The files that could not be judged."""
        return [file for file in self.files if file.error]
