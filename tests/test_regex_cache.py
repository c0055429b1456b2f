"""Patterns of an earlier run are taken over as they were, and only from a file that is whole."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from lint.core import regex_cache
from lint.core.regex_cache import LONGEST, kept_patterns, shared_classes

HAN = r"(?P<mark>[一-鿿]+)(?<=第.)\d{1,3}|[^、。]*?(?i:abc)"
TEXT = "第一百12章，第3、ABC"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept.patterns"
    monkeypatch.setattr(regex_cache, "_place", lambda: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return path


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that had to be compiled."""
    patterns: list[str] = []
    original = re._compiler.compile

    def note(pattern, flags=0):
        patterns.append(pattern)
        return original(pattern, flags)

    monkeypatch.setattr(re._compiler, "compile", note)
    return patterns


def found(pattern: str, flags: int = 0) -> list[object]:
    """What the pattern finds in a run of its own."""
    re.purge()
    with kept_patterns():
        compiled = re.compile(pattern, flags)
    assert (compiled.pattern, compiled.flags & ~re.UNICODE) == (pattern, flags)
    return [compiled.groupindex, *((match.span(), match.groups()) for match in compiled.finditer(TEXT))]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE | re.DOTALL])
def test_a_kept_pattern_finds_the_same(anew, flags: int):
    assert found(HAN, int(flags)) == found(HAN, int(flags))
    assert anew == [HAN]


def test_flags_are_part_of_a_pattern(anew):
    found("abc")
    assert len(found("abc", int(re.IGNORECASE))) == 2
    assert anew == ["abc", "abc"]


def test_re_is_as_before():
    original = re._compiler.compile, re._compiler._sre
    with pytest.raises(re.error), kept_patterns():
        re.compile("(")
    assert (re._compiler.compile, re._compiler._sre) == original


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_damaged_file_is_none(anew, place: Path, at: int):
    before = found(HAN)
    data = bytearray(place.read_bytes())
    data[at] ^= 1
    place.write_bytes(data)
    assert found(HAN) == before
    assert anew == [HAN, HAN]


def test_what_another_python_wrote_does_not_count(anew, monkeypatch: pytest.MonkeyPatch):
    found(HAN)
    monkeypatch.setattr(sys, "version", "another")
    found(HAN)
    assert anew == [HAN, HAN]


def test_nothing_is_written_where_python_writes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    found(HAN)
    assert not place.exists()


def test_a_folder_that_can_not_be_written_only_costs_time(place: Path):
    place.mkdir()
    assert found(HAN)


def test_the_patterns_of_a_lexicon_are_not_kept(place: Path):
    found("a" * (LONGEST + 1))
    assert not place.exists()


@pytest.mark.parametrize("missing", ["_sre", "compile", "_optimize_charset"])
def test_a_python_without_these_parts_compiles_as_ever(monkeypatch: pytest.MonkeyPatch, missing: str):
    class Other:
        def __getattr__(self, name: str) -> object:
            if name == missing:
                raise AttributeError(name)
            return getattr(re._compiler, name)

    monkeypatch.setattr(regex_cache, "_compiler", Other())
    re.purge()
    with kept_patterns(), shared_classes():
        assert re.compile(HAN).search(TEXT)


def test_classes_are_shared():
    re.purge()
    with shared_classes():
        shared = [re.compile(f"[一-鿿]{tail}").findall(TEXT) for tail in ("", "+")]
    re.purge()
    assert shared == [re.compile(f"[一-鿿]{tail}").findall(TEXT) for tail in ("", "+")]
