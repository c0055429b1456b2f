"""Commands and options with their help in English and Chinese.

Who declares one gives a `Text`. The language is the `obj` of the outermost context, see `lint.cli.language`.
"""

from __future__ import annotations

import re
from functools import partial
from gettext import gettext
from typing import TYPE_CHECKING, Any

import click

from lint.core.messages import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OPTIONS = Text("[OPTIONS]", "[选项]")
_COMMAND = Text("COMMAND [ARGS]...", "命令 [参数]...")

_WORD = re.compile(r"[^\s\u2e80-\uffef]+|\S")
"""What is not broken: a word that is not Chinese, or one Chinese character."""

_BREAK = re.compile(r"(?<=[，。；：、？！）])\s*\n\s*")
"""A line break of the source that is no space of the text."""

_NO_BEGIN = frozenset("，。；：、？！）》”’…,.;:?!)")
_NO_END = frozenset("（《“‘([")


class Option(click.Option):
    """An option with `help` in both languages."""

    def __init__(self, declarations: Sequence[str], *, help: Text, **attributes: Any) -> None:  # noqa: A002
        super().__init__(declarations, help=help.en, **attributes)
        self.text = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the language of the run."""
        self.help = self.text.render(language(ctx), {})
        return super().get_help_record(ctx)


option = partial(click.option, cls=Option)


class Command(click.Command):
    """A command whose English help is its docstring; `chinese` is the same in Chinese."""

    def __init__(self, *args: Any, chinese: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.text = Text(self.help or "", chinese)

    def get_help(self, ctx: click.Context) -> str:
        """The help page, in the language of the run."""
        localize(self, ctx)
        return super().get_help(ctx)

    def get_usage(self, ctx: click.Context) -> str:
        """The line that says how to call it."""
        localize(self, ctx)
        return super().get_usage(ctx)


class Group(Command, click.Group):
    """The same for a command that has others below it."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the commands, in the language of the run."""
        for command in self.commands.values():
            localize(command, ctx)
        super().format_commands(ctx, formatter)


def language(ctx: click.Context) -> str:
    """The language of the run: English where nobody has found it out."""
    return str(ctx.find_root().obj or "en")


def localize(command: click.Command, ctx: click.Context) -> None:
    """Let `command` have its help, and the page its form, in the language of the run."""
    chosen = language(ctx)
    chinese = chosen == "zh"
    if isinstance(command, Command):
        command.help = command.text.render(chosen, {})
    # click takes the first sentence up to a full stop and a space, which Chinese has not.
    command.short_help = (command.help or "").partition("。")[0] if chinese else None
    command.options_metavar = _OPTIONS.render(chosen, {})
    if isinstance(command, click.Group):
        command.subcommand_metavar = _COMMAND.render(chosen, {})
    if helping := command.get_help_option(ctx):  # click makes it once only
        helping.help = gettext("Show this message and exit.")
    ctx.formatter_class = ChineseFormatter if chinese else click.HelpFormatter


class ChineseFormatter(click.HelpFormatter):
    """Breaks lines between Chinese characters, which take two columns each."""

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_text(self, text: str) -> None:
        """A paragraph or several."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of terms and what they mean, as click lays it out."""
        rows = list(rows)
        first = min(max(_cells(term) for term, _ in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = wrapped(text, self.width - first - self.current_indent - 2)
            if _cells(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
            else:
                gap = " " * (first - _cells(term))
                self.write(f"{indent}{term}{gap}{next(lines, '')}".rstrip() + "\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


def _cells(text: str) -> int:
    from lint.report.places import length  # not needed for English, and not before help is

    return length(text, "cells")


def wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns; no line begins or ends with what must not be there."""
    line = ""
    for part in _parts(" ".join(_BREAK.sub("", text).split())):
        if line and _cells(line + part.rstrip()) > width:
            yield line.rstrip()
            line = part.lstrip()
        else:
            line += part
    if line:
        yield line.rstrip()


def _parts(text: str) -> Iterator[str]:
    """What must stay on one line: words and characters with the punctuation that belongs to them."""
    held = ""
    after = 0
    for match in _WORD.finditer(text):
        word = text[after : match.end()]
        if held and (match[0][0] in _NO_BEGIN or held[-1] in _NO_END):
            held += word
        else:
            if held:
                yield held
            held = word
        after = match.end()
    if held:
        yield held
