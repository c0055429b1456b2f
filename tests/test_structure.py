"""Structure: page furniture, titles, headings and numbers, damaged on purpose with exact truth."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.page_furniture import page_numbers, running_heads
from lint.analysis.structure.article_titles import shares, titles
from lint.analysis.structure.headings import are_parallel, key, open_marks, plain
from lint.core.document import Document
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.rules.str_.missing_number import value

PROSE = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "negative").glob("prose_*.txt"))]
LINES = [line for text in PROSE for line in text.split("\n") if len(line) >= 60]
PARAGRAPHS = [f"{one}\n\n{other}" for one, other in zip(LINES[::2], LINES[1::2], strict=False)]
ENGINE = Engine(select_rules(select=["STR"]))


def codes(text: str) -> list[str]:
    return [finding.code for finding in ENGINE.check(Document(text))]


@pytest.mark.parametrize("number", ["{}", "- {} -", "第{}页", "·{}·", "{} / 30"])
@pytest.mark.parametrize("above", [True, False])
def test_running_heads_and_page_numbers_are_found(number: str, *, above: bool):
    parts, pages = [], PARAGRAPHS[:10]
    for page, text in enumerate(pages, 7):
        head = ["山村茶话 第三期", number.format(page)]
        parts += [*head, text] if above else [text, *reversed(head)]
    doc = Document("\n\n".join(parts))
    assert [doc.text[f.block.start : f.block.end] for f in running_heads(doc)] == ["山村茶话 第三期"] * 10
    assert [f.block.start for f in page_numbers(doc)] == sorted(f.block.start for f in page_numbers(doc))
    assert len(page_numbers(doc)) == 10


def test_page_numbers_may_be_missing_now_and_then():
    parts = [
        part
        for page, text in enumerate(PARAGRAPHS[:12], 3)
        for part in ([text, str(page)] if page % 4 else [text])
    ]
    assert len(page_numbers(Document("\n\n".join(parts)))) == 9


ARTICLES = [
    (
        "管好山上茶园 统一安排采茶",
        "合作社统一安排采茶时间，茶园分成三十二片，茶叶当天烘制，茶园管护有专人负责，采茶的姑娘天不亮就上山。",
    ),
    (
        "修好水渠 扩大灌溉面积",
        "水渠从北边引来泉水，每年春天修一次水渠，家家出人，灌溉面积达到三千亩，水渠边上立了一块石碑。",
    ),
    (
        "办好山村学校 请来音乐老师",
        "学校在祠堂旁边，原来只有一间屋子，后来盖了两间，请来音乐老师教唱歌，山村的孩子放学以后念书放牛。",
    ),
    (
        "修通公路 方便货物运输",
        "供销社的汽车三天来一趟，公路修到村口，货物运输到县里去，司机都认识村里的人，公路两边种了树。",
    ),
    (
        "整理旧戏本 请回老艺人",
        "戏台在村西，旧戏本有四十多种，老艺人整理了两年，正月里演出五天，外村的人也来看戏，戏本装订成册。",
    ),
]


def magazine(*, behind: bool) -> str:
    parts = []
    for number, (title, body) in enumerate(ARTICLES):
        byline = f"■ 张{'一二三四五'[number]}山（福建）"
        parts += [byline, body, title] if behind else [title, byline, body]
    return "\n\n".join(parts) + "\n"


def test_titles_behind_their_articles_are_found():
    assert codes(magazine(behind=False)) == []
    text = magazine(behind=True)
    found = [text[f.start : f.end] for f in ENGINE.check(Document(text)) if f.code == "STR009"]
    assert found == [title for title, _ in ARTICLES]


@pytest.mark.parametrize("behind", [False, True])
def test_titles_are_about_their_articles(*, behind: bool):
    doc = Document(magazine(behind=behind))
    found = titles(doc)
    assert [doc.text[title.lines[0].start : title.lines[0].end] for title in found] == [
        title for title, _ in ARTICLES
    ]
    for share in shares(doc, found):
        assert (share.above > share.below) == behind


SECTIONS = ["一、早做准备", "二、按时采摘", "三、当天烘制", "四、及时运销", "五、结清账目"]


@given(st.integers(0, len(SECTIONS) - 1))
@settings(max_examples=len(SECTIONS), deadline=None)
def test_a_heading_out_of_line_is_found(wrong: int):
    chance = random.Random(wrong)  # noqa: S311 - the same damage each time
    lines = ["# 山村茶园的管护"]
    for number, title in enumerate(SECTIONS):
        lines += ["#" * (3 if number == wrong else 2) + " " + title, chance.choice(PARAGRAPHS)]
    text = "\n\n".join(lines)
    assert [text[f.start : f.end] for f in ENGINE.check(Document(text)) if f.code == "STR005"] == [
        f"### {SECTIONS[wrong]}"
    ]


def test_several_headings_out_of_line_are_found():
    levels = [1, 3, 3, 2, 2]
    text = "\n\n".join(
        f"{'#' * level} {title}" for level, title in zip(levels, ["山村", *"采制运销"], strict=True)
    )
    assert [text[f.start : f.end] for f in ENGINE.check(Document(text)) if f.code == "STR005"] == [
        "### 采",
        "### 制",
    ]


@given(st.integers(4, 12), st.data())
@settings(max_examples=60, deadline=None)
def test_a_lost_point_is_found(size: int, data: st.DataObject):
    numerals = "一二三四五六七八九十"
    points = [
        f"{numerals[n] if n < 10 else '十' + numerals[n - 10]}是把第{n + 1}件事办好" for n in range(size)
    ]
    assert codes("；".join(points) + "。") == []
    lost = data.draw(st.integers(1, size - 2))
    left = "；".join(points[:lost] + points[lost + 1 :]) + "。"
    assert codes(left) == ["STR012"]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一二", None), ("十十", None)],
)
def test_numerals(numeral: str, number: int | None):
    assert value(numeral) == number


def test_titles_are_compared_without_marks():
    assert plain("### **提升“向心力”** {#force}") == "提升“向心力”"
    assert key("提升 “向心力”") == key("提升「向心力」")
    assert open_marks("开展“更好发挥（作用") == "“（"
    assert open_marks("“好”（一）") == ""


@pytest.mark.parametrize(
    ("left", "right", "parallel"),
    [
        ("强化政治意识，坚定工作方向", "强化法治意识，提高工作方向", True),
        ("强化政治意识，坚定工作方向", "强化法治意识，提高工作质量", False),
        ("一、总则", "三、附则", True),
        ("一、总则", "（一）目的", False),
        ("第五章 行政处罚的决定", "第一节 一般规定", False),
    ],
)
def test_siblings_are_built_alike(left: str, right: str, *, parallel: bool):
    assert are_parallel(left, right) is parallel
    assert are_parallel(right, left) is parallel


@pytest.mark.parametrize("first", [1, 5_000, 9_900, 10_000, 123_400])
def test_no_page_is_too_far_back_to_be_seen(first: int):
    pages = range(first, first + 200)
    text = "".join(f"正文内容继续下去\n{number}\n" for number in pages)
    engine = Engine(select_rules(select=["STR002", "STR003"]))
    counts = Counter(finding.code for finding in engine.check(Document(text)))
    assert counts == {"STR002": 200, "STR003": 200}


def test_long_numbers_that_count_no_pages_stay_text():
    for numbers in (["10001", "10002", "10003"], ["510080", "正文。", "100871", "正文。", "200433"]):
        text = "正文内容继续下去。\n" + "\n".join(numbers) + "\n正文内容到此为止。\n"
        assert Kind.PAGE_NUMBER not in {block.kind for block in blocks(Document(text))}
