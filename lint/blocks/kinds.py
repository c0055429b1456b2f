"""Kinds of blocks, and what one line says about its own."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from lint.text import HAN


class Kind(StrEnum):
    """What a line is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    CAPTION = "caption"
    BYLINE = "byline"
    SIGNATURE = "signature"
    FRONT = "front"
    """Front matter and imprint: editors, telephone numbers, ISSN, prices."""
    CONTENTS = "contents"
    NOTE = "note"
    """A footnote."""
    TABLE = "table"
    CODE = "code"
    QUOTE = "quote"
    """A Markdown or e-mail quotation, each line with its mark."""
    VERSE = "verse"
    SUBTITLE = "subtitle"
    """A line of an srt file: number, time code or text."""
    LINK = "link"
    RULE = "rule"
    """A drawn line, or asterisks that part sections."""
    RUNNING_HEAD = "running-head"
    PAGE_NUMBER = "page-number"


class Block(NamedTuple):
    """One non-blank line. Blanks at its edges are outside ``[start, end)``."""

    kind: Kind
    start: int
    end: int
    line: int
    """Its number, from 1."""
    blanks: int
    """Blank lines before it."""
    indent: int
    """Columns before it, in half-em units."""
    width: int
    """Columns that it takes, in half-em units, without the indent."""
    level: int = 0
    """1 to 6 for a Markdown heading, otherwise 0."""


NUMERAL = "〇零一二三四五六七八九十百千两\\d０-９"
_NAME = f"[{HAN}·]{{2,5}}"
_ITEM = f"[{NUMERAL}]{{1,3}}"
_FIGURE = r"[\dA-Z一二三四五六七八九十]{1,3}"
_SIGNED = (
    "作者|本文|责任?编|責任?編|本报|本報|本刊|编辑|編輯|供稿|原载|原載|摘自|转自|轉自|来源|來源|记者|記者"
)
_REPORTER = "记者|記者|通讯员|通訊員"
_DESK = "本报|本報|本刊|新华社|新華社|通讯员|通訊員|特约|特約|实习|實習"
_CREDIT = (
    "撰?文|图|圖|文图|文圖|摄影|攝影|作者|编辑|編輯|责编|責編|记者|記者|供稿|整理|编译|編譯|翻译|翻譯|采写|採寫|"
    "主持人?"
)
_IMPRINT = (
    r"地\s*址|社\s*址|电\s*话|電\s*話|邮\s*编|郵\s*編|邮政编码|传\s*真|傳\s*真|网\s*址|網\s*址|邮\s*箱|信\s*箱|[Ee]-?mail|"
    r"定\s*价|定\s*價|刊\s*号|刊\s*號|印\s*刷|发\s*行|發\s*行|出\s*版|印\s*张|开\s*本|字\s*数|版\s*次|书\s*号|主\s*编|"
    r"副主编|主\s*管|主\s*办|总\s*编|总\s*编\s*辑|社\s*长|副社长|美术设计|责任校对|校\s*对|封面设计|广告许可证|国内统一|"
    r"国际标准"
)

