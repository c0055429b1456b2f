"""ocrlint: the linter for text that came out of OCR."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Document", "Finding", "Safety", "__version__", "fix_text", "lint_text"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.document import Document
    from lint.findings import Finding, Safety


def __getattr__(name: str) -> object:
    """Import the public names when asked: ``ocrlint --version`` must not load the engine."""
    if name == "Document":
        from lint.document import Document

        return Document
    if name in {"Finding", "Safety"}:
        from lint import findings

        return getattr(findings, name)
    msg = f"module 'lint' has no attribute {name!r}"
    raise AttributeError(msg)


def lint_text(text: str, profile: str = "ocr", **options: object) -> list[Finding]:
    """The findings in `text`, sorted by place; `options` as in the configuration."""
    from lint.catalog import select_rules
    from lint.document import Document
    from lint.engine import Engine

    return Engine(select_rules(profile, options)).check(Document(text))


def fix_text(text: str, profile: str = "ocr", *, suggested: bool = False, **options: object) -> str:
    """`text` with its safe fixes applied, and the suggested ones too if asked."""
    from lint.catalog import select_rules
    from lint.document import Document
    from lint.engine import Engine
    from lint.findings import Safety

    level = Safety.SUGGESTED if suggested else Safety.SAFE
    return Engine(select_rules(profile, options)).fix(Document(text), level).document.text
