"""The folder of a run: what is in it, where, and that it says the same whenever it is made."""

from __future__ import annotations

import json
import re

import pytest

from lint.core.source import SourceError
from lint.report import page
from lint.report.folder import names, write_folder
from lint.report.summary import encode
from lint.runner import output_files
from tests.reporting import SAMPLE, checked, failed, fixed, run


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def written(tmp_path):
    def write(*reports, language="en"):
        write_folder(run(*reports, language=language), tmp_path / "out")
        return files(tmp_path / "out")

    return write


def test_each_document_has_its_text_its_diff_and_its_page(written):
    found = written(fixed(SAMPLE, "texts/a.txt"), fixed("好。\n", "texts/b.txt"))
    assert set(found) == {
        *("a.txt", "a.txt.diff", "a.txt.html", "b.txt", "b.txt.html", "index.html", "summary.json")
    }
    assert found["a.txt"].decode() == fixed(SAMPLE).patch.output
    assert found["a.txt.diff"].startswith(b"diff --git a/texts/a.txt b/texts/a.txt\n")


def test_a_diff_of_a_run_before_does_not_stay(written):
    assert "a.txt.diff" in written(fixed("中 文"))
    assert "a.txt.diff" not in written(fixed("中文"))


def test_texts_are_stored_as_their_sources_were(written):
    report = fixed(SAMPLE, newline="\r\n", encoding="gb18030")
    found = written(report)
    assert found["a.txt"] == report.patch.output.replace("\n", "\r\n").encode("gb18030")
    assert "字外之字".encode("gb18030") in found["a.txt.diff"]


def test_files_of_one_name_stay_apart(written):
    found = written(fixed("中 文", "one/a.txt"), fixed("汉 字", "two/a.txt"))
    assert found["one/a.txt"].decode() == "中文"
    assert found["two/a.txt"].decode() == "汉字"
    assert b'href="../index.html"' in found["two/a.txt.html"]
    assert b'href="two/a.txt.html"' in found["index.html"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["seeds/a.txt", "seeds/b.txt"], ["a.txt", "b.txt"]),
        (["a/x.txt", "a/b/x.txt"], ["x.txt", "b/x.txt"]),
        (["/one/x.txt", "/two/x.txt"], ["one/x.txt", "two/x.txt"]),
        (["deep/er/x.txt"], ["x.txt"]),
        (["-"], ["-"]),
        ([], []),
    ],
)
def test_names_keep_what_tells_files_apart(paths, expected):
    assert names(paths) == expected


def test_a_source_is_never_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("中 文", "utf-8")
    done = write_folder(run(fixed("中 文", str(path))), tmp_path)
    assert [file.error for file in done.files] == [
        f"{path}: is read in this run, and is not overwritten; choose another name"
    ]
    assert path.read_text("utf-8") == "中 文"
    assert set(files(tmp_path)) == {"a.txt", "index.html", "summary.json"}


@pytest.mark.parametrize("other", ["index.html", "summary.json", "a.txt.html", "a.txt.diff", "a.txt"])
@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_results_with_one_name_the_second_fails_alone(tmp_path, other, turn):
    reports = [fixed("中 文", "in/a.txt"), fixed("汉 字", f"in/{other}"), fixed("好 。", "in/z.txt")][::turn]
    done = write_folder(run(*reports), tmp_path / "out")
    bad = [file for file in done.files if file.error]
    expected = f"in/{other}" if turn == 1 or other in {"index.html", "summary.json"} else "in/a.txt"
    assert [file.path for file in bad] == [expected]
    assert "two results would have this name; rename" in bad[0].error
    found = files(tmp_path / "out")
    assert {"z.txt", "z.txt.html", "index.html", "summary.json"} <= set(found)
    rows = json.loads(found["summary.json"])["documents"]
    assert [row["path"] for row in rows if "error" in row] == [expected.removeprefix("in/")]
    assert b"two results" in found["index.html"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SourceError, match="part of the path is a file") as caught:
        write_folder(run(fixed("中 文")), tmp_path / "file" / "out")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (fixed("𠀀,", "in/bad.txt", encoding="big5"), "the cleaned text has '𠀀'"),
        (fixed("中 文", f"in/{'n' * 255}"), "the name is too long"),
    ],
)
def test_a_document_that_can_not_be_written_takes_no_other_down(written, report, why):
    found = written(fixed("汉 字", "in/a.txt"), report, fixed("好 。", "in/z.txt"))
    assert {name for name in found if name.endswith(".html")} == {"a.txt.html", "index.html", "z.txt.html"}
    error = json.loads(found["summary.json"])["documents"][1]
    assert why in error["error"]
    assert set(error) == {"path", "error"}
    assert len(json.loads(found["summary.json"])["written"]) == len(found)


