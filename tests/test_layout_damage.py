"""Layout rules on synthetic damage, over the widths and styles of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.document import Document
from lint.core.findings import Fix, Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from tests.damage import Parting, Setting, damage, paragraphs, score

FOLDER = Path(__file__).parent / "negative"
MODERN = paragraphs(FOLDER, "prose_[!st]*.txt")
TRADITIONAL = paragraphs(FOLDER, "prose_trad*.txt")
ENGINE = Engine(select_rules(select=["LAY"]))


def judge(source: list[str], setting: Setting, seed: int) -> None:
    """Fail unless nearly all line ends come out as they were before the damage."""
    damaged = damage(source, setting, seed)
    doc = Document(damaged.text)
    fixed = ENGINE.fix(doc, Safety.SUGGESTED)
    got = score(damaged, fixed.patch)
    assert got.f1 >= 0.97, got
    assert got.lost == 0
    safe = score(damaged, ENGINE.fix(doc, Safety.SAFE).patch)
    assert safe.wrong <= 0.005 * max(200, safe.right), safe
    assert not ENGINE.fix(fixed.document, Safety.SUGGESTED).patch


@pytest.mark.parametrize("em", [8, 10, 14, 18, 22, 30, 40, 60])
@pytest.mark.parametrize("parting", ["blank", "indent", "both", "flush", "spaced"])
def test_every_width_and_style(em: int, parting: str) -> None:
    judge(MODERN, Setting(em, parting), 1)


@pytest.mark.parametrize("em", [8, 12, 18, 24, 40])
def test_traditional_and_classical_prose(em: int) -> None:
    judge(TRADITIONAL, Setting(em, "both", hanging=em % 4 == 0), 2)


@given(
    setting=st.builds(
        Setting,
        em=st.integers(8, 60),
        parting=st.sampled_from(["blank", "indent", "both", "spaced"]),
        hanging=st.booleans(),
        captions=st.sampled_from([0.0, 0.4]),
        page=st.sampled_from([0, 17]),
    ),
    seed=st.integers(0, 9),
)
def test_any_page(setting: Setting, seed: int) -> None:
    judge(MODERN, setting, seed)


@pytest.mark.parametrize("seed", range(6))
def test_paragraphs_cut_by_columns_and_captions(seed: int) -> None:
    source = [text for text in MODERN + TRADITIONAL if len(text) > 90]
    damaged = damage(source, Setting(cuts=1.0, captions=0.5), seed)
    got = score(damaged, ENGINE.fix(Document(damaged.text), Safety.SUGGESTED).patch)
    assert got.wrong == got.lost == 0
    assert got.f1 >= 0.95, got


def test_wrapped_and_whole_parts_in_one_file() -> None:
    wrapped = damage(MODERN[:20], Setting(16, "blank"), 0).text
    whole = "\n\n".join(MODERN[20:40]) + "\n"
    fixed = ENGINE.fix(Document(wrapped + "\n" + whole), Safety.SUGGESTED).document.text
    assert fixed.endswith("\n" + whole)
    assert "\n\n".join(MODERN[3:20]) in fixed


@pytest.mark.parametrize("em", [16, 30])
@pytest.mark.parametrize("parting", ["blank", "indent"])
@pytest.mark.parametrize(
    "notes",
    [
        ("① 参见冯远：《渡口志》，江城出版社，1987年，第31页。", "② 同上书，第34页。"),
        ("[1] 冯远. 老码头岸坡的变形[J]. 水利学刊, 2011, 31(4): 55-61.",),
        ("————————", "①参见冯远：《渡口志》，江城出版社，1987年，第31页。"),
    ],
)
def test_footnotes_at_the_foot_of_pages(em: int, parting: Parting, notes: tuple[str, ...]) -> None:
    damaged = damage(MODERN, Setting(em, parting, page=14, notes=notes), 3)
    got = score(damaged, ENGINE.fix(Document(damaged.text), Safety.SUGGESTED).patch)
    assert got.wrong <= 2, got
    assert got.lost == 0
    assert got.f1 >= 0.97, got


OTHER = [path for path in sorted(FOLDER.iterdir()) if not path.name.startswith(("prose", "README"))]


@pytest.mark.parametrize("path", OTHER, ids=lambda path: path.name)
@pytest.mark.parametrize("em", [12, 14, 18, 26])
def test_wrapped_prose_proves_nothing_of_its_neighbours(em: int, path: Path) -> None:
    wrapped = damage(MODERN[:25], Setting(em, "both" if em == 18 else "blank"), 0).text
    other = path.read_text("utf-8")
    fixed = ENGINE.fix(Document(wrapped + "\n" + other), Safety.SUGGESTED).document.text
    assert fixed.endswith("\n" + other)


def test_two_texts_read_by_turns() -> None:
    """Where a text and its translation alternate, no join over blank lines is safe."""
    old = "是歲， 縣令始作新渠， 民皆便之。 令既去， 渠遂不治， 父老或以爲言， 於是復發卒三百人往治之， 民皆便之。"
    new = "這一年，縣令開始修建新渠，百姓都感到方便。縣令離任以後，水渠就没有人管理，父老中有人提起這件事，"
    done = new[:-1] + "。"
    for pages, safety in (([done, done] * 3, Safety.SAFE), ([old, done] * 3, Safety.SUGGESTED)):
        doc = Document("\n\n".join([*pages, new, new, done]) + "\n")
        assert {fix.safety for fix in _cuts(doc)} == {safety}


def _cuts(doc: Document) -> list[Fix]:
    return [found.fix for found in ENGINE.check(doc) if found.code == "LAY002" and found.fix]