# One alternative a kind; the first that matches decides. Kept to what a line's own text can prove:
# what needs neighbours is in `context`.
_SHAPES: dict[Kind, tuple[str, ...]] = {
    Kind.HEADING: (r"#{1,6}[ \t]\S", r"【[^】]{1,60}】\S{0,8}$"),
    Kind.QUOTE: (r">",),
    Kind.TABLE: (r"\|", r"\+[-=+]{3,}\+?$", r"[^\t]*\S[ ]*\t[ ]*\S"),
    Kind.RULE: (r"(?:[-*_=~—─━﹏·.※○☆★◇◆＊×#%]\s*){3,}$",),
    Kind.PAGE_NUMBER: (
        r"[-—–·•~∙*.|]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–·•~∙*.|]*$",
        r"第\s*[\d一二三四五六七八九十百]+\s*[页頁](?:\s*[/／，,]?\s*共\s*\d+\s*[页頁])?$",
        r"\d{1,4}\s*[/／]\s*\d{1,4}$",
        r"[Pp](?:age|\.)?\s*\d{1,4}$",
    ),
    Kind.SUBTITLE: (r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3}\s*-->",),
    Kind.LINK: (r"(?:<?(?:https?|ftp)://\S+>?|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)$",),
    Kind.CONTENTS: (
        r"\S.{0,80}?(?:\.{3,}|…{2,}|·{3,}|．{3,}|_{3,}|-{4,}|[ \u3000]{4,})\s*[（(]?\d{1,4}[)）]?$",
    ),
    Kind.SIGNATURE: (
        rf"[（(](?:{_SIGNED})[^。]{{0,60}}[)）]$",
        r"[（(][^。（）()]{1,40}(?:[摄攝]|供稿|供图|供圖|执笔|執筆|整理)[)）]$",
    ),
    Kind.BYLINE: (
        rf"[■●◆▲◎★☆□◇]\s*{_NAME}(?:[\s　、]+{_NAME})*\s*(?:[（(][^）)]{{1,20}}[)）])?$",
        rf"(?:{_DESK})[^。，]{{0,20}}(?:{_REPORTER}|撰稿)\s*[^。，]{{0,30}}$",
        rf"(?:{_CREDIT})\s*[/／|｜:：●■◎]\s*[^。]{{1,40}}$",
        r"[口囗]?文[/／]\S{2,20}$",
    ),
    Kind.CAPTION: (
        r"[▲△▼▽←→↑↓◀▶]\s*\S[^\n]{0,120}$",
        rf"[图圖表](?:片|表)?\s*{_FIGURE}(?:[-—.．][\dA-Z]{{1,3}}){{0,2}}[\s　:：.、)）]\s*\S[^。]{{0,80}}$",
        r"(?:Figure|Fig\.|Table|FIGURE|TABLE)\s*\d",
        r"(?:资料|資料|新华社|新華社)?(?:图片|照片|圖片)(?:来源|來源|说明|說明|提供)?(?:[:：/／]|$)",
        r"\[[^\]]{0,8}(?:摄影|攝影|图片|圖片|照片)\]",
        r"(?:图为|圖為|左图|右图|上图|下图|左圖|右圖|上圖|下圖)[:：，为為]?",
    ),
    Kind.FRONT: (
        rf"(?=[^。]{{0,60}}[:：])[^。，]{{0,40}}?(?:{_IMPRINT})[^。，]{{0,14}}?[:：]",
        r"(?=[^。]{0,60}\d\d)[^。]{0,40}?(?:ISSN|ISBN|CN)\s*[\d(（]",
        r"(?:\+?\d[\d\s()（）-]{6,}\d)\s*(?:[（(]\S{1,4}[)）])?$",
    ),
    Kind.LIST: (
        r"[-*+•●○◦▪▫■□◆◇·‧➢✓√※]\s+\S",
        r"[•●○◦▪▫➢✓]\S",
        rf"[（(](?:{_ITEM}|[a-zA-Z])\s?[)）](?=\S|\s)",
        rf"(?:{_ITEM}[．)）、]|(?:[\d０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}})\.)(?![{NUMERAL}])\s*\S",
        r"\d{1,2}(?:\.\d{1,3}){1,4}\.?[\s　]+\S",
        r"[①-⑳⑴-⒇㈠-㈩㊀-㊉]",
        r"[a-zA-Z][.)]\s+\S",
        r"【[^】]{1,30}】",
        r"[问答問]：",
        r"[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳]、",
        rf"第\s*[{NUMERAL}]{{1,7}}\s*[条條款项項](?:之[{NUMERAL}]+)?(?:[\s　:：]|$)",
    ),
}
_KINDS = tuple(_SHAPES)
_SHAPE = re.compile("|".join("(" + "|".join(patterns) + ")" for patterns in _SHAPES.values()))
_PARTS = (
    "引言|前言|序言?|绪论|緒論|导论|導論|结语|結語|结论|結論|后记|後記|跋|附[录錄则則件]|目[录錄次]|参考文献|參考文獻|"
    "摘要|致谢|致謝|总则|總則"
)
_CHAPTER = re.compile(
    rf"第\s*[{NUMERAL}]{{1,5}}\s*[章节節编編篇回卷部讲講课課集幕折出场場](?:[\s　:：]|$)"
    rf"|(?:{_PARTS})[\s　]*[\d一二三四五六七八九十]{{0,3}}$"
)
"""Chapter lines and the usual names of a book's parts."""


_SPECIAL = frozenset(
    "#【>|+-*_=~—─━﹏·.※○☆★◇◆＊×%–•∙ivxlcpPdDwWhHfFnN第<（([■●▲◎□◦▪▫‧➢✓√△▼▽←→↑↓◀▶0123456789０１２３４５６７８９"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
    "本新通特实實撰文图圖摄攝作编編责責记記供整翻采採主口囗表资資照左右上下地社电電邮郵传傳网網信定刊印发發出版开字书"
    "总副美责校封广国甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳问答問引前序绪緒导導结結后後跋附目参摘致总總"
    "〇零一二三四五六七八九十百千两ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
"""Characters that a line of some kind may begin with: a long list, since it is what spares plain lines."""


def kind_of(line: str) -> Kind:
    """What `line` (no blanks at its edges) shows to be, judged by itself."""
    plain = line[0] not in _SPECIAL and line[-1] not in "0123456789)）" and "\t" not in line
    if plain and line.find("：", 0, 60) < 0 and line.find(":", 0, 60) < 0:
        return Kind.PARAGRAPH
    shape = _SHAPE.match(line)
    if shape is not None and shape.lastindex is not None:
        return _KINDS[shape.lastindex - 1]
    if len(line) <= 40 and _CHAPTER.match(line):
        return Kind.HEADING
    return Kind.PARAGRAPH
