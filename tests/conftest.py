"""Hypothesis profiles, the way to the checkout, and one browser for all tests."""

import atexit
import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")

# The settings of whoever runs the tests are not part of them.
_settings = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
atexit.register(_settings.cleanup)
os.environ["XDG_CONFIG_HOME"] = _settings.name

# Time limits measure the machine, not the code.
# `ci` tries the same few examples each time, so that a red run is about the change and not about luck.
settings.register_profile(
    "ci", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz",
    max_examples=2_000,
    deadline=timedelta(seconds=30),  # only a search that runs away takes so long
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")  # `--hypothesis-profile` has the last word


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser():
    """The Chromium that is installed, one for all tests: Playwright downloads none."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"these tests need one of {', '.join(NAMES)}; `make browser` installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
