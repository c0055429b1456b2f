"""Encodings that nothing tells: Chinese is read, what is foreign or too short is refused, a guess is said."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.encoding import ACCEPTED, EncodingError, named
from lint.core.source import Source, SourceError, encode
from tests.command import OCRLINT

SIMPLIFIED = "县图书馆去年开设了夜间阅览室，读者下班以后也能借书。\n"
TRADITIONAL = "縣圖書館去年開設了夜間閱覽室，讀者下班以後也能借書。\n"

KOREAN = (
    "도서관은 지난해부터 야간 열람실을 운영하기 시작했으며, 직장인들도 퇴근 후에 책을 빌릴 수 있게 되었다.",
    "大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다.",
)
JAPANESE = (
    "図書館は昨年から夜間閲覧室を開設し、仕事帰りの読者も本を借りられるようになった。",
    "国境の長いトンネルを抜けると雪国であった。夜の底が白くなった。信号所に汽車が止まった。",
)
FOREIGN = [
    *((text, encoding) for text in KOREAN for encoding in ("euc-kr", "cp949", "johab")),
    *((text, encoding) for text in JAPANESE for encoding in ("euc-jp", "shift_jis")),
    *(
        ("Библиотека в прошлом году открыла вечерний читальный зал для читателей.", encoding)
        for encoding in ("koi8-r", "cp1251", "iso8859-5", "cp866")
    ),
    ("L'été dernier, la bibliothèque a ouvert une salle où les élèves étudient à côté.", "latin-1"),
    ("Größere Änderungen müssen möglichst früh überprüft werden, schöne Grüße aus München.", "latin-1"),
    ("ห้องสมุดเปิดห้องอ่านหนังสือตอนกลางคืนเมื่อปีที่แล้ว", "tis-620"),
    ("Η βιβλιοθήκη άνοιξε πέρυσι νυχτερινό αναγνωστήριο για τους αναγνώστες.", "iso8859-7"),
]


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize(("text", "encoding"), FOREIGN)
def test_what_is_not_chinese_is_refused(text: str, encoding: str, times: int):
    data = (text + "\n").encode(encoding) * times
    with pytest.raises(SourceError, match=r"UTF-8, or name it|--encoding"):
        Source(data, "a.txt").decode()
    assert Source((text + "\n").encode() * times, "a.txt").decode().encoding == "utf-8"


@pytest.mark.parametrize(
    "text",
    [
        "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
        "张伟\n王芳\n李娜\n刘洋\n陈静\n杨帆\n赵磊\n黄丽\n",
        "北京,朝阳区\n上海,浦东新区\n广州,天河区\n重庆,渝中区\n",
        "Chapter 1\n" * 400 + SIMPLIFIED,
        SIMPLIFIED + "ひらがなとカタカナ",
    ],
)
def test_chinese_of_any_kind_is_read(text: str):
    doc = Source(text.encode("gbk"), "a.txt").decode()
    assert (doc.encoding, doc.text) == ("gb18030", text)


@pytest.mark.parametrize("place", ["negative", "../seeds"])
def test_the_texts_at_hand_are_read_in_both_encodings(place: str):
    read = 0
    for path in sorted((Path(__file__).parent / place).glob("*.txt")):
        text = path.read_text("utf-8")
        for codec, found in (("gb18030", "gb18030"), ("big5", "big5hkscs")):
            data = text.encode(codec, "ignore")
            if codec == "gb18030" or 2 * len(data) > len(text.encode("gb18030")) * 1.9:  # Traditional
                doc = Source(data, "a.txt").decode()
                assert doc.encoding == found, path
                assert encode(doc) == data
                read += 1
    assert read >= 5


@pytest.mark.parametrize("text", ["碛口", "图书馆开了。", "共 9 字：图书馆开了门"])
def test_too_few_characters_are_no_evidence(text: str):
    with pytest.raises(SourceError, match=rf"few Han .*'{text[0]}.*--encoding or `encoding`"):
        Source(text.encode("gbk"), "a.txt").decode()
    assert Source(text.encode("gbk"), "a.txt", "gbk").decode().text == text
    assert Source(text.encode(), "a.txt").decode().text == text


@given(st.text(st.sampled_from("碛口图的국あд é\n"), max_size=20))
def test_valid_utf8_and_marked_text_is_never_refused(text: str):
    assert Source(text.encode(), "a.txt").decode().encoding == "utf-8"
    for codec in ("utf-8-sig", "utf-16", "utf-32"):
        doc = Source(text.encode(codec), "a.txt", "gbk").decode()  # a mark is believed before what was said
        assert (doc.text, doc.encoding.endswith("-sig")) == (text, True)
        assert encode(doc) == text.encode(codec)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            SIMPLIFIED.encode("gbk") * 3 + b"\xff" + SIMPLIFIED.encode("gbk"),
            "GB18030 .* 0xff at offset 159, line 4",
        ),
        (b"\xff" + SIMPLIFIED.encode("gbk"), "is GB18030 but for byte 0xff at offset 0, line 1"),
        ("图书馆".encode("gbk") + b"\xff" + "开了门".encode("gbk"), "is GB18030 .* 0xff at offset 6, line 1"),
        (TRADITIONAL.encode("big5") * 2 + b"\xff", "is Big5-HKSCS but for byte 0xff at offset 106, line 3"),
        (
            SIMPLIFIED.encode() + b"\xd6" + SIMPLIFIED.encode(),
            "is UTF-8 but for byte 0xd6 at offset 79, line 2",
        ),
        (SIMPLIFIED.encode("utf-16-be"), "is UTF-16-BE without a mark; .*--encoding utf-16-be"),
    ],
)
def test_one_wrong_byte_is_named_in_the_encoding_that_fits(data: bytes, says: str):
    with pytest.raises(SourceError, match=says):
        Source(data, "a.txt").decode()


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        ("一\n啰唆的朱镕基".encode("gbk"), "gb2312", "not GB2312: byte 0x86 at offset 3, line 2"),
        (SIMPLIFIED.encode("gb18030") + "镕".encode("gbk"), "gb2312", "it is valid GB18030"),
        (SIMPLIFIED.encode(), "big5", r"not Big5: byte .* \(it is valid UTF-8\)"),
        (SIMPLIFIED.encode("gbk") + b"\xff", "gb18030", "not GB18030: byte 0xff at offset 53, line 2"),
    ],
)
def test_a_named_encoding_that_does_not_fit_is_refused_with_the_place(data: bytes, encoding: str, says: str):
    with pytest.raises(SourceError, match=says):
        Source(data, "a.txt", encoding).decode()


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (("utf8", "UTF-8", "utf-8-sig", "U8"), "utf-8"),
        (("utf-16", "UTF_16LE", "utf-16-le-sig", "unicode"), "utf-16-le"),
        (("utf16be", "UTF-16BE"), "utf-16-be"),
        (("GB18030", "gb18030-2000"), "gb18030"),
        (("cp936", "936", "GBK", "ms936"), "gbk"),
        (("gb2312", "euc-cn", "GB2312-80"), "gb2312"),
        (("BIG5", "cp950", "big5-tw"), "big5"),
        (("big5hkscs", "Big5-HKSCS", "hkscs"), "big5hkscs"),
    ],
)
def test_names_as_people_type_them(names: tuple[str, ...], meant: str):
    assert {named(name) for name in names} == {meant}


@pytest.mark.parametrize(
    "name", ["rot13", "idna", "latin-1", "euc-kr", "punycode", "hex", "ascii", "utf-7", "hz", "", "-sig"]
)
def test_other_encodings_are_an_error_that_lists_what_is_accepted(name: str):
    with pytest.raises(EncodingError, match=ACCEPTED):
        named(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(SIMPLIFIED.encode("gbk") * 2)
    (tmp_path / "b.txt").write_bytes(SIMPLIFIED.encode())
    (tmp_path / "c.txt").write_bytes(TRADITIONAL.encode("big5") * 2)
    return tmp_path


def ocrlint(folder: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [*OCRLINT, *arguments, "--language", "en"]
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False)


def test_a_guess_is_said_once_a_file_and_in_cached_runs_too(folder: Path):
    first = ocrlint(folder, "check", ".", "--output-format", "json")
    lines = first.stderr.decode().splitlines()
    assert [line.partition(", a guess")[0] for line in lines] == [
        "a.txt: no mark and not UTF-8: read as GB18030",
        "c.txt: no mark and not UTF-8: read as Big5-HKSCS",
    ]
    assert "--encoding gb18030" in lines[0]
    encodings = [file["encoding"] for file in json.loads(first.stdout)["files"]]
    assert encodings == ["gb18030", "utf-8", "big5hkscs"]
    again = ocrlint(folder, "check", ".", "--output-format", "json")
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    assert ocrlint(folder, "check", ".", "--quiet").stderr == b""


def test_the_settings_pin_the_encoding_and_the_command_line_goes_before(folder: Path):
    (folder / "short.txt").write_bytes("碛口".encode("gbk"))
    refused = ocrlint(folder, "check", "short.txt", "--quiet")
    assert (refused.returncode, b"short.txt: has too few Han" in refused.stderr) == (2, True)
    (folder / "ocrlint.toml").write_text('encoding = "CP936"', "utf-8")
    pinned = ocrlint(folder, "check", "short.txt", "a.txt")
    assert (pinned.returncode, pinned.stderr) == (0, b"")
    assert ocrlint(folder, "fix", "-", data="碛口".encode("gbk")).stdout == "碛口".encode("gbk")
    told = ocrlint(folder, "check", "c.txt", "--encoding", "big5", "--output-format", "json")
    assert json.loads(told.stdout)["files"][0]["encoding"] == "big5"


def test_a_name_in_the_settings_that_means_nothing_is_an_error(folder: Path):
    (folder / "ocrlint.toml").write_text('encoding = "rot13"', "utf-8")
    done = ocrlint(folder, "check", "a.txt")
    assert done.returncode == 2
    assert b"ocrlint.toml: encoding: 'rot13'" in done.stderr
    assert ACCEPTED.encode() in done.stderr
