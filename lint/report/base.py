"""The report of a run: all that a writer needs, and all that it gets."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lint.document import line_map
from lint.findings import Safety
from lint.quality import Quality, overall, quality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    @cached_property
    def quality(self) -> Quality:
        """How damaged the text is, before any fix."""
        return quality(self.document, self.findings)

    @property
    def path(self) -> str:
        """Where the file is, as the user named it."""
        return self.document.path

    def items(self) -> Iterator[tuple[str, Finding]]:
        """The findings with their names."""
        return zip(self.names, self.findings, strict=True)

    def stored(self, offset: int) -> int:
        r"""`offset` in the text as stored: one more per line before it where lines end in ``\r\n``."""
        if self.document.newline != "\r\n":
            return offset
        return offset + line_map(self.document).line(offset) - 1


class Report:
    """A run over files, in the order they were given."""

    def __init__(self, files: Sequence[FileReport], language: str = "en") -> None:
        self.files = tuple(files)
        self.language = language

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return sum(len(file.findings) for file in self.files)

    @cached_property
    def by_code(self) -> dict[str, int]:
        """How many findings each rule has, the most first."""
        return tally(finding.code for file in self.files for finding in file.findings)

    @property
    def errors(self) -> list[FileReport]:
        """The files that could not be judged."""
        return [file for file in self.files if file.error]

    @property
    def quality(self) -> Quality:
        """How damaged the texts are, taken together."""
        judged = [file for file in self.files if not file.error]
        return overall([len(file.document.text) for file in judged], [file.findings for file in judged])

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The counts of the run, as JSON reports give them."""
        findings = [finding for file in self.files for finding in file.findings]
        found = self.quality
        return {
            "findings": len(findings),
            "by_code": self.by_code,
            "by_severity": tally(finding.severity.value for finding in findings),
            "by_safety": tally(safety(finding) for finding in findings),
            "files": len(self.files),
            "files_with_findings": sum(bool(file.findings) for file in self.files),
            "fixed": sum(len(file.applied) for file in self.files),
            "errors": len(self.errors),
            "quality": {"grade": found.grade, "score": found.score},
        }


def safety(finding: Finding) -> str:
    """The safety of the finding's fix; "manual" where there is none, for then a person must act."""
    return finding.fix.safety.label if finding.fix else Safety.MANUAL.label


def tally(keys: Iterable[str]) -> dict[str, int]:
    """How often each key occurs, the most frequent first."""
    return dict(sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0])))
