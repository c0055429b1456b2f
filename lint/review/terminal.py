"""The terminal's face: the same keys and the same data as in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from lint.review.keys import known
from lint.review.view import keys, view

if TYPE_CHECKING:
    from textual.events import Key

    from lint.review.session import Session

NAMES = {
    "full_stop": ".",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
}
"""Keys that the terminal calls otherwise."""

POLL = 0.5
"""Seconds after which a change that no key made is shown."""


class ReviewApp(App[None]):
    """The review in a terminal."""

    CSS = "#prompt { display: none; } #prompt.asked { display: block; } Screen { background: $background; }"
    BINDINGS: ClassVar[list[Any]] = []
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    """The prompt takes keys only while it asks."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asked = ""
        self._seen = session.version

    def compose(self) -> ComposeResult:
        """The card above, the prompt below."""
        with VerticalScroll(can_focus=False):
            yield Static(id="card")
        yield Input(id="prompt")

    def on_mount(self) -> None:
        """Begin."""
        self.session.start()
        self.set_interval(POLL, self._look)
        self._show()

    def on_unmount(self) -> None:
        """End."""
        self.session.stop()

    def _look(self) -> None:
        if self.session.version != self._seen:
            self._show()

    def on_key(self, event: Key) -> None:
        """Do what a key does; while something is typed only Escape counts."""
        if self._asked:
            if event.key == "escape":
                self._close()
            return
        pressed = NAMES.get(event.key, event.character or "")
        found = known(pressed)
        if found and found.prompt:
            event.stop()
            event.prevent_default()
            self.call_later(self._ask, found.key, found.prompt)
        elif pressed:
            self._press(pressed)

    def _ask(self, key: str, prompt: str) -> None:
        self._asked = key
        field = self.query_one(Input)
        field.value = self.session.state.prefill(prompt)
        field.add_class("asked")
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        key = self._asked
        self._close()
        if key:
            self._press(key, event.value)

    def _close(self) -> None:
        self._asked = ""
        self.query_one(Input).remove_class("asked")
        self.set_focus(None)

    def _press(self, key: str, text: str | None = None) -> None:
        self.session.press(key, text)
        if self.session.over:
            self.exit()
        else:
            self._show()

    def _show(self) -> None:
        self._seen = self.session.version
        self.query_one("#card", Static).update(screen(view(self.session), self.session.language))


def screen(shown: dict[str, Any], language: str) -> Text:
    """The screen as styled text; nothing in it is read as markup."""
    text = Text("  ·  ".join(shown["progress"]) + "\n", "dim")
    if "help" in shown["shown"]:
        for key in keys(language):
            text.append(f"  {key['key']:<6}{key['does']}\n")
        return text
    card = shown["card"]
    if card is None:
        return text.append(f"\n{shown['done']}\n", "bold")
    text.append(f"\n{card['code']} {card['rule']}", "bold")
    text.append(f"  {card['severity']} {card['safety']} {card['confidence']}  {card['place']}\n", "dim")
    text.append(f"{card['message']}\n\n")
    _change(text, card)
    for number, choice in enumerate(card["choices"], 1):
        text.append(f"  {number} {choice}\n", "green")
    for line in (*card["points"], *card["said"], card["arises"], card["verdict_name"]):
        if line:
            text.append(f"  {line}\n", "dim")
    if shown["group"]:
        _group(text, shown["group"])
    if card["paragraph"]:
        above, middle, below = card["paragraph"]
        text.append("\n").append(above).append(middle, "reverse").append(below).append("\n")
    if card["manual"]:
        text.append(f"\n{card['manual']}\n")
    return text.append(f"\n{shown['notice']}\n", "yellow")


def _change(text: Text, card: dict[str, Any]) -> None:
    if card["parts"]:
        for before, after in card["parts"]:
            if before == after:
                text.append(before)
            else:
                text.append(before, "red strike").append(after, "green underline")
    else:
        text.append(card["left"]).append(card["middle"], "reverse").append(card["right"])
    text.append("\n")


def _group(text: Text, group: dict[str, Any]) -> None:
    text.append(f"\n{group['size']}\n", "bold")
    for member in group["members"]:
        mark = ">" if member["here"] else "x" if member["out"] else " " if member["open"] else "="
        text.append(f"{mark} {member['left']}", "bold" if member["here"] else "")
        text.append(f"[{member['middle']}]", "red")
        if member["fix"]:
            text.append(f"→[{member['to']}]", "green")
        text.append(f"{member['right']}  ").append(f"{member['place']} {member['verdict_name']}\n", "dim")


def run(session: Session) -> None:
    """Review in this terminal until the reviewer quits."""
    ReviewApp(session).run()
