"""What lines are taken for, and which of them are taken together."""

from __future__ import annotations

import pytest

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Block, Kind, kind_of
from lint.analysis.layout.line_ends import End, ending, first_unit, separator
from lint.analysis.layout.line_joins import Fault, chain_ends, seams
from lint.analysis.layout.margins import margins
from lint.analysis.layout.unjustified_lines import ragged
from lint.core.document import Document


def kinds(text: str) -> list[Kind]:
    return [block.kind for block in blocks(Document(text))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# 老街", Kind.HEADING),
        ("第三章 渡口", Kind.HEADING),
        ("第十二回　聽雨樓夜話", Kind.HEADING),
        ("附录二", Kind.HEADING),
        ("第十二条 申请人应当提交材料。", Kind.LIST),
        ("第十二条规定的材料应当齐全。", Kind.PARAGRAPH),
        ("（三）取水量较大的企业", Kind.LIST),
        ("三、工作要求", Kind.LIST),
        ("3. 报价", Kind.LIST),
        ("(iii) 旧船的价钱", Kind.LIST),
        ("（甲）旧船的价钱", Kind.LIST),
        ("― 旧船的价钱", Kind.LIST),
        ("——旧船的价钱", Kind.PARAGRAPH),
        ("3.5公里长的河段", Kind.PARAGRAPH),
        ("201 家合作社", Kind.PARAGRAPH),
        ("• 首页", Kind.LIST),
        ("■ 方志远 陆青禾（湘江）", Kind.BYLINE),
        ("本报记者 陆青禾", Kind.BYLINE),
        ("文/闻秋", Kind.BYLINE),
        ("（作者系县文联会员）", Kind.SIGNATURE),
        ("（田野 摄）", Kind.SIGNATURE),
        ("图 2 降温幅度的日变化", Kind.CAPTION),
        ("图2给出了降温幅度的日变化。", Kind.PARAGRAPH),
        ("图为修缮后的戏院", Kind.CAPTION),
        ("资料图片", Kind.CAPTION),
        ("主办单位：县文联", Kind.FRONT),
        ("地 址：柳林县文庙街5号", Kind.FRONT),
        ("ISSN 1000-0000", Kind.FRONT),
        ("第一章　河流……………12", Kind.CONTENTS),
        ("水泵的起动..........|pump-start|", Kind.CONTENTS),
        ("— 47 —", Kind.PAGE_NUMBER),
        ("第 12 页 共 30 页", Kind.PAGE_NUMBER),
        ("| a | b |", Kind.TABLE),
        ("周文海\t科长", Kind.TABLE),
        ("* * *", Kind.RULE),
        ("https://example.org/a", Kind.LINK),
        ("今天天气很好。", Kind.PARAGRAPH),
    ],
)
def test_a_line_shows_its_kind(line: str, kind: Kind) -> None:
    assert kind_of(line) is kind


def test_places() -> None:
    found = blocks(Document("\n　　第一行\n\n\n## 标题  \n尾"))
    assert found == [
        Block(Kind.PARAGRAPH, 3, 6, 2, 1, 4, 6),
        Block(Kind.HEADING, 9, 14, 5, 2, 0, 7, 2),
        Block(Kind.PARAGRAPH, 17, 18, 6, 0, 0, 2),
    ]


def test_no_lines() -> None:
    assert blocks(Document("")) == blocks(Document("\n \n\t\n　")) == []


def test_fences_hold_code() -> None:
    assert kinds("前文\n```\n# 注释\n正文\n```\n后文") == [Kind.PARAGRAPH, *[Kind.CODE] * 4, Kind.PARAGRAPH]


def test_listings() -> None:
    table = "    CREATE TABLE boats (\n        hull char(8),\n        name varchar(40),\n        built date\n    );"
    assert set(kinds(table)) == {Kind.CODE}
    calls = 'pump.start("主泵"); // 先开主泵\nlevel = tank.read("上池");  # 再看水位'
    assert set(kinds(calls)) == {Kind.CODE}
    fields = "    int level; /* 上池的水位 */\n    struct pump main; /* 主泵，不能停 */"
    assert set(kinds(fields)) == {Kind.CODE}
    prose = "The pump was started late, and\nthe upper tank and/or the pipe\nran dry before we noticed it."
    assert set(kinds(prose)) == {Kind.PARAGRAPH}


def test_a_catalogue_of_messages() -> None:
    entry = '#: src/pump.c:120\nmsgid "The valve is closed."\nmsgstr ""\n"阀门还关着，请先打开阀"\n"门。"'
    assert set(kinds(entry)) == {Kind.CODE}


def test_an_srt_file() -> None:
    assert set(
        kinds("1\n00:00:01,000 --> 00:00:02,000\n第一句\n第二行\n\n2\n00:00:03,000 --> 00:00:04,000\n完")
    ) == {Kind.SUBTITLE}


def test_verse_with_and_without_marks() -> None:
    assert set(kinds("春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。")) == {Kind.VERSE}
    assert set(kinds("國破山河在\n城春草木深\n感時花濺淚\n恨別鳥驚心")) == {Kind.VERSE}


def test_rows_of_values() -> None:
    assert set(kinds("甲,1,2\n乙,3,4\n丙,5,6\n丁,7,8")) == {Kind.TABLE}


