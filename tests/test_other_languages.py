"""What is no Chinese is left alone, but for characters that are broken in any language."""

from __future__ import annotations

import pytest

from lint import lint_text

ENGLISH = "The river rises in the north,and the people\nof the plain fear it (see below).\n\nIt is called Huang He.\n"
JAPANESE = "川の水は北から流れて来る,平原の人々は\nみな恐れていた.\n\n記念館（2階）では覧ることができる。。\n"
KOREAN = "강물은 북쪽에서 흘러온다,平原 사람들은\n모두 두려워했다.\n"
CHINESE = "河水从北方流来,平原上的人都怕它。\n"


def codes(text: str) -> set[str]:
    return {finding.code for finding in lint_text(text).findings}


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, KOREAN])
def test_a_text_in_another_language_is_left_alone(text):
    assert codes(text) == set()


def test_an_english_text_that_names_a_chinese_word_is_left_alone():
    assert codes(ENGLISH + "The Chinese name is 黄河,and it means the yellow river.\n") == set()


def test_a_line_with_a_long_path_is_chinese():
    assert "PUN011" in codes("位於src/components/Button/index.tsx，，請查看。\n")


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, KOREAN])
def test_what_is_broken_in_any_language_is_found(text):
    assert codes(text + "a\ufffdb \n") == {"ENC002", "SPC008"}


def test_a_paragraph_in_another_language_does_not_hide_the_chinese_ones():
    found = lint_text(JAPANESE + "\n" + CHINESE).findings
    assert {finding.code for finding in found} == {"PUN001"}
    assert min(finding.start.offset for finding in found) > len(JAPANESE)


@pytest.mark.parametrize(
    "text",
    ["展厅里有《ノルウェイの森》的初版,旁边是译本。\n", "他说Hello,world是他写的第一个程序,后来就多了。\n"],
)
def test_a_chinese_sentence_that_quotes_another_language_is_chinese(text):
    assert "PUN001" in codes(text)
