"""The lower bounds of the dependencies are those that `make lowest` tests with."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement


def _versions(lines, operator):
    """The version that each line names after `operator`, by package; nothing else may be said of it."""
    found = {}
    for requirement in map(Requirement, lines):
        (specifier,) = requirement.specifier
        assert specifier.operator == operator, requirement
        found[requirement.name] = specifier.version
    return found


def test_the_versions_tested_are_the_lower_bounds(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    constraints = (root / "tests" / "lowest.txt").read_text("utf-8").splitlines()
    tested = _versions([line for line in constraints if not line.startswith("#")], "==")
    assert tested == _versions([*project["dependencies"], *project["optional-dependencies"]["llm"]], ">=")
    assert list(tested) == sorted(tested)


def test_make_lowest_installs_these_versions(root):
    makefile = (root / "Makefile").read_text("utf-8")
    assert re.search(r"^lowest: (\S+)\n\t\S+/pytest ", makefile, re.MULTILINE)
    assert "--constraint tests/lowest.txt --editable '.[test]'" in makefile
