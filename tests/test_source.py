"""Bytes to text and back: what is read can be written as it was, and what is no text is refused."""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.source import Source, SourceError, encode, read

SIMPLIFIED = "县图书馆去年开设了夜间阅览室，读者下班以后也能借书。"
TRADITIONAL = "縣圖書館去年開設了夜間閱覽室，讀者下班以後也能借書。"


def stored_again(data: bytes) -> bytes:
    doc = Source(data, "a.txt").decode()
    return encode(doc)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"", "utf-8", ""),
        (SIMPLIFIED.encode(), "utf-8", SIMPLIFIED),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8-sig", SIMPLIFIED),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16-le-sig", SIMPLIFIED),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be-sig", SIMPLIFIED),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), "utf-32-le-sig", SIMPLIFIED),
        (SIMPLIFIED.encode("gbk"), "gb18030", SIMPLIFIED),
        (TRADITIONAL.encode("gbk"), "gb18030", TRADITIONAL),
        (TRADITIONAL.encode("big5"), "big5hkscs", TRADITIONAL),
        ("图书馆今天开到夜里十点。".encode("gbk"), "gb18030", "图书馆今天开到夜里十点。"),
        ("圖書館今天開到夜裡十點。".encode("big5"), "big5hkscs", "圖書館今天開到夜裡十點。"),
        (("Chapter 1\n" * 50 + SIMPLIFIED).encode("gbk"), "gb18030", "Chapter 1\n" * 50 + SIMPLIFIED),
    ],
)
def test_the_encoding_is_found_and_kept(data: bytes, encoding: str, text: str):
    doc = Source(data, "a.txt").decode()
    assert (doc.encoding, doc.text) == (encoding, text)
    assert encode(doc) == data


@pytest.mark.parametrize(
    ("data", "newline", "text"),
    [
        (b"a\nb\n", "\n", "a\nb\n"),
        (b"a\r\nb\r\n", "\r\n", "a\nb\n"),
        (b"a\rb", "\r", "a\nb"),
        (b"a\r\nb\n", "\n", "a\r\nb\n"),
        (b"a\rb\r\n", "\n", "a\rb\r\n"),
        (b"a\r\r\n", "\n", "a\r\r\n"),
        (b"a\n\r\n\r", "\n", "a\n\r\n\r"),
    ],
)
def test_line_ends_of_one_kind_become_plain(data: bytes, newline: str, text: str):
    doc = Source(data, "a.txt").decode()
    assert (doc.newline, doc.text) == (newline, text)
    assert encode(doc) == data


@given(st.text(st.sampled_from("a中\n\r。，\u3000𠀀\ufeff"), max_size=30), st.sampled_from(["", "\ufeff"]))
def test_utf8_comes_back_byte_for_byte(text: str, mark: str):
    data = (mark + text).encode()
    assert stored_again(data) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_text_that_comes_back_or_are_refused(data: bytes):
    with suppress(SourceError):
        doc = Source(data, "a.txt").decode()
        assert encode(doc) == data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SIMPLIFIED.encode()[:-1], "offset 75, line 1"),
        (f"一\n二{SIMPLIFIED}".encode() + b"\xff" + SIMPLIFIED.encode(), "0xff at offset 85, line 2"),
        (b"plain words\xff and more of them", "0xff at offset 11, line 1"),
        ("déjà vu".encode("latin-1"), "offset 1"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\0" * 100, "binary"),
        (SIMPLIFIED.encode("utf-16-le"), "is UTF-16-LE without a mark"),
        ("plain words".encode("utf-16-le"), "binary"),
        (codecs.BOM_UTF16_LE + b"a", "not UTF-16-LE: byte 0x61 at offset 2"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8", "at offset 4"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, says: str):
    with pytest.raises(SourceError, match=says):
        Source(data, "a.txt").decode()


def test_a_stray_nul_is_damage_and_not_a_binary_file():
    assert "\0" in Source((SIMPLIFIED + "\0" + SIMPLIFIED).encode(), "a.txt").decode().text


def test_reading_says_why_not(tmp_path: Path):
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "a.txt")
    with pytest.raises(SourceError, match="is a device"):
        read(Path(os.devnull))
