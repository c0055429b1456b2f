"""What can be typed for `ocrlint review` and `ocrlint decisions`, and for baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lint.cli.bilingual import Group, option
from lint.cli.options import PATHS, grouped
from lint.core.messages import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    Options = tuple[Callable[..., Any], ...]

BY = option(
    "--by",
    metavar="NAME",
    help=Text(
        "Who decides. [default: git's user.name, else the login name]",
        "决定者的名字。[默认：git 的 user.name，否则为登录名]",
    ),
)

BASELINE: Options = (
    option(
        "--add-known",
        is_flag=True,
        help=Text(
            "Accept all there is as known: a baseline. Exits 0.",
            "把现有的问题都记为已知（基线）。退出码为 0。",
        ),
    ),
    option(
        "--prune-known",
        is_flag=True,
        help=Text("Remove lines of the baseline that silence nothing.", "删去基线中不再起作用的行。"),
    ),
    option(
        "--strict-known",
        is_flag=True,
        help=Text("Exit 1 when the baseline has such lines.", "基线中有不再起作用的行时退出码为 1。"),
    ),
    BY,
)


def commands(
    group: Group,
    choice: tuple[Options, Options, Options],
    run: Callable[[str, dict[str, Any]], int],
) -> None:
    """Add the commands to `group`; `choice` are the options of rules, settings and input."""
    rules, settings, given = choice

    @group.command(
        chinese="""逐组查看问题，并作决定。

        决定立即写入各文本旁边的 NAME.decisions.jsonl。`ocrlint fix` 据以修改，`ocrlint check`
        只计未定的问题。没有未定的问题时退出码为 0，有则为 1。
        """
    )
    @PATHS
    @grouped(rules, settings, given)
    @BY
    @option(
        "--terminal",
        is_flag=True,
        help=Text("In this terminal, not in the browser.", "在终端中进行，不用浏览器。"),
    )
    @option(
        "--no-browser",
        is_flag=True,
        help=Text("Print the address, and open nothing.", "只显示地址，不打开浏览器。"),
    )
    @option(
        "--port",
        type=click.IntRange(0, 65535),
        default=0,
        help=Text("Port of the page. [default: any free one]", "页面的端口。[默认：任一空闲端口]"),
    )
    @option(
        "--part",
        metavar="K/N",
        help=Text("Only this part of the groups, to share the work: 2/5.", "只看其中一份，便于分工：2/5。"),
    )
    @option(
        "--verify",
        metavar="SHARE",
        help=Text(
            "Show accepted members of bulks again, at random: 5%.", "随机重现一部分成批接受的修改：5%。"
        ),
    )
    @option(
        "--safe",
        is_flag=True,
        help=Text(
            "Show safe fixes too, which `fix` applies by itself.",
            "也显示安全的修改（`fix` 本来就会执行）。",
        ),
    )
    def review(**arguments: Any) -> int:
        """Go through the findings one group after the other, and decide.

        Decisions are written at once to NAME.decisions.jsonl beside each text. `ocrlint fix` applies them,
        `ocrlint check` counts what is left. Exits 0 when nothing is open, 1 when something is left.
        """
        return run("review", arguments)

    @group.group(cls=Group, chinese="人对各处问题所作的决定。")
    @settings[-1]
    def decisions(**_: Any) -> None:
        """What people decided about findings."""

    def action(name: str, text: Text) -> None:
        @decisions.command(name, help=text.en, chinese=text.zh)
        @PATHS
        @grouped(settings, given)
        def act(**arguments: Any) -> int:
            return run("decisions", {"action": name, **arguments})

    action(
        "status",
        Text(
            "How many decisions are applied, fulfilled, stale; those in trouble one by one.",
            "各有多少决定已执行、已完成、已失效；有问题的逐条列出。",
        ),
    )
    action(
        "compact",
        Text(
            "Fold each decisions file to one line a decision. Undo reaches back to here.",
            "把每个决定文件整理成一条决定一行。撤销只能回到此时。",
        ),
    )
    action(
        "ruleset",
        Text("Print the accepted replacements of words as a ruleset.", "把已接受的词语替换输出为规则集。"),
    )
