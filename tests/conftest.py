"""Hypothesis profiles, and the way to the checkout."""

import atexit
import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
