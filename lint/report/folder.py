"""The folder that a run leaves: per document its cleaned text, its diff and its page; an index, a summary.

Nothing in it depends on the day or the machine, so that it can be committed and compared. Each document is
written as soon as it is there, and fails by itself.
"""

from __future__ import annotations

import os
import posixpath
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lint.core import source
from lint.core.messages import message, message_of
from lint.core.report_data import FileReport, Report
from lint.core.source import SourceError
from lint.core.system_errors import reason
from lint.core.writing import remove
from lint.report import index, page, summary
from lint.report.diff import stored
from lint.report.summary import INDEX, SUMMARY
from lint.runner.check_file import failed
from lint.runner.ledger import JOURNAL, Ledger
from lint.runner.output_files import Outputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.core.findings import RuleInfo

RESERVED = {INDEX, SUMMARY, JOURNAL}


def write_folder(report: Report, folder: Path) -> Report:
    """Write `report` to `folder`; the report with the errors of what could not be written.

    Raises:
        SourceError: The index or the summary can't be written. It begins with the name.
    """
    paths = [file.path for file in report.files]
    outputs = Outputs()
    outputs.protect(map(Path, paths))
    pages = Folder(folder, paths, outputs)
    done = Report([pages.add(file, report.language) for file in report.files], report.language)
    pages.finish(done)
    return done


class Folder:
    """The documents at `paths`, written to `folder` one after the other by `add`, and `finish` at the end.

    Raises:
        SourceError: What is in the place of the index or the summary was not written by an earlier run.
    """

    def __init__(self, folder: Path, paths: Sequence[str], outputs: Outputs) -> None:
        self._folder = folder
        self._names = names(paths)
        self._taken = _taken(self._names)
        self._journal = Ledger(folder / JOURNAL)
        self._outputs = outputs.below(folder, self._journal)
        self._earlier = summary.read(folder)
        self._documents: list[dict[str, Any]] = []
        self._written: dict[str, str] = {}
        self._rules: dict[str, RuleInfo] = {}
        for name in (SUMMARY, INDEX):
            self._outputs.refuse(folder / name, self._earlier.known(name))

    def add(self, file: FileReport, language: str) -> FileReport:
        """Write what there is of `file`, the next document; its report, or that of what went wrong."""
        at = len(self._documents)
        name = self._names[at]
        if not file.error:
            try:
                self._refuse_taken(at)
                self._put(file, name, language)
            except SourceError as error:
                file = failed(file.path, message_of(error))
        self._documents.append(summary.document(file, name))
        if {kind.code for kind in file.kinds} - self._rules.keys():
            self._rules |= {finding.code: finding.rule for finding in file.findings}
        file.forget()
        return file

    def finish(self, report: Report) -> None:
        """Write the index and the summary of `report`, which has what `add` gave."""
        done = {document["path"] for document in self._documents if "error" not in document}
        earlier = [page for page in self._earlier.pages(self._folder) if page.path not in done]
        told = summary.summarize(report, self._documents, earlier)
        self._write(INDEX, [index.render(report, told, self._rules, earlier).encode()])
        told["written"] = dict(sorted((self._earlier.files(self._folder) | self._written).items()))
        self._write(SUMMARY, [summary.encode(told)])
        self._journal.close()

    def _put(self, file: FileReport, name: str, language: str) -> None:
        text = source.encode(file.document, file.patch)
        diff = f"{name}.diff" if file.patch else ""
        for wanted in filter(None, (name, diff, f"{name}.html")):
            self._outputs.check(self._folder / wanted)  # all, before any is written
        label = _label(file.path, name)
        self._write(name, [text])
        if diff:
            self._write(diff, stored(file, label))
        else:
            self._remove_diff(name)
        stem = posixpath.basename(name)
        links = {
            "index": quote(posixpath.relpath(INDEX, posixpath.dirname(name) or ".")),
            "text": quote(stem),
            "diff": quote(f"{stem}.diff") if diff else "",
        }
        self._write(f"{name}.html", (part.encode() for part in page.render(file, label, language, links)))

    def _refuse_taken(self, at: int) -> None:
        if at in self._taken:
            raise SourceError(
                message(
                    "{path}: two results would have this name; rename one of the sources",
                    "{path}：两个结果会用这个名字；请给其中一个源文件改名",
                    path=self._folder / self._taken[at],
                )
            )

    def _remove_diff(self, name: str) -> None:
        """Let the diff of a run before go, unless somebody has changed it."""
        path = self._folder / f"{name}.diff"
        with suppress(OSError):
            remove(path, {*self._earlier.known(f"{name}.diff"), *self._journal.known(path)})

    def _write(self, name: str, data: Iterable[bytes]) -> None:
        path = self._folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError(
                message(
                    "{path}: can't be made: {why}", "{path}：无法建立：{why}", path=path, why=reason(error)
                )
            ) from error
        self._written[name] = self._outputs.write(path, data, self._earlier.known(name))


def names(paths: Sequence[str]) -> list[str]:
    """The paths from the deepest folder that holds them all; so no two of them become one name."""
    absolute = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - links must stay as they are
    common = os.path.commonpath([posixpath.dirname(path) for path in absolute]) if absolute else ""
    return [Path(path).relative_to(common).as_posix() for path in absolute]


def _taken(names: Sequence[str]) -> dict[int, str]:
    """Which of `names` can't be written, by place, each with the name that something else has."""
    claims = [(name, f"{name}.diff", f"{name}.html") for name in names]
    taken: dict[int, str] = {}
    seen = set(RESERVED)
    for at, own in enumerate(claims):
        if both := seen.intersection(own):
            taken[at] = min(both)
        else:
            seen.update(own)
    return taken


def _label(path: str, name: str) -> str:
    """What diff and page call the file: its path as given, if that is one that git can apply a diff to."""
    inside = posixpath.normpath(Path(path).as_posix())
    return name if posixpath.isabs(inside) or inside.startswith("../") else inside
