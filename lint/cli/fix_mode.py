"""What `fix` does with the cleaned texts, and that it has a place for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lint.cli import output
from lint.core.messages import message
from lint.core.source import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.cli.request import Request
    from lint.core.report_data import FileReport, Report
    from lint.report.folder import Folder
    from lint.runner.discovery import Target
    from lint.runner.runner import Result


class Mode:
    """Where the cleaned texts go, if anywhere."""

    def __init__(self, output_dir: str | None, *, in_place: bool, diff: bool, check: bool) -> None:
        self.folder = Path(output_dir) if output_dir else None
        self.in_place = in_place
        self.diff = diff
        self.dry = diff or check
        self._pages: Folder | None = None
        if sum((bool(self.folder), in_place, self.dry)) > 1:
            raise click.UsageError(
                message(
                    "choose one of --output-dir, --in-place, and --diff or --check",
                    "--output-dir、--in-place、--diff 或 --check 只能选一种",
                )
            )

    @property
    def writes(self) -> bool:
        """Whether each cleaned text is written by itself, as soon as it is there."""
        return not (self.folder or self.dry)

    def prints(self, request: Request) -> bool:
        """Whether texts or diffs go to stdout."""
        return self.diff or (request.stdin and self.writes)

    def refuse(self, request: Request) -> None:
        """Raise when `request` can't be met in this mode."""
        if self.in_place and request.stdin:
            raise click.UsageError(
                message(
                    "--in-place needs files; what comes from stdin has no place",
                    "--in-place 只能用于文件；标准输入没有可以写回的地方",
                )
            )
        if self.prints(request) and request.wants_report and not request.output_file:
            raise click.UsageError(
                message(
                    "stdout is taken; name a file for the report with --output-file",
                    "标准输出已被占用；请用 --output-file 指定报告的文件",
                )
            )

    def prepare(self, targets: Sequence[Target], request: Request) -> None:
        """Make sure before the work begins that its results have a place, and that no source is in it."""
        if self.folder:
            from lint.report.folder import Folder

            output.prepare(self.folder, targets)
            names = [target.name for target in targets] or [display(request.name)]
            self._pages = Folder(self.folder, names, request.outputs)
        elif self.writes and not self.in_place:
            output.refuse_sources(targets)

    def put(self, result: Result, request: Request) -> FileReport:
        """Write what is to be written of a text as soon as it is there; its report, or that of the error."""
        if self._pages:
            return self._pages.add(result.report, request.language)
        if self.dry:
            return result.report
        return output.put(result, request.outputs, in_place=self.in_place)

    def finish(self, report: Report) -> None:
        """Write what is written of the whole run."""
        if self._pages:
            self._pages.finish(report)
