"""Messages for people in English and Chinese, made where something goes wrong and shown at the border.

A `Notice` is a `str` in English, so that whoever wants English (machine formats, Python's own errors) needs
to know nothing more. It carries the Chinese beside it for whoever shows it to readers of Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Text(NamedTuple):
    """A sentence in English and Chinese; may hold ``{fields}``, themselves `Text`s or plain values."""

    en: str
    zh: str

    def render(self, language: str, args: Mapping[str, Any]) -> str:
        """This sentence in `language` ("en" or "zh") with its fields filled in."""
        template = self.zh if language == "zh" else self.en
        if not args:
            return template
        return template.format_map({k: _plain(v, language) for k, v in args.items()})


def _plain(value: object, language: str) -> object:
    if isinstance(value, Text):
        return value.zh if language == "zh" else value.en
    return value


class Notice(str):
    """A message in English; `zh` is the same message in Chinese."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """The message `en`, which is `zh` in Chinese."""
        made = super().__new__(cls, en)
        made.zh = zh
        return made


def message(en: str, zh: str, **fields: object) -> Notice:
    """The message with its ``{fields}`` filled in: those that are messages or errors in the same language."""
    return filled(Text(en, zh), **fields)


def filled(text: Text, **fields: object) -> Notice:
    """As `message`, of a text that is kept elsewhere."""
    return Notice(text.en.format_map(_in(fields, "en")), text.zh.format_map(_in(fields, "zh")))


def at(place: object, what: object) -> Notice:
    """`what`, a message or an error, after the file or setting that it is about."""
    return message("{place}: {what}", "{place}：{what}", place=place, what=what)


def message_of(error: BaseException) -> str:
    """What `error` was raised with, if that is a message, and otherwise its text."""
    said = error.args[0] if error.args else None
    return said if isinstance(said, Notice) else str(error)


def in_language(said: object, language: str) -> str:
    """`said` in `language` ("en" or "zh"); what is no message is the same in both."""
    return said.zh if language == "zh" and isinstance(said, Notice) else str(said)


def _in(fields: dict[str, object], language: str) -> dict[str, Any]:
    return {name: _value(value, language) for name, value in fields.items()}


def _value(value: object, language: str) -> object:
    if isinstance(value, BaseException):
        value = message_of(value)
    return in_language(value, language) if isinstance(value, Notice) else value


def both(said: str) -> tuple[str, str]:
    """`said` in English and in Chinese, as data."""
    return str(said), in_language(said, "zh")


def joined(errors: Iterable[BaseException]) -> Notice:
    """The messages of `errors`, one after the other."""
    found = [both(message_of(error)) for error in errors]
    return Notice("; ".join(en for en, _ in found), "；".join(zh for _, zh in found))


def suggestion(near: Sequence[str], known: Iterable[str]) -> Notice:
    """The remedy for an unknown name: the nearest of the `known`, or all of them."""
    if near:
        return message("did you mean {near!r}?", "是不是 {near!r}？", near=near[0])
    return message("there are: {known}", "可用的有：{known}", known=", ".join(known))


def no_rule(selector: str, near: Sequence[str] = ()) -> Notice:
    """That no rule is called `selector`, and which one is nearly called that."""
    listed = Notice("`ocrlint rule` lists them", "可用 `ocrlint rule` 查看全部规则")
    return message(
        "no rule is called {selector!r}; {hint}",
        "没有名为 {selector!r} 的规则；{hint}",
        selector=selector,
        hint=suggestion(near, ()) if near else listed,
    )
