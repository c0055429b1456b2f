"""Kinds of blocks, and what one line says about its own."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from string import ascii_letters
from typing import NamedTuple

from lint.core.character_classes import HAN


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
    PICTURE = "picture"
    """The mark-up of an image."""
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

_DIGITS = "0123456789０１２３４５６７８９"
_NUMBERS = _DIGITS + "〇零一二三四五六七八九十百千两"
_PARTS = (
    "引言|前言|序言?|绪论|緒論|导论|導論|结语|結語|结论|結論|后记|後記|跋|附[录錄则則件]|目[录錄次]|参考文献|參考文獻|"
    "摘要|致谢|致謝|总则|總則"
)


_TAB, _FIGURE_END, _COLON, _GAPS, _LEADERS = 1, 2, 4, 8, 16
"""What makes a line worth a look whatever it begins with: a tab inside, a digit or a closing parenthesis at
its end, a colon among its first characters, a wide gap, a row of dots."""

GAP = " " * 3
"""What parts the cells of a table that is set with blanks."""

_LONGEST = 160
"""Characters of a line of a table of contents or an imprint, at most."""

_LABEL = 60
"""Characters among which a colon makes a label."""


class _Shape(NamedTuple):
    """A pattern that makes a line a block of `kind`.

    It is tried on lines that begin with one of `starts` or have one of `traits`: one look-up spares the
    long paragraphs that are most of a text.
    """

    kind: Kind
    starts: str
    pattern: str
    traits: int = 0


# Kept to what a line's own text can prove: what needs neighbours is in `classify`. The first match decides.
_SHAPES = (
    _Shape(Kind.HEADING, "#", r"#{1,6}[ \t]\S"),
    _Shape(Kind.HEADING, "【", r"【[^】]{1,60}】\S{0,8}$"),
    _Shape(Kind.TABLE, "|", r"\|"),
    _Shape(Kind.TABLE, "+", r"\+[-=+]{3,}\+?$"),
    _Shape(Kind.TABLE, "", r"[^\t]*\S[ ]*\t[ ]*\S", _TAB),
    _Shape(Kind.TABLE, "", r"\S+(?: {1,2}\S+)*+ {3,}\S+(?: {1,2}\S+)*+ {3,}\S", _GAPS),
    _Shape(Kind.RULE, "-*_=~—─━﹏·.※○☆★◇◆＊×#%", r"(?:[-*_=~—─━﹏·.※○☆★◇◆＊×#%]\s*){3,}$"),
    _Shape(
        Kind.PAGE_NUMBER,
        "-—–·•~∙*.|ivxlc" + _DIGITS,
        r"[-—–·•~∙*.|]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–·•~∙*.|]*$",
    ),
    _Shape(
        Kind.PAGE_NUMBER,
        "第",
        r"第\s*[\d一二三四五六七八九十百]+\s*[页頁](?:\s*[/／，,]?\s*共\s*\d+\s*[页頁])?$",
    ),
    _Shape(Kind.PAGE_NUMBER, _DIGITS, r"\d{1,4}\s*[/／]\s*\d{1,4}$"),
    _Shape(Kind.PAGE_NUMBER, "Pp", r"[Pp](?:age|\.)?\s*\d{1,4}$"),
    _Shape(Kind.SUBTITLE, _DIGITS, r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3}\s*-->"),
    _Shape(
        Kind.LINK,
        "<_+.-" + _DIGITS + ascii_letters,
        r"(?:<?(?:https?|ftp)://\S+>?|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)$",
    ),
    _Shape(Kind.LINK, "[", r"\[[^\]]*\]\([^()\s]*\)\s?(?:[（(][^（）()]{1,20}[)）])?$"),
    _Shape(Kind.PICTURE, "!", r"!\[[^\]]*\]\([^()\s]*\)$"),
    _Shape(Kind.NOTE, "[", r"\[\^[^\]\s]{1,20}\]:"),
    _Shape(
        Kind.CONTENTS,
        "",
        r"\S.{0,80}?(?:\.{3,}+|…{2,}+|·{3,}+|．{3,}+|_{3,}+|-{4,}+|(?<![ \u3000])[ \u3000]{4,}+)"
        r"\s*+[（(]?\d{1,4}[)）]?$",
        _FIGURE_END,
    ),
    _Shape(Kind.CONTENTS, "", r"\S.{0,60}?\.{9,}+\s*+[^\s，。、；：！？.]{1,30}$", _LEADERS),
    _Shape(Kind.CONTENTS, "", r"\S.{0,60}?[^\d\s][ \u3000][/／][ \u3000]?\d{1,4}$", _FIGURE_END),
    _Shape(Kind.SIGNATURE, "—*", r"\**——[^。，]{2,30}《[^《》]{1,40}》\**$"),
    _Shape(Kind.SIGNATURE, "（(", rf"[（(](?:{_SIGNED})[^。]{{0,60}}[)）]$"),
    _Shape(Kind.SIGNATURE, "（(", r"[（(][^。（）()]{1,40}(?:[摄攝]|供稿|供图|供圖|执笔|執筆|整理)[)）]$"),
    _Shape(
        Kind.BYLINE,
        "■●◆▲◎★☆□◇",
        rf"[■●◆▲◎★☆□◇]\s*{_NAME}(?:[\s　、]+{_NAME})*\s*(?:[（(][^）)]{{1,20}}[)）])?$",
    ),
    _Shape(
        Kind.BYLINE,
        "本新通特实實",
        rf"(?:{_DESK})[^。，]{{0,20}}(?:{_REPORTER}|撰稿)\s*[^。，]{{0,30}}$",
    ),
    _Shape(
        Kind.BYLINE,
        "撰文图圖摄攝作编編责責记記供整翻采採主",
        rf"(?:{_CREDIT})\s*[/／|｜:：●■◎]\s*[^。]{{1,40}}$",
    ),
    _Shape(Kind.BYLINE, "口囗文", r"[口囗]?文[/／]\S{2,20}$"),
    _Shape(Kind.CAPTION, "▲△▼▽←→↑↓◀▶", r"[▲△▼▽←→↑↓◀▶]\s*\S[^\n]{0,120}$"),
    _Shape(
        Kind.CAPTION,
        "图圖表",
        rf"[图圖表](?:片|表)?\s*{_FIGURE}(?:[-—.．][\dA-Z]{{1,3}}){{0,2}}+[\s　:：.、)）]"
        r"\s*[^\s。，、；)）][^。]{0,80}$",
    ),
    _Shape(Kind.CAPTION, "FT", r"(?:Figure|Fig\.|Table|FIGURE|TABLE)\s*\d"),
    _Shape(
        Kind.CAPTION,
        "资資新图照圖",
        r"(?:资料|資料|新华社|新華社)?(?:图片|照片|圖片)(?:来源|來源|说明|說明|提供)?(?:[:：/／]|$)",
    ),
    _Shape(Kind.CAPTION, "[", r"\[[^\]]{0,8}(?:摄影|攝影|图片|圖片|照片)\]"),
    _Shape(Kind.CAPTION, "图圖左右上下", r"图为|圖為|[左右上下][图圖][:：，为為（(]"),
    _Shape(
        Kind.FRONT,
        "",
        rf"(?=[^。]{{0,60}}[:：])[^。，]{{0,40}}?(?:{_IMPRINT})[^。，]{{0,14}}?[:：]",
        _COLON,
    ),
    _Shape(
        Kind.FRONT,
        "IC国國刊统統标標书書",
        r"(?=[^。]{0,60}\d\d)[^。]{0,40}?(?:ISSN|ISBN|CN)\s*[\d(（]",
        _FIGURE_END | _COLON,
    ),
    _Shape(Kind.FRONT, "+" + _DIGITS, r"(?>\+?\d[\d\s()（）-]{7,})(?:(?<=[\d)）])|(?<=[（(])\S{1,4}[)）])$"),
    _Shape(Kind.LIST, "-*+•●○◦▪▫■□◆◇·‧➢✓√※", r"[-*+•●○◦▪▫■□◆◇·‧➢✓√※]\s+\S|[•●○◦▪▫➢✓]\S"),
    _Shape(Kind.LIST, "―─–—", r"[―─–—]\s+\S"),
    _Shape(
        Kind.LIST, "（(", rf"[（(](?:{_ITEM}|[a-zA-Z]|[ivx]{{2,5}}|[甲乙丙丁戊己庚辛壬癸])\s?[)）](?=\S|\s)"
    ),
    _Shape(
        Kind.LIST,
        _NUMBERS,
        rf"(?:{_ITEM}[．)）、]|(?:[\d０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}})\.)(?![{NUMERAL}])\s*\S",
    ),
    _Shape(Kind.LIST, "[［〔", r"[\[［〔]\d{1,3}[\]］〕]\s+\S"),
    _Shape(Kind.LIST, _DIGITS, r"\d{1,2}(?:\.\d{1,3}){1,4}\.?[\s　]+\S"),
    _Shape(Kind.LIST, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", r"."),
    _Shape(Kind.LIST, ascii_letters, r"[a-zA-Z][.)]\s+\S"),
    _Shape(Kind.LIST, "【", r"【[^】]{1,30}】"),
    _Shape(Kind.LIST, "问答問", r"[问答問]："),
    _Shape(Kind.LIST, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", r".、"),
    _Shape(Kind.LIST, "第", rf"第\s*[{NUMERAL}]{{1,7}}\s*[条條款项項](?:之[{NUMERAL}]+)?(?:[\s　:：]|$)"),
    # Chapter lines and the usual names of a book's parts.
    _Shape(
        Kind.HEADING,
        "第",
        rf"(?=.{{1,40}}$)第\s*[{NUMERAL}]{{1,5}}\s*[章节節编編篇回卷部讲講课課集幕折出场場](?:[\s　:：]|$)",
    ),
    _Shape(
        Kind.HEADING,
        "引前序绪緒导導结結后後跋附目参參摘致总總",
        rf"(?:{_PARTS})[\s　]*[\d一二三四五六七八九十]{{0,3}}$",
    ),
)
_PLAIN = Kind.PARAGRAPH
_STARTS = frozenset("".join(shape.starts for shape in _SHAPES))
_ENDS = frozenset(_DIGITS + ")）")


@cache
def _tried(start: str, traits: int) -> tuple[re.Pattern[str], tuple[Kind, ...]]:
    """One pattern of what a line may be that begins with `start` ("" for any other) and has `traits`."""
    shapes = [shape for shape in _SHAPES if (start and start in shape.starts) or shape.traits & traits]
    pattern = "|".join(f"({shape.pattern})" for shape in shapes)
    return re.compile(pattern), tuple(shape.kind for shape in shapes)


def kind_of(line: str) -> Kind:
    """What `line` (no blanks at its edges) shows to be, judged by itself."""
    traits = _FIGURE_END if line[-1] in _ENDS and len(line) <= _LONGEST else 0
    if "\t" in line:
        traits |= _TAB
    if GAP in line:
        traits |= _GAPS
    if "........." in line:  # six are an ellipsis
        traits |= _LEADERS
    if "：" in (beginning := line[:_LABEL]) or ":" in beginning:
        traits |= _COLON
    start = line[0]
    if start not in _STARTS:
        if not traits:
            return _PLAIN
        start = ""
    pattern, kinds = _tried(start, traits)
    match = pattern.match(line)
    return _PLAIN if match is None or match.lastindex is None else kinds[match.lastindex - 1]
