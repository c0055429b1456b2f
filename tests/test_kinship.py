"""Documents of one run that are nearly the same."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

from lint.document import Document
from lint.evidence.kinship import Library, sample
from tests.command import OCRLINT


def misread(text: str, seed: int, share: float) -> str:
    """`text` with a share of its characters read as 口."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    return "".join("口" if chance.random() < share else character for character in text)


def diary(seed: int) -> str:
    """Sentences that no other seed has."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]
    return "，".join("".join(chance.choices(letters, k=11)) for _ in range(200)) + "。"


def test_a_second_reading_is_recognized():
    library = Library()
    assert library.meet("a.txt", sample(Document(diary(1)))) is None
    assert library.meet("b.txt", sample(Document(diary(2)))) is None
    kin = library.meet("c.txt", sample(Document(misread(diary(1), 3, 0.01))))
    assert kin is not None
    assert kin.path == "a.txt"
    assert 0.8 < kin.share < 1


def test_a_part_is_recognized():
    library = Library()
    whole = diary(4)
    assert library.meet("book.txt", sample(Document(whole))) is None
    assert library.meet("chapter.txt", sample(Document(whole[: len(whole) // 2]))) is not None


def test_short_files_say_nothing():
    library = Library()
    for path in ("a.txt", "b.txt"):
        assert library.meet(path, sample(Document("本刊地址和电话见封底。"))) is None


def test_a_run_names_the_other_file(tmp_path: Path):
    for name, seed in (("issue-08", 4), ("issue-09", 5), ("issue-09-rescan", 5)):
        (tmp_path / f"{name}.txt").write_text(diary(seed), "utf-8")
    command = [*OCRLINT, "check", ".", "--select", "REP009", "--output-format", "json"]
    for _ in range(2):  # the second run has the texts' own judgements in its cache
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        files = {file["path"]: file["findings"] for file in json.loads(done.stdout)["files"]}
        (finding,) = [finding for found in files.values() for finding in found]
        assert finding["code"] == "REP009"
        assert "issue-09" in finding["message"]


def test_the_rule_can_be_switched_off(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(diary(5), "utf-8")
    command = [*OCRLINT, "check", ".", "--ignore", "REP009", "--output-format", "concise"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "REP009" not in done.stdout
