"""A CI job that failed on new OCR files turns green after their review, in a real repository."""

from __future__ import annotations

import subprocess

from lint.decisions.store import ATTRIBUTES
from lint.review.session import Session
from lint.runner.discovery import find
from lint.settings.config import Projects
from tests.command import OCRLINT

NEW = "县图书馆去年开设了夜间阅览室，读\n者下班以后也能借书。\n\n县里的的书店开门了，大家都去看书。\n"


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def git(*arguments, cwd):
    done = run("git", "-c", "user.name=甲", "-c", "user.email=a@example.org", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def job(repository, place):
    """What CI does: a clone of its own, the check, and that the cleaned text is what source and decisions give."""
    git("clone", "-q", str(repository), str(place), cwd=repository)
    return run(*OCRLINT, "check", "texts", "--no-cache", cwd=place).returncode


def test_red_review_green(tmp_path):
    home = tmp_path / "home"
    (home / "texts").mkdir(parents=True)
    git("init", "-q", "-b", "main", cwd=home)
    (home / "texts" / "old.txt").write_text("很好，大家都说好。\n", "utf-8")
    (home / ".gitattributes").write_text(ATTRIBUTES, "utf-8")
    git("add", ".", cwd=home)
    git("commit", "-qm", "old", cwd=home)
    assert job(home, tmp_path / "first") == 0
    (home / "texts" / "new.txt").write_text(NEW, "utf-8")
    git("add", ".", cwd=home)
    git("commit", "-qm", "new", cwd=home)
    assert job(home, tmp_path / "second") == 1

    session = Session(find([home / "texts"], Projects(), ()), "甲", "en")
    while session.left:
        session.press("A")
    assert run(*OCRLINT, "fix", "texts", "--in-place", "-q", cwd=home).returncode == 0
    git("add", ".", cwd=home)
    git("commit", "-qm", "reviewed", cwd=home)
    assert "new.txt.decisions.jsonl" in git("ls-files", cwd=home)
    assert job(home, tmp_path / "third") == 0
    assert "县里的书店" in (tmp_path / "third" / "texts" / "new.txt").read_text("utf-8")


def test_a_baseline_lets_old_findings_be_and_new_ones_fail(tmp_path):
    (tmp_path / "a.txt").write_text(NEW, "utf-8")
    check = (*OCRLINT, "check", "a.txt", "--no-cache", "-q")
    assert run(*check, cwd=tmp_path).returncode == 1
    assert run(*check, "--add-known", "--by", "甲", cwd=tmp_path).returncode == 0
    lines = (tmp_path / "a.txt.decisions.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert run(*check, "--strict-known", cwd=tmp_path).returncode == 0
    (tmp_path / "a.txt").write_text(NEW + "新的的一段文字也在这里。\n", "utf-8")
    assert run(*check, cwd=tmp_path).returncode == 1
    (tmp_path / "a.txt").write_text("很好，大家都说好。\n", "utf-8")
    done = run(*check, cwd=tmp_path)
    assert done.returncode == 0
    assert "--prune-known" in done.stderr
    assert run(*check, "--strict-known", cwd=tmp_path).returncode == 1
    assert run(*check, "--prune-known", "--strict-known", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "a.txt.decisions.jsonl").exists()


def test_fail_on_counts_only_what_is_open(tmp_path):
    (tmp_path / "a.txt").write_text(NEW, "utf-8")
    session = Session(find([tmp_path], Projects(), ()), "甲", "en")
    session.press("r")  # the doubled word, an error
    check = (*OCRLINT, "check", "a.txt", "--no-cache", "-q")
    assert run(*check, "--fail-on", "error", cwd=tmp_path).returncode == 0
    assert run(*check, "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_the_known_are_in_each_format(tmp_path):
    from lint.report.rendering import FORMATS

    (tmp_path / "a.txt").write_text(NEW, "utf-8")
    run(*OCRLINT, "check", "a.txt", "--add-known", "--by", "王编辑", cwd=tmp_path)
    for form in FORMATS:
        done = run(*OCRLINT, "check", "a.txt", "--output-format", form, "--language", "en", cwd=tmp_path)
        assert done.returncode == 0
        assert "王编辑" in done.stdout or "\\u738b" in done.stdout, form
