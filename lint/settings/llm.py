"""A second opinion on doubted characters from a language model that the user runs.

Off unless the user's own configuration names an endpoint that speaks OpenAI's chat completions::

    [llm]
    endpoint = "http://127.0.0.1:8080/v1/chat/completions"
    model = "qwen2.5-7b-instruct"
    timeout = 10            # seconds for one answer, from the question to its last byte
    key-variable = "LLM_KEY"    # the environment variable with the key, when one is needed

Only the sentence that holds the doubted characters is sent, nothing else of the text and no file name. The
model is asked for the sentence with these characters put right. Its answer counts only when it changes
nothing else: a model that rewrites the sentence has not read it. What it says changes a finding's
confidence and its choices, never the text; no answer, a late one or a malformed one changes nothing, and the
user is notified once that there was none.
"""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec.structs import replace

from lint.core.findings import Text
from lint.core.messages import Notice, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

FAMILY = "WRD"
"""The family of rules whose findings are asked about."""

MOST_CHARACTERS = 200
"""Of a sentence longer than that, the part round the doubted characters is sent."""

MOST_BYTES = 65_536
"""A longer answer is no answer."""

FAILURES = 3
"""Failures in a row after which the endpoint is asked no more."""

MOST_CHANGE = 4
"""Characters by which an answer may be longer than what it replaces: a lost word, no lost sentence."""

_WRAPPING = re.compile(r"\A\s*(?:<think>.*?</think>\s*)?(?:```(?:json)?)?|```\s*\Z", re.DOTALL)
"""What models put round the answer: their thoughts, a fence."""

_STOP = re.compile("[。！？\n]")

_SERVER = re.compile(r"(https?://)(?:[^/?#]*@)?([^/?#]{0,100})")
"""What of an endpoint may be shown: the rest can hold keys."""

_TASK = """\
你是中文校对。下面的句子来自OCR，用【】标出的字可能有误（错字、漏字、多字或颠倒）。\
只可改动【】内的字，其余一字不改；若无误则照抄。\
只输出JSON：{"text": "去掉【】后的整句"}"""


class LlmError(ValueError):
    """The endpoint can't be asked at all."""


class Llm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What the configuration says of the endpoint."""

    endpoint: str
    model: str
    timeout: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 10.0
    key_variable: str = ""

    def __post_init__(self) -> None:
        if not _SERVER.match(self.endpoint):
            raise LlmError(
                message(
                    "`endpoint` must begin with http:// or https://, not {endpoint!r}",
                    "`endpoint` 必须以 http:// 或 https:// 开头，却是 {endpoint!r}",
                    endpoint=self.endpoint[:100],
                )
            )

    @property
    def server(self) -> str:
        """The endpoint without what may be secret."""
        return "".join(_SERVER.findall(self.endpoint)[0])


class Message(msgspec.Struct, frozen=True):
    """What was said."""

    content: str


class Choice(msgspec.Struct, frozen=True):
    """One of the answers."""

    message: Message


class Completion(msgspec.Struct, frozen=True):
    """The endpoint's reply: of all that it holds, what is read here."""

    choices: list[Choice]


class Answer(msgspec.Struct, frozen=True):
    """What the model is asked to say."""

    text: str


class Opinion(msgspec.Struct, frozen=True):
    """What the model says about one finding."""

    verdict: Literal["keep", "change"]
    put: str
    """The text for the doubted characters; the same text when the verdict is to keep it."""


class NoAnswerError(Exception):
    """The endpoint gave no answer that can be read; the message says why."""


_MALFORMED = Notice(
    'gave an answer of another form than {"text": …} in a chat completion',
    '的回答不是 chat completion 里的 {"text": …}',
)


