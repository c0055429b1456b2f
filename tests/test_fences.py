"""Fences: one reader, which agrees with CommonMark; and what they hold is not edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.regions.code_spans import code_spans
from lint.analysis.regions.fences import fences
from lint.analysis.regions.markup import code
from lint.analysis.regions.protected_spans import shield
from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import profile_names, select_rules

COMMONMARK = MarkdownIt("commonmark", {"maxNesting": 1000})
STARTS = st.sampled_from(
    ["", "", "", "> ", ">", "- ", "* ", "1. ", "7) ", "  ", "   ", "    ", "\t", "- - ", "> - "]
)
TEXTS = st.sampled_from(
    [
        "正文",
        "",
        "",
        "```",
        "````",
        "~~~",
        "~~~~~",
        "```js",
        "~~~ `x`",
        "``` a`b",
        "``` ",
        "# 题",
        "---",
        "===",
        "* * *",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<pre>",
        "</pre>",
        "-",
        "2. 二",
    ]
)
LINES = st.builds("{}{}".format, STARTS, TEXTS)


def _theirs(text: str, kind: str = "fence") -> list[tuple[int, int]]:
    """The first and last lines of blocks of code, as markdown-it reads them."""
    return [(t.map[0] + 1, t.map[1]) for t in COMMONMARK.parse(text) if t.type == kind and t.map]


def _trimmed(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`found` without blank lines at their ends: whether these still belong to an open fence is no matter."""
    lines = text.split("\n")
    return [
        (first, max(n for n in range(first, last + 1) if n == first or lines[n - 1].strip(" \t>")))
        for first, last in found
    ]


@given(st.lists(LINES, min_size=1, max_size=9))
@example(["````", "```", "标题,正文", "```", "标题,正文", "````"])
@example(["- 甲", "", "      ```", "  正文"])
def test_fences_are_those_of_commonmark(lines: list[str]) -> None:
    text = "\n".join(lines)
    theirs = _trimmed(text, _theirs(text))
    ours = _trimmed(text, [(fence.first, fence.last) for fence in fences(Document(text))])
    indented = _theirs(text, "code_block")
    extra = [fence for fence in ours if fence not in theirs]
    assert [fence for fence in ours if fence in theirs] == theirs
    # Fences that indented code shows are code either way.
    assert all(any(a <= first and last <= b for a, b in indented) for first, last in extra)


ENGINES = {name: Engine(select_rules(name)) for name in profile_names()}
DAMAGED = (
    "标题,正文,内容,好的!真的 。",
    '会议审议了了报告(草案).代表们说:"好"',
    "本次会议共有25名代表参加,  大家认真讨论,提出意见",
    "和建议,会后又到各县走访;第二天才回来 ，写了报告",
    "第一，一定要把经济发展好好好好好好好好。",
    "己经完成了任务，他门都回来了。……。。",
    "１２３ＡＢＣ，ａｂ。 — — 完",
    "一、总则",
    "图1 渡口",
    "- 12 -",
    "共共产党员（名单",
    "春 天 来 了 ， 燕 子 飞 回 来",
)
PROSE = (Path(__file__).parent / "negative" / "prose_essay.txt").read_text("utf-8")
RUNS = st.sampled_from(["```", "````", "`````", "~~~", "~~~~"])
BODIES = st.lists(st.sampled_from((*DAMAGED, *DAMAGED, "```", "~~~", "```js", "")), min_size=1, max_size=7)


@st.composite
def guarded(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The lines of a fence that holds damaged lines and shorter fences, and what each of them begins with."""
    run, body = draw(RUNS), draw(BODIES)
    inside = [
        line
        for line in body
        if not (line[:1] == run[0] and line.startswith(run) and line.strip(run[0]) == "")
    ]
    prefix = draw(st.sampled_from(["", "", "> ", "  "]))
    return [prefix + line for line in (run + draw(st.sampled_from(["", "js", "markdown"])), *inside, run)]


@given(
    st.lists(guarded(), min_size=1, max_size=2),
    st.sampled_from(sorted(ENGINES)),
    st.sampled_from([Safety.SAFE, Safety.SUGGESTED]),
)
def test_no_rule_edits_what_a_fence_holds(held: list[list[str]], name: str, level: Safety) -> None:
    between = "\n\n果树开花了,蜜蜂也来了。\n\n"
    text = PROSE + between + between.join("\n".join(lines) for lines in held) + between
    lines = text.split("\n")
    left = ENGINES[name].fix(Document(text), level).document.text.split("\n")
    for first, last in _theirs(text):
        kept = lines[first - 1 : last]
        assert any(left[at : at + len(kept)] == kept for at in range(len(left))), kept


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_safe_fix_leaves_a_page_that_is_all_code(name: str) -> None:
    """To take the fence away is a suggestion, and so is all that hangs on it."""
    body = "标题,正文,内容,好的!真的\n```\n会议审议了报告,代表们认真讨论\n```\n又到各县走访,写了报告"
    text = f"````markdown\n{body}\n````\n"
    assert ENGINES[name].fix(Document(text), Safety.SAFE).document.text == text


def test_broken_characters_are_mended_in_code_too() -> None:
    text = PROSE + "\n\n```\na\u200b = 1,二\x00\n```\n"
    assert "```\na = 1,二\n```" in ENGINES["ocr"].fix(Document(text), Safety.SUGGESTED).document.text


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("请运行`a`。", ["`a`"]),
        ("写成``a`b``即可", ["``a`b``"]),
        ("写成`a``b`即可", ["`a``b`"]),
        ("从`甲\n乙`到", ["`甲\n乙`"]),
        ("从`甲\n\n乙`到", []),
        ("- `甲\n- 乙`到", []),
        ("写成\\`甲`乙", []),
        ("`甲\n```\n乙`\n```\n丙`", []),
        ("只有``一边`的", []),
    ],
)
def test_code_in_lines(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(Document(text))] == spans


def test_blocks_shield_and_code_agree() -> None:
    text = (
        "果树开花了。\n\n> ````\n> ```\n> 标题,正文\n> ```\n> 标题,正文\n> ````\n\n果树开花了,蜜蜂也来了。\n"
    )
    doc = Document(text)
    for at in (at for at, char in enumerate(text) if char == ","):
        inside = at < text.rindex("````")
        assert (at in shield(doc)) is inside
        assert (at in code(doc)) is inside
    assert [block.kind is Kind.CODE for block in blocks(doc)] == [False, *[True] * 6, False]


@pytest.mark.parametrize("text", [">" * 50_000 + "\n```", "- " * 50_000 + "```", "`" * 100_000 + "a`\n```"])
def test_deep_nesting_has_an_end(text: str) -> None:
    assert len(fences(Document(text))) <= 1
