"""The options that several commands share, in groups, each with its help in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lint.cli.bilingual import language, option
from lint.cli.language import LANGUAGES
from lint.core.messages import Text, in_language, message_of
from lint.report.rendering import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., int]
    _SelectorsType = click.ParamType[tuple[str, ...]]
    _EncodingType = click.ParamType[str]
else:  # before 8.4, click's class takes no type in brackets
    _SelectorsType = _EncodingType = click.ParamType


class _Selectors(_SelectorsType):
    """Rules by code, the beginning of a code, or name; several with commas between."""

    name = "RULES"

    def convert(self, value: str, *_: object) -> tuple[str, ...]:
        return tuple(part for part in (part.strip() for part in value.split(",")) if part)


class Encoding(_EncodingType):
    """An encoding that files may have, under any of its names."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name that the linter has for it; a `BadParameter` says that it has none."""
        from lint.core.encoding import EncodingError, named

        try:
            return named(value)
        except EncodingError as error:
            self.fail(in_language(message_of(error), language(ctx) if ctx else "en"), param, ctx)


RULES = (
    option(
        "--select",
        type=_Selectors(),
        multiple=True,
        help=Text("Only these rules, whatever the settings say.", "只用这些规则，不管设置怎么写。"),
    ),
    option("--ignore", type=_Selectors(), multiple=True, help=Text("Not these rules.", "不用这些规则。")),
    option(
        "--extend-select", type=_Selectors(), multiple=True, help=Text("These rules too.", "另加这些规则。")
    ),
)
SETTINGS = (
    option(
        "--profile",
        metavar="NAME",
        help=Text(
            "Which rules are on, and how far they are trusted. [default: as in the settings, else ocr]",
            "启用哪些规则、对其信任到何种程度。[默认：按设置，否则为 ocr]",
        ),
    ),
    option(
        "--config",
        type=click.Path(),
        metavar="FILE",
        help=Text("Settings from here, and from nowhere else.", "只从这个文件读取设置。"),
    ),
    option(
        "--no-config",
        "--isolated",
        is_flag=True,
        help=Text("No settings but those on the command line.", "不读设置文件，只按命令行的选项。"),
    ),
    option(
        "--language",
        type=click.Choice(LANGUAGES),
        help=Text(
            "Language of messages, help and errors. [default: as in the settings, else the locale's]",
            "消息、说明和报错的语言。[默认：按设置，否则按系统区域]",
        ),
    ),
)
EXCLUDE = option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help=Text(
        "Skip matching files in folders (.gitignore syntax).",
        "跳过文件夹中匹配的文件（.gitignore 的写法）。",
    ),
)
ENCODING = option(
    "--encoding",
    type=Encoding(),
    help=Text("Encoding of the files. [default: detected]", "文件的编码。[默认：自动判断]"),
)
INPUT = (
    EXCLUDE,
    option(
        "--stdin-filename",
        metavar="NAME",
        help=Text("What the text on stdin is called.", "标准输入的文本叫什么名字。"),
    ),
    ENCODING,
    option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help=Text(
            "Processes to check in. [default: one for each core]", "用几个进程检查。[默认：每个核心一个]"
        ),
    ),
)
CACHE = (
    option(
        "--no-cache",
        is_flag=True,
        help=Text(
            "Check anew what was checked before, and keep no results.",
            "重新检查已检查过的文件，也不保存结果。",
        ),
    ),
    option(
        "--cache-dir",
        type=click.Path(),
        metavar="DIR",
        help=Text(
            "Keep results here. [default: as in the settings, else .ocrlint_cache]",
            "把结果保存在这里。[默认：按设置，否则为 .ocrlint_cache]",
        ),
    ),
)
FORCE = option(
    "--force",
    is_flag=True,
    help=Text(
        "Write over what ocrlint did not write, or what was changed since.",
        "不是 ocrlint 写的，或后来改过的文件，也予覆盖。",
    ),
)
WRITTEN = option(
    "--cache-dir",
    type=click.Path(),
    metavar="DIR",
    help=Text(
        "Remember here what was written. [default: as in the settings, else .ocrlint_cache]",
        "在这里记下写过哪些文件。[默认：按设置，否则为 .ocrlint_cache]",
    ),
)
OUTPUT = (
    option(
        "--output-format",
        type=click.Choice(FORMATS),
        help=Text("Form of the report. [default: full]", "报告的格式。[默认：full]"),
    ),
    option(
        "--output-file",
        type=click.Path(),
        metavar="FILE",
        help=Text("The report goes here, not to stdout.", "报告写到这个文件，不写到标准输出。"),
    ),
    FORCE,
    option(
        "--statistics",
        is_flag=True,
        help=Text(
            "Counts by rule and quality by file, not findings.", "不列问题，只列各规则的数目和各文件的质量。"
        ),
    ),
    option(
        "--timings",
        is_flag=True,
        help=Text(
            "Report where the time goes; in one process, without cache.",
            "报告时间花在哪里；只用一个进程，不用缓存。",
        ),
    ),
    option(
        "-q",
        "--quiet",
        is_flag=True,
        help=Text(
            "No progress, and no word on what was fixed; errors are still shown.",
            "不显示进度，也不报告改了什么；错误仍会显示。",
        ),
    ),
)
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


def grouped(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """Add options, in the order of the help page."""

    def add(command: Command) -> Command:
        for group in reversed(groups):
            for one in reversed(group):
                command = one(command)
        return command

    return add
