"""One mutant tried: in a process that has not loaded the linter yet, against cases, negative texts and gold."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING, Any

from tests.mutants.sites import mutated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.mutants.sites import Mutant


def notices(mutant: Mutant | None, root: Path) -> str:
    """What notices the mutant first, as the name of a case or a text; "" when nothing does.

    To be called in a process of its own, in which no module of the linter is loaded. Without a mutant the
    linter is tried as it is.
    """
    if mutant is not None:
        _load(mutant, root)
    for name, check in _checks():
        try:
            check()
        except Exception:  # noqa: BLE001 - a mutant may fail in any way; all of them are noticed
            return name
    return ""


def _load(mutant: Mutant, root: Path) -> None:
    """Let the mutant's module be loaded from its mutated source."""
    path = str(root / mutant.site.path)
    original = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> Any:
        if loader.path != path:
            return original(loader, fullname)
        source = mutated((root / mutant.site.path).read_text("utf-8"), mutant)
        return compile(source, path, "exec", dont_inherit=True)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def _checks() -> Iterator[tuple[str, Callable[[], None]]]:
    """Rule cases, negative texts and gold, each with its name; what fails in the linter as it is, is left out."""
    from functools import partial

    from tests import test_gold, test_negative, test_rules

    for case in test_rules.CASES:
        if not case.xfail:
            yield f"{case.code} {case.title}", partial(test_rules._judge, case)
    for path in test_negative.TEXTS:
        for check in (test_negative.test_nothing_is_joined, test_negative.test_no_layout_fault_is_found):
            yield f"negative/{path.name}", partial(check, path)
    yield "negative prose", test_negative.test_prose_is_hardly_flagged
    for kind in test_gold.RECALL_FLOORS:
        yield f"gold {kind}", partial(test_gold.test_recall, kind)
    for check in (test_gold.test_safe_joins, test_gold.test_suggested_joins):
        yield f"gold {check.__name__}", check
    yield "gold resumes", test_gold.test_interrupted_sentences_resume
    for name in test_gold.SEEDS:
        yield f"gold {name} characters", partial(test_gold.test_safe_fixes_lose_no_character, name)
    for name in ("001", "003", "004"):
        yield f"gold {name} error rate", partial(test_gold.test_character_error_rate, name)
