"""Which encoding bytes have that neither a mark nor valid UTF-8 tells: GB18030 (so GBK, GB2312) or Big5.

Korean, Japanese or Russian bytes are valid GB18030 too, and what is Big5 often is. So what comes out must
read like Chinese: the mean ln p of its Han characters as `lint.analysis.language.bigram_model` has it.
Measured on whole texts: modern prose −4.5 to −7, tables and lists of names −6 to −8, classical prose and
verse −7.5 to −8.8; EUC-KR, EUC-JP, Shift_JIS and Johab read as GB18030 or Big5 −11.2 to −16, Latin-1 and Thai
−11 to −16. In 1,404 pieces of 15 to 60 characters the right one of the two readings is ahead by 1.7 and more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.core.encoding import CORRECT, EncodingError, codec, place, public
from lint.core.messages import Notice, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST = 10
"""Han characters below which nothing is guessed: two wrong ones are as likely as two right ones."""

PLAUSIBLE = -9.8
"""Mean ln p per Han character of Chinese at least."""

AHEAD = 1.0
"""How much more plausible the one reading must be than the other."""

# Short texts are doubted: so many characters, as unlikely as those of foreign text, are added to each.
_PRIOR, _FOREIGN = 4, -11.0

GUESSED = ("gb18030", "big5hkscs")
"""What is guessed, and never found by a mark or by UTF-8."""

_MORE = ("utf-16-le", "utf-16-be")  # without a mark: never guessed, but named to whoever asks what it is

_SLICES, _SLICE = 8, 2048  # what is read of a long text
_MOST = 1 << 20  # bytes looked at to explain what is wrong
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b"})
_ASCII = re.compile("[\0-\x7f]+")

_BINARY = Notice(
    "is binary, not text; name text files only, or its encoding with --encoding (UTF-16 without a mark?)",
    "是二进制文件，不是文本；请只指定文本文件，或用 --encoding 指明编码（可能是没有标记的 UTF-16）",
)
_REMEDY = Notice(
    "name it with --encoding or `encoding` in the settings, or convert the file to UTF-8",
    "请用 --encoding 或设置里的 encoding 指明编码，或把文件转换为 UTF-8",
)


class Reading(NamedTuple):
    """What bytes are as text in one encoding, and how Chinese it is: mean ln p per Han character."""

    score: float
    han: int
    encoding: str
    text: str


def is_binary(data: bytes) -> bool:
    """Whether so many of the bytes are control characters that it is no text; one or two are damage."""
    return 50 * (len(data) - len(data.translate(None, _CONTROLS))) > len(data)


def refuse_binary(data: bytes) -> None:
    """Raise EncodingError for bytes that are valid UTF-8 and no text all the same."""
    if b"\0" in data and is_binary(data):
        raise EncodingError(_BINARY)


def guess(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text of `data` and its encoding; `error` is that of UTF-8.

    Raises:
        EncodingError: It is no Chinese in an older encoding, or not for sure.
    """
    if b"\0" in data and is_binary(data):
        raise EncodingError(_unmarked(data) or _BINARY)
    if _is_damaged_utf8(data):
        raise EncodingError(_but_for(data, "utf-8", error))
    readings = sorted(_readings(data), reverse=True)
    if found := _sure(readings):
        return found.text, found.encoding
    what = _doubt(readings) or _fitting(data) or _unmarked(data)
    raise EncodingError(what or (_BINARY if is_binary(data) else _neither(data, error)))


def instead(data: bytes, encoding: str) -> str:
    """What to add when `data` is not `encoding`, as somebody said: the encoding that it does have."""
    try:
        data.decode()
    except UnicodeDecodeError:
        found = _sure(sorted(_readings(data), reverse=True))
        name = found.encoding if found else encoding
    else:
        name = "utf-8"
    if name == encoding:
        return ""
    return message(" (it is valid {name})", "（它是有效的 {name}）", name=public(name))


def _sure(readings: Sequence[Reading]) -> Reading | None:
    """The one of `readings`, best first, that is plausible Chinese, and by far the best."""
    if not readings or readings[0].han < FEWEST or readings[0].score < PLAUSIBLE:
        return None
    return readings[0] if _ahead(readings) else None


def _ahead(readings: Sequence[Reading]) -> bool:
    return len(readings) == 1 or readings[0].score - readings[1].score >= AHEAD