def test_documents_of_earlier_runs_stay_and_are_listed_apart(written):
    first = written(fixed("中 文", "in/a.txt"), fixed("汉字。", "in/b.txt"))
    found = written(fixed("中 文", "in/c.txt"))
    assert {name: found[name] for name in first if name[0] in "ab"} == {
        name: data for name, data in first.items() if name[0] in "ab"
    }
    summary = json.loads(found["summary.json"])
    assert summary["earlier"] == [{"path": "a.txt", "diff": "a.txt.diff"}, {"path": "b.txt", "diff": None}]
    assert summary["summary"]["files"] == 1
    assert set(summary["written"]) == set(found)
    assert b'data-earlier="a.txt"' in found["index.html"]
    assert b'href="a.txt.diff"' in found["index.html"]
    again = json.loads(written(fixed("中 文", "in/a.txt"))["summary.json"])
    assert [row["path"] for row in again["earlier"]] == ["b.txt", "c.txt"]


def test_earlier_documents_that_are_gone_are_not_listed(tmp_path, written):
    written(fixed("中 文", "in/a.txt"))
    for path in (tmp_path / "out").glob("a.txt*"):
        path.unlink()
    summary = json.loads(written(fixed("中 文", "in/c.txt"))["summary.json"])
    assert "earlier" not in summary
    assert not [name for name in summary["written"] if name.startswith("a")]


@pytest.mark.parametrize("name", ["a.txt", "a.txt.diff", "a.txt.html"])
def test_what_somebody_changed_fails_its_document_alone(tmp_path, written, name):
    written(fixed("中 文", "in/a.txt"), fixed("中 文", "in/b.txt"))
    (tmp_path / "out" / name).write_text("MINE", "utf-8")
    found = written(fixed("汉 字", "in/a.txt"), fixed("汉 字", "in/b.txt"))
    assert found[name] == b"MINE"
    assert found["b.txt"].decode() == "汉字"
    first, second = json.loads(found["summary.json"])["documents"]
    assert "--force" in first["error"]
    assert "error" not in second


def test_the_diff_of_a_run_before_stays_if_somebody_changed_it(tmp_path, written):
    written(fixed("中 文"))
    (tmp_path / "out/a.txt.diff").write_text("MINE", "utf-8")
    assert written(fixed("中文"))["a.txt.diff"] == b"MINE"


@pytest.mark.parametrize("name", ["index.html", "summary.json"])
@pytest.mark.parametrize("change", [lambda _: b"MINE", lambda data: data.replace(b"a.txt", b"c.txt")])
def test_a_changed_index_or_summary_stops_the_run_before_it_writes(tmp_path, written, name, change):
    before = written(fixed("中 文"))
    before[name] = change(before[name])
    (tmp_path / "out" / name).write_bytes(before[name])
    with pytest.raises(SourceError, match=rf"{name}: holds something .* --force"):
        written(fixed("汉 字"))
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize("path", ["../x.txt", "/etc/passwd", "javascript:alert(1)", "a\0b"])
def test_a_summary_names_no_file_outside_of_its_folder(tmp_path, written, path):
    written(fixed("中 文"))
    stranger = json.loads((tmp_path / "out/summary.json").read_text("utf-8"))
    stranger["earlier"] = [{"path": path}]
    stranger["written"][path] = stranger["written"][f"{path}.html"] = "0" * 64
    (tmp_path / "out/summary.json").write_bytes(encode(stranger))
    (tmp_path / "x.txt.html").write_text("", "utf-8")
    found = written(fixed("中 文"))
    assert path not in found["summary.json"].decode()
    assert b"data-earlier" not in found["index.html"]


