r"""ENC006 latex-leftover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.markup import code, is_fenced
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_FORMULA = re.compile(r"\$(?<![\\$].)(?P<body>[^$\n]{1,200})\$(?![$\d])|\\\((?P<round>[^\n]{1,200}?)\\\)")
_BARE = re.compile(r"\\textcircled\s*\{\s*\d{1,2}\s*\}|\\%(?<=\d..)|[ ]\\%(?<=\d...)")
_CIRCLED = re.compile(r"\\textcircled\s*\{\s*(\d{1,2})\s*\}")
_WRAPPER = re.compile(r"\\(?:mathrm|mathbf|mathsf|mathit|text|textbf|textrm|operatorname)\s*\{([^{}\\]*)\}")
_RAISED = re.compile(r"\^\s*\{\s*([①-⑳°′″])\s*\}|\^\s*(?=[①-⑳°′″])")
_COMMANDS = {
    r"\%": "%",
    r"\&": "&",
    r"\#": "#",
    r"\$": "$",
    r"\,": "",
    r"\;": "",
    r"\!": "",
    r"\ ": "",
    "~": "",
    r"\sim": "～",
    r"\times": "×",
    r"\div": "÷",
    r"\pm": "±",
    r"\cdot": "·",
    r"\circ": "°",
    r"\degree": "°",
    r"\prime": "′",
    r"\rightarrow": "→",
    r"\to": "→",
    r"\geq": "≥",
    r"\ge": "≥",
    r"\leq": "≤",
    r"\le": "≤",
    r"\approx": "≈",
    r"\ldots": "…",
    r"\cdots": "…",
    r"\quad": " ",
}
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[%&#$,;! ])|~")
# A figure with signs and perhaps a unit, or signs alone.
_PLAIN = re.compile(
    r"[-+＋±≥≤≈～~<>]?[\d①-⑳][\d.,:：×÷·±～°′″%‰→/①-⑳-]*(?:℃|C|F|[kcm]?m|[km]?g|[kM]?[WV]|m?l|L)?|[①-⑳°′″～×→…±%]+"
)


class LatexLeftover(Rule):
    r"""LaTeX round a plain figure or sign: `$10\%$`, `$2021$`, `$^{\textcircled{1}}$`.

    Models trained on papers write figures as formulas. Only what becomes a figure, a unit or a sign without
    LaTeX is offered; a formula stays. So does everything in a text with more formulas than such figures, or
    with blocks of code: there the dollar signs are its way of writing.

    Why it matters: the figure can't be found or compared, and readers see code.

    When not to trust it: sums in dollars written with a sign on both sides.

    Example: `增长$5.2\%$` becomes `增长5.2%`.
    """

    code = "ENC006"
    name = "latex-leftover"
    chinese = Chinese(
        "LaTeX 残留",
        r"""
    普通数字或符号外面套着 LaTeX，如 `$10\%$`、`$2021$`、`$^{\textcircled{1}}$`。

    用论文训练的模型会把数字写成公式。去掉 LaTeX 以后是数字、单位或符号的，才提出修改；真正的公式保留。
    公式多于这类数字的文件，以及含有代码块的文件，美元符号是其本来的写法，全部保留。

    为什么重要：数字查不到，也无法比较，读者看到的是代码。

    何时不可信：前后都写美元符号的金额。

    例：`增长$5.2\%$`改为`增长5.2%`。
    """,
    )
    message = Text("LaTeX round plain text: {found}", "普通文字被写成 LaTeX：{found}")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "$\\"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The figures and signs of `doc` that are written as formulas."""
        text = doc.text
        formulas = [m for m in _FORMULA.finditer(text) if m.start() not in code(doc)]
        plain = [(m, put) for m in formulas if (put := _plain(m["body"] or m["round"])) is not None]
        if 2 * len(plain) <= len(formulas) or is_fenced(doc):
            plain = []
        taken = {offset for match in formulas for offset in range(*match.span())}
        bare = [m for m in _BARE.finditer(text) if m.start() not in taken and m.start() not in code(doc)]
        plain += [(m, put) for m in bare if (put := _plain(m[0].strip())) is not None]
        for match, put in plain:
            fix = replace(match.start(), match.end(), put, Safety.SUGGESTED)
            yield self.finding(match.start(), match.end(), fix, found=match[0])


def _plain(body: str) -> str | None:
    """`body` without LaTeX, or None when it is a formula."""
    text = _CIRCLED.sub(lambda m: chr(0x245F + int(m[1])) if 1 <= int(m[1]) <= 20 else m[0], body)
    text = _WRAPPER.sub(r"\1", text)
    text = _COMMAND.sub(lambda m: _COMMANDS.get(m[0], m[0]), text)
    text = _RAISED.sub(lambda m: m[1] or "", text).replace(" ", "").replace("°C", "℃")
    return text if _PLAIN.fullmatch(text) else None
