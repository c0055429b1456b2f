"""What the libraries that read settings say, in Chinese: of TOML, and of values of the wrong kind."""

from __future__ import annotations

import re

from lint.core.messages import Notice

_PLACE = re.compile(r"(?P<what>.*?) \((?:at line (?P<line>\d+), column (?P<column>\d+)|at end of document)\)")
_KINDS = {
    "a list": "列表",
    "a table": "表",
    "a string": "字符串",
    "a list, or a path": "列表或路径",
    "`str`": "字符串",
    "`int`": "整数",
    "`float`": "数",
    "`bool`": "布尔值",
    "`null`": "空值",
}
_FORMS = (
    (r"Expected (.+), got (.+)", "应为{0}，却是{1}"),
    (r"Expected (.+) (>|>=|<|<=) (\S+)", "应为{0}，且 {1} {2}"),
    (r"Expected `array` of (?:at least |at most )?length (.+)", "列表的长度应为 {0}"),
    (r"Invalid enum value (.+)", "没有 {0} 这个取值"),
    (r"Object missing required field `(.+)`", "缺少 {0}"),
    (r"Object contains unknown field `(.+)`", "不认识 {0}"),
)


def toml_error(error: ValueError) -> Notice:
    """What is wrong with a TOML file; in Chinese the place comes first."""
    said = str(error)
    match = _PLACE.fullmatch(said)
    if not match:
        return Notice(said, said)
    place = f"第 {match['line']} 行第 {match['column']} 列" if match["line"] else "文件末尾"
    return Notice(said, f"{place}有语法错误（{match['what']}）")


def value_error(said: str) -> Notice:
    """What is wrong with a value, as `msgspec` says it, its kinds in the words of TOML."""
    for pattern, chinese in _FORMS:
        if match := re.fullmatch(pattern, said):
            return Notice(said, chinese.format(*(_KINDS.get(part, part) for part in match.groups())))
    return Notice(said, said)