def test_a_file_that_failed_is_named_in_the_index_and_has_no_page(written):
    found = written(fixed("中 文", "in/a.txt"), failed("in/broken.txt"))
    assert {name for name in found if "broken" in name} == set()
    assert b"is binary, not text" in found["index.html"]
    assert json.loads(found["summary.json"])["documents"][1] == {
        "path": "broken.txt",
        "error": "is binary, not text",
    }


def test_the_summary_counts_what_was_fixed_and_what_is_left(written):
    report = fixed(SAMPLE)
    summary = json.loads(written(report, checked("汉 字。", "b.txt"))["summary.json"])
    first, second = summary["documents"]
    assert first["findings"] == first["fixed"] + first["left"] == len(report.findings)
    assert first["fixed"] == len(report.applied)
    assert sum(counts["findings"] for counts in first["by_code"].values()) == first["findings"]
    assert first["by_code"]["WRD099"] == {"findings": 1, "fixed": 0, "left": 1}
    assert (second["fixed"], second["left"], second["diff"]) == (0, 1, None)
    assert summary["summary"]["left"] == first["left"] + 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_the_same_wherever_and_whenever_it_is_made(tmp_path, language):
    def at(folder):
        path = tmp_path / folder / "a.txt"
        write_folder(run(fixed(SAMPLE, str(path)), language=language), tmp_path / folder / "out")
        return files(tmp_path / folder / "out")

    found = at("one")
    assert at("two") == found
    assert str(tmp_path).encode() not in b"".join(found.values())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_escaped_and_reach_for_nothing(written, language):
    found = written(fixed(SAMPLE), fixed('中 文<img src="x">', "a&b<c>.txt"), language=language)
    assert (b'lang="zh-Hans"' in found["index.html"]) == (language == "zh")
    for name in ("index.html", "a.txt.html", "a&b<c>.txt.html"):
        page = found[name].decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>words</b>" not in page
        assert "default-src 'none'" in page
        assert not re.search(r"""(?:src|href)=["']?(?:https?:|//)|url\(|@import""", page)


def test_pages_show_each_change_with_its_rule(written):
    page = written(fixed(SAMPLE))["a.txt.html"].decode()
    assert re.search(r'<del data-k="\d+" data-c="LAY099" [^>]*data-label="LAY099"[^>]*>↵</del>半换', page)
    assert re.search(r'<del [^>]*data-c="PUN099"[^>]*>,</del>', page)
    assert re.search(r'<ins [^>]*data-c="PUN099"[^>]*data-label="PUN099"[^>]*>，</ins>', page)
    assert re.search(r'<ins class="moved" [^>]*data-c="LAY098"[^>]*>↵↵\n图：会场</ins>', page)
    assert re.search(r'<mark data-f="\d+" data-c="WRD099"[^>]*>抗曰</mark>', page)
    assert re.search(r'<mark class="point" [^>]*data-c="STR099"[^>]*></mark>', page)
    assert "⟨200B⟩" in page


def test_long_unchanged_stretches_are_folded(written):
    lines = "".join(f"第{n}行没有改动。\n" for n in range(500))
    page = written(fixed(f"中 文。\n{lines}汉 字。\n{'长' * 5000}，中 文。\n"))["a.txt.html"].decode()
    assert page.count('<details class="fold">') == 1
    assert page.count("第250行") == 1, "folded text stands once"
    assert len(re.findall(r"<details><summary> … show 4,\d\d\d … </summary>", page)) == 2


def test_a_page_has_an_end(monkeypatch):
    monkeypatch.setattr(page, "MOST", 50)
    links = {"index": "i", "text": "t", "diff": "d"}
    html = "".join(page.render(fixed("中 文。\n" * 1000), "a.txt", "en", links))
    assert len(html) < 60_000
    assert "too much for one page. From here on see the diff.</b> (line 10)" in html


def test_files_are_written_whole_or_not_at_all(written, monkeypatch):
    seen = []
    write = output_files.write

    def note(path, *rest):
        seen.append(path.name)
        return write(path, *rest)

    monkeypatch.setattr(output_files, "write", note)
    assert set(written(fixed(SAMPLE))) == set(seen)
