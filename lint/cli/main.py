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

from lint.cli.review_options import BASELINE
from lint.cli.review_options import commands as review_commands
from lint.core.version import __version__
from lint.report.rendering import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = Callable[..., int]
    _SelectorsType = click.ParamType[tuple[str, ...]]
    _EncodingType = click.ParamType[str]
else:  # before 8.4, click's class takes no type in brackets
    _SelectorsType = _EncodingType = click.ParamType


LONGEST = 2_000
"""Characters of an error on stderr: it may quote what a stranger wrote."""


class _Selectors(_SelectorsType):
    """Rules by code, the beginning of a code, or name; several with commas between."""

    name = "RULES"

    def convert(self, value: str, *_: object) -> tuple[str, ...]:
        return tuple(part for part in (part.strip() for part in value.split(",")) if part)


class _Encoding(_EncodingType):
    """An encoding that files may have, under any of its names."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from lint.core.encoding import EncodingError, named

        try:
            return named(value)
        except EncodingError as error:
            self.fail(str(error), param, ctx)


RULES = (
    click.option(
        "--select", type=_Selectors(), multiple=True, help="Only these rules, whatever the settings say."
    ),
    click.option("--ignore", type=_Selectors(), multiple=True, help="Not these rules."),
    click.option("--extend-select", type=_Selectors(), multiple=True, help="These rules too."),
)
SETTINGS = (
    click.option(
        "--profile",
        metavar="NAME",
        help="Which rules are on, and how far they are trusted. [the settings', ocr]",
    ),
    click.option(
        "--config", type=click.Path(), metavar="FILE", help="Settings from here, and from nowhere else."
    ),
    click.option(
        "--no-config", "--isolated", is_flag=True, help="No settings but those on the command line."
    ),
    click.option(
        "--language",
        type=click.Choice(["en", "zh"]),
        help="Language of messages. [the settings', the system's]",
    ),
)
INPUT = (
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Skip matching files in folders (.gitignore syntax).",
    ),
    click.option("--stdin-filename", metavar="NAME", help="What the text on stdin is called."),
    click.option("--encoding", type=_Encoding(), help="Encoding of the files. [detected]"),
    click.option(
        "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to judge in. [all cores]"
    ),
)
CACHE = (
    click.option("--no-cache", is_flag=True, help="Judge anew what was judged before, and keep no results."),
    click.option(
        "--cache-dir",
        type=click.Path(),
        metavar="DIR",
        help="Keep judgements here. [the settings', .ocrlint_cache]",
    ),
)
FORCE = click.option(
    "--force", is_flag=True, help="Write over what ocrlint did not write, or what was changed since."
)
WRITTEN = click.option(
    "--cache-dir", type=click.Path(), metavar="DIR", help="Remember here what was written. [.ocrlint_cache]"
)
OUTPUT = (
    click.option("--output-format", type=click.Choice(FORMATS), help="Form of the report. [full]"),
    click.option(
        "--output-file", type=click.Path(), metavar="FILE", help="The report goes here, not to stdout."
    ),
    FORCE,
    click.option("--statistics", is_flag=True, help="Counts by rule and quality by file, not findings."),
    click.option("--timings", is_flag=True, help="Tell where the time goes; in one process, without cache."),
    click.option(
        "-q",
        "--quiet",
        is_flag=True,
        help="No progress, and no word on what was fixed; errors are still shown.",
    ),
)


def _with(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """Add options, in the order of the help page."""

    def add(command: Command) -> Command:
        for group in reversed(groups):
            for option in reversed(group):
                command = option(command)
        return command

    return add


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="ocrlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Find what OCR damaged in Chinese text, and propose fixes with a stated safety.

    Exit codes: 0 nothing found, or fixed; 1 findings (`fix`: something to fix, with --diff or --check);
    2 something could not be judged or written.
    """


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_with(RULES, SETTINGS, INPUT, CACHE, OUTPUT)
@click.option(
    "--min-grade",
    type=click.Choice(list("ABCD")),
    help="Exit 1 when a file's quality, A to F, is below that, even with --exit-zero.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    default="info",
    help="The least severity that makes the exit code 1. [info: any finding]",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings; 2 stays 2.")
@_with(BASELINE)
def check(**options: Any) -> int:
    """Check files, and the text files in folders. `-` reads stdin.

    Exits 0 without findings, 1 with some, 2 when a file could not be judged.
    """
    return _run("check", options)


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--suggested", is_flag=True, help="Apply suggested fixes too, not only safe ones.")
@click.option(
    "--output-dir",
    type=click.Path(),
    metavar="DIR",
    help="Cleaned texts, diffs and pages go here, with an index.",
)
@click.option("--in-place", is_flag=True, help="Write the cleaned text over the source.")
@click.option(
    "--diff",
    is_flag=True,
    help="Print the diff and write nothing; exit 1 when there is one. `git apply` takes no UTF-16 or UTF-32.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when there is something to fix.")
@_with(RULES, SETTINGS, INPUT, (WRITTEN,), OUTPUT)
def fix(**options: Any) -> int:
    """Write the cleaned text of files, and of the text files in folders.

    The text cleaned of NAME.txt becomes NAME.fixed.txt beside it; the source stays as it is unless
    --in-place says otherwise. `-` reads stdin and prints the cleaned text. A report on the findings comes
    only with --output-format, --output-file or --statistics.
    """
    return _run("fix", options)


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_with(SETTINGS)
@click.option("--memory", type=click.Path(), metavar="FILE", help="Keep the counts here. [the settings']")
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Skip matching files in folders (.gitignore syntax)."
)
@click.option("--encoding", type=_Encoding(), help="Encoding of the files. [detected]")
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def learn(**options: Any) -> int:
    """Count characters of accepted texts, as evidence for later runs.

    What is learnt is added to what the file holds; a text that is learnt twice counts twice. Of a text
    nothing is kept but its pairs and triples of Han characters, each with its count.
    """
    return _run("learn", options)


