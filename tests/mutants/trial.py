"""One mutant tried: in a process that has not loaded the linter yet, against cases, negative texts and gold."""

from __future__ import annotations

from functools import partial
from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING, Any, NamedTuple

# Loaded once, before the processes of the trials are made.
import pytest  # noqa: F401
import rapidfuzz.distance  # noqa: F401

from tests.mutants.reach import called, readers
from tests.mutants.sites import mutated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.mutants.reach import Function
    from tests.mutants.sites import Mutant


class Check(NamedTuple):
    """What may notice a mutant."""

    name: str
    run: Callable[[], None]


def notices(mutant: Mutant | None, names: list[str] | None, root: Path) -> str:
    """What notices the mutant first of the checks with those `names`, or of all; "" when nothing does.

    To be called in a process of its own, in which no module of the linter is loaded. Without a mutant the
    linter is tried as it is.
    """
    if mutant is not None:
        _load(mutant, root)
    name = "loading"
    try:
        checks = {check.name: check for check in _checks()}
        for name in names if names is not None else checks:
            checks[name].run()
    except Exception:  # noqa: BLE001 - a mutant may fail in any way; all of them are noticed
        return name
    return ""


def calls(root: Path) -> dict[str, frozenset[Function]]:
    """What each check calls in the linter as it is, by the check's name. To be called in a process of its own."""
    lint = str(root / "lint")
    return {
        check.name: frozenset(function for function in called(check.run) if function.path.startswith(lint))
        for check in _checks()
    }


def promising(mutant: Mutant, calls: dict[str, frozenset[Function]], root: Path) -> list[str] | None:
    """The names of the checks that may notice `mutant`, those first that call least; None for all checks."""
    reading = readers(mutant.site, root)
    if reading is None:
        return None
    return sorted(
        (name for name in calls if not reading.isdisjoint(calls[name])), key=lambda name: len(calls[name])
    )


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


def _checks() -> Iterator[Check]:
    """Rule cases, negative texts and gold; a case that is a known gap is left out."""
    from tests import test_negative, test_rules

    for number, case in enumerate(test_rules.CASES):
        if not case.xfail:
            yield Check(f"{case.code} {case.title} ({number})", partial(test_rules._judge, case))
    yield Check("gold", _gold)
    for path in test_negative.TEXTS:
        for check in (test_negative.test_nothing_is_joined, test_negative.test_no_layout_fault_is_found):
            yield Check(f"{check.__name__} {path.name}", partial(check, path))
    yield Check("negative prose", test_negative.test_prose_is_hardly_flagged)


def _gold() -> None:
    """All checks of the labelled texts at once: they share what they work out."""
    from tests import test_gold

    for kind in test_gold.RECALL_FLOORS:
        test_gold.test_recall(kind)
    test_gold.test_safe_joins()
    test_gold.test_suggested_joins()
    test_gold.test_interrupted_sentences_resume()
    for name in test_gold.SEEDS:
        test_gold.test_safe_fixes_lose_no_character(name)
    for name in ("001", "003", "004"):
        test_gold.test_character_error_rate(name)
