"""The texts that are measured: the seeds over and over, clean, and with noise in them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
MB = 1_000_000
NOISE = "的一是 ,.;:'\"|·~^*#@!?()[]{}<>=+-_/\\0123456789abcdefghijklmnopqrstuvwxyz，。、；：“”"


class Texts(NamedTuple):
    """A folder of texts, and how many bytes they have."""

    folder: Path
    size: int
    files: int


def _pieces(folder: str, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / folder).glob(pattern))]


def seeds() -> list[str]:
    """The seeds."""
    return _pieces("seeds", "*.txt")


def clean() -> list[str]:
    """Prose without faults: the corrected texts among the labelled ones."""
    return _pieces("tests/gold", "*.clean.txt")


def fill(folder: Path, texts: list[str], size: int) -> Texts:
    """Copies of `texts` until there are `size` bytes, each with a last line of its own: no two are alike."""
    folder.mkdir(parents=True)
    written = number = 0
    while written < size:
        data = f"{texts[number % len(texts)].rstrip()}\n第{number}份。\n".encode()
        (folder / f"{number:05}.txt").write_bytes(data)
        written += len(data)
        number += 1
    return Texts(folder, written, number)


def cut(folder: Path, text: str, size: int) -> Texts:
    """One file of about `size` bytes: the beginning of `text`, or `text` over and over.

    It is written in pieces: what this process has in memory is counted for those that it starts.
    """
    folder.mkdir(parents=True)
    data = text.encode()
    with (folder / "text.txt").open("wb") as file:
        for _ in range(size // len(data)):
            file.write(data)
        file.write(data[: size % len(data)].decode("utf-8", "ignore").encode())
    return Texts(folder, size, 1)


def split(folder: Path, text: str, count: int, size: int) -> Texts:
    """`count` files of about `size` bytes each, cut from `text` at different places."""
    folder.mkdir(parents=True)
    length = size // 3
    for number in range(count):
        start = number * length % max(1, len(text) - length)
        (folder / f"{number:05}.txt").write_text(f"第{number}份。\n{text[start : start + length]}", "utf-8")
    return Texts(folder, count * size, count)


def noisy(text: str, share: float = 0.1, number: int = 1) -> str:
    """`text` with a character of noise put in for `share` of its characters, the same each time."""
    chance = random.Random(number)  # noqa: S311 - it is no secret
    return "".join(
        character + chance.choice(NOISE) if chance.random() < share else character for character in text
    )
