"""Writing: a file is there whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core import writing
from lint.core.source import SourceError
from lint.core.writing import ANYTHING, OccupiedError, remove, write

OLD = sha256(b"old").hexdigest()


def test_writing_keeps_permissions_and_leaves_nothing_else(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new", {OLD})
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path):
    (tmp_path / "usual.txt").write_bytes(b"")
    write(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


def test_writing_follows_a_link(tmp_path: Path):
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write(link, b"new", {OLD})
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["folder", "missing/a.txt", "file/a.txt"])
def test_a_failed_write_leaves_nothing(tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(SourceError, match="can't be written"):
        write(tmp_path / name, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"old"


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(path, b"new", {OLD})
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_stays_a_pipe(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, b"x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@given(
    present=st.none() | st.sampled_from([b"", b"1", b"2"]),
    data=st.sampled_from([b"", b"1", b"3"]),
    known=st.sets(st.sampled_from([b"", b"1", b"2"])) | st.none(),
    new=st.booleans(),
)
def test_only_what_is_known_is_replaced(
    *, present: bytes | None, data: bytes, known: set[bytes] | None, new: bool
):
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        if present is not None:
            path.write_bytes(present)
        permitted = known is None or present in known if present is not None else new
        digests = ANYTHING if known is None else {digest(one) for one in known}
        told: list[str] = []
        try:
            assert write(path, data, digests, told.append, new=new) == digest(data)
            assert permitted or present == data
            assert path.read_bytes() == data
            assert told == ([] if present == data else [digest(data)])
        except OccupiedError:
            assert not permitted
            assert (path.read_bytes() if path.exists() else None) == present
        assert [one.name for one in Path(folder).iterdir()] == ["a.txt"] * path.exists()


@pytest.mark.parametrize("before", [None, b"old"])
def test_what_comes_there_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
):
    path = tmp_path / "a.txt"
    if before is not None:
        path.write_bytes(before)
    mode, link = writing._mode, os.link

    def meddle(*_: object) -> int:
        path.write_bytes(b"mine")
        return mode(path)

    def meddle_later(*arguments: str) -> None:
        path.write_bytes(b"mine")
        link(*arguments)

    if before is None:
        monkeypatch.setattr(os, "link", meddle_later)
    else:
        monkeypatch.setattr(writing, "_mode", meddle)
    with pytest.raises(OccupiedError, match="--force"):
        write(path, b"new", {OLD})
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: str) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(SourceError, match="can't be written"):
        write(tmp_path / "b.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_only_what_is_known_is_removed(tmp_path: Path):
    path = tmp_path / "a.txt"
    remove(path, {OLD})
    path.write_bytes(b"mine")
    remove(path, {OLD})
    assert path.read_bytes() == b"mine"
    path.write_bytes(b"old")
    remove(path, {OLD})
    assert not path.exists()
