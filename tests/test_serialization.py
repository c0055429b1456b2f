"""What travels as bytes arrives as it left."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.core.findings import Safety
from lint.core.report_data import FileReport
from lint.core.source import Source
from lint.engine.selection import Engines
from lint.runner.check_file import failed, judge
from lint.runner.serialization import Packed, Parcel, pack
from lint.settings.config import Project, Settings
from tests.markdown import cases

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").iterdir())]
CASES = [
    case.text for path in sorted((ROOT / "tests/rules").glob("*.md")) for case in cases(path) if case.flagged
]


@pytest.fixture(scope="module")
def engines() -> tuple[Engines, Project]:
    return Engines(), Project(Settings(select=("ALL",)), ROOT)


def stored(parcel: Parcel) -> Parcel:
    return Parcel.read(b"".join(parcel.parts()))


def told(report: FileReport) -> list[object]:
    return [
        (name, f.code, f.start, f.end, f.fix, f.confidence, f.severity, f.message("en"), f.message("zh"))
        for name, f in report.items()
    ]


@pytest.mark.parametrize("level", [None, Safety.SUGGESTED])
def test_findings_of_all_rules_arrive(engines, level):
    found, project = engines
    codes = set()
    for text in CASES if level is not None else [*TEXTS, *CASES]:
        source = Source(text.encode("utf-8", "surrogatepass"), "a.txt", "utf-8")
        report = judge(source, found.of(project), level)
        again = Packed(stored(pack(report)), source, lambda: found.rules(project))
        assert told(again) == told(report)
        assert (again.kinds, again.damage, again.fixed) == (report.kinds, report.damage, report.fixed)
        assert (again.sha256, again.error, again.applied) == (report.sha256, "", report.applied)
        assert (again.patch is None) == (report.patch is None) == (level is None)
        if level is not None:
            assert again.patch.changes == report.patch.changes
        assert again.document.text == report.document.text
        codes |= {finding.code for finding in report.findings}
    assert len(codes) > 0.8 * len(found.of(project).selection.rules)


def test_what_was_unpacked_can_be_forgotten(engines):
    found, project = engines
    source = Source("县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n".encode(), "a.txt")
    report = Packed(pack(judge(source, found.of(project))), source, lambda: found.rules(project))
    before = told(report)
    assert "findings" in vars(report)
    report.forget()
    assert "findings" not in vars(report)
    assert told(report) == before


def test_an_error_arrives():
    report = Packed(pack(failed("a.txt", "is binary")), Source(b"\0", "a.txt"), dict)
    assert (report.path, report.error, report.findings, report.document.text) == (
        "a.txt",
        "is binary",
        (),
        "",
    )


def test_a_piece_and_samples_arrive():
    parcel = stored(pack(failed("a.txt", ""), "json en", b"[]", {"REP009": frozenset({1, 1 << 31})}))
    report = Packed(parcel, Source(b"", "a.txt"), dict)
    assert bytes(report.kept("json en")) == b"[]"
    assert report.kept("json zh") is None
    assert report.samples == {"REP009": {1, 1 << 31}}


def test_findings_that_know_of_other_files_come_first(engines):
    found, project = engines
    source = Source("县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n".encode(), "a.txt")
    own = judge(source, found.of(project))
    report = Packed(pack(own, "json en", b"own"), source, lambda: found.rules(project))
    report.put_first(FileReport(own.document, own.findings[:1], ["first"]), b"first,own")
    assert report.names == ("first", *own.names)
    assert told(report)[1:] == told(own)
    assert report.kinds.total() == own.kinds.total() + 1
    assert report.damage.weight == own.damage.weight + 1
    assert report.kept("json en") == b"first,own"


def test_what_was_told_keeps_only_its_counts(engines):
    found, project = engines
    source = Source("县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n".encode(), "a.txt")
    report = Packed(pack(judge(source, found.of(project))), source, lambda: found.rules(project))
    kinds, size = report.kinds, report.size
    report.let_go()
    assert (report.kinds, report.size, report.path, report.source.data) == (kinds, size, "a.txt", b"")


WHOLE = b"".join(pack(failed("a", "b")).parts())


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x90", WHOLE[:-1], WHOLE + b"\0", WHOLE[:24]])
def test_damaged_bytes_are_refused(data: bytes):
    with pytest.raises(ValueError, match="not a packed report"):
        Packed(Parcel.read(data), Source(b"", "a.txt"), dict)


def test_a_damaged_head_is_refused():
    with pytest.raises(ValueError, match="not a packed report"):
        Packed(Parcel(b"\xc1", b"", b""), Source(b"", "a.txt"), dict)
