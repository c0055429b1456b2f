"""One browser for all tests, and the folder of a run to look at."""

from __future__ import annotations

import pytest

from lint.report.folder import write_folder
from tests.browser.chromium import Chromium
from tests.reporting import SAMPLE, checked, fixed, run


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    chromium = Chromium(tmp_path_factory.mktemp("profile"))
    yield chromium
    chromium.close()


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
    """Open a page of the folder; it is closed after the test."""
    pages = []

    def visit_(name, fragment="", **settings):
        pages.append(browser.open((folder / name).as_uri() + fragment, **settings))
        return pages[-1]

    yield visit_
    for page in pages:
        page.close()
