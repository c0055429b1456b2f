"""What no fix touched keeps its bytes, in every encoding and whatever its codes are."""

from __future__ import annotations

import codecs
import subprocess
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.byte_exact import exact
from lint.core.encoding import NAMES, codec, mark
from lint.core.patches import Change, Patch
from lint.core.report_data import FileReport
from lint.core.source import Source, SourceError, encode
from lint.report.diff import stored
from tests.command import OCRLINT
from tests.test_patches import changes

TWICE = bytes.fromhex("a1fea240a27ea2a1a2a2a2a3a2a4a2a5a2a6a2a7a2cca2ce")
"""The codes of Big5-HKSCS for characters that have another code, which encoding gives."""

TWICE_950 = bytes.fromhex("a2cca2cef9e9f9eaf9ebf9f9f9faf9fbf9fcf9fd")
FAULTY = "縣圖書館去年開設了夜間閱覽室,讀者下班以後也能借書。"


def pairs(encoding: str) -> list[bytes]:
    """Every code of two bytes in an older encoding."""
    codes = (bytes(pair) for pair in product(range(0x81, 0xFF), range(0x40, 0xFF)))
    return [code for code in codes if decodes(code, codec(encoding))]


def decodes(code: bytes, name: str) -> bool:
    try:
        return bool(code.decode(name))
    except UnicodeDecodeError:
        return False


def all_codes(encoding: str) -> bytes:
    """Every code of `encoding` once, those of two bytes 40 a line."""
    if encoding in PAIRS:
        codes = pairs(encoding)
        lines = (b"".join(codes[start : start + 40]) for start in range(0, len(codes), 40))
        return bytes(range(0x80)) + b"\n".join(lines)
    points = (*range(0xD800), *range(0xE000, 0x110000))  # there one code is one character
    return "".join(map(chr, points)).encode(codec(encoding))


PAIRS = {"gbk": 21791, "gb2312": 7445, "big5": 13752, "big5hkscs": 18402}
"""How many codes of two bytes there are."""


@pytest.mark.parametrize(("encoding", "count"), PAIRS.items())
def test_every_code_is_there(encoding: str, count: int):
    assert len(pairs(encoding)) == count


@pytest.mark.parametrize("sign", ["", "-sig"])
@pytest.mark.parametrize("encoding", NAMES)
def test_every_code_comes_back_round_a_fix(encoding: str, sign: str):
    name = codec(encoding)
    if sign and not name.startswith("utf"):
        sign = ""
    begin = mark(encoding + sign)
    inside = all_codes(encoding)
    before, after, new = ("甲,乙\n".encode(name), "丙,丁".encode(name), "，".encode(name))
    data = begin + before + inside + after
    doc = Source(data, "a.txt", encoding).decode()
    assert doc.encoding == encoding + sign
    edits = [(1, 2), (len(doc.text) - 2, len(doc.text) - 1)]
    patch = Patch(doc.text, [Change(*edit, "，") for edit in edits])
    comma = ",".encode(name)
    assert encode(doc) == data
    assert encode(doc, patch) == begin + before.replace(comma, new) + inside + after.replace(comma, new)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("encoding", "codes"), [("big5hkscs", TWICE), ("big5", TWICE_950)])
def test_the_other_codes_of_big5_stay(tmp_path: Path, encoding: str, codes: bytes, newline: str):
    end = newline.encode()
    lines = [codes, b"\xa4\xa4,", codes + b"\xa4\xa4", b"", codes * 2, b"," + codes, codes, codes]
    data = end.join(lines)
    doc = Source(data, "a.txt", encoding).decode()
    commas = [at for at, char in enumerate(doc.text) if char == ","]
    patch = Patch(doc.text, [Change(at, at + 1, "，") for at in commas])
    cleaned = data.replace(b",", b"\xa1A")
    assert encode(doc, patch) == cleaned
    diff = b"".join(stored(FileReport(doc, patch=patch), "a.txt"))
    for tool in (["git", "-c", "core.autocrlf=false", "apply", "-"], ["patch", "--binary", "-p1"]):
        (tmp_path / "a.txt").write_bytes(data)
        subprocess.run(tool, cwd=tmp_path, input=diff, check=True, capture_output=True)
        assert (tmp_path / "a.txt").read_bytes() == cleaned


@st.composite
def patched(draw):
    """Big5 as a list of codes, and changes that put in other text or move it."""
    code = st.sampled_from([*(TWICE[at : at + 2] for at in range(0, 24, 2)), b"\xa4Q", b"\xa4\xa4", b"\n"])
    codes = draw(st.lists(code, max_size=30))
    text = b"".join(codes).decode("big5hkscs")
    return codes, draw(changes(text))


