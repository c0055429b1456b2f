"""ocrlint: the linter for text that came out of OCR.

From Python: `lint_text` and `fix_text`, which both return a `Result`.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "Position",
    "Quality",
    "ReportedEdit",
    "ReportedFinding",
    "ReportedFix",
    "Result",
    "Severity",
    "TextOptions",
    "__version__",
    "fix_text",
    "lint_text",
]

from typing import TYPE_CHECKING

from lint.core.version import __version__

if TYPE_CHECKING:
    from lint.api.texts import (
        ConfigError,
        Position,
        Quality,
        ReportedEdit,
        ReportedFinding,
        ReportedFix,
        Result,
        Severity,
        TextOptions,
        fix_text,
        lint_text,
    )
else:

    def __getattr__(name: str) -> object:
        """Import the public names when asked: ``ocrlint --version`` must not load the engine."""
        if name not in __all__:
            raise AttributeError(f"module 'lint' has no attribute {name!r}")
        from lint.api import texts

        return getattr(texts, name)
