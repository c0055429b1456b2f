"""What the review says after a key: what was done, and what it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lint.core.findings import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.decisions.events import Event
    from lint.review.board import Board, Group

EQUAL = 3
"""Equal verdicts after which the rest of the kind is offered, or goes last: as the issue of editors asks, two
may be chance."""

MOST_OFF = 0.9
"""Share of rejections from which a rule is offered to be switched off in a document."""

LEAST_OFF = 8
"""Verdicts on a rule in a run before its share says something."""

NOTHING_TO_UNDO = Text("nothing to undo; compacting is the limit", "没有可撤销的操作（最多撤到上次整理）")
NOTHING_TO_REDO = Text("nothing to redo", "没有可重做的操作")
NO_MATCH = Text("nothing found: {text}", "未找到：{text}")
DECIDED = Text(
    "{count} decided in {files} file(s); u takes it back", "已决定 {count} 处，涉及 {files} 个文件；按 u 撤销"
)
OFFER = Text(
    "the same verdict {times} times: {key} decides the other {left} of the kind",
    "连续 {times} 次同样的决定：按 {key} 一并决定其余 {left} 处",
)
LAST = Text("rejected {times} times: the group goes to the end", "已拒绝 {times} 次：该组移到最后")
OFF = Text(
    "you rejected {rejected} of {all} {code}: o switches the rule off in this document",
    "{code} 的 {all} 处中已拒绝 {rejected} 处：按 o 在本文件停用该规则",
)
RELOADED = Text("{path} was changed: read again", "{path} 已改动：已重新读取")
ARISEN = Text("{count} more after the last decision", "上一决定之后新增 {count} 处")
TROUBLE = Text("not saved: {error}", "未保存：{error}")
JOINED = Text("{path}: decisions of others were added", "{path}：已并入他人的决定")

Notice = tuple[Text, dict[str, Any]]


def is_unwanted(group: Group) -> bool:
    """Whether members were only rejected, often enough to let the others wait."""
    said = group.verdicts
    return said["reject"] >= EQUAL and not said["accept"] and not said["edit"] and bool(len(group.open))


def after(board: Board, here: str, events: Sequence[tuple[str, int, Event]]) -> Notice | None:
    """What there is to say after single verdicts."""
    _, _, event = events[0]
    group = board.group_of(here)
    said, left = group.verdicts, len(group.open)
    card = board.cards[here]
    counts = board.said_of(card)
    total = counts["reject"] + counts["accept"]
    if (
        card.has_fix
        and event.verdict == "reject"
        and total >= LEAST_OFF
        and counts["reject"] >= MOST_OFF * total
    ):
        return OFF, {"rejected": counts["reject"], "all": total, "code": card.code}
    contrary = {"accept": "reject", "reject": "accept"}.get(event.verdict)
    if contrary and said[event.verdict] == EQUAL and not said[contrary] and left:
        key = "A" if event.verdict == "accept" else "R"
        return OFFER, {"times": EQUAL, "key": key, "left": left}
    return None
