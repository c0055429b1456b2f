"""Where cleaned texts go: beside their sources, over them, to stdout or to a folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lint.cli import terminal
from lint.core import source
from lint.core.findings import Text
from lint.core.messages import message, message_of
from lint.core.source import SourceError, display
from lint.core.system_errors import reason
from lint.core.temporary_files import temporary
from lint.core.visible_text import visible
from lint.report import words
from lint.runner.check_file import failed
from lint.runner.discovery import beside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lint.core.report_data import FileReport
    from lint.runner.discovery import Target
    from lint.runner.output_files import Outputs
    from lint.runner.runner import Result

FIXED = Text("{path}: {fixed} fixed, {left} left", "{path}：问题已改 {fixed}，余 {left} 处")
WOULD_FIX = Text("{path}: {fixed} would be fixed, {left} left", "{path}：问题可改 {fixed}，余 {left} 处")


def changed(file: FileReport) -> bool:
    """Whether the cleaned text is another one."""
    return file.patch is not None and file.patch.output != file.patch.source


def prepare(folder: Path, targets: Iterable[Target]) -> None:
    """Make `folder`, and make sure before the work begins that it can be written and holds no source."""
    place = source.real(folder)
    for target in targets:
        if source.real(target.path).parent == place:
            raise SourceError(
                message(
                    "{folder}: {name} itself is in this folder; choose another one",
                    "{folder}：{name} 本身就在这个文件夹里；请换一个",
                    folder=display(folder),
                    name=target.name,
                )
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary(folder):
            pass
    except OSError as error:
        raise SourceError(
            message(
                "{folder}: can't be written to: {why}",
                "{folder}：无法写入：{why}",
                folder=display(folder),
                why=reason(error),
            )
        ) from error


def refuse_sources(targets: Iterable[Target]) -> None:
    """Make sure that no cleaned text beside its source takes the place of another source."""
    sources = {source.real(target.path) for target in targets}
    for target in targets:
        if source.real(goal := beside(target.path)) in sources:
            raise SourceError(
                message(
                    "{goal}: is a source, but the cleaned text of {name} would go there; "
                    "choose a folder with --output-dir",
                    "{goal}：是要读取的文件，而 {name} 清理后的文本要写到这里；请用 --output-dir 指定文件夹",
                    goal=display(goal),
                    name=target.name,
                )
            )


def put(result: Result, outputs: Outputs, *, in_place: bool) -> FileReport:
    """Write the cleaned text where it belongs; the report says so if that can't be."""
    file, path = result
    if file.error or file.patch is None:
        return file
    try:
        data = source.encode(file.document, file.patch)
        if path is None:
            terminal.out([data])
        elif not in_place:
            outputs.write(beside(path), data)
        elif changed(file):
            outputs.overwrite(path, data, file.sha256)
    except SourceError as error:
        return failed(file.path, message_of(error))
    return file


def show_diff(file: FileReport) -> FileReport:
    """Print the diff of `file`: to be read on a terminal, as its pager shows one to users of git.

    Elsewhere it is what `git apply` wants, byte for byte, in the encoding of the text. The report says so if
    that can't be.
    """
    from lint.report.diff import diff as unified
    from lint.report.diff import stored

    if sys.stdout.isatty():
        terminal.say([f"{visible(line)}\n".encode() for line in unified(file).split("\n")[:-1]])
        return file
    try:
        terminal.out(stored(file))
    except SourceError as error:
        return failed(file.path, message_of(error))
    return file


def report_fixes(file: FileReport, language: str, *, dry: bool) -> None:
    """Report on stderr what was fixed in `file`, if anything was found there; `dry`: what would be."""
    if file.kinds:
        fixed = file.fixed
        counts = {
            "path": file.path,
            "fixed": words.count_findings(fixed, language),
            "left": f"{file.kinds.total() - fixed:,}",
        }
        terminal.note((WOULD_FIX if dry else FIXED).render(language, counts))
