r"""Corpus memory: what accepted text writes, as evidence for the next text.

`ocrlint learn` counts the pairs and triples of Han characters in texts that people have accepted. The rules
that doubt a character (WRD) ask the counts: what was accepted before is not doubted, and a repair that
accepted text writes has better odds.

The store is one file, the same on every machine: a line of JSON, then a marisa-trie of n-grams with their
counts::

    {"format": "ocrlint-memory", "version": 1, "texts": 3, "characters": 25310, "grams": 9120, "blake2b":
    "…"}\n <the trie>

The checksum is that of the trie: a file that was cut off or edited is refused, never half believed. Nothing
of a text but the counts is kept. Writing goes to a temporary name first, so a store is there whole or not
at all.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint.analysis.language.bigram_model import is_familiar
from lint.core import source, writing
from lint.core.messages import Notice, at, message
from lint.core.system_errors import reason
from lint.settings.settings_files import MOST_MEMORY, read_bytes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from marisa_trie import RecordTrie

FORMAT, VERSION = "ocrlint-memory", 1

MOST = 400_000
"""N-grams that a store keeps; of more, the rarest go first. That many take about 2 MB."""

CEILING = 65_535
"""The highest count that is told apart."""

_RUN = re.compile("[\u4e00-\u9fff]{2,}")


_NO_MEMORY = Notice("is no memory of ocrlint", "不是 ocrlint 的记忆文件")


class MemoryFileError(source.SourceError, ValueError):
    """A file that is no store of this version, or a damaged one."""


class Header(msgspec.Struct, frozen=True):
    """The first line of a store."""

    format: str
    version: int
    texts: int
    characters: int
    grams: int
    blake2b: str


class Memory:
    """Counts of n-grams in accepted text; asked like a mapping with `get`."""

    def __init__(self, trie: RecordTrie, texts: int = 0, characters: int = 0) -> None:
        self.trie = trie
        self.texts = texts
        self.characters = characters

    def get(self, gram: str) -> int:
        """How often accepted text has `gram`, two or three Han characters. Familiar pairs are not counted."""
        found = self.trie.get(gram)
        return int(found[0][0]) if found else 0

    def __len__(self) -> int:
        return len(self.trie)

    def counts(self) -> Counter[str]:
        """All n-grams with their counts."""
        return Counter({gram: count for gram, (count,) in self.trie.items()})


def empty() -> Memory:
    """A memory of nothing."""
    return Memory(_trie({}))


def learn(memory: Memory, texts: Iterable[str]) -> Memory:
    """`memory`, and what `texts` write."""
    counts = memory.counts()
    seen = characters = 0
    for text in texts:
        seen += 1
        characters += len(text)
        counts.update(count_grams(text))
    kept = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST])
    return Memory(_trie(kept), memory.texts + seen, memory.characters + characters)


def count_grams(text: str) -> Counter[str]:
    """Triples of Han characters in `text`, and the pairs that running text is not full of anyway."""
    runs = _RUN.findall(text)
    pairs = Counter(chain.from_iterable(map(add, run, run[1:]) for run in runs))
    triples = Counter(
        chain.from_iterable(map("".join, zip(run, run[1:], run[2:], strict=False)) for run in runs)
    )
    return Counter({pair: count for pair, count in pairs.items() if not is_familiar(*pair)}) + triples


def read(path: Path) -> Memory:
    """The memory stored at `path`.

    Raises:
        MemoryFileError: The file can't be read, is no store, one of another version, or damaged.
    """
    try:
        head, _, data = read_bytes(path, MOST_MEMORY).partition(b"\n")
    except source.SourceError as error:
        raise MemoryFileError(at(path, error)) from error
    try:
        header = msgspec.json.decode(head, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MemoryFileError(at(path, _NO_MEMORY)) from error
    if header.format != FORMAT:
        raise MemoryFileError(at(path, _NO_MEMORY))
    if header.version != VERSION:
        raise MemoryFileError(
            message(
                "{path}: has version {found} of the format, this ocrlint reads {known}",
                "{path}：格式版本为 {found}，此版 ocrlint 只能读 {known}",
                path=path,
                found=header.version,
                known=VERSION,
            )
        )
    if blake2b(data, digest_size=16).hexdigest() != header.blake2b:
        raise MemoryFileError(
            message("{path}: is damaged; learn it again", "{path}：已损坏；请重新学习", path=path)
        )
    from marisa_trie import RecordTrie

    # The checksum was right, so this is what `write` wrote: the trie itself checks little.
    return Memory(RecordTrie("<H").frombytes(data), header.texts, header.characters)


def stored(memory: Memory) -> bytes:
    """What a file that holds `memory` has in it."""
    data: bytes = memory.trie.tobytes()
    checksum = blake2b(data, digest_size=16).hexdigest()
    header = Header(FORMAT, VERSION, memory.texts, memory.characters, len(memory), checksum)
    return msgspec.json.encode(header) + b"\n" + data


def write(memory: Memory, path: Path, known: Container[str] = ()) -> None:
    """Store `memory` at `path`, whole or not at all; over what is there if its digest is `known`."""
    try:
        writing.write(path, stored(memory), known)
    except source.SourceError as error:
        raise MemoryFileError(at(path, error)) from error


def recall(path: str) -> Memory:
    """The memory at `path`, read once as long as the file stays the same.

    Raises:
        MemoryFileError: As `read`.
    """
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise MemoryFileError(at("memory", at(path, reason(error)))) from error
    return _recall(path, changed)


@lru_cache(maxsize=4)
def _recall(path: str, _changed: int) -> Memory:
    return read(Path(path))


def _trie(counts: Mapping[str, int]) -> RecordTrie:
    from marisa_trie import RecordTrie

    return RecordTrie("<H", ((gram, (min(count, CEILING),)) for gram, count in sorted(counts.items())))
