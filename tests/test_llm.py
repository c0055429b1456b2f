"""The second opinion, against a server on this machine that answers well, badly, late or not at all."""

from __future__ import annotations

import json
import time

import pytest

pytest.importorskip("httpx")

from lint.core.document import Document
from lint.engine.engine import Engine
from lint.engine.rule_catalog import select_rules
from lint.settings.llm import (
    FAILURES,
    MOST_CHARACTERS,
    Advisor,
    Llm,
    LlmError,
    NoAnswerError,
    Opinion,
    content_of,
    judge,
    sentence,
)
from tests.llm_server import completion, serving, text

TEXT = "前面一句不该送出去。工作尚末完成，不能验收。后面一句也不该送出去。"
START = TEXT.index("末")


def ask(reply, timeout: float = 5.0) -> Opinion | None:
    with serving(reply) as server:
        advisor = Advisor(Llm(server.endpoint, "stub", timeout=timeout))
        try:
            return advisor.ask(TEXT, START, START + 1)
        finally:
            advisor.close()


RIGHT = text("工作尚未完成，不能验收。")


def test_only_the_sentence_is_sent():
    with serving(lambda _: RIGHT) as server:
        advisor = Advisor(Llm(server.endpoint, "stub"))
        assert advisor.ask(TEXT, START, START + 1) == Opinion("change", "未")
        advisor.close()
    (body,) = server.asked
    assert body["model"] == "stub"
    assert body["messages"][-1]["content"] == "工作尚【末】完成，不能验收。"
    assert "送出去" not in json.dumps(body, ensure_ascii=False)


@pytest.mark.parametrize(
    ("reply", "opinion"),
    [
        (RIGHT, Opinion("change", "未")),
        (text("工作尚末完成，不能验收。"), Opinion("keep", "末")),
        (text("工作尚完成，不能验收。"), Opinion("change", "")),
        ("```json\n" + RIGHT + "\n```", Opinion("change", "未")),
        ("<think>末？未？</think>\n" + RIGHT, Opinion("change", "未")),
        (text("工作尚未完成，不可验收。"), None),
        (text("该工作尚未完成，不能验收。"), None),
        (text("工作尚【未】完成，不能验收。"), None),
        (text("工作尚未能按照原定的计划完成，不能验收。"), None),
        (text(""), None),
        ("应作“未”。", None),
        ('{"text": 7}', None),
        ('{"answer": "未"}', None),
        ("[1, 2]", None),
        ("", None),
    ],
)
def test_an_answer_counts_when_it_changes_only_what_was_asked(reply, opinion):
    assert ask(lambda _: reply) == opinion


@pytest.mark.parametrize(
    "reply",
    [
        (500, b"{}"),
        (404, b"not here"),
        (200, b"no JSON"),
        (200, b"\xff\xfe\x00"),
        (200, b"{}"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b"[" * 60_000),
        (200, b" " * 100_000 + completion(RIGHT)),
    ],
)
def test_a_malformed_answer_is_no_answer(reply):
    assert ask(lambda _: reply) is None


def test_a_redirection_is_not_followed():
    with serving(lambda _: RIGHT) as other:

        def redirect(handler) -> None:
            handler.send_response(307)
            handler.send_header("Location", other.endpoint)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        assert ask(lambda _: redirect) is None
        assert other.asked == []


def test_a_late_answer_is_no_answer():
    def late(_) -> None:
        time.sleep(0.6)

    begun = time.monotonic()
    assert ask(lambda _: late, timeout=0.2) is None
    assert time.monotonic() - begun < 5


def test_an_answer_that_drips_is_no_answer():
    def drip(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass  # the asker has gone

    begun = time.monotonic()
    assert ask(lambda _: drip, timeout=0.3) is None
    assert time.monotonic() - begun < 3


def test_a_dead_endpoint_is_asked_three_times():
    with serving(lambda _: (500, b"")) as server:
        advisor = Advisor(Llm(server.endpoint, "stub"))
        for _ in range(6):
            assert advisor.ask(TEXT, START, START + 1) is None
        advisor.close()
        assert len(server.asked) == FAILURES


def test_nobody_listens():
    advisor = Advisor(Llm("http://127.0.0.1:9/v1/chat/completions", "stub", timeout=0.5))
    assert advisor.ask(TEXT, START, START + 1) is None
    advisor.close()


def test_the_key_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("STUB_KEY", "secret")
    with serving(lambda _: RIGHT) as server:
        advisor = Advisor(Llm(server.endpoint, "stub", key_variable="STUB_KEY"))
        advisor.ask(TEXT, START, START + 1)
        advisor.close()
    assert server.headers[0]["Authorization"] == "Bearer secret"
    monkeypatch.delenv("STUB_KEY")
    with pytest.raises(LlmError, match="STUB_KEY is not set"):
        Advisor(Llm(server.endpoint, "stub", key_variable="STUB_KEY"))


def test_an_endpoint_must_be_an_address():
    with pytest.raises(LlmError, match="http"):
        Advisor(Llm("localhost:8080", "stub"))


def found(doc: Document):
    return Engine(select_rules("ocr", select=["WRD"])).check(doc)


@pytest.mark.parametrize(
    ("said", "note", "better"),
    [
        ("工作尚未完成，不能验收。", "agrees", True),
        ("工作尚末完成，不能验收。", "would leave it", False),
        ("工作尚木完成，不能验收。", "would write “木”", None),
    ],
)
def test_an_opinion_shows_in_the_finding(said, note, better):
    doc = Document(TEXT)
    (before,) = found(doc)
    with serving(lambda _: text(said)) as server:
        advisor = Advisor(Llm(server.endpoint, "stub"))
        (after,) = advisor.review(doc, [before])
        advisor.close()
    assert note in after.message("en")
    assert after.fix is not None
    assert after.fix.edits == before.fix.edits, "the model never changes the text"
    assert after.fix.safety == before.fix.safety
    if better is None:
        assert after.confidence == before.confidence
        assert "木" in after.fix.choices
    else:
        assert (after.confidence > before.confidence) == better


def test_other_families_are_not_asked_about():
    doc = Document("他说他说他说的话，大家都记得。。")
    findings = Engine(select_rules("ocr", select=["PUN", "REP"])).check(doc)
    with serving(lambda _: RIGHT) as server:
        advisor = Advisor(Llm(server.endpoint, "stub"))
        assert list(advisor.review(doc, findings)) == findings
        advisor.close()
        assert server.asked == []


def test_a_long_sentence_is_cut_round_the_place():
    long = "字" * 5000
    first, last = sentence(long, 2500, 2501)
    assert last - first <= MOST_CHARACTERS
    assert first < 2500 < last


def test_judge_and_content_take_anything():
    assert judge("", "前", "末", "后") is None
    assert judge("前后", "前", "末", "后") == Opinion("change", "")
    for answer in (b"", completion("{")):
        with pytest.raises(NoAnswerError):
            content_of(answer)
