"""What can be typed for `ocrlint review` and `ocrlint decisions`, and for baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., int]
    Option = Callable[[Command], Command]
    Options = tuple[Option, ...]

BY = click.option("--by", metavar="NAME", help="Who decides. [git's user.name, the login name]")

BASELINE: Options = (
    click.option("--add-known", is_flag=True, help="Accept all there is as known: a baseline. Exits 0."),
    click.option("--prune-known", is_flag=True, help="Remove lines of the baseline that silence nothing."),
    click.option("--strict-known", is_flag=True, help="Exit 1 when the baseline has such lines."),
    BY,
)


def commands(
    group: click.Group,
    options: Callable[..., Option],
    choice: tuple[Options, Options, Options],
    run: Callable[[str, dict[str, Any]], int],
) -> None:
    """Add the commands to `group`; `choice` are the options of rules, settings and input."""
    rules, settings, given = choice
    paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")

    @group.command()
    @paths
    @options(rules, settings, given)
    @BY
    @click.option("--terminal", is_flag=True, help="In this terminal, not in the browser.")
    @click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
    @click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of the page. [any free one]")
    @click.option("--part", metavar="K/N", help="Only this part of the groups, to share the work: 2/5.")
    @click.option("--verify", metavar="SHARE", help="Show accepted members of bulks again, at random: 5%.")
    @click.option("--safe", is_flag=True, help="Show safe fixes too, which `fix` applies by itself.")
    def review(**arguments: Any) -> int:
        """Go through the findings one group after the other, and decide.

        Decisions are written at once to NAME.decisions.jsonl beside each text. `ocrlint fix` applies them,
        `ocrlint check` counts what is left. Exits 0 when nothing is open, 1 when something is left.
        """
        return run("review", arguments)

    @group.group()
    def decisions() -> None:
        """What people decided about findings."""

    def action(name: str, text: str) -> None:
        @decisions.command(name, help=text)
        @paths
        @options(settings, given)
        def act(**arguments: Any) -> int:
            return run("decisions", {"action": name, **arguments})

    action("status", "How many decisions are applied, fulfilled, stale; those in trouble one by one.")
    action("compact", "Fold each decisions file to one line a decision. Undo reaches back to here.")
    action("ruleset", "Print the accepted replacements of words as a ruleset.")
