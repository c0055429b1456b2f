"""The numbers that `make mutants` changes, and that its report is about numbers that are there."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.__main__ import FOLDERS
from tests.mutants.sites import all_sites, exempt, mutants, mutated, sites

SOURCE = '''\
"""中文。"""
LEAST, MOST = 3, (0, 2.5)
NAMES = {"a": 4}
ON = True

def enough(text):
    """Whether there is enough."""
    return len(text) > 7 and 甲 != -5 and text[6]

class Rule:
    def check(self, n=8):
        return n <= 1
'''


@pytest.fixture
def found(tmp_path):
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "a.py").write_text(SOURCE, "utf-8")
    return list(sites(tmp_path, ("lint",)))


def test_numbers_at_the_top_and_in_comparisons_are_found_and_no_others(found):
    assert [(site.written, site.place) for site in found] == [
        ("3", "(LEAST, MOST)"),
        ("2.5", "(LEAST, MOST)"),
        ("4", "NAMES"),
        ("7", "enough"),
        ("5", "enough"),
        ("1", "Rule.check"),
    ]


def test_a_mutant_is_half_as_much_again_or_less_and_never_the_same(found):
    assert [[mutant.written for mutant in mutants(site)] for site in found] == [
        ["5", "2"],
        ["3.75", repr(2.5 / 1.5)],
        ["6", "2"],
        ["11", "4"],
        ["8", "3"],
        ["2", "0"],
    ]


def test_only_the_number_changes(found):
    for site in found:
        for mutant in mutants(site):
            changed = mutated(SOURCE, mutant)
            before, after = ast.dump(ast.parse(SOURCE)), ast.dump(ast.parse(changed))
            assert before != after
            assert len(changed) - len(SOURCE) == len(mutant.written) - len(site.written)


def test_numbers_that_are_exempt_are_there(root):
    found = list(all_sites(root, FOLDERS))
    assert exempt() <= {site.path for site in found} | {f"{site.path} {site.place}" for site in found}
