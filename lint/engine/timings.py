"""Where the time goes: a stopwatch on rules, facts and stages."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import itemgetter
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from lint.core import document
from lint.core.findings import Text
from lint.rules.pattern import PatternRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.core.document import Document
    from lint.engine.engine import Engine

T = TypeVar("T")


HEAD = Text(
    f"{'seconds':>9} {'share':>6} {'ms per MB':>9} {'calls':>9}",
    f"{'秒':>8} {'占比':>4} {'毫秒每 MB':>6} {'次数':>7}",  # a Chinese character takes two columns
)
IN_ALL = Text("in all", "合计")


class Stopwatch:
    """Seconds by the clock, by name; what is measured inside something else counts by itself only."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._inner: list[float] = []

    def call(self, name: str, function: Callable[..., T], *args: Any) -> T:
        """The function's result; its time is put down to `name`."""
        begin = perf_counter()
        self._inner.append(0.0)
        try:
            return function(*args)
        finally:
            spent = perf_counter() - begin
            self.seconds[name] += spent - self._inner.pop()
            self.calls[name] += 1
            if self._inner:
                self._inner[-1] += spent

    def watch(self, engine: Engine) -> None:
        """Measure the rules of `engine` from now on, and all facts."""
        for rule in engine.selection.rules:
            name = f"{rule.code} {rule.name}"
            if isinstance(rule, PatternRule):
                self._wrap(rule, "at", name)
            else:
                self._wrap(rule, "check", name)
        self._wrap(engine, "check", "stages: choosing fixes, mapping findings back")
        document.compute = self._fact  # type: ignore[assignment]  # it is generic, too

    def _wrap(self, owner: Any, method: str, name: str) -> None:
        inner = getattr(owner, method)

        def outer(*args: Any) -> Any:
            return self.call(name, lambda: _drawn(inner(*args)))

        setattr(owner, method, outer)

    def _fact(self, compute: Callable[[Document], T], doc: Document) -> T:
        return self.call(f"fact {compute.__module__.removeprefix('lint.')}.{compute.__name__}", compute, doc)

    def table(self, size: int, language: str = "en") -> list[str]:
        """A line a name, the longest time first; `size` in bytes of text."""
        total = sum(self.seconds.values())
        per = 1000 / max(size / 1e6, 1e-6)
        rows = [HEAD.render(language, {})]
        for name, seconds in sorted(self.seconds.items(), key=itemgetter(1), reverse=True):
            share = seconds / max(total, 1e-9)
            rows.append(f"{seconds:9.3f} {share:6.1%} {seconds * per:9.1f} {self.calls[name]:9,}  {name}")
        rows.append(f"{total:9.3f} {1:6.0%} {total * per:9.1f} {'':9}  {IN_ALL.render(language, {})}")
        return rows


def _drawn(result: Any) -> Any:
    """What a generator yields, so that its time is inside the measure."""
    return list(result) if hasattr(result, "__next__") else result