@given(patched())
def test_any_patch_of_big5_keeps_what_it_does_not_touch(case: tuple[list[bytes], list[Change]]):
    codes, edits = case
    doc = Source(b"".join(codes), "a.txt", "big5hkscs").decode()
    expected, at = b"", 0
    for edit in edits:
        moved = (
            codes[edit.origin : edit.origin + len(edit.text)] if edit.origin >= 0 else [edit.text.encode()]
        )
        expected += b"".join([*codes[at : edit.start], *moved])
        at = edit.end
    expected += b"".join(codes[at:])
    assert encode(doc, Patch(doc.text, edits)) == expected


def test_a_change_takes_over_the_codes_of_what_it_writes_again():
    doc = Source(
        b"\xa2\xcc,\xa4Q,\xa2\xce", "a.txt", "big5"
    ).decode()  # 十,十,卅, of which two in other codes
    again = Patch(doc.text, [Change(0, len(doc.text), "十，十，卅")])
    assert encode(doc, again) == b"\xa2\xcc\xa1A\xa4Q\xa1A\xa2\xce"
    fewer = Patch(doc.text, [Change(0, len(doc.text), "十卅")])
    assert encode(doc, fewer) == b"\xa4Q\xa2\xce"


def test_two_characters_of_one_code_stay_together_or_are_refused():
    doc = Source(b"\x88\x62,\x88\x62", "a.txt", "big5hkscs").decode()  # a letter and its accent, twice
    assert encode(doc, Patch(doc.text, [Change(2, 3, "")])) == b"\x88\x62\x88\x62"
    assert encode(doc, Patch(doc.text, [Change(1, 2, "")])) == b"\x88\x66,\x88\x62"
    with pytest.raises(SourceError, match=r"U\+0304.*, which Big5-HKSCS can't store"):
        encode(doc, Patch(doc.text, [Change(0, 1, "")]))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_character_that_can_not_be_stored_is_named_with_its_place(newline: str):
    data = b"\xa4\xa4" + newline.encode() + b"\xa2\xcc,"
    doc = Source(data, "a.txt", "big5").decode()
    with pytest.raises(SourceError, match=rf"U\+1F600\) at offset {data.index(b',')}, line 2, which Big5 "):
        encode(doc, Patch(doc.text, [Change(3, 4, "😀")]))
    with pytest.raises(SourceError, match="UTF-8 first"):
        b"".join(stored(FileReport(doc, patch=Patch(doc.text, [Change(3, 4, "😀")]))))


def test_nothing_is_made_ready_where_encoding_is_enough():
    doc = Source(FAULTY.encode("gbk"), "a.txt", "gbk").decode()
    patch = Patch(doc.text, [Change(0, 1, "")])
    assert exact(doc, patch).patch is patch


def run(folder: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [*OCRLINT, "fix", "--isolated", "--select", "PUN", *arguments]
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False)


def test_the_command_keeps_the_bytes_of_big5_and_its_diffs_apply(tmp_path: Path):
    line = "四月二".encode("big5") + b"\xa2\xcc\xa4\xe9\xa1\xfe" + "的公報。\r\n".encode("big5")
    data = line * 3 + FAULTY.encode("big5") + b"\n" + line * 4
    cleaned = data.replace(b",", b"\xa1A")
    path = tmp_path / "公報.txt"  # the name of a file has its own encoding
    path.write_bytes(data)
    assert run(tmp_path, "-", data=data).stdout == cleaned
    diff = run(tmp_path, "--diff", path.name).stdout
    assert run(tmp_path, path.name, "--output-dir", "out").returncode == 0
    assert (tmp_path / "out" / path.name).read_bytes() == cleaned
    assert (tmp_path / "out" / f"{path.name}.diff").read_bytes() == diff
    git = ["git", "-c", "core.autocrlf=false", "apply", "-"]
    subprocess.run(git, cwd=tmp_path, input=diff, check=True)
    assert path.read_bytes() == cleaned
    path.write_bytes(data)
    assert run(tmp_path, path.name, "--in-place").returncode == 0
    assert path.read_bytes() == cleaned


def test_a_diff_that_can_not_be_stored_is_an_error_of_its_file_only(tmp_path: Path):
    (tmp_path / "own.toml").write_text(
        '[[rule]]\ncode = "WRD900"\nname = "own-word"\nsafety = "suggested"\ntriggers = ","\nfind = ","\n'
        'put = "😀"\ndocs = "Ours."\nmessage = { en = "found", zh = "见" }\n',
        "utf-8",
    )
    (tmp_path / "ocrlint.toml").write_text('rulesets = ["own.toml"]\nselect = ["WRD900"]', "utf-8")
    (tmp_path / "a.txt").write_bytes(FAULTY.encode("big5"))
    (tmp_path / "b.txt").write_bytes(codecs.BOM_UTF8 + FAULTY.encode())
    command = [*OCRLINT, "fix", "--diff", "--suggested", "a.txt", "b.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"ocrlint: a.txt: the cleaned text has" in done.stderr
    assert done.stdout.startswith(b"diff --git a/b.txt b/b.txt\n")
