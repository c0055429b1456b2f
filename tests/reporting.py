"""A small run for the tests of reports: few rules that never change, and texts with everything awkward."""

from __future__ import annotations

import hashlib
import re

from lint.core.document import Document
from lint.core.findings import Edit, Fix, Safety, Severity, Text, fingerprints
from lint.core.report_data import FileReport, Report
from lint.engine.engine import Engine
from lint.engine.rule_catalog import Selection
from lint.rules.base import Rule, replace
from lint.settings.options import Options


class Space(Rule):
    """A blank between Han characters.

    Why it matters: <b>words</b> & names are cut.
    """

    code = "SPC099"
    name = "blank"
    message = Text("blank between Han", "汉字之间有空格")
    confidence = 0.95

    def check(self, doc):
        for match in re.finditer(r"(?<=[一-龥]) +(?=[一-龥])", doc.text):
            yield self.finding(*match.span(), replace(*match.span(), "", Safety.SAFE))


class Wrap(Rule):
    """A sentence cut at the margin."""

    code = "LAY099"
    name = "wrap"
    message = Text("the line ends inside a sentence", "句子在行末被切断")
    confidence = 0.99
    severity = Severity.ERROR

    def check(self, doc):
        for match in re.finditer(r"(?<=[一-龥])\n(?=[一-龥])", doc.text):
            yield self.finding(*match.span(), replace(*match.span(), "", Safety.SAFE))


class Caption(Rule):
    """A caption inside a sentence goes behind it."""

    code = "LAY098"
    name = "caption"
    message = Text("a caption interrupts the sentence", "图片说明打断了句子")
    confidence = 0.9

    def check(self, doc):
        for match in re.finditer(r"(?<=[^。\n])\n\n(图：[^\n]+)\n\n([^\n]+)", doc.text):
            start, end = match.span()
            moved = Edit(end, end, "\n\n" + match[1], start)
            yield self.finding(
                *match.span(1), Fix((Edit(start, match.start(2), ""), moved), Safety.SUGGESTED)
            )


class Mark(Rule):
    """A half-width comma."""

    code = "PUN099"
    name = "comma"
    message = Text("half-width {mark}", "半角“{mark}”")
    confidence = 0.9

    def check(self, doc):
        for match in re.finditer(r"(?<=[一-龥𠀀]),", doc.text):
            yield self.finding(*match.span(), replace(*match.span(), "，", Safety.SUGGESTED), mark=",")


class Word(Rule):
    """A doubtful word."""

    code = "WRD099"
    name = "word"
    message = Text("{word} may be wrong: 100%", "“{word}”可能有误：100%")
    confidence = 0.6
    severity = Severity.INFO

    def check(self, doc):
        for match in re.finditer("抗\n?曰", doc.text):
            fix = replace(*match.span(), "抗日", Safety.MANUAL, ("抗曰", "反日"))
            yield self.finding(*match.span(), fix, word=match[0])


class Cut(Rule):
    """A text without its end."""

    code = "STR099"
    name = "cut-off"
    message = Text("the text has no end", "文章没有结尾")
    confidence = 0.7

    def check(self, doc):
        if doc.text.rstrip("\n")[-1:].isalpha():
            yield self.finding(len(doc.text.rstrip("\n")), len(doc.text.rstrip("\n")))


RULES = tuple(
    sorted((rule(Options()) for rule in (Space, Wrap, Caption, Mark, Word, Cut)), key=lambda r: r.code)
)
ENGINE = Engine(Selection(RULES))

SAMPLE = """# 标 题

第一段写到一
半换 了行,又接下去。

保持不变的一段。
又一行。

他们参加了抗曰战争，<script>alert("&")</script>

图：会场

而后返乡。

𠀀,字外之字\u200b

结尾没有句号"""


def checked(text, path="a.txt", **stored):
    doc = Document(text, path, **stored)
    findings = ENGINE.check(doc)
    return FileReport(doc, findings, fingerprints(findings, text), sha256=_sha256(text))


def fixed(text, path="a.txt", level=Safety.SUGGESTED, **stored):
    doc = Document(text, path, **stored)
    done = ENGINE.fix(doc, level)
    return FileReport(
        doc, done.findings, done.names, sha256=_sha256(text), patch=done.patch, applied=done.applied
    )


def failed(path="broken.txt"):
    return FileReport(Document("", path), error="is binary, not text")


def run(*files, language="en"):
    return Report(files, language)


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
