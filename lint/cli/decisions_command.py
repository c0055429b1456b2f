"""`ocrlint decisions`, and the baselines of `ocrlint check`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lint.cli import terminal
from lint.cli.request import language, projects
from lint.core.findings import Text
from lint.core.messages import in_language, message_of
from lint.core.source import SourceError, display
from lint.core.visible_text import printed
from lint.decisions import store
from lint.decisions.authors import author, now
from lint.decisions.compacting import compacted, pairs, without_known
from lint.decisions.events import decode
from lint.engine.decision_faults import is_stale_known, shown
from lint.runner import discovery
from lint.runner.decided import baseline, decided_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.decisions.replay import Fate
    from lint.runner.discovery import Target

STATES = {
    "applied": Text("applied", "已执行"),
    "fulfilled": Text("fulfilled", "已完成"),
    "silenced": Text("silenced", "不再提示"),
    "idle": Text("nothing found there now", "原处已无问题"),
    "open": Text("put off", "待定"),
    "changed": Text("the fix reads otherwise now", "修改方案已变"),
    "waiting": Text("waiting for others", "等待其他决定"),
    "conflict": Text("people differ", "意见不一"),
    "ambiguous": Text("fits several places", "适用于几处"),
    "stale": Text("its place is gone", "原处已不在"),
}
KNOWN = Text("{path}: {count} findings are known now", "{path}：已将 {count} 处记为已知")
UNION = Text(
    "To let git keep the decisions of both sides when it merges, add this line to .gitattributes: {line}",
    "为使 git 合并时保留双方的决定，请在 .gitattributes 中加入：{line}",
)
NONE = Text("No decisions.", "没有决定。")


def decisions(action: str, paths: Sequence[str], exclude: Sequence[str], **options: Any) -> int:
    """`ocrlint decisions status|compact|ruleset`."""
    known = projects(**options)
    targets = discovery.find(map(Path, paths), known, exclude)
    tongue = language(options["language"], known)
    if action == "ruleset":
        terminal.say([_ruleset(targets).encode()])
        return 0
    lines: list[str] = []
    for text in decided_texts(targets, options["encoding"]):
        fates = text.fixed.fates
        if action == "compact":
            store.rewrite(text.path, compacted(fates), text.log, text.stored)
        lines += _status(text.name, fates, tongue)
        lines += store.fault_lines(text.name, text.log)
    terminal.say([f"{printed(line)}\n".encode() for line in lines or [NONE.render(tongue, {})]])
    return 0


def _status(name: str, fates: Iterable[Fate], tongue: str) -> list[str]:
    """How many decisions there are in each state; each that nobody can see in the text, with its quote."""
    fates = list(fates)
    counts = Counter[str](fate.state for fate in fates)
    said = ", ".join(
        f"{counts[state]} {text.render(tongue, {})}" for state, text in STATES.items() if counts[state]
    )
    lines = [f"{name}: {said}"] if said else []
    for fate in fates:
        if fate.state in {"conflict", "ambiguous", "stale", "changed", "waiting"}:
            people = ", ".join(f"{event.by or '?'}: {event.verdict}" for event in fate.decision.events)
            state = STATES[fate.state].render(tongue, {})
            lines.append(f"  {state}: {fate.decision.event.code} {shown(fate.decision.event)} ({people})")
    return lines


def _ruleset(targets: Iterable[Target]) -> str:
    """The accepted pairs as a ruleset in TOML, ready to be named in `rulesets`."""
    events = [
        event
        for target in targets
        if not target.error
        for event in decode(store.decisions_of(target.path)).events
    ]
    found = pairs(events)
    if not found:
        return "# No words were replaced by decisions.\n"
    rows = "".join(f"{_toml(before)} = {_toml(after)}\n" for before, after in found)
    choices = "|".join(_escaped(before) for before, _ in found)
    triggers = "".join(dict.fromkeys(before[0] for before, _ in found))
    return (
        "# Made by `ocrlint decisions ruleset`: what was accepted, as a rule.\n"
        "# Take out what holds in one text only.\n"
        "[[rule]]\n"
        'code = "USR001"\nname = "accepted-before"\nsafety = "suggested"\nconfidence = 0.9\n'
        f"triggers = {_toml(triggers)}\nfind = {_toml(choices)}\n"
        'docs = """\nA word that was replaced elsewhere.\n\nWhy it matters: the same mistake comes again.\n\n'
        'When not to trust it: where the word is right.\n\nExample: see the pairs.\n"""\n'
        '[rule.message]\nen = "{found} was replaced elsewhere"\nzh = "{found}在别处已改"\n'
        f"[rule.put]\n{rows}"
    )


def _toml(text: str) -> str:
    """`text` as a basic string of TOML."""
    from json import dumps

    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _escaped(text: str) -> str:
    from re import escape

    return escape(text)


def add_known(targets: Iterable[Target], encoding: str | None, by: str | None, tongue: str) -> int:
    """Make a baseline: each finding that is open becomes known. 2 when a file could not be checked."""
    code = 0
    who, at = author(by), now()
    written: Path | None = None
    for target in targets:
        try:
            for text in decided_texts([target], encoding, all_texts=True):
                events = baseline(text, who, at)
                if events:
                    store.append(text.path, events)
                    written = text.path
                    terminal.note(KNOWN.render(tongue, {"path": text.name, "count": len(events)}))
        except SourceError as error:
            terminal.note(f"ocrlint: {in_language(message_of(error), tongue)}")
            code = 2
    if written:
        note_union(written, tongue)
    return code


def prune_known(targets: Iterable[Target], encoding: str | None) -> None:
    """Remove the lines of baselines that silence nothing any more."""
    for text in decided_texts(targets, encoding):
        store.rewrite(text.path, without_known(text.fixed.fates, text.log.events), text.log, text.stored)


def has_stale_known(targets: Iterable[Target], encoding: str | None) -> bool:
    """Whether a line of a baseline silences nothing any more."""
    return any(is_stale_known(fate) for text in decided_texts(targets, encoding) for fate in text.fixed.fates)


def note_union(path: Path, tongue: str) -> None:
    """Show the line for ``.gitattributes``, if the text at `path` is in a repository that lacks it."""
    for folder in path.absolute().parents:
        attributes = folder / ".gitattributes"
        try:
            if b"merge=union" in attributes.read_bytes():
                return
        except OSError:
            pass
        if (folder / ".git").exists():
            terminal.note(UNION.render(tongue, {"line": store.ATTRIBUTES.strip(), "path": display(folder)}))
            return
