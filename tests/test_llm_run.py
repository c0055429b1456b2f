"""From the configuration file through the command line to a language model's server, and back to the report."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

pytest.importorskip("httpx")

from tests.command import OCRLINT
from tests.llm_server import completion, serving, text

ROOT = Path(__file__).resolve().parent.parent
TEXT = "前面一句不该送出去。工作尚末完成，不能验收。后面一句也不该送出去。\n"
SENTENCE = "工作尚末完成，不能验收。"
RULESET = """
[[rule]]
code = "WRD900"
name = "not-yet"
triggers = "末"
find = "末(?=完成)"
put = "未"
confidence = 0.6
docs = "A rule of the user's own."
message = { en = "{found} may be wrong", zh = "“{found}”可能有误" }
"""


@pytest.fixture
def check(tmp_path: Path):
    """Run `ocrlint check` in a folder with a text, a ruleset and these settings of [llm]; the findings."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "own.toml").write_text(RULESET, "utf-8")

    def run(llm: str = "", code: int = 1, **environment: str):
        (tmp_path / "ocrlint.toml").write_text(
            f'select = ["WRD900"]\nrulesets = ["own.toml"]\n{llm}', "utf-8"
        )
        command = [
            *OCRLINT,
            "check",
            ".",
            "--config",
            "ocrlint.toml",
            "--output-format",
            "json",
            "--language",
            "en",
        ]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        )
        assert done.returncode == code, done.stderr
        if code == 2:
            return done.stderr
        (file,) = json.loads(done.stdout)["files"]
        return file["findings"]

    return run


def settings(endpoint: str, **more: object) -> str:
    rows = "".join(f"{name.replace('_', '-')} = {json.dumps(value)}\n" for name, value in more.items())
    return f'[llm]\nendpoint = "{endpoint}"\nmodel = "stub"\n{rows}'


def test_an_answer_that_is_accepted(check):
    (alone,) = check()
    with serving(lambda _: text("工作尚未完成，不能验收。")) as server:
        (finding,) = check(settings(server.endpoint))
    assert finding["message"] == alone["message"] + "; the language model agrees"
    assert finding["confidence"] > alone["confidence"]
    assert (finding["start"], finding["end"], finding["id"]) == (alone["start"], alone["end"], alone["id"])
    (question,) = server.asked
    assert question["model"] == "stub"
    assert question["messages"][-1]["content"] == SENTENCE.replace("末", "【末】")
    assert "不该送出去" not in json.dumps(question, ensure_ascii=False)


def test_another_proposal_is_one_more_choice(check):
    with serving(lambda _: text("工作尚待完成，不能验收。")) as server:
        (finding,) = check(settings(server.endpoint))
    assert finding["message"].endswith("; the language model would write “待”")
    assert finding["fix"]["edits"][0]["text"] == "未", "what it says changes no text"
    assert finding["fix"]["choices"] == ["待"]


def test_a_model_that_would_leave_it(check):
    (alone,) = check()
    with serving(lambda _: text(SENTENCE)) as server:
        (finding,) = check(settings(server.endpoint))
    assert finding["message"].endswith("; the language model would leave it")
    assert finding["confidence"] < alone["confidence"]


@pytest.mark.parametrize(
    "reply",
    [
        text("工作尚未完成，不得验收。"),
        text("好的，这句话应为：工作尚未完成，不能验收。"),
        "工作尚未完成，不能验收。",
        (200, b'{"choices": ['),
        (200, completion('{"sentence": 1}')),
        (500, b"{}"),
    ],
    ids=["rewritten", "talkative", "no JSON", "cut off", "other JSON", "an error"],
)
def test_an_answer_that_does_not_count_changes_nothing(check, reply):
    alone = check()
    with serving(lambda _: reply) as server:
        assert check(settings(server.endpoint)) == alone
        assert len(server.asked) == 1


def test_a_late_answer_changes_nothing(check):
    alone = check()

    def late(handler) -> None:
        time.sleep(3)
        handler.send_response(204)

    with serving(lambda _: late) as server:
        begin = time.monotonic()
        assert check(settings(server.endpoint, timeout=0.2)) == alone
        assert time.monotonic() - begin < 3
        assert len(server.asked) == 1


def test_nobody_is_asked_without_the_setting(check):
    with serving(lambda _: pytest.fail("asked")) as server:
        check()
    assert not server.asked


def test_an_answer_is_not_kept_for_the_next_run(check):
    with serving(lambda _: text(SENTENCE)) as server:
        assert check(settings(server.endpoint)) == check(settings(server.endpoint))
    assert len(server.asked) == 2


def test_the_key_is_read_from_the_environment(check):
    with serving(lambda _: text(SENTENCE)) as server:
        check(settings(server.endpoint, key_variable="STUB_KEY"), STUB_KEY="secret")
    assert server.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("llm", "why"),
    [
        ('[llm]\nendpoint = "ftp://x"\nmodel = "stub"', "must begin with http"),
        ('[llm]\nendpoint = "http://x"', "missing required field `model`"),
        ('[llm]\nendpoint = "http://x"\nmodel = "stub"\nkey-variable = "NOT_SET"', "NOT_SET is not set"),
        ('[llm]\nendpoint = "http://x"\nmodel = "stub"\ntimeout = "soon"', "llm.timeout"),
    ],
)
def test_settings_that_can_not_be_followed(check, llm: str, why: str):
    said = check(llm, 2)
    assert why in said
    assert "ocrlint.toml" in said
    assert said.count("\n") == 1
