"""The command line as its users have it: in a process of its own."""

from __future__ import annotations

import sys

OCRLINT = (sys.executable, "-m", "lint.cli")
