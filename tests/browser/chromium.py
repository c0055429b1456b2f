"""Chromium, headless, over the pipe it opens for debuggers: no driver, no port, no package."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import signal
import time
from itertools import count

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
"""Seconds for one answer, on a machine that is busy with other things."""


class Chromium:
    """A running browser. Commands and events are those of the DevTools protocol."""

    def __init__(self, profile):
        path = next(filter(None, map(shutil.which, NAMES)), None)
        assert path, f"these tests need one of {', '.join(NAMES)}; `make browser` installs it"
        arguments = [
            *(
                path,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ),
            *("--remote-debugging-pipe", f"--user-data-dir={profile}", "--hide-scrollbars", "about:blank"),
        ]
        theirs, self._write = map(_high, os.pipe())
        self._read, other = map(_high, os.pipe())
        quiet = os.open(os.devnull, os.O_WRONLY)
        actions = [(os.POSIX_SPAWN_DUP2, a, b) for a, b in ((theirs, 3), (other, 4), (quiet, 2))]
        self._process = os.posix_spawn(path, arguments, os.environ, file_actions=actions)
        for number in (theirs, other, quiet):
            os.close(number)
        self._numbers = count(1)
        self._buffer = b""
        self.events = []

    def close(self):
        self.send("Browser.close")
        for number in (self._read, self._write):
            os.close(number)
        for _ in range(100):
            if os.waitpid(self._process, os.WNOHANG)[0]:
                return
            time.sleep(0.05)
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def send(self, method, session=None, **params):
        """The result of a command."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | (
            {"sessionId": session} if session else {}
        )
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            self.events.append(answer)

    def _message(self):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], PATIENCE)
            assert ready, "Chromium does not answer"
            data = os.read(self._read, 1 << 20)
            assert data, "Chromium has gone"
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, url, **settings):
        return Page(self, url, **settings)


class Page:
    """A tab."""

    def __init__(self, browser, url, *, width=1500, height=1000, scripts=True, dark=False):
        self._browser = browser
        self._target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.go(url)

    def close(self):
        self._browser.send("Target.closeTarget", targetId=self._target)

    def send(self, method, **params):
        return self._browser.send(method, self._session, **params)

    def go(self, url):
        self.send("Page.navigate", url=url)
        end = time.monotonic() + PATIENCE
        while not self("location.href != 'about:blank' && document.readyState == 'complete'"):
            assert time.monotonic() < end, f"{url} does not load"
            time.sleep(0.02)

    def resize(self, width, height=1000):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **metrics)

    def __call__(self, script):
        """What `script` comes to."""
        got = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in got, got["exceptionDetails"]
        return got["result"].get("value")

    def texts(self, selector):
        return self(f"[...document.querySelectorAll({selector!r})].map((node) => node.innerText)")

    def count(self, selector):
        return self(f"document.querySelectorAll({selector!r}).length")

    def shown(self, selector):
        """How many of those that match can be seen."""
        return self(f"[...document.querySelectorAll({selector!r})].filter((n) => n.checkVisibility()).length")

    def click(self, selector):
        self(f"document.querySelector({selector!r}).click()")

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")

    def events(self, method):
        """What has happened in this tab so far."""
        mine = [
            e for e in self._browser.events if e.get("sessionId") == self._session and e["method"] == method
        ]
        return [event["params"] for event in mine]


def _high(number):
    """A file descriptor beyond those the browser expects its pipe at."""
    copy = fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(number)
    return copy
