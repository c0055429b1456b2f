"""WRD001 confusable-character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.language.lookalike_corrections import alike, odds, suspects
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese
from lint.rules.wrd.doubt import DoubtRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.analysis.language.corrections import Repair
    from lint.analysis.language.unfamiliar_bigrams import Usage
    from lint.core.document import Document


class ConfusableCharacter(DoubtRule):
    """A character that does not fit its neighbours, where one that looks like it fits.

    A pair that it makes with a neighbour is not among the 200,000 commonest of Chinese text. Put there
    instead, a character of nearly the same shape makes them likely, gives whole words, or is what the file
    writes elsewhere. How alike two characters look was measured from the weights of an OCR model.

    Why it matters: OCR takes 未 for 末, 治 for 冶. A search for the right word misses the place, and a reader
    may not see the error either, since the two look alike.

    When not to trust it: names of people and places, terms of a trade, dialect. Text in Traditional
    characters, verse and prose older than about 1930 is left alone. The option `strictness` says how much
    evidence is asked for: `tolerant`, `normal`, `paranoid`. The choice is always left to a person.

    Example: in `工作尚末完成` the 末 is marked, with 未 as the choice.
    """

    code = "WRD001"
    name = "confusable-character"
    chinese = Chinese(
        "形近误字",
        """
    一个字与前后字不合，换成与它形近的另一个字就合。

    它与邻字组成的字对，不在中文最常见的二十万个之内；换成形状几乎相同的另一个字，则字对常见，或成完整的
    词，或与本文件别处的写法一致。两字有多相像，是按一个 OCR 模型的权重测得的。

    为什么重要：OCR 会把“未”认成“末”，把“治”认成“冶”。检索正确的词找不到这里；两字相像，读者也未
    必看得出。

    何时不可信：人名、地名，行业用语，方言。繁体文本、诗歌和约 1930 年以前的文章不查。选项 `strictness`
    决定要有多少依据才报：`tolerant`、`normal`、`paranoid`。如何改，一律由人决定。

    例：`工作尚末完成`中标出“末”，候选为“未”。
    """,
    )
    message = Text(
        "“{old}” in “{now}” may be a misreading of “{put}”: {reason}",
        "“{now}”中的“{old}”疑为“{put}”之误：{reason}",
    )
    severity = Severity.WARNING
    confidence = 0.7
    least = {"tolerant": 2.2, "normal": 0.1, "paranoid": -0.5}  # noqa: RUF012

    def repairs(self, doc: Document) -> Iterator[Repair]:
        """Characters that look alike."""
        for start in suspects(doc):
            yield from alike(doc.text, start)

    def odds(self, repair: Repair, usage: Usage, least: float) -> float:
        """What speaks for a misreading."""
        return odds(repair, usage, least)
