"""A review without a face: what is on disk after each key, undo, restarts, colleagues, changed sources."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest

from lint.decisions.events import decode
from lint.decisions.folding import fold
from lint.decisions.store import decisions_of
from lint.review.session import Session
from lint.runner.discovery import find
from lint.settings.config import Projects
from tests.command import OCRLINT

ONE = "县图书馆去年开设了夜间阅览室，读\n者下班以后也能借书。\n"


@pytest.fixture
def folder(root, tmp_path):
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    return tmp_path / "seeds"


@pytest.fixture
def small(folder):
    """The shorter ones of the documents."""
    for path in folder.glob("00[12]*"):
        path.unlink()
    return folder


def opened(folder, by="甲", profile="scan", **options):
    return Session(find([folder], Projects(profile=profile, fixed=None), ()), by, "en", **options)


def events(folder):
    return {path.name: decode(path.read_bytes()).events for path in sorted(folder.glob("*.decisions.jsonl"))}


def folded(folder):
    return {
        name: [(d.verdict, d.event.id, d.event.to) for d in fold(found)]
        for name, found in events(folder).items()
        if fold(found)
    }


def ocrlint(*arguments, cwd):
    return subprocess.run(
        [*OCRLINT, *arguments, "--no-config"], cwd=cwd, capture_output=True, text=True, check=False
    )


def seen(session):
    board = session.state.board
    return {key: board.verdict(key) for key in board.cards}, session.state.here, board.opened()


def test_a_group_of_42_and_undo_leave_nothing(folder):
    session = opened(folder)
    assert session.state.group.size == 42
    before = seen(session)
    session.press("A")
    assert sum(map(len, events(folder).values())) == 42
    assert session.left == before[2] - 42
    session.press("u")
    assert folded(folder) == {}
    assert seen(session)[0] == before[0]
    assert ocrlint("decisions", "compact", ".", "--profile", "scan", cwd=folder).returncode == 0
    assert list(folder.glob("*.decisions.jsonl")) == []


def test_compacting_after_undo_gives_the_file_as_it_was(folder):
    session = opened(folder)
    session.press("a")
    ocrlint("decisions", "compact", ".", "--profile", "scan", cwd=folder)
    files = {path.name: path.read_bytes() for path in folder.glob("*.decisions.jsonl")}
    session = opened(folder)
    session.press("A")
    session.press("u")
    ocrlint("decisions", "compact", ".", "--profile", "scan", cwd=folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*.decisions.jsonl")} == files


def test_exclude_one_and_accept_changes_41_places(folder):
    session = opened(folder)
    session.press("x")
    session.press("A")
    assert sum(map(len, events(folder).values())) == 41
    done = ocrlint("check", ".", "--profile", "scan", "--output-format", "json", "--no-cache", cwd=folder)
    assert done.stdout.count('"verdict":"accept"') == 41
    plain = ocrlint("fix", ".", "--select", "ENC999,LAY002", "--diff", cwd=folder)
    assert plain.returncode in {1, 2}


def test_decisions_hold_when_2000_characters_are_put_in_above(folder):
    session = opened(folder)
    session.press("A")
    for path in folder.glob("*.txt"):
        path.write_bytes(("甲乙丙丁。" * 400 + "\n\n").encode() + path.read_bytes())
    done = ocrlint("decisions", "status", ".", "--profile", "scan", cwd=folder)
    counts = [int(line.split()[1]) for line in done.stdout.splitlines()]
    assert sum(counts) == 42
    assert all("applied" in line for line in done.stdout.splitlines())


def test_deletions_and_single_characters_work_in_bulk(tmp_path):
    for number in range(3):
        text = f"第{number}段说他们在县里参加了抗曰战争，后来回到了家乡{number}。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    (tmp_path / "ocrlint.toml").write_text('rulesets = ["own.toml"]\nselect = ["USR"]\n', "utf-8")
    (tmp_path / "own.toml").write_text(
        '[[rule]]\ncode = "USR001"\nname = "wrong-word"\ntriggers = "曰"\nfind = "曰"\nput = "日"\n'
        'docs = "x"\nmessage = { en = "x", zh = "x" }\n'
        '[[rule]]\ncode = "USR002"\nname = "stray-word"\ntriggers = "了"\nfind = "(?<=加)了"\nput = ""\n'
        'docs = "x"\nmessage = { en = "x", zh = "x" }\n',
        "utf-8",
    )
    session = Session(find([tmp_path], Projects(), ()), "甲", "en")
    assert session.left == 6
    session.press("A")
    session.press("A")
    assert session.left == 0
    subprocess.run([*OCRLINT, "fix", ".", "--in-place", "-q"], cwd=tmp_path, check=True)
    assert (tmp_path / "1.txt").read_text("utf-8") == "第1段说他们在县里参加抗日战争，后来回到了家乡1。\n"
    assert subprocess.run([*OCRLINT, "check", "."], cwd=tmp_path, check=False).returncode == 0


KEYS = ["a", "r", "x", "A", "u", "U", "s", "A", "J", "r", "u", "u"]


def test_a_review_that_is_closed_after_any_key_goes_on_where_it_was(small):
    once = opened(small)
    for key in KEYS:
        once.press(key)
        once.look()
        again = opened(small)
        assert seen(again)[0] == seen(once)[0], key
        assert again.left == once.left
        assert len(again.state.history._done) == len(once.state.history._done), key
    while once.state.history._done:
        once.press("u")
    assert folded(small) == {}


def test_undo_reaches_over_a_restart(small):
    session = opened(small)
    for key in "aA":
        session.press(key)
    again = opened(small)
    again.press("u")
    again.press("u")
    assert folded(small) == {}
    again.press("U")
    assert sum(map(len, folded(small).values())) == 1


def test_what_was_answered_is_on_disk_when_the_process_is_killed(small):
    script = (
        "import sys, os, signal\n"
        "from tests.review.test_session import opened\n"
        "from pathlib import Path\n"
        "session = opened(Path(sys.argv[1]))\n"
        "for key in sys.argv[2]:\n    session.press(key)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(small), "aArxA"],
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert killed.returncode == -signal.SIGKILL
    here = small.parent / "whole"
    here.mkdir()
    for path in small.glob("*.txt"):
        shutil.copy(path, here)
    whole = opened(here)
    for key in "aArxA":
        whole.press(key)
    whole.look()
    assert seen(opened(small))[0] == seen(whole)[0]


def test_a_line_that_was_cut_off_is_named_and_the_next_one_is_whole(small):
    session = opened(small)
    session.press("a")
    path = next(small.glob("*.decisions.jsonl"))
    path.write_bytes(path.read_bytes() + b'{"id":"x","verd')
    session = opened(small)
    session.press("A")
    log = decode(path.read_bytes())
    assert [number for number, _ in log.faults] == [2]
    done = ocrlint("check", path.name.removesuffix(".decisions.jsonl"), "-q", "--no-cache", cwd=small)
    assert "no decision on line 2" in done.stderr


def test_two_parts_are_disjoint_and_together_all(folder):
    parts = [set(opened(folder, part=(number, 3)).state.board.cards) for number in (1, 2, 3)]
    whole = set(opened(folder).state.board.cards)
    assert set.union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)


def test_two_copies_with_parts_become_their_union(small):
    copies = [small.parent / name for name in ("one", "two")]
    for number, copy in enumerate(copies, 1):
        shutil.copytree(small, copy)
        session = opened(copy, by=f"人{number}", part=(number, 2))
        while session.left:
            session.press("A")
    for path in small.glob("*.txt"):
        data = b"".join(decisions_of(copy / path.name) for copy in copies)
        path.with_name(path.name + ".decisions.jsonl").write_bytes(data)
    expected = {d[1] for copy in copies for found in folded(copy).values() for d in found}
    ocrlint("decisions", "compact", ".", "--profile", "scan", cwd=small)
    assert {d[1] for found in folded(small).values() for d in found} == expected
    board = opened(small, by="丙").state.board
    arisen = [card for key, card in board.cards.items() if board.is_open(key)]
    assert all(card.causes for card in arisen)  # only what the decisions of both brought about
    assert len(arisen) <= 1


def test_contrary_verdicts_are_listed_and_neither_is_applied(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, "utf-8")
    for by, key in (("甲", "a"), ("乙", "r")):
        session = opened(tmp_path, by=by, profile="ocr", with_safe=True)
        assert session.state.board.cards
        session.state.go(next(iter(session.state.board.cards)))
        session.press(key)
    status = ocrlint("decisions", "status", ".", cwd=tmp_path).stdout
    assert "people differ" in status
    assert "甲: accept" in status
    assert "乙: reject" in status
    ocrlint("fix", ".", "-q", cwd=tmp_path)
    assert (tmp_path / "a.fixed.txt").read_text("utf-8") == ONE
    (tmp_path / "a.fixed.txt").unlink()
    third = opened(tmp_path, by="丙", profile="ocr", with_safe=True)
    assert third.left == 1
    third.press("a")
    assert third.left == 0
    assert "1 applied" in ocrlint("decisions", "status", ".", cwd=tmp_path).stdout


def test_a_second_review_sees_what_the_first_does(small):
    one, two = opened(small), opened(small, by="乙")
    one.press("A")
    one.look()
    two.look()
    assert two.left == one.left
    two.press("r")
    one.look()
    assert one.left == two.left


def test_a_source_that_changes_is_read_again_and_said(folder):
    session = opened(folder)
    session.press("A")
    session.look()
    left = session.left
    path = min(folder.glob("*.txt"))
    path.write_bytes("新的一行。\n\n".encode() + path.read_bytes())
    session.look()
    assert session.state.notice[1]["path"] == session.files[0].name
    assert session.left == left


def test_what_arises_from_a_decision_appears_and_counts(tmp_path):
    (tmp_path / "ocrlint.toml").write_text('rulesets = ["own.toml"]\nselect = ["USR"]\n', "utf-8")
    (tmp_path / "own.toml").write_text(
        '[[rule]]\ncode = "USR001"\nname = "first"\ntriggers = "甲"\nfind = "甲"\nput = "乙"\nsafety = "manual"\n'
        'docs = "x"\nmessage = { en = "x", zh = "x" }\n'
        '[[rule]]\ncode = "USR002"\nname = "second"\ntriggers = "乙"\nfind = "乙"\nput = "丙"\nsafety = "manual"\n'
        'docs = "x"\nmessage = { en = "x", zh = "x" }\n',
        "utf-8",
    )
    (tmp_path / "a.txt").write_text("他们说甲是对的，大家都同意。\n", "utf-8")
    session = Session(find([tmp_path], Projects(), ()), "丁", "en")
    assert session.left == 1
    session.press("a")
    session.look()
    assert session.left == 1
    assert session.state.board.cards[session.state.here].causes
    session.press("a")
    session.look()
    assert session.left == 0
    subprocess.run([*OCRLINT, "fix", "a.txt", "--in-place", "-q"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.txt").read_text("utf-8") == "他们说丙是对的，大家都同意。\n"


def test_a_place_that_can_t_be_written_is_an_error_before_the_first_key(folder):
    target = folder.parent / "elsewhere"
    target.write_text("", "utf-8")
    path = min(folder.glob("*.txt"))
    path.with_name(path.name + ".decisions.jsonl").symlink_to(target)
    done = ocrlint("review", ".", "--no-browser", cwd=folder)
    assert done.returncode == 2
    assert "is a link" in done.stderr
    assert target.read_text("utf-8") == ""


def test_a_file_that_is_no_text_is_named_and_the_others_are_reviewed(folder):
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    session = opened(folder)
    assert any("broken.txt" in error for error in session.errors)
    assert session.left == 235


def test_words_go_into_the_lexicon_and_come_out_again(tmp_path):
    (tmp_path / "ocrlint.toml").write_text('lexicon = "words.txt"\nprofile = "scan"\n', "utf-8")
    (tmp_path / "words.txt").write_text("徐州品牌\n", "utf-8")
    (tmp_path / "a.txt").write_text("县里的的书店开门了，大家都去看书。\n", "utf-8")
    session = Session(find([tmp_path], Projects(), ()), "甲", "en")
    before = session.left
    assert before
    session.press("w")
    assert session.left < before
    assert len((tmp_path / "words.txt").read_text("utf-8").splitlines()) == 2
    session.press("u")
    assert session.left == before
    assert (tmp_path / "words.txt").read_text("utf-8") == "徐州品牌\n"


def test_verifying_shows_accepted_members_again_and_reports_errors(folder):
    session = opened(folder)
    session.press("A")
    again = opened(folder, verify=0.1)
    assert again.left == 4
    again.press("a")
    again.press("r")
    assert again.state.checked == [2, 1]
    assert again.left == 2
    assert sum(d[0] == "reject" for found in folded(folder).values() for d in found) == 1
