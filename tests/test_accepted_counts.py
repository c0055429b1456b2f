"""Corpus memory: what is learnt is counted, stored whole, and believed only when undamaged."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.analysis.language import accepted_counts
from lint.cli.main import main
from lint.core.document import Document
from lint.core.writing import ANYTHING
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules

TEXT = "栖霞镇的茭白产业发展很快，茭白种植面积逐年增加。"


def learnt(*texts: str) -> accepted_counts.Memory:
    return accepted_counts.learn(accepted_counts.empty(), texts)


def test_counts_add_up():
    store = accepted_counts.learn(learnt(TEXT), [TEXT, "无关"])
    assert store.get("茭白种") == 2
    assert store.get("白种植") == 2
    assert store.get("没见过") == 0
    assert (store.texts, store.characters) == (3, 2 * len(TEXT) + 2)


def test_familiar_pairs_take_no_room():
    assert "产业" not in learnt(TEXT).counts()
    assert learnt(TEXT).get("茭白") == 2


def test_grams_do_not_cross_marks():
    assert learnt("茭白，种植").counts().keys() == {"茭白"}


@given(st.lists(st.text(alphabet="茭白种植栖霞，。\n a", max_size=40), max_size=4))
def test_order_and_batches_do_not_matter(texts):
    at_once = learnt(*texts)
    one_by_one = accepted_counts.empty()
    for text in reversed(texts):
        one_by_one = accepted_counts.learn(one_by_one, [text])
    assert at_once.counts() == one_by_one.counts()


def test_the_rarest_go_first(monkeypatch):
    monkeypatch.setattr(accepted_counts, "MOST", 3)
    store = learnt("茭白种植", "茭白种", "茭白种")
    assert len(store) == 3
    assert store.get("茭白种") == 3


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "accepted.memory"
    accepted_counts.write(learnt(TEXT), path)
    again = accepted_counts.read(path)
    assert again.counts() == learnt(TEXT).counts()
    assert (again.texts, again.characters) == (1, len(TEXT))
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_texts_make_the_same_file(tmp_path):
    accepted_counts.write(learnt(TEXT, "栖霞"), tmp_path / "one")
    accepted_counts.write(learnt("栖霞", TEXT), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _: b"", "no memory"),
        (lambda data: b"\x00\xff" + data, "no memory"),
        (lambda data: data.replace(b"ocrlint-memory", b"someone-else's"), "no memory"),
        (lambda data: data.replace(b'"version":1', b'"version":9'), "version 9"),
        (lambda data: data[:-1], "damaged"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "damaged"),
        (lambda data: data + b"more", "damaged"),
    ],
)
def test_other_files_are_refused(tmp_path, damage, said):
    path = tmp_path / "m"
    accepted_counts.write(learnt(TEXT), path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(accepted_counts.MemoryFileError, match=said):
        accepted_counts.read(path)


def test_nothing_but_counts_is_kept(tmp_path):
    path = tmp_path / "m"
    accepted_counts.write(learnt("甲方代表签字处"), path)
    head, _, data = path.read_bytes().partition(b"\n")
    assert set(json.loads(head)) == {"format", "version", "texts", "characters", "grams", "blake2b"}
    assert "甲方代表签字处".encode() not in data


def test_a_missing_file_is_named():
    with pytest.raises(accepted_counts.MemoryFileError, match=r"nowhere/m: there is no such file"):
        accepted_counts.recall("nowhere/m")


def test_a_changed_file_is_read_again(tmp_path):
    path = tmp_path / "m"
    accepted_counts.write(learnt(TEXT), path)
    assert accepted_counts.recall(str(path)).texts == 1
    accepted_counts.write(learnt(TEXT, TEXT), path, ANYTHING)
    os.utime(path, ns=(1, 1))
    assert accepted_counts.recall(str(path)).texts == 2


def test_accepted_text_is_not_doubted(tmp_path):
    doubted = "工作尚末完成，不能验收。"

    def codes(**options: object) -> set[str]:
        engine = Engine(select_rules("ocr", options, select=["WRD001"]))
        return {finding.code for finding in engine.check(Document(doubted))}

    assert codes() == {"WRD001"}
    path = tmp_path / "m"
    accepted_counts.write(learnt(doubted, doubted, doubted), path)
    assert codes(memory=str(path)) == set()


@pytest.fixture
def learn(capsys):
    """Run `ocrlint learn`; gives the exit code and what was said on stderr."""

    def run(*arguments: object) -> tuple[int | str | None, str]:
        with pytest.raises(SystemExit) as stop:
            main(["learn", "--no-config", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert out == ""
        return stop.value.code, err

    return run


def test_the_command_adds_to_the_file(tmp_path, learn):
    text, store = tmp_path / "a.txt", tmp_path / "m"
    text.write_text(TEXT, "utf-8")
    code, said = learn(text, "--memory", store, "--language", "en")
    assert code == 0
    assert "1 texts learnt" in said
    assert learn(text, "--memory", store, "-q") == (0, "")
    assert accepted_counts.read(store).get("茭白种") == 2


def test_the_command_says_what_is_wrong(tmp_path, learn):
    text, store = tmp_path / "a.txt", tmp_path / "m"
    text.write_text(TEXT, "utf-8")
    store.write_text("something else")
    for arguments, said in [
        ([text], "--memory"),
        ([text, "--memory", store], "no memory of ocrlint"),
        ([text, "--memory", tmp_path], "folder"),
        ([tmp_path / "missing.txt", "--memory", tmp_path / "new"], "missing.txt"),
    ]:
        code, err = learn(*arguments)
        assert code == 2
        assert said in err
        assert "Traceback" not in err
    assert not (tmp_path / "new").exists()
    assert store.read_text() == "something else"
