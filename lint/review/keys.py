"""The keys of a review: what each does, in both languages. Faces and the help page read this table."""

from __future__ import annotations

from typing import NamedTuple

from lint.core.findings import Text


class Key(NamedTuple):
    """A key with the method of `lint.review.state.State` that it calls, and what it does."""

    key: str
    method: str
    does: Text
    prompt: str = ""
    """Of which text it asks first: "edit", "word", "search" or "filter"."""


KEYS = (
    Key(
        "a",
        "accept",
        Text("accept the fix; without one: right as it is", "接受修改；无方案时：原文无误"),
    ),
    Key("r", "reject", Text("reject: right as it is", "拒绝：原文无误")),
    Key("s", "later", Text("decide later", "以后再定")),
    Key("e", "edit", Text("type the text yourself", "自己改写"), "edit"),
    Key("d", "delete", Text("delete the marked text", "删去标出的文字")),
    Key("1–9", "choose", Text("take this choice; on a group for all of it", "选用该候选；对整组一并选用")),
    Key("j", "next_open", Text("next undecided", "下一处待定")),
    Key("k", "previous_open", Text("previous undecided", "上一处待定")),
    Key("J", "next_any", Text("next, decided or not", "下一处（含已定）")),
    Key("K", "previous_any", Text("previous, decided or not", "上一处（含已定）")),
    Key("]", "next_group", Text("next group", "下一组")),
    Key("[", "previous_group", Text("previous group", "上一组")),
    Key("x", "exclude", Text("take this member out of the group, or back in", "把本处移出本组，或移回")),
    Key("Enter", "open_member", Text("show this member alone, or the group again", "单独显示，或回到本组")),
    Key("A", "accept_group", Text("accept all of the group that is not taken out", "接受本组（移出者除外）")),
    Key("R", "reject_group", Text("reject all of the group that is not taken out", "拒绝本组（移出者除外）")),
    Key("S", "later_group", Text("decide about the group later", "本组以后再定")),
    Key(
        "g A",
        "accept_rule",
        Text("accept the rest of this rule in this document", "接受本文件该规则的其余处"),
    ),
    Key("o", "rule_off", Text("rule off in this document: reject the rest", "本文件停用该规则：拒绝其余")),
    Key(".", "again", Text("the same verdict again", "重复上一个决定")),
    Key("w", "word", Text("put the word into the lexicon", "将词收入词表"), "word"),
    Key("u", "undo", Text("undo", "撤销")),
    Key("U", "redo", Text("redo", "重做")),
    Key("/", "search", Text("search", "查找"), "search"),
    Key("n", "next_hit", Text("next hit", "下一个匹配")),
    Key("N", "previous_hit", Text("previous hit", "上一个匹配")),
    Key("f", "filter", Text("filter by rule, file or safety", "按规则、文件、安全级别筛选"), "filter"),
    Key("t", "toggle_reading", Text("reading order, or the order of groups", "按阅读顺序，或按组")),
    Key("c", "toggle_paragraph", Text("the paragraph", "所在段落")),
    Key("i", "toggle_details", Text("evidence and manual page", "依据与规则说明")),
    Key("p", "toggle_image", Text("page image", "页面图像")),
    Key("?", "toggle_help", Text("these keys", "按键说明")),
    Key("q", "quit", Text("quit; all is saved", "退出（已全部保存）")),
)

METHODS = {key.key: key for key in KEYS}


def known(pressed: str) -> Key | None:
    """The key that was pressed, if it is one of ours."""
    return METHODS["1–9"] if pressed in "123456789" and len(pressed) == 1 else METHODS.get(pressed)
