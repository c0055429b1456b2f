"""The browser of tests/browser, for the pages of reviews."""

from tests.browser.conftest import browser  # noqa: F401 - a fixture
