"""The folder of a run: what is in it, where, and that it says the same whenever it is made."""

from __future__ import annotations

import json
import re

import pytest

from lint import writing
from lint.report import page
from lint.report.folder import names, write_folder
from lint.source import SourceError
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
    with pytest.raises(SourceError, match=r"a\.txt: is a source"):
        write_folder(run(fixed("中 文", str(path))), tmp_path)
    assert path.read_text("utf-8") == "中 文"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("other", ["index.html", "a.txt.html", "a.txt.diff"])
def test_results_do_not_overwrite_each_other(tmp_path, other):
    with pytest.raises(SourceError, match="two results"):
        write_folder(run(fixed("中 文", "in/a.txt"), fixed("汉 字", f"in/{other}")), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SourceError, match="can't be made") as caught:
        write_folder(run(fixed("中 文")), tmp_path / "file" / "out")
    assert "\n" not in str(caught.value)


def test_a_text_that_its_encoding_cannot_hold_names_its_file(tmp_path):
    with pytest.raises(SourceError, match=r"^a\.txt: the cleaned text has '𠀀'"):
        write_folder(run(fixed("𠀀,", encoding="big5")), tmp_path)


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
    write = writing.write
    monkeypatch.setattr(writing, "write", lambda path, data: (seen.append(path.name), write(path, data)))
    assert set(written(fixed(SAMPLE))) == set(seen)