def test_running_heads_stand_beside_page_numbers() -> None:
    page = "渡口与桥梁\n\n{}\n\n河水涨了又退，退了又涨。\n\n"
    assert kinds("".join(page.format(n) for n in range(3))).count(Kind.RUNNING_HEAD) == 3
    assert Kind.RUNNING_HEAD not in kinds(page.format(1))


def test_captions_begin_with_a_date_and_stand_alone() -> None:
    assert kinds("前文。\n\n5月12日，居民在清理水沟\n\n后文。")[1] is Kind.CAPTION
    assert kinds("前文。\n\n5月12日，居民清理了水沟。\n\n后文。")[1] is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("好。", End.STOP),
        ("好。”）", End.STOP),
        ("他说：", End.LEAD),
        ("好，", End.PAUSE),
        ("（好）", End.OPEN),
        ("好", End.OPEN),
    ],
)
def test_ends(line: str, end: End) -> None:
    assert ending(line, blocks(Document(line))[0]) is end


def test_what_a_break_may_not_part() -> None:
    def unit(line: str) -> str:
        return first_unit(line, blocks(Document(line))[0])

    assert [unit("好，走"), unit("“好”"), unit("Debian 系统"), unit("理(authentication agent)")] == [
        "好，",
        "“好”",
        "Debian",
        "理(authentication",
    ]


@pytest.mark.parametrize(
    ("left", "right", "put"),
    [("字", "字", ""), ("字", "a", ""), ("a", "b", " "), (",", "b", " "), ("a", "字", ""), ("，", "字", "")],
)
def test_separators(left: str, right: str, put: str) -> None:
    assert separator(left, right) == put


WRAPPED = "老船工每天天不亮就起来，先到河边看\n一看水，再回来生火做饭。他说水是活\n的，今天和昨天不一样，上午和下午也\n不一样，看得多了才知道。"


def wrap(text: str) -> str:
    return "\n".join(text[at : at + 33] for at in range(0, len(text), 33))


def test_a_wrapped_text_that_is_never_cut() -> None:
    whole = "渡口的石阶一共有四十七级，从前水大的时候只露出最上面的三级，孩子们坐在那里洗脚，看船来船往{}，一直坐到天黑。"
    listed = "管船的人家一共有三十二户，每户都有一条船，船名写在船尾，用的是红漆，从上游到下游依次是春风、白鹭、秋水和石桥"
    after = "码头的东边是从前的粮仓。如今改成了旅馆，客人多半是来看老桥的，住一夜就走，很少有人往上游去。"
    finished = "\n\n".join(wrap(whole.format("一" * n)) for n in range(10))

    def cuts(text: str) -> int:
        return sum(seam.fault is Fault.CUT for seam in seams(Document(text)))

    text = f"{finished}\n\n{listed}\n\n{wrap(after)}"
    assert cuts(text) == 0
    assert cuts(f"{text}\n\n12\n\n{wrap(after)}") == 1


def test_ragged_lines() -> None:
    poem = "石磨还热着\n水轮停在黄昏的\n雾里，我们\n说起去年的雨，说起上游那座\n没有修好的坝\n像说起亲戚"
    assert len(ragged(Document(poem))) == 6
    assert not ragged(Document(WRAPPED))
    assert not ragged(Document(WRAPPED + "\n\n" + poem)) & set(range(4))


def test_columns_among_ragged_lines() -> None:
    names = "旧船的船名\n主人\n去年修过的地方和桅杆\n\n" * 5
    item = "(甲) 旧船卖掉以后所得的钱\n用来修码头，余下的存在合\n作社里，等到明年春天再买\n新船。"
    doc = Document(f"{names}\n{WRAPPED}\n\n{item}\n\n{names}")
    lines = {doc.text[block.start : block.end] for n, block in enumerate(blocks(doc)) if n in ragged(doc)}
    assert lines == set(names.split("\n")) - {""}


def test_margins_must_be_proved() -> None:
    doc = Document(WRAPPED)
    assert max(margins(doc).at) == 34
    assert max(margins(doc).proof) > 1
    assert (
        max(margins(Document("周文海 科长\n吴桂兰 主任\n郑立新 镇长\n孙秀英 校长\n" * 3)).proof, default=0)
        < 1
    )


def test_seams_carry_their_evidence() -> None:
    cut = "合作社把山上的茶园分给三十二户照看，从剪枝到采摘都有专人指导，农户的积极\n\n性一下子高了。"
    (seam,) = seams(Document(cut))
    assert (seam.fault, seam.left, seam.right) == (Fault.CUT, 0, 1)
    assert "积极性" in seam.evidence.text.zh
    assert "积极性" in seam.evidence.text.en


def test_chains_end_with_their_paragraph() -> None:
    assert chain_ends(Document(WRAPPED)) == dict.fromkeys(range(4), 3)


def test_a_quoted_line_begins_behind_its_mark() -> None:
    text = "他写道：\n\n> 引文\n>\n> > 引文中的引文\n"
    quoted = [block for block in blocks(Document(text)) if block.kind is Kind.QUOTE]
    assert [text[block.start : block.end] for block in quoted] == ["引文", "引文中的引文"]
    assert quoted[1].blanks == 1
