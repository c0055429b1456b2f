"""The text under the linter, and the facts that rules ask of it.

A `Document` never changes. What is known about it (its lines, blocks, script, punctuation habit …) is a
*fact*: a function of the document, computed when first asked and kept. Anyone may add one::

    @fact
    def han_count(doc: Document) -> int:
        return len(HAN.findall(doc.text))
"""

from __future__ import annotations

from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from lint.core.character_classes import LineMap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


class Document:
    r"""One decoded text.

    `text` has ``\n`` line ends; `newline` says what the file uses, `path` and `encoding` where and how it
    is stored, and `codes` the bytes, by offset, of characters that the encoding would store otherwise.
    Offsets everywhere are code points of `text`.
    """

    __slots__ = ("codes", "encoding", "facts", "newline", "path", "text")

    def __init__(
        self,
        text: str,
        path: str = "-",
        encoding: str = "utf-8",
        newline: str = "\n",
        codes: Mapping[int, bytes] = MappingProxyType({}),
    ) -> None:
        self.text = text
        self.path = path
        self.codes = codes
        self.encoding = encoding
        self.newline = newline
        self.facts: dict[object, Any] = {}

    def with_text(self, text: str) -> Document:
        """The same document with other text, and so with no facts yet."""
        return Document(text, self.path, self.encoding, self.newline)

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {len(self.text)} characters)"


def fact(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a document a fact: computed once per document, when first asked."""

    @wraps(function)
    def ask(doc: Document) -> T:
        try:
            value: T = doc.facts[function]
        except KeyError:
            value = doc.facts[function] = compute(function, doc)
        return value

    return ask


def compute(function: Callable[[Document], T], doc: Document) -> T:
    """Work out a fact. A stopwatch may stand in for this, see `lint.engine.timings`."""
    return function(doc)


@fact
def lines(doc: Document) -> list[str]:
    """The lines of the text without their line ends."""
    return doc.text.split("\n")


@fact
def line_map(doc: Document) -> LineMap:
    """Offsets ⇄ lines and columns."""
    return LineMap(doc.text)
