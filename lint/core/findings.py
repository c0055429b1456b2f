"""What rules say: findings, with a span, a severity and perhaps a fix."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from msgspec import Struct

from lint.core.messages import Text as Text  # noqa: PLC0414 - those who speak of findings find it here


class Severity(StrEnum):
    """How bad the damage is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(IntEnum):
    """How bad a wrong fix would be; ordered, so that ``fix.safety <= level`` asks whether to apply it."""

    SAFE = 0
    SUGGESTED = 1
    MANUAL = 2

    @property
    def label(self) -> str:
        """The name that files and reports use."""
        return self.name.lower()


class Span(NamedTuple):
    """A stretch of text, in code points, end excluded."""

    start: int
    end: int


@lru_cache(maxsize=4096, typed=True)
def _rendered(text: Text, language: str, names: tuple[str, ...], *values: Any) -> str:
    """The sentence with its fields: most findings say what another has said before."""
    return text.render(language, dict(zip(names, values, strict=True)))


class RuleInfo:
    """What is said of a rule, as data: findings carry it, and writers of reports need no rule.

    It is no struct of msgspec, so that in a serialized finding its code alone takes its place. There is one
    for each rule that was made, so it is compared by identity.

    `stage`: when the rule runs, see `lint.rules.base.STAGES`. `weight`: what one finding per 10,000
    characters adds to a document's quality score. `manual`: the manual page as written, still indented.
    `chinese`: the name for readers of Chinese, shown beside `name` and never instead; "" if there is none.
    `severity` and `confidence` are those of the rule; a finding may have others.
    """

    __slots__ = (
        "chinese",
        "chinese_manual",
        "code",
        "confidence",
        "family",
        "manual",
        "message",
        "name",
        "severity",
        "stage",
        "weight",
    )

    def __init__(
        self,
        *,
        code: str,
        name: str,
        message: Text,
        severity: Severity,
        confidence: float,
        stage: int,
        weight: float,
        manual: str,
        chinese: str = "",
        chinese_manual: str = "",
    ) -> None:
        self.code: Final = code
        self.family: Final = code[:3]
        self.name: Final = name
        self.message: Final = message
        self.severity: Final = severity
        self.confidence: Final = confidence
        self.stage: Final = stage
        self.weight: Final = weight
        self.manual: Final = manual
        self.chinese: Final = chinese
        self.chinese_manual: Final = chinese_manual


class Edit(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Replace ``[start, end)`` by `text`.

    `origin` marks a move: `text` is the source from that offset on, so that positions inside moved text
    still lead back to where they came from. -1 means the text is new.
    """

    start: int
    end: int
    text: str
    origin: int = -1


class Fix(Struct, frozen=True, array_like=True, gc=False):
    """Edits that are applied all together or not at all.

    `choices` are other texts that a person may put in place of the edits' own, best first.
    """

    edits: tuple[Edit, ...]
    safety: Safety
    choices: tuple[str, ...] = ()


class Finding(Struct, frozen=True, array_like=True, gc=False):
    """One fault at one place. Its words are made only when somebody reads them."""

    rule: RuleInfo
    start: int
    end: int
    fix: Fix | None
    confidence: float
    severity: Severity
    args: dict[str, Any] = {}
    text: Text | None = None

    @property
    def code(self) -> str:
        """The rule's code, such as LAY001."""
        return self.rule.code

    def moved(self, shift: int) -> Finding:
        """The same `shift` code points further on, with its fix, which must not move text."""
        fix = self.fix
        if fix is not None:
            edits = [Edit(edit.start + shift, edit.end + shift, edit.text) for edit in fix.edits]
            fix = Fix(tuple(edits), fix.safety, fix.choices)
        start, end = self.start + shift, self.end + shift
        return Finding(self.rule, start, end, fix, self.confidence, self.severity, self.args, self.text)

    def message(self, language: str = "en") -> str:
        """What is wrong, in one sentence."""
        text, args = self.text or self.rule.message, self.args
        return _rendered(text, language, tuple(args), *args.values()) if args else text.render(language, args)


def fingerprint(finding: Finding, text: str) -> str:
    """A name for the finding that survives re-wrapping and edits elsewhere: 12 hexadecimal digits.

    Made of the rule, the matched characters and six characters on each side, blanks left out.
    """
    start, end = finding.start, finding.end
    before = "".join(text[max(0, start - 24) : start].split())[-6:]
    inside = "".join(text[start:end].split())
    after = "".join(text[end : end + 24].split())[:6]
    key = f"{finding.rule.code}\0{before}\0{inside}\0{after}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def fingerprints(findings: list[Finding], text: str) -> list[str]:
    """The findings' names in order; the second of two alike is told apart by its number."""
    seen: dict[str, int] = {}
    names = []
    for finding in findings:
        name = fingerprint(finding, text)
        count = seen[name] = seen.get(name, 0) + 1
        if count > 1:
            name = blake2b(f"{name}/{count}".encode(), digest_size=6).hexdigest()
        names.append(name)
    return names
