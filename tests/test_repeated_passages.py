"""Repetition: synthetic damage with exact truth, and the evidence behind the rules."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.analysis.repetition import repeated_passages as repeats_
from lint.analysis.repetition.repeated_passages import echoes, recurrences, repeats
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules

PROSE = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "negative").glob("prose_*.txt"))]
ENGINE = Engine(select_rules(select=["REP"]))
SCENE = "茶园水渠学校公路松林稻田渡口磨坊祠堂石桥山坡河岸村庄果树竹丛池塘谷仓晒场牛棚羊圈鱼笼菜地井台碾盘草垛柴房灶间瓦舍篱墙屋檐"
"""Sixty characters, none of them twice."""

HAN = re.compile("[\u4e00-\u9fff]")


def doubled(text: str, share: float, chance: random.Random) -> tuple[str, set[int]]:
    """`text` with a share of its Han characters written twice, and where the first copies stand."""
    parts, places, size = [], set(), 0
    for before, character, after in zip("\n" + text, text, text[1:] + "\n", strict=False):
        twice = HAN.match(character) and before != character != after and chance.random() < share
        if twice:
            places.add(size)
        parts.append(character * (2 if twice else 1))
        size += len(parts[-1])
    return "".join(parts), places


def test_doubled_characters_are_found_and_little_else():
    chance = random.Random(6)  # noqa: S311 - the same damage each time
    truth = hits = false = size = 0
    for text in PROSE * 12:
        damaged, places = doubled(text, 0.005, chance)
        found = [f for f in ENGINE.check(Document(damaged)) if f.code in {"REP001", "REP002"}]
        covered = {place for place in places if any(f.start <= place + 1 and place < f.end for f in found)}
        truth, hits, size = truth + len(places), hits + len(covered), size + len(damaged)
        false += sum(not any(f.start <= place + 1 and place < f.end for place in places) for f in found)
    assert truth > 300
    # Most copies may be words of their own, where only the profile scan speaks up: test_wrd.py.
    assert hits >= 0.17 * truth, f"recall {hits / truth:.2f} of {truth}"
    assert false * 10_000 <= size, f"{false} false findings in {size} characters"


def test_fixing_takes_the_second_copy_away():
    chance = random.Random(8)  # noqa: S311 - the same damage each time
    for text in PROSE:
        damaged, _ = doubled(text, 0.005, chance)
        fixed = ENGINE.fix(Document(damaged), Safety.SUGGESTED).document.text
        assert len(text) <= len(fixed) <= len(damaged)


PERIODS = [
    (period, mark)
    for mark in ("", "，", "。")
    for period in (2, 3, 5, 9, 14, 27, 41, 60)
    if mark or period <= 30
]
"""A loop without any mark is looked for up to 30 characters."""


@pytest.mark.parametrize("copies", [4, 5, 9, 40])
@pytest.mark.parametrize(("period", "mark"), PERIODS)
def test_loops_of_any_period_are_found(period: int, copies: int, mark: str):
    unit = SCENE[:period]
    text = f"前面说的是别的事情，大家都很关心。{(unit + mark) * copies}后面接着说下去，说到天黑才散。"
    found = [f for f in ENGINE.check(Document(text)) if f.code == "REP005"]
    assert len(found) == 1
    assert found[0].start <= 20
    fixed = ENGINE.fix(Document(text), Safety.SUGGESTED).document.text
    assert fixed == f"前面说的是别的事情，大家都很关心。{unit + mark}后面接着说下去，说到天黑才散。"


@pytest.mark.parametrize("copies", [3, 4, 12])
def test_loops_of_whole_paragraphs_are_found(copies: int):
    page = "茶厂的工人分成三班，早班管晒青，中班管杀青。\n\n晚班管烘干，烘干以后装箱，第二天一早运走。\n\n"
    found = [f.code for f in ENGINE.check(Document("开头。\n\n" + page * copies + "结尾。\n"))]
    assert "REP005" in found


@pytest.mark.parametrize("text", [text for text in PROSE if max(map(len, text.split("\n"))) > 120])
def test_a_page_that_ends_in_a_copy_is_found(text: str):
    """The last paragraph breaks off and goes on with the middle of an earlier one, which breaks off too."""
    paragraphs = [line for line in text.split("\n") if len(line) > 120 and not line.startswith(("“", "「"))]
    source = paragraphs[0]
    start = next(m.end() for m in re.finditer("[，、]", source) if m.end() > 30)
    copy = source[start : start + 55]
    if len(copy) < 50 or copy[-1] in "。，、；：”":
        copy = copy[:-2]
    damaged = f"{text.rstrip()}\n\n后来又谈到另外一件要紧的事情，大家都说应该{copy}\n"
    found = [f for f in ENGINE.check(Document(damaged)) if f.code == "REP003"]
    assert [damaged[f.start : f.end] for f in found] == [copy]


BODIES = [[line for line in text.split("\n") if len(line) >= 90] for text in PROSE]


@pytest.mark.parametrize("body", [body for body in BODIES if len(body) > 1], ids=lambda body: body[0][:8])
def test_a_page_read_twice_is_found(body: list[str]):
    text = "\n\n".join(body * 2)
    found = [f for f in ENGINE.check(Document(text)) if f.code == "REP006"]
    assert len(found) >= len(body) - 1
    assert all(f.start >= len(text) // 2 - 2 for f in found)


clause_lists = st.lists(
    st.sampled_from(["甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未", "天地玄黄宇宙洪荒", "日月盈昃"]), max_size=40
)


@given(clause_lists, st.sampled_from(["，", "。\n\n", "、"]))
@settings(max_examples=200, deadline=None)
def test_both_copies_are_the_same_text(clauses: list[str], mark: str):
    doc = Document(mark.join(clauses))
    for repeat in (*repeats(doc), *echoes(doc)):
        first, second = (doc.text[span.start : span.end] for span in (repeat.first, repeat.second))
        assert first == second
        assert repeat.first.start < repeat.second.start


def test_a_line_repeated_without_end_takes_linear_time():
    line = "这是同一行文字，反复出现在文件里面。\n"
    assert len(repeats(Document(line * 50_000))) == 1
    assert [f.code for f in ENGINE.check(Document(line * 5_000)) if f.code != "REP006"] == ["REP005"]


def test_a_text_copied_many_times_is_compared_once_a_distance(monkeypatch):
    refrain = "各单位要认真贯彻落实会议精神。"
    text = "".join(f"第{n}章讲的是另一件事情，与别处并不相同。{refrain}" for n in range(10)) * 40
    compared = []
    agreement = repeats_.agreement
    monkeypatch.setattr(
        repeats_, "agreement", lambda *place: compared.append(agreement(*place)) or compared[-1]
    )
    recurrences(Document(text))
    assert sum(compared) < 2 * len(text), "else the time grows with the square of the text"
