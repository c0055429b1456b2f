"""`ocrlint review`, from options as typed to the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint.cli import terminal as console
from lint.cli.decisions_command import note_union
from lint.cli.request import is_stdin, language, projects
from lint.core.findings import Text
from lint.core.messages import in_language, message
from lint.core.source import SourceError
from lint.decisions.authors import author
from lint.review.session import Session, parted, shared
from lint.runner import discovery

if TYPE_CHECKING:
    from collections.abc import Sequence

MISSING = message(
    "the review needs more packages; install them with: pip install 'ocrlint[review]'",
    "校阅还需要其他软件包；请用以下命令安装：pip install 'ocrlint[review]'",
)
ADDRESS = Text(
    "Review: {address}  (q in the page or Ctrl-C here ends it)",
    "校阅：{address}（页面中按 q 或在此按 Ctrl-C 结束）",
)
LEFT = Text("{count} left to decide", "待定 {count} 处")
DONE = Text(
    "nothing is left to decide; `ocrlint fix` writes the cleaned text",
    "全部已定；用 `ocrlint fix` 生成校后文本",
)


def review(
    *,
    paths: Sequence[str],
    exclude: Sequence[str],
    by: str | None,
    terminal: bool,
    no_browser: bool,
    port: int,
    part: str | None,
    verify: str | None,
    safe: bool,
    **options: Any,
) -> int:
    """Go through the findings; 0 when nothing is open at the end, 1 when something is, 2 after errors."""
    if any(map(is_stdin, paths)):
        raise click.UsageError(
            message(
                "a review needs files; what comes from stdin has no place for decisions",
                "校阅需要文件；标准输入的文本没有地方保存决定",
            )
        )
    try:
        if terminal:
            from lint.review.terminal import run
        else:
            from lint.review.web import serve
    except ImportError as error:
        raise SourceError(MISSING) from error
    known = projects(**options)
    tongue = language(options["language"], known)
    targets = discovery.find(map(Path, paths), known, exclude)
    session = Session(
        targets,
        author(by),
        tongue,
        encoding=options["encoding"],
        part=_value("--part", parted, part) or (1, 1),
        verify=_value("--verify", shared, verify) or 0.0,
        with_safe=safe,
    )
    for trouble in session.errors:
        console.note(f"ocrlint: {in_language(trouble, tongue)}")
    if terminal:
        run(session)
    else:
        serve(
            session,
            port,
            lambda address: console.note(ADDRESS.render(tongue, {"address": address})),
            open_browser=not no_browser,
        )
    left = session.left
    console.note((LEFT if left else DONE).render(tongue, {"count": left}))
    if session.state.decided and session.files:
        note_union(next(iter(session.files.values())).path, tongue)
    return 2 if session.errors else int(left > 0)


def _value(flag: str, read: Any, said: str | None) -> Any:
    """What an option means; None where it was not given."""
    if said is None:
        return None
    try:
        return read(said)
    except ValueError:
        example = "2/5" if flag == "--part" else "5%"
        raise click.UsageError(
            message(
                "{flag}: {said} can't be followed; write {example}",
                "{flag}：无法理解 {said}；请写成 {example}",
                flag=flag,
                said=said,
                example=example,
            )
        ) from None