def _doubt(readings: Sequence[Reading]) -> str:
    """What to say of `readings` that may be Chinese, but not for sure."""
    if not any(2 * reading.han >= len(_ASCII.sub("", reading.text)) for reading in readings):
        return ""
    best = readings[0]
    if best.han < FEWEST:
        return message(
            "has too few Han characters ({han}) to find out its encoding: {readings}; {remedy}",
            "汉字太少（{han} 个），无法判断编码：{readings}；{remedy}",
            han=best.han,
            readings=_beginnings(readings),
            remedy=_REMEDY,
        )
    if best.score >= PLAUSIBLE and not _ahead(readings):
        return message(
            "can be read in two ways: {readings}; {remedy}",
            "有两种读法：{readings}；{remedy}",
            readings=_beginnings(readings),
            remedy=_REMEDY,
        )
    return ""


def _but_for(data: bytes, encoding: str, error: UnicodeDecodeError) -> str:
    """What to say of `data` that breaks `encoding` at one place, or at few."""
    return message(
        "is {encoding} but for {place}; {remedy}",
        "是 {encoding}，但{place}有误；{remedy}",
        encoding=public(encoding),
        place=place(data, encoding, error.start),
        remedy=CORRECT,
    )


def _readings(data: bytes) -> Iterable[Reading]:
    for encoding in GUESSED:
        try:
            text = data.decode(codec(encoding))
        except UnicodeDecodeError:
            continue
        yield _reading(text, encoding)


def _reading(text: str, encoding: str) -> Reading:
    from lint.analysis.characters.script_tables import fold, han_run
    from lint.analysis.language.bigram_model import text_logp

    sample = text
    if len(text) > _SLICES * _SLICE:
        step = len(text) // _SLICES
        sample = "\n".join(text[start : start + _SLICE] for start in range(0, step * _SLICES, step))
    han = sum(map(len, han_run().findall(sample)))
    if han < FEWEST and len(sample) < len(text):
        sample = text
        han = sum(map(len, han_run().findall(sample)))
    score = (text_logp(fold(sample)) + _PRIOR * _FOREIGN) / (han + _PRIOR)
    return Reading(score, han, encoding, text)


def _beginnings(readings: Iterable[Reading]) -> str:
    """What the text would be in each encoding, as far as people need to tell."""
    return ", ".join(f"{public(r.encoding)} {_ASCII.sub('', r.text)[:FEWEST]!r}" for r in readings)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 but for some bytes: it has more characters beyond ASCII than broken places."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return sum(map(len, _ASCII.split(text))) - broken > broken


def _fitting(data: bytes) -> str:
    """What to say of `data` if it is Chinese in an encoding that guessing knows, but for some bytes."""
    part = data[:_MOST]
    fits = []
    for encoding in GUESSED:
        text = part.decode(codec(encoding), "replace")
        reading = _reading(text, encoding)
        if reading.han >= 4 * text.count("\ufffd") and reading.score >= PLAUSIBLE:
            fits.append(reading)
    if not fits:
        return ""
    encoding = max(fits).encoding
    try:
        data.decode(codec(encoding))
    except UnicodeDecodeError as error:
        return _but_for(data, encoding, error)
    return ""


def _unmarked(data: bytes) -> str:
    """What to say of `data` if it is Chinese in UTF-16 without a mark, which looks binary."""
    part = data[: _MOST // 2 * 2]
    for encoding in _MORE:
        try:
            reading = _reading(part.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        if reading.han >= FEWEST and reading.score >= PLAUSIBLE:
            return message(
                "is {name} without a mark; read it with --encoding {encoding}",
                "是没有标记的 {name}；请用 --encoding {encoding} 读取",
                name=public(encoding),
                encoding=encoding,
            )
    return ""


def _neither(data: bytes, error: UnicodeDecodeError) -> str:
    """What to say of bytes that are nothing we know."""
    return message(
        "is not UTF-8 ({place}), nor plausible Chinese in GB18030 or Big5; "
        "convert it to UTF-8, or name its encoding with --encoding",
        "不是 UTF-8（{place}），也不像 GB18030 或 Big5 的中文；请转换为 UTF-8，或用 --encoding 指明编码",
        place=place(data, "utf-8", error.start),
    )
