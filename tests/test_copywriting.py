"""Web copy over whole documents: what is damage becomes full width, and what stays is set apart."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.core.document import Document
from lint.core.findings import Safety
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from tests.command import OCRLINT

COPY = Engine(select_rules("copywriting"))
ADDED = Engine(select_rules("ocr", {"spacing": "add"}))
DEFAULT = Engine(select_rules("ocr"))

ESSAY = """# 接入说明

先用pip安装SDK,再打开`config,toml`文件,把令牌填进去。如果网络不通,请看[常见问题](docs/faq,1.md)一节。

我们在3台机器上试过,平均用时25毫秒,比旧版快了1倍;偶尔会超时,重试即可。

```python
print("报告,代表",1,2)
```

为什么要这样做?因为服务端只认UTF-8编码,别的一律拒收!
"""
ESSAY_FIXED = """# 接入说明

先用 pip 安装 SDK，再打开 `config,toml` 文件，把令牌填进去。如果网络不通，请看[常见问题](docs/faq,1.md)一节。

我们在 3 台机器上试过，平均用时 25 毫秒，比旧版快了 1 倍；偶尔会超时，重试即可。

```python
print("报告,代表",1,2)
```

为什么要这样做？因为服务端只认 UTF-8 编码，别的一律拒收！
"""
# Whoever sets a blank behind each mark does so by choice; the last one is brought in line.
CHOSEN = """先安装程序, 再打开文件, 把令牌填进去。

如果网络不通, 请看下一节,不要反复重试。
"""
CHOSEN_FIXED = CHOSEN.replace("节,", "节, ")
TRADITIONAL = "我們在機房試過,平均用時較短,請看下節。\n"
TRADITIONAL_FIXED = TRADITIONAL.replace(",", ", ")

DOCUMENTS = [
    pytest.param(ESSAY, ESSAY_FIXED, id="damage"),
    pytest.param(CHOSEN, CHOSEN_FIXED, id="chosen"),
    pytest.param(TRADITIONAL, TRADITIONAL_FIXED, id="traditional"),
    pytest.param("报告,代表\n", "报告，代表\n", id="two words"),
]

SENTENCES = st.sampled_from(
    [
        "会议审议了报告,代表们认真讨论。",
        "先装好SDK,再打开文件夹。",
        "为什么要这样做?因为旧版太慢!",
        "共有25人到场,其中3人发言;会后又去看了展览。",
        "老人说完就走了,谁也没有留他。",
        "请把`a,b`填进去,保存即可。",
        "果树开花了，蜜蜂也来了。",
    ]
)


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
@pytest.mark.parametrize("engine", [COPY, ADDED], ids=["copywriting", "add"])
def test_whole_documents(engine: Engine, text: str, expected: str) -> None:
    assert engine.fix(Document(text)).document.text == expected
    assert engine.fix(Document(expected)).document.text == expected


def test_the_command_agrees() -> None:
    run = subprocess.run(
        [*OCRLINT, "fix", "-q", "--no-config", "--profile", "copywriting", "-"],
        input=ESSAY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout == ESSAY_FIXED


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_marks_are_those_of_the_default(sentences: list[str]) -> None:
    """Blanks do not decide about marks: leaving them out, both ways of setting text give the same."""
    text = "\n\n".join(sentences) + "\n"
    added = ADDED.fix(Document(text)).document.text
    assert added.replace(" ", "") == DEFAULT.fix(Document(text)).document.text.replace(" ", "")


@given(st.lists(SENTENCES, min_size=1, max_size=8), st.sampled_from([Safety.SAFE, Safety.SUGGESTED]))
def test_fixing_twice_is_fixing_once(sentences: list[str], level: Safety) -> None:
    once = COPY.fix(Document("\n\n".join(sentences) + "\n"), level).document.text
    assert COPY.fix(Document(once), level).document.text == once
