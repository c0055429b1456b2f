"""The report of a run: all that a writer needs, and all that it gets."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.core.document import line_map
from lint.core.findings import Safety
from lint.core.quality import Damage, Quality, damage, quality, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lint.core.decided import Decided
    from lint.core.document import Document
    from lint.core.findings import Finding
    from lint.core.patches import Patch
    from lint.core.source import Buffer


class Kind(NamedTuple):
    """What findings are counted by."""

    code: str
    name: str
    severity: str
    safety: str
    chinese: str = ""
    """The name of the rule for readers of Chinese."""


class FileReport:
    """One file: its text, findings in order of place, their names, and the patch when it was fixed.

    `error` is set when the file could not be read or judged; there are findings then only if a rule was
    given up and the others were not.
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
        notes: Sequence[str] = (),
        decided: Mapping[str, Decided] = MappingProxyType({}),
        after: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.document = document
        self.findings = tuple(findings)
        self.names = tuple(names)
        self.sha256 = sha256
        self.patch = patch
        self.applied = applied
        self.error = str(error)
        self.notice = error
        """The same, which may know its Chinese (`lint.core.messages.Notice`)."""
        self.notes = tuple(notes)
        """What the user is told on stderr, once a run however many files say so."""
        self.decided = decided
        """By the names of findings what people decided about them."""
        self.after = after
        """Of findings that the source does not show: the names of those that were fixed before."""

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many findings there are of each kind."""
        counts = Counter(
            [(f.rule, f.severity, Safety.MANUAL if f.fix is None else f.fix.safety) for f in self.findings]
        )
        return Counter(
            {
                Kind(rule.code, rule.name, severity.value, level.label, rule.chinese): count
                for (rule, severity, level), count in counts.items()
            }
        )

    @cached_property
    def settled(self) -> Counter[str]:
        """How many findings are settled, by verdict."""
        return Counter(self.decided[name].verdict for name in self.names if self.is_settled(name))

    @cached_property
    def open_severities(self) -> frozenset[str]:
        """The severities of the findings that nobody has decided."""
        return frozenset(f.severity.value for name, f in self.items() if not self.is_settled(name))

    def is_settled(self, name: str) -> bool:
        """Whether people have decided about the finding called `name`, and agree."""
        decided = self.decided.get(name)
        return decided is not None and not decided.is_open

    @cached_property
    def damage(self) -> Damage:
        """What counts against the text, before any fix."""
        return damage(self.document, self.findings)

    @property
    def quality(self) -> Quality:
        """How damaged the text is, before any fix."""
        return quality(self.damage)

    @cached_property
    def fixed(self) -> int:
        """How many findings are gone."""
        return len(self.applied)

    def kept(self, piece: str) -> Buffer | None:  # noqa: ARG002 - only reports from elsewhere bring one
        """The piece that a writer has made of this file already under that name."""
        return None

    def forget(self) -> None:
        """Drop what can be made again: a run may have more files than fit into memory with all facts."""
        self.document.facts.clear()

    def let_go(self) -> None:
        """Drop all but the counts: the file was told, and nobody will ask for more."""
        self.forget()

    @property
    def path(self) -> str:
        """Where the file is, as the user named it."""
        return self.document.path

    @cached_property
    def encoding(self) -> str:
        """How the text is stored."""
        return self.document.encoding

    @cached_property
    def characters(self) -> int:
        """How many characters the text as stored has."""
        return self.stored(len(self.document.text))

    def items(self) -> Iterator[tuple[str, Finding]]:
        """The findings with their names."""
        return zip(self.names, self.findings, strict=True)

    def stored(self, offset: int) -> int:
        r"""`offset` in the text as stored: one more per line before it where lines end in ``\r\n``."""
        if self.document.newline != "\r\n":
            return offset
        return offset + line_map(self.document).line(offset) - 1


class Report:
    """A run over files, in the order they were given; its numbers count once all are there."""

    def __init__(self, files: Iterable[FileReport], language: str = "en") -> None:
        self.files = list(files)
        self.language = language

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many findings there are of each kind."""
        total: Counter[Kind] = Counter()
        for file in self.files:
            total.update(file.kinds)
        return total

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return self.kinds.total()

    @cached_property
    def by_code(self) -> dict[str, int]:
        """How many findings each rule has, the most first."""
        return self._by("code")

    def _by(self, field: str) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for kind, count in self.kinds.items():
            counts[getattr(kind, field)] += count
        return ranked(counts)

    @cached_property
    def settled(self) -> Counter[str]:
        """How many findings are settled by people, by verdict."""
        total: Counter[str] = Counter()
        for file in self.files:
            total.update(file.settled)
        return total

    @property
    def errors(self) -> list[FileReport]:
        """The files that could not be judged."""
        return [file for file in self.files if file.error]

    @cached_property
    def quality(self) -> Quality:
        """How damaged the texts are, taken together."""
        return quality(together(file.damage for file in self.files if not file.error))

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The counts of the run, as JSON reports give them."""
        return {
            "findings": self.findings,
            "by_code": self.by_code,
            "by_severity": self._by("severity"),
            "by_safety": self._by("safety"),
            "files": len(self.files),
            "files_with_findings": sum(bool(file.kinds) for file in self.files),
            "fixed": sum(file.fixed for file in self.files),
            "errors": len(self.errors),
            **({"settled": ranked(self.settled)} if self.settled else {}),
            "quality": self.quality,
        }


def safety(finding: Finding) -> str:
    """The safety of the finding's fix; "manual" where there is none, for then a person must act."""
    return finding.fix.safety.label if finding.fix else Safety.MANUAL.label


def tally(keys: Iterable[str]) -> dict[str, int]:
    """How often each key occurs, the most frequent first."""
    return ranked(Counter(keys))


def ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts, the highest first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