@cli.command()
@click.argument("selector", required=False, metavar="[CODE|NAME]")
@_with(SETTINGS)
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
            raise click.UsageError(f"{flag} is empty (an unset variable?); leave it out, or give it a value")
        if name == "select" and () in value:
            raise click.UsageError(
                f"{flag} names no rule (an unset variable?); leave it out, or name rules; ALL names all"
            )
        if name == "paths" and "" in value:
            raise click.UsageError("a path is empty (an unset variable?); name files or folders")


def _run(command: str, options: dict[str, Any]) -> int:
    """Run a command. What can't be done is said in one line."""
    import gc

    from lint.core.regex_cache import kept_patterns

    _refuse_empty(options)
    # A run makes millions of small things, and hardly any that only the collector could free.
    gc.set_threshold(100_000, 50, 50)
    with kept_patterns():
        return _obey(command, options)


review_commands(cli, _with, (RULES, SETTINGS, INPUT), _run)


def _obey(command: str, options: dict[str, Any]) -> int:
    from lint.cli import commands
    from lint.cli.request import is_stdin
    from lint.cli.terminal import PrintError
    from lint.core.source import SourceError
    from lint.runner.check_file import fault
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
        return 141 if error.unread else _fail(str(error))
    except (ConfigError, SourceError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(_refused(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours is told, too, and not thrown at the user
        return _fail(f"the linter failed: {fault(error)}; please report it")
    return code


def _refused(error: OSError) -> str:
    """What the system refused, and of which file; where it names none, the place in the code must do."""
    from lint.core.source import display, reason
    from lint.runner.check_file import fault

    if not error.filename:
        if not _has_working_folder():
            return "the working folder is no longer there; change to another one"
        return f"the system refused something: {reason(error)}; try again, or report it: {fault(error)}"
    names = (os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes))
    return f"{', '.join(display(Path(name)) for name in names)}: can't be used: {reason(error)}"


def _has_working_folder() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 - only whether it works
    except OSError:
        return False
    return True


def _closed(stdout: TextIO | None, wanted: TextIO | None) -> str:
    """What was closed when we were started, and what helps: Python has None in its place."""
    if stdout is None:
        return "can't print: stdout is closed; send it to a file or to the null device"
    return "" if wanted else "-: can't be read: stdin is closed; name a file"


def _fail(message: str) -> int:
    from lint.cli.terminal import PrintError, note

    line = message if len(message) <= LONGEST else message[:LONGEST] + "…"
    with suppress(PrintError):  # stderr may be full or closed, too: the exit code is all that is left
        note(f"ocrlint: {line}")
    return 2


def _visible(error: click.ClickException) -> click.ClickException:
    """`error` with what it quotes of the command line made visible."""
    from lint.core.visible_text import printed

    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # our own help, which quotes nothing
        return error
    message = printed(error.format_message())
    if isinstance(error, click.UsageError):
        return click.UsageError(message, error.ctx)
    return click.ClickException(message)


def _drop_stdout() -> None:
    """Stdout takes no more: what is still buffered must not fail, or wait for its reader, at exit."""
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; whatever happens, without a traceback."""
    from lint.runner.signals import Terminated, terminable

    try:
        with terminable():
            code = cli.main(args=arguments, prog_name="ocrlint", standalone_mode=False)
    except click.ClickException as error:
        _visible(error).show()
        code = 2
    except (KeyboardInterrupt, click.Abort):
        _drop_stdout()
        _fail("interrupted")
        code = 130
    except Terminated as end:
        _drop_stdout()
        _fail(f"terminated ({end.name})")
        code = end.code
    sys.exit(code)
