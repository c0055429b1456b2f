"""The folder of a run to look at."""

from __future__ import annotations

import pytest

from lint.report.folder import write_folder
from tests.reporting import SAMPLE, checked, fixed, run


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports")
    long = "".join(f"第{n}段没有改动，{'很长' * 20}。\n\n" for n in range(200))
    files = (
        fixed(SAMPLE, "in/a.txt"),
        fixed(f"中 文。\n\n{long}汉 字。\n", "in/b.txt"),
        checked("抗曰。", "in/c.txt"),
    )
    write_folder(run(*files), path)
    return path


@pytest.fixture
def visit(browser, folder):
    """Open a page of the folder in a window of its own; it is closed after the test.

    What the page asks for and what goes wrong in it is in its `requested` and `complaints`.
    """
    windows = []

    def visit_(name, fragment="", *, width=1500, height=1000, scripts=True, dark=False):
        window = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        windows.append(window)
        page = window.new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto((folder / name).as_uri() + fragment)
        return page

    yield visit_
    for window in windows:
        window.close()
