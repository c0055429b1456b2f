"""The server of the review: only our own page gets in, and only its own documents come out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import httpx
import pytest

from lint.review.session import Session
from lint.review.web import application
from lint.runner.discovery import find
from lint.settings.config import Projects
from tests.review.serving import run_async, served

BASE = "http://127.0.0.1:8000"
OWN = {"origin": BASE, "content-type": "application/json"}
HOSTILE = '县里的的<script>alert("1")</script>书店\u202e开门\x07了，“大家”都去看\'书。\n'


class Client:
    """Sends requests to the application, without a network."""

    def __init__(self, app):
        self._app = app

    def get(self, path, **options):
        return run_async(self._send("GET", path, **options))

    def post(self, path, **options):
        return run_async(self._send("POST", path, **options))

    async def _send(self, method, path, **options):
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return await client.request(method, path, **options)


@pytest.fixture
def session(tmp_path):
    (tmp_path / "ocrlint.toml").write_text('images = "scans/{page}.png"\n', "utf-8")
    (tmp_path / "a.txt").write_text(HOSTILE, "utf-8")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return Session(find([tmp_path], Projects(), ()), "甲", "en")


@pytest.fixture
def client(session):
    return Client(application(session, "token", 8000))


def test_the_page_and_its_parts_are_there_with_strict_headers(client):
    for name in ("", "review.js", "review.css", "start"):
        answer = client.get(f"/token/{name}")
        assert answer.status_code == 200, name
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/token", "/toke/", "/other/start", "/start", "//token/"])
def test_without_the_token_there_is_nothing(client, path):
    assert client.get(path).status_code in {403, 404}
    assert "ocrlint" not in client.get(path).text


def test_another_name_of_this_machine_gets_nothing(client):
    assert client.get("/token/start", headers={"host": "evil.example:8000"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"origin": "http://evil.example", "content-type": "application/json"},
        {"origin": "null", "content-type": "application/json"},
        {"origin": BASE, "content-type": "text/plain"},
    ],
)
def test_a_page_of_a_stranger_can_t_press_keys(client, session, headers):
    before = session.left
    assert client.post("/token/press", content=b'{"key":"a"}', headers=headers).status_code == 403
    assert session.left == before


def test_our_page_can(client, session):
    before = session.left
    assert client.post("/token/press", json={"key": "r"}, headers=OWN).json()["open"] == before - 1


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"key":1}', b'{"key":"a","text":[]}', b"x" * 100_000])
def test_what_is_no_key_does_nothing(client, session, body):
    before = session.left
    assert client.post("/token/press", content=body, headers=OWN).status_code == 200
    assert session.left == before


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "image/0/1",
        "image/7/1",
        "image/0/../../secret.png",
        "a.txt",
        "index.html",
        "review.py",
    ],
)
def test_no_file_outside_of_the_review_is_read(client, path):
    assert client.get(f"/token/{path}").status_code in {403, 404}


def test_a_page_image_is_shown_from_inside_the_project_only(client, session, tmp_path):
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "1.png").write_bytes(b"\x89PNG")
    assert client.get("/token/image/0/1").content == b"\x89PNG"
    (tmp_path / "scans" / "2.png").symlink_to("/etc/passwd")
    assert client.get("/token/image/0/2").status_code == 404
    session.press("p")
    assert client.get("/token/start").json()["view"]["card"]["image"] == "image/0/1"


def test_the_server_ends_with_its_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(HOSTILE, "utf-8")
    with served("a.txt", cwd=tmp_path) as (process, _):
        process.send_signal(signal.SIGHUP)
        assert process.wait(20) == 128 + signal.SIGHUP
    with served("a.txt", cwd=tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        process.wait(20)


def test_without_the_packages_it_says_how_to_install_them(tmp_path):
    (tmp_path / "a.txt").write_text(HOSTILE, "utf-8")
    script = (
        "import sys\nsys.modules['uvicorn'] = None\n"
        "from lint.cli.main import main\nmain(['review', 'a.txt', '--no-browser'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 2
    assert "pip install 'ocrlint[review]'" in done.stderr