class Advisor:
    """Asks the endpoint, sentence by sentence, and gives up when it fails again and again."""

    def __init__(self, settings: Llm) -> None:
        try:
            import httpx
        except ImportError as error:
            raise LlmError(
                message(
                    "llm: a second opinion needs httpx; pip install 'ocrlint[llm]'",
                    "llm：征求模型意见需要 httpx；请运行 pip install 'ocrlint[llm]'",
                )
            ) from error
        self._settings = settings
        self._failures = 0
        self.trouble: str = ""
        """Why a question got no answer, the first time; "" while all got one."""
        self._known: dict[str, str] = {}
        self._http = httpx
        headers = _authorization(settings.key_variable)
        try:
            self._client = httpx.Client(
                timeout=settings.timeout,
                headers=headers,
                follow_redirects=False,  # the sentence goes where the user said, and nowhere else
            )
        except (httpx.InvalidURL, ValueError, ImportError, OSError) as error:
            raise LlmError(
                message(
                    "llm: the proxy or the certificates that the environment names can't be used: {error}",
                    "llm：环境变量指定的代理或证书不能用：{error}",
                    error=error,
                )
            ) from error

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def review(self, doc: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, those of WRD with the model's opinion where it has one."""
        for finding in findings:
            opinion = (
                self.ask(doc.text, finding.start, finding.end) if finding.code.startswith(FAMILY) else None
            )
            yield finding if opinion is None else heed(finding, opinion)

    def ask(self, text: str, start: int, end: int) -> Opinion | None:
        """What the model says about ``text[start:end]``, or None when it says nothing that counts."""
        if self._failures >= FAILURES:
            return None
        first, last = sentence(text, start, end)
        before, doubted, after = text[first:start], text[start:end], text[end:last]
        question = f"{before}【{doubted}】{after}"
        try:
            answer = self._known.get(question) or self._complete(question)
        except NoAnswerError as error:
            self._failures += 1
            self.trouble = self.trouble or message(
                "llm: {server}: {error}; without its answer findings have no second opinion",
                "llm：{server} {error}；没有它的回答，问题便没有第二意见",
                server=self._settings.server,
                error=error,
            )
            return None
        self._failures = 0
        self._known[question] = answer
        return judge(answer, before, doubted, after)

    def _complete(self, question: str) -> str:
        """The model's answer.

        Raises:
            NoAnswerError: None came in time and in form.
        """
        http = self._http
        try:
            return content_of(self._reply(question))
        except http.HTTPStatusError as error:
            raise NoAnswerError(
                message("answers with HTTP {code}", "回答 HTTP {code}", code=error.response.status_code)
            ) from error
        except (http.TimeoutException, TimeoutError) as error:
            raise NoAnswerError(
                message(
                    "gave no answer in {seconds:g} s",
                    "在 {seconds:g} 秒内没有回答",
                    seconds=self._settings.timeout,
                )
            ) from error
        except (http.HTTPError, OSError) as error:
            why = " ".join(str(error).split())[:200] or type(error).__name__
            raise NoAnswerError(message("can't be reached: {why}", "无法连接：{why}", why=why)) from error
        except (http.InvalidURL, UnicodeError, ValueError) as error:
            raise NoAnswerError(
                message("is no valid address; correct `endpoint`", "不是有效的地址；请改正 `endpoint`")
            ) from error

    def _reply(self, question: str) -> bytes:
        """What the endpoint sends back, when it does so in time."""
        body = {
            "model": self._settings.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": question}],
        }
        deadline = time.monotonic() + self._settings.timeout
        data = bytearray()
        with self._client.stream("POST", self._settings.endpoint, json=body) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > MOST_BYTES:
                    raise NoAnswerError(_MALFORMED)
                # The client's own limit is for each read: a server that drips would never reach it.
                if time.monotonic() > deadline:
                    raise TimeoutError
        return bytes(data)


def _authorization(variable: str) -> dict[str, str]:
    """The header with the key that the environment variable called `variable` holds.

    Raises:
        LlmError: It is not set, or holds what can be no key.
    """
    if not variable:
        return {}
    key = os.environ.get(variable, "").strip()
    if not key:
        raise LlmError(
            message(
                "llm: the environment variable {name} is not set; set it to the endpoint's key",
                "llm：环境变量 {name} 没有设置；请把它设为该接口的密钥",
                name=variable,
            )
        )
    if not (key.isascii() and key.isprintable()):
        raise LlmError(
            message(
                "llm: the environment variable {name} holds no key: it must be printable ASCII",
                "llm：环境变量 {name} 里不是密钥：必须是可打印的 ASCII 字符",
                name=variable,
            )
        )
    return {"Authorization": f"Bearer {key}"}


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds ``[start, end)`` begins and ends; of a long one, the part round it."""
    room = max(0, (MOST_CHARACTERS - (end - start)) // 2)
    first, last = max(0, start - room), min(len(text), end + room)
    for stop in _STOP.finditer(text, first, start):
        first = stop.end()
    if stop_after := _STOP.search(text, end, last):
        last = stop_after.start() if stop_after[0] == "\n" else stop_after.end()
    return first, last


def content_of(answer: bytes) -> str:
    """The text that a chat completion carries.

    Raises:
        NoAnswerError: It is no completion, or holds no ``{"text": …}``.
    """
    try:
        said = msgspec.json.decode(answer, type=Completion).choices[0].message.content
        return msgspec.json.decode(_WRAPPING.sub("", said), type=Answer).text
    except (msgspec.DecodeError, LookupError, UnicodeDecodeError, RecursionError) as error:
        raise NoAnswerError(_MALFORMED) from error


def judge(answer: str, before: str, doubted: str, after: str) -> Opinion | None:
    """The opinion in `answer`, or None when it changes anything but the doubted characters."""
    if not (answer.startswith(before) and answer.endswith(after) and len(answer) >= len(before) + len(after)):
        return None
    put = answer[len(before) : len(answer) - len(after)]
    if len(put) > len(doubted) + MOST_CHANGE or re.search(r"[\s【】]", put):
        return None
    return Opinion("keep" if put == doubted else "change", put)


def heed(finding: Finding, opinion: Opinion) -> Finding:
    """The finding with `opinion` in its message, its confidence and its choices."""
    said = finding.text or finding.rule.message
    if opinion.verdict == "keep":
        note = Text("; the language model would leave it", "；语言模型认为无误")
        return replace(
            finding, confidence=round(finding.confidence / 2, 2), text=_joined(said, note), args=finding.args
        )
    fix = finding.fix
    first = fix.edits[0].text if fix and fix.edits else None
    agrees = first == opinion.put
    note = (
        Text("; the language model agrees", "；语言模型同意")
        if agrees
        else Text("; the language model would write “{opinion}”", "；语言模型建议作“{opinion}”")
    )
    confidence = round(1 - (1 - finding.confidence) / 2, 2) if agrees else finding.confidence
    if fix is not None and len(fix.edits) == 1:
        choices = tuple(dict.fromkeys((*fix.choices, opinion.put)))
        fix = replace(fix, choices=choices)
    return replace(
        finding,
        confidence=confidence,
        fix=fix,
        text=_joined(said, note),
        args={**finding.args, "opinion": opinion.put},
    )


def _joined(said: Text, note: Text) -> Text:
    return Text(said.en + note.en, said.zh + note.zh)
