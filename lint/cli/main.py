"""The command line. Here is only what can be typed; what it does is in `lint.cli.commands`.

Nothing heavy is imported before a command runs, so that ``--version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from lint.cli.bilingual import Group, Option, language, option
from lint.cli.language import click_in, language_of_run
from lint.cli.options import (
    CACHE,
    ENCODING,
    EXCLUDE,
    FORCE,
    INPUT,
    OUTPUT,
    PATHS,
    RULES,
    SETTINGS,
    WRITTEN,
    grouped,
)
from lint.cli.review_options import BASELINE
from lint.cli.review_options import commands as review_commands
from lint.core.messages import Notice, Text, at, in_language, message, message_of
from lint.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence


LONGEST = 2_000
"""Characters of an error on stderr: it may quote what a stranger wrote."""


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    chinese="""找出 OCR 对中文文本的损坏，并给出修改，注明其可靠程度。

    退出码：0 未发现问题，或已改完；1 有问题（`fix`：带 --diff 或 --check 时有可改之处）；
    2 有文件无法检查或写入。
    """,
)
@click.version_option(
    __version__,
    prog_name="ocrlint",
    message="%(prog)s %(version)s",
    cls=Option,
    help=Text("Show the version and exit.", "显示版本并退出。"),
)
def cli() -> None:
    """Find what OCR damaged in Chinese text, and propose fixes with a stated safety.

    Exit codes: 0 nothing found, or fixed; 1 findings (`fix`: something to fix, with --diff or --check);
    2 something could not be checked or written.
    """


@cli.command(
    chinese="""检查文件，以及文件夹中的文本文件。`-` 表示标准输入。

    未发现问题时退出码为 0，有问题为 1，有文件无法检查为 2。
    """
)
@PATHS
@grouped(RULES, SETTINGS, INPUT, CACHE, OUTPUT)
@option(
    "--min-grade",
    type=click.Choice(list("ABCD")),
    help=Text(
        "Exit 1 when a file's quality (A, B, C, D or F) is below that, even with --exit-zero.",
        "有文件的质量（A、B、C、D 或 F）低于此等级时退出码为 1，即使有 --exit-zero。",
    ),
)
@option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    default="info",
    help=Text(
        "The least severity that makes the exit code 1. [default: info, any finding]",
        "达到哪一级问题时退出码为 1。[默认：info，即任何问题]",
    ),
)
@option(
    "--exit-zero",
    is_flag=True,
    help=Text("Exit 0 even if there are findings; 2 stays 2.", "有问题时退出码也为 0；2 仍为 2。"),
)
@grouped(BASELINE)
def check(**options: Any) -> int:
    """Check files, and the text files in folders. `-` reads stdin.

    Exits 0 without findings, 1 with some, 2 when a file could not be checked.
    """
    return _run("check", options)


@cli.command(
    chinese="""修改文件，以及文件夹中的文本文件，写出清理后的文本。

    NAME.txt 清理后的文本写在旁边的 NAME.fixed.txt；除非用 --in-place，原文件保持不变。
    `-` 读取标准输入，并把清理后的文本写到标准输出。只有用了 --output-format、--output-file 或
    --statistics 才会报告问题。
    """
)
@PATHS
@option(
    "--suggested",
    is_flag=True,
    help=Text("Apply suggested fixes too, not only safe ones.", "不仅作安全的修改，也作建议的修改。"),
)
@option(
    "--output-dir",
    type=click.Path(),
    metavar="DIR",
    help=Text(
        "Cleaned texts, diffs and pages go here, with an index.",
        "清理后的文本、差异文件和网页写到这里，并附总目录。",
    ),
)
@option(
    "--in-place",
    is_flag=True,
    help=Text("Write the cleaned text over the source.", "用清理后的文本覆盖原文件。"),
)
@option(
    "--diff",
    is_flag=True,
    help=Text(
        "Print the diff and write nothing; exit 1 when there is one. `git apply` takes no UTF-16 or UTF-32.",
        "只显示差异，不写文件；有差异时退出码为 1。`git apply` 不接受 UTF-16 和 UTF-32。",
    ),
)
@option(
    "--check",
    is_flag=True,
    help=Text("Write nothing; exit 1 when there is something to fix.", "不写文件；有可改之处时退出码为 1。"),
)
@grouped(RULES, SETTINGS, INPUT, (WRITTEN,), OUTPUT)
def fix(**options: Any) -> int:
    """Write the cleaned text of files, and of the text files in folders.

    The text cleaned of NAME.txt becomes NAME.fixed.txt beside it; the source stays as it is unless
    --in-place says otherwise. `-` reads stdin and prints the cleaned text. A report on the findings comes
    only with --output-format, --output-file or --statistics.
    """
    return _run("fix", options)


@cli.command(
    chinese="""统计已认可的文本中的用字，作为以后检查的依据。

    新学的数目加在文件原有的数目上；同一文本学两次就算两次。文本中只保留汉字二元组和三元组及其次数，
    别无其他。
    """
)
@PATHS
@grouped(SETTINGS)
@option(
    "--memory",
    type=click.Path(),
    metavar="FILE",
    help=Text("Keep the counts here. [default: as in the settings]", "把次数保存在这里。[默认：按设置]"),
)
@grouped((EXCLUDE, ENCODING, FORCE))
@option("-q", "--quiet", is_flag=True, help=Text("Report nothing but errors.", "只报告错误。"))
def learn(**options: Any) -> int:
    """Count characters of accepted texts, as evidence for later runs.

    What is learnt is added to what the file holds; a text that is learnt twice counts twice. Of a text
    nothing is kept but its pairs and triples of Han characters, each with its count.
    """
    return _run("learn", options)


@cli.command(
    chinese="""列出规则，或说明其中一条。

    编号的开头（如 LAY）列出该类规则。
    """
)
@click.argument("selector", required=False, metavar="[CODE|NAME]")
@grouped(SETTINGS)
def rule(**options: Any) -> int:
    """List the rules, or explain one.

    The beginning of a code, such as LAY, lists the rules of that family.
    """
    return _run("rule", options)


def _refuse_empty(options: dict[str, Any]) -> None:
    """Make sure that no value is empty, as those of unset variables are: each would mean something else."""
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        if value == "":
            raise click.UsageError(
                message(
                    "{flag} is empty (an unset variable?); leave it out, or give it a value",
                    "{flag} 的值是空的（变量没有设置？）；请去掉它，或给它一个值",
                    flag=flag,
                )
            )
        if name == "select" and () in value:
            raise click.UsageError(
                message(
                    "{flag} names no rule (an unset variable?); leave it out, or name rules; ALL names all",
                    "{flag} 没有指定规则（变量没有设置？）；请去掉它，或指定规则；ALL 指全部规则",
                    flag=flag,
                )
            )
        if name == "paths" and "" in value:
            raise click.UsageError(
                message(
                    "a path is empty (an unset variable?); name files or folders",
                    "有路径是空的（变量没有设置？）；请指定文件或文件夹",
                )
            )


def _run(command: str, options: dict[str, Any]) -> int:
    """Run a command. What can't be done is said in one line."""
    import gc

    from lint.core.regex_cache import kept_patterns

    _refuse_empty(options)
    # A run makes millions of small things, and hardly any that only the collector could free.
    gc.set_threshold(100_000, 50, 50)
    with kept_patterns():
        return _obey(command, options)


