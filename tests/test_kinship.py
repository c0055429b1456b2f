"""Documents of one run that are nearly the same."""

from __future__ import annotations

import random

from lint.config import Options
from lint.document import Document
from lint.evidence.kinship import Library
from lint.rules.rep.duplicated_document import DuplicatedDocument


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
    assert library.meet(Document(diary(1), "a.txt")) is None
    assert library.meet(Document(diary(2), "b.txt")) is None
    kin = library.meet(Document(misread(diary(1), 3, 0.01), "c.txt"))
    assert kin is not None
    assert kin.path == "a.txt"
    assert 0.8 < kin.share < 1


def test_a_part_is_recognized():
    library = Library()
    whole = diary(4)
    assert library.meet(Document(whole, "book.txt")) is None
    assert library.meet(Document(whole[: len(whole) // 2], "chapter.txt")) is not None


def test_short_files_say_nothing():
    library = Library()
    for path in ("a.txt", "b.txt"):
        assert library.meet(Document("本刊地址和电话见封底。", path)) is None


def test_the_rule_names_the_other_file():
    rule, library = DuplicatedDocument(Options()), Library()
    assert rule.compare(Document(diary(5), "issue-09.txt"), library) is None
    finding = rule.compare(Document(diary(5), "issue-09-rescan.txt"), library)
    assert finding is not None
    assert "issue-09.txt" in finding.message("zh")
    assert finding.message("en").startswith("100 %")
