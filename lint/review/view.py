"""What a face shows of a review, as plain data: texts are as they are, and faces escape them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from unicodedata import name as unicode_name

from lint.core.findings import Text
from lint.core.visible_text import visible
from lint.report import words
from lint.review.keys import KEYS
from lint.review.pages import page_of

if TYPE_CHECKING:
    from lint.review.board import Group
    from lint.review.cards import Card
    from lint.review.session import Session

SHOWN = 14
"""Members of a group on one card: what fits on a screen beside the rest."""

AHEAD = 5
"""Cards that are made ready after this one."""

SIZE = Text(
    "{open} of {size} open, in {files} file(s), {odd} not alike",
    "{size} 处中 {open} 处待定，{files} 个文件，{odd} 处不同",
)
PROGRESS = Text("{open} open of {all}", "共 {all} 处，{open} 处待定")
PACE = Text("{rate} a minute, {left} min left", "每分钟 {rate} 处，约剩 {left} 分钟")
CHECKED = Text(
    "looked at again: {all}, wrong: {wrong} ({share}%)", "已复查 {all} 处，有误 {wrong} 处（{share}%）"
)
DONE = Text("Nothing is open.", "全部已定。")
ARISES = Text("arises from an earlier decision", "由此前的决定引出")


def view(session: Session) -> dict[str, Any]:
    """The screen: counters, the card with its group, what is unfolded, the next cards."""
    state, board, tongue = session.state, session.state.board, session.language
    card, group = state.card, state.group
    notice = state.notice[0].render(tongue, state.notice[1]) if state.notice else ""
    shown: dict[str, Any] = {
        "version": session.version,
        "over": session.over,
        "open": board.opened(),
        "progress": _progress(session),
        "notice": notice,
        "shown": sorted(state.shown),
        "filter": state.filtered,
        "reading": state.reading,
        "card": None,
        "group": None,
        "prefill": {prompt: state.prefill(prompt) for prompt in ("edit", "word", "search", "filter")},
        "done": DONE.render(tongue, {}),
    }
    if card is not None:
        shown["card"] = _card(session, card)
        shown["ahead"] = [item[-1] for item in board.open_queue.several(board.place(card.key), AHEAD)]
    if group is not None and card is not None:
        shown["group"] = _group(session, group, card)
    return shown


def _progress(session: Session) -> list[str]:
    state, board, tongue = session.state, session.state.board, session.language
    said = [PROGRESS.render(tongue, {"open": board.opened(), "all": len(board.cards)})]
    card = state.card
    if card is not None:
        all_, open_ = board.file_counts[card.file]
        said.append(f"{card.path}: {PROGRESS.render(tongue, {'open': open_, 'all': all_})}")
    minutes = (time.monotonic() - session.begun) / 60
    if state.decided and minutes > 0:
        rate = state.decided / minutes
        said.append(PACE.render(tongue, {"rate": round(rate), "left": round(board.opened() / rate)}))
    if board.checked is not None:
        all_, wrong = state.checked
        share = round(100 * wrong / all_) if all_ else 0
        said.append(CHECKED.render(tongue, {"all": all_, "wrong": wrong, "share": share}))
    return said


def _card(session: Session, card: Card) -> dict[str, Any]:
    """The card alone: all that a verdict needs."""
    tongue = session.language
    verdict = session.state.board.verdict(card.key)
    said = [f"{e.by}: {_verdict(e.verdict, tongue)}" for e in session.state.board.own.get(card.key, ())[-1:]]
    if theirs := session.state.board.others.get(card.key):
        said.append(
            f"{theirs.by}: {_verdict(theirs.verdict, tongue)}{' → ' + theirs.to if theirs.to else ''}"
        )
    safety = words.say(words.SAFETY.get(card.safety, words.SAFETY["manual"]), tongue)
    return {
        "key": card.key,
        "code": card.code,
        "rule": card.rule,
        "severity": words.say(words.SEVERITY[card.severity], tongue),
        "safety": safety if card.has_fix else "",
        "confidence": f"{card.confidence:.2f}",
        "message": visible(card.message),
        "place": f"{card.path}:{card.line}:{card.column}",
        "left": drawn(card.left),
        "middle": drawn(card.middle),
        "right": drawn(card.right),
        "parts": [list(part) for part in card.parts],
        "choices": [visible(choice) or "∅" for choice in card.choices[:9]],
        "points": _points(card),
        "verdict": verdict,
        "verdict_name": _verdict(verdict, tongue) if verdict else "",
        "said": said,
        "arises": ARISES.render(tongue, {}) if card.causes else "",
        "paragraph": _paragraph(card) if "paragraph" in session.state.shown else None,
        "manual": session.manual(card) if "details" in session.state.shown else None,
        "image": page_of(session, card) if "image" in session.state.shown else None,
    }


def _paragraph(card: Card) -> list[str]:
    above = card.above.rpartition("\n\n")[2]
    below = card.below.partition("\n\n")[0]
    return [_lines(above), _lines(card.middle), _lines(below)]


def _lines(text: str) -> str:
    """`text` with its lines, and nothing in it that has no shape."""
    return "\n".join(map(visible, text.split("\n")))


def _verdict(verdict: str, tongue: str) -> str:
    return words.say(words.VERDICTS[verdict], tongue) if verdict in words.VERDICTS else verdict


def _points(card: Card) -> list[str]:
    """The characters that go and come, by their numbers, where they look alike."""
    if len(card.pairs) != 1:
        return []
    before, after = card.pairs[0]
    if not 1 <= len(before) <= 2 or len(after) > 2:
        return []
    return [f"{visible(c)} U+{ord(c):04X} {unicode_name(c, '')}".strip() for c in before + after]


def _group(session: Session, group: Group, card: Card) -> dict[str, Any]:
    """The group as a concordance round the card."""
    board = session.state.board
    number = board.place(card.key)[-2]
    begin = max(0, min(number - SHOWN // 2, len(group.members) - SHOWN))
    keys = [key for key in group.members[begin : begin + SHOWN] if key]
    odd = min(3, len(group.open)) if group.odd else 0
    counts = {"open": len(group.open), "size": group.size, "files": len(group.files), "odd": odd}
    return {
        "size": SIZE.render(session.language, counts),
        "begin": begin,
        "members": [_member(session, board.cards[key]) for key in keys],
    }


def _member(session: Session, card: Card) -> dict[str, Any]:
    state = session.state
    verdict = state.board.verdict(card.key)
    return {
        "key": card.key,
        "here": card.key == state.here,
        "out": card.key in state.out,
        "open": state.board.is_open(card.key),
        "verdict": verdict,
        "verdict_name": _verdict(verdict, session.language) if verdict else "",
        "left": drawn(card.left),
        "middle": short(card.middle),
        "to": short(card.tos[0]) if card.tos else "",
        "fix": card.has_fix,
        "right": drawn(card.right),
        "place": f"{card.path}:{card.line}",
    }


def drawn(text: str) -> str:
    """`text` on one line, its spaces and line ends drawn."""
    return visible(text).replace(" ", "␣").replace("\u3000", "□").replace("\t", "⇥")


def short(text: str, most: int = 24) -> str:
    """`text` drawn, without its middle if it is long."""
    text = drawn(text)
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 2 :]}"


def keys(tongue: str) -> list[dict[str, str]]:
    """All keys with what they do: the help page, and what a face must ask for."""
    return [{"key": key.key, "does": key.does.render(tongue, {}), "prompt": key.prompt} for key in KEYS]