review_commands(cli, (RULES, SETTINGS, INPUT), _run)


def _obey(command: str, options: dict[str, Any]) -> int:
    from lint.cli import commands
    from lint.cli.request import is_stdin
    from lint.cli.terminal import PrintError
    from lint.core.source import SourceError
    from lint.runner.check_file import failure
    from lint.settings.config import ConfigError

    reads = any(map(is_stdin, options.get("paths", ())))
    if trouble := _closed(sys.stdout, sys.stdin if reads else sys.stdout):
        return _fail(trouble)
    try:
        code: int = getattr(commands, command)(**options)
    except click.ClickException:
        raise
    except PrintError as error:
        _drop_stdout()
        return 141 if error.unread else _fail(message_of(error))
    except (ConfigError, SourceError) as error:
        return _fail(message_of(error))
    except OSError as error:
        return _fail(_refused(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours is reported, too, and not thrown at the user
        return _fail(failure(error))
    return code


def _refused(error: OSError) -> Notice:
    """What the system refused, and of which file; where it names none, the place in the code must do."""
    from lint.core.source import display
    from lint.core.system_errors import reason
    from lint.runner.check_file import fault

    if not error.filename:
        if not _has_working_folder():
            return message(
                "the working folder is no longer there; change to another one",
                "当前文件夹已不存在；请换到其他文件夹",
            )
        return message(
            "the system refused something: {why}; try again, or report it: {what}",
            "系统拒绝了操作：{why}；请重试，或报告此问题：{what}",
            why=reason(error),
            what=fault(error),
        )
    names = (os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes))
    unusable = message("can't be used: {why}", "无法使用：{why}", why=reason(error))
    return at(", ".join(display(Path(name)) for name in names), unusable)


def _has_working_folder() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 - only whether it works
    except OSError:
        return False
    return True


def _closed(stdout: TextIO | None, wanted: TextIO | None) -> str:
    """What was closed when we were started, and what helps: Python has None in its place."""
    if stdout is None:
        return message(
            "can't print: stdout is closed; send it to a file or to the null device",
            "无法输出：标准输出已关闭；请输出到文件或空设备",
        )
    if wanted:
        return ""
    return message(
        "-: can't be read: stdin is closed; name a file", "-：无法读取：标准输入已关闭；请指定文件"
    )


def _fail(what: str, spoken: str = "") -> int:
    """Report `what` in one line, in the language `spoken` or else that of the run; the exit code."""
    from lint.cli.terminal import PrintError, note

    line = in_language(what, spoken or language(click.get_current_context()))
    line = line if len(line) <= LONGEST else line[:LONGEST] + "…"
    with suppress(PrintError):  # stderr may be full or closed, too: the exit code is all that is left
        note(f"ocrlint: {line}")
    return 2


def _visible(error: click.ClickException, spoken: str) -> click.ClickException:
    """`error` in the language `spoken`, with what it quotes of the command line made visible."""
    from lint.core.visible_text import printed

    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # our own help, which quotes nothing
        return error
    ours = isinstance(error.message, Notice)
    line = printed(in_language(error.message, spoken) if ours else error.format_message())
    if isinstance(error, click.UsageError):
        return click.UsageError(line, error.ctx)
    return click.ClickException(line)


def _drop_stdout() -> None:
    """Stdout takes no more: what is still buffered must not fail, or wait for its reader, at exit."""
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; whatever happens, without a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    spoken = language_of_run(arguments)
    with click_in(spoken):
        code = _main(arguments, spoken)
    sys.exit(code)


def _main(arguments: Sequence[str], spoken: str) -> int:
    from lint.runner.signals import Terminated, terminable

    try:
        with terminable():
            return int(cli.main(arguments, "ocrlint", standalone_mode=False, obj=spoken) or 0)
    except click.ClickException as error:
        _visible(error, spoken).show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        _drop_stdout()
        _fail(message("interrupted", "已中断"), spoken)
        return 130
    except Terminated as end:
        _drop_stdout()
        _fail(message("terminated ({name})", "已终止（{name}）", name=end.name), spoken)
        return end.code
