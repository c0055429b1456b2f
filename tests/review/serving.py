"""A review that runs: the command in a process of its own, and a page of the browser that shows it."""

from __future__ import annotations

import asyncio
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.command import OCRLINT, usual_signals

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/[\w-]+/")


@contextmanager
def served(*arguments, cwd, by="甲"):
    """The process of `ocrlint review` and the address of its page; it is killed at the end if it lives."""
    command = [*OCRLINT, "review", *arguments, "--no-browser", "--by", by, "--language", "en"]
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stderr=subprocess.PIPE,
        preexec_fn=usual_signals,  # noqa: PLW1509 - nothing else runs here
    )
    said = b""
    try:
        while not (found := ADDRESS.search(said)):
            line = process.stderr.readline()
            assert line, said.decode()
            said += line
        yield process, found[0].decode()
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def run_async(work):
    """What the coroutine `work` gives; in a thread of its own, for Playwright has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Reviewer:
    """Presses keys in the page and waits until each was painted; `keys` counts them."""

    def __init__(self, page, address):
        self.page = page
        self.keys = 0
        page.goto(address)
        page.wait_for_function("() => document.body.dataset.ready === 'yes'")

    def press(self, *keys):
        for key in keys:
            painted = self.page.evaluate("document.body.dataset.painted")
            self.page.keyboard.press(key)
            self.keys += 1
            self.page.wait_for_function("(n) => document.body.dataset.painted !== n", arg=painted)

    def type(self, key, text):
        """Press a key that asks for a text, and type that in place of what is there."""
        self.page.keyboard.press(key)
        self.page.wait_for_function("() => !document.getElementById('prompt').hidden")
        painted = self.page.evaluate("document.body.dataset.painted")
        if text:
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.press("Delete")
        self.page.keyboard.press("Enter")
        self.keys += 2 + max(1, len(text))
        self.page.wait_for_function("(n) => document.body.dataset.painted !== n", arg=painted)

    @property
    def view(self):
        return self.page.evaluate("shown")

    def quiet(self):
        """Wait until what was decided has been checked again."""
        self.page.wait_for_timeout(1500)
