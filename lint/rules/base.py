"""What a rule is.

A rule is a class with a code and a name, in any module of this package's families; there is no list to
add it to. Its docstring is its manual page, in parts: what it flags, "Why it matters", "When not to trust
it", "Example".
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from lint.core.findings import Edit, Finding, Fix, RuleInfo, Safety, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.analysis.repetition.near_duplicates import Kin
    from lint.core.document import Document
    from lint.settings.options import Options

STAGES: dict[str, int] = {
    "ENC": 0,
    "SPC": 0,
    "LAY": 1,
    "PUN": 2,
    "STR": 2,
    "REP": 2,
    "SCR": 2,
    "LAT": 2,
    "WRD": 2,
}
LAST_STAGE = 2
"""Rules of a stage see the text with the fixes of the stages before it: first characters, then layout,
then what must see whole sentences, and the families of users' rulesets."""


class Chinese(NamedTuple):
    """A rule for readers of Chinese: its name there, and its manual page, indented as written."""

    name: str
    manual: str


class Rule:
    """One kind of fault.

    Subclasses set the class attributes and write `check`. They are made once per run, with the options.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    chinese: ClassVar[Chinese] = Chinese("", "")
    """Beside the name and the docstring, in Chinese; a test asks for its parts."""
    message: ClassVar[Text]
    severity: ClassVar[Severity] = Severity.WARNING
    confidence: ClassVar[float]
    """How often this rule's fix is right, measured on labelled text."""
    weight: ClassVar[float] = 1.0
    """What one finding per 10,000 characters adds to a document's quality score."""
    triggers: ClassVar[str] = ""
    """Characters without which nothing can match; "" when there are none. The rule is skipped, at no
    cost, where none of them occurs."""
    reads_code: ClassVar[bool] = False
    """Whether what fenced code holds concerns it too: a broken character is broken there as well. The
    engine drops what other rules would change there."""

    any_language: ClassVar[bool] = False
    """Whether the fault is one in any language, as a broken character is. The engine drops what other rules
    find in text that is not Chinese."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @cached_property
    def family(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    @cached_property
    def stage(self) -> int:
        """When the rule runs, see `STAGES`."""
        return STAGES.get(self.family, LAST_STAGE)

    @cached_property
    def info(self) -> RuleInfo:
        """What findings say of this rule."""
        return RuleInfo(
            code=self.code,
            name=self.name,
            message=self.message,
            severity=self.severity,
            confidence=self.confidence,
            stage=self.stage,
            weight=self.weight,
            manual=self.__doc__ or "",
            chinese=self.chinese.name,
            chinese_manual=self.chinese.manual,
        )

    def check(self, doc: Document) -> Iterable[Finding]:
        """The faults of this kind in `doc`, in any order, at offsets of `doc.text`."""
        raise NotImplementedError

    def finding(
        self,
        start: int,
        end: int,
        fix: Fix | None = None,
        *,
        confidence: float | None = None,
        severity: Severity | None = None,
        text: Text | None = None,
        **args: Any,
    ) -> Finding:
        """A finding of this rule; `args` fill the fields of the message (`text` instead of the rule's)."""
        return Finding(
            self.info,
            start,
            end,
            fix,
            self.confidence if confidence is None else confidence,
            severity or self.severity,
            args,
            text,
        )


class ComparingRule(Rule):
    """A kind of fault that shows only beside an earlier document of the run.

    Texts are not kept to be compared, only a sample of each, as numbers. Subclasses write `sample` and
    `compare`. Their findings are reported before the others of the document; their fixes are proposals, for
    the document was fixed by itself.
    """

    def check(self, doc: Document) -> Iterable[Finding]:  # noqa: ARG002 - it is compared instead
        """Nothing: a text alone never shows this fault."""
        return ()

    def sample(self, doc: Document) -> frozenset[int]:
        """What others are compared with; it is kept in the cache, so it depends on `doc` alone."""
        raise NotImplementedError

    def compare(self, doc: Document, kin: Kin) -> Iterable[Finding]:
        """The faults in `doc`, which shares most of its sample, or of the other's, with `kin`."""
        raise NotImplementedError


def replace(start: int, end: int, text: str, safety: Safety, choices: tuple[str, ...] = ()) -> Fix:
    """A fix of one edit."""
    return Fix((Edit(start, end, text),), safety, choices)
