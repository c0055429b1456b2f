"""Diffs are what git applies, whatever the text looks like."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.core import source
from lint.core.document import Document
from lint.core.patches import Change, Patch
from lint.core.report_data import FileReport
from lint.report.diff import diff, stored, write
from tests.reporting import SAMPLE, checked, fixed, run
from tests.test_patches import changes

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def applied(folder, report, data, name="a.txt"):
    """What git makes of `data` with the diff of `report`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    text = b"".join(stored(report, name))
    git = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(git, cwd=folder, input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + text.decode(errors="replace")
    return path.read_bytes()


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_git_applies_the_diff(tmp_path, end, newline, encoding):
    report = fixed(SAMPLE + end, newline=newline, encoding=encoding)
    before = source.encode(report.document)
    assert applied(tmp_path, report, before) == source.encode(report.document, report.patch)


@pytest.mark.parametrize("name", ["a b.txt", "文/档.txt", 'q"uote.txt', "back\\slash.txt", "tab\t.txt"])
def test_git_understands_the_name(tmp_path, name):
    report = fixed("中 文\n")
    assert applied(tmp_path, report, b"\xe4\xb8\xad \xe6\x96\x87\n", name) == "中文\n".encode()


@st.composite
def patches(draw):
    text = draw(st.text("甲乙\n\n\n", max_size=30))
    return Patch(text, draw(changes(text)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("apply")


@given(patches())
@settings(max_examples=60)
def test_git_applies_the_diff_of_any_patch(folder, patch):
    report = FileReport(Document(patch.source, "a.txt"), patch=patch)
    if patch.output != patch.source:
        assert applied(folder, report, patch.source.encode()) == patch.output.encode()
    else:
        assert diff(report) == ""


def test_unchanged_lines_are_not_in_the_hunk():
    text = "".join(f"第{n}行\n" for n in range(20))
    at = text.index("第10行")
    report = FileReport(Document(text, "a.txt"), patch=Patch(text, [Change(at, at + 1, "另")]))
    assert diff(report).splitlines()[3:] == [
        "@@ -8,7 +8,7 @@",
        *(f" 第{n}行" for n in (7, 8, 9)),
        "-第10行",
        "+另10行",
        *(f" 第{n}行" for n in (11, 12, 13)),
    ]


def test_a_line_that_goes_takes_no_neighbour_along():
    report = FileReport(Document("甲\n乙\n丙\n", "a.txt"), patch=Patch("甲\n乙\n丙\n", [Change(2, 4, "")]))
    assert [line for line in diff(report).splitlines()[4:] if line[0] != " "] == ["-乙"]


def test_files_without_changes_are_left_out():
    report = run(checked("中 文"), fixed("好。\n"), fixed("中 文。\n", "b.txt"))
    assert write(report).startswith("diff --git a/b.txt b/b.txt\n--- a/b.txt\n+++ b/b.txt\n@@ -1,1 +1,1 @@\n")


def test_a_text_of_many_changed_lines_is_no_trouble():
    many = "中 文。\n" * 30_000
    lines = diff(fixed(many)).splitlines()
    assert lines.count("-中 文。") == lines.count("+中文。") == 30_000
