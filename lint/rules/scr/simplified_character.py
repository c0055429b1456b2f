"""SCR002 simplified-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.characters.script_detection import (
    Script,
    is_japanese,
    script_of,
    simplified_pattern,
    strays_in_traditional,
    traditional_pattern,
)
from lint.analysis.characters.script_tables import traditional_words
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
from lint.rules.scr.other_script import Pair, strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class SimplifiedCharacter(Rule):
    """A Simplified character in a sentence of Traditional text.

    Only characters that Traditional text never uses count: 后, 台, 里, 干 and the like prove nothing. The
    line must be written in Traditional characters otherwise, and so must the document, or this part of it.

    Why it matters: 条件 is not found by who searches 條件, and an engine trained on Simplified pages puts
    its own forms where the print was poor.

    When not to trust it: popular short forms that an author or a signboard used (体, 万). Short lines at the
    top of the text, quotations in Simplified script, whole Simplified lines, forms that the text uses
    throughout and words of the lexicon are left alone. One Simplified character can stand for several
    Traditional ones: the word it stands in decides (心臟, 骯髒), but a person should look.

    Example: `勞动條件` becomes `勞動條件`.
    """

    code = "SCR002"
    name = "simplified-character"
    chinese = Chinese(
        "混入简体字",
        """
    繁体文本的句子中有简体字。

    只算繁体文本绝不使用的字：“后”“台”“里”“干”之类说明不了什么。所在的行其余部分须是繁体，全文或
    这一部分也须是繁体。

    为什么重要：检索“條件”找不到“条件”；用简体书页训练的引擎，遇到印得不清的地方会写成自己熟悉的字
    形。

    何时不可信：作者或招牌所用的俗体简字（体、万）。文首的短行、简体的引文、整行的简体、全文通用的字形以
    及词表中的词不报。一个简体字可以对应几个繁体字，由所在的词决定（心臟、骯髒），但仍应由人看过。

    例：`勞动條件`改为`勞動條件`。
    """,
    )
    message = Text("Simplified {found} in Traditional text", "繁体文本中的简体字“{found}”")
    severity = Severity.WARNING
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """The Simplified characters that stand in Traditional lines."""
        if script_of(doc, self.options) is Script.SIMPLIFIED or is_japanese(doc):
            return
        pair = Pair(simplified_pattern(), traditional_pattern(), strays_in_traditional(), traditional_words())
        for stray in strays(doc, pair):
            known = stray.is_known
            fix = replace(stray.start, stray.end, stray.put, Safety.SUGGESTED if known else Safety.MANUAL)
            yield self.finding(
                stray.start,
                stray.end,
                fix,
                confidence=self.confidence if known else 0.6,
                severity=Severity.WARNING if known else Severity.INFO,
                found=doc.text[stray.start : stray.end],
            )
