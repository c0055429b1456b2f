"""What reports say in their own voice, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.findings import Text
from lint.core.quality import GRADES

if TYPE_CHECKING:
    from lint.core.findings import RuleInfo
    from lint.core.report_data import FileReport, Kind, Report

SAFETY = {
    "safe": Text("safe", "安全"),
    "suggested": Text("suggested", "建议"),
    "manual": Text("manual", "人工"),
}
VERDICTS = {
    "accept": Text("accepted", "已接受"),
    "edit": Text("edited", "已改写"),
    "reject": Text("rejected", "已拒绝"),
    "known": Text("known", "已知"),
    "gone": Text("settled with another", "随他处解决"),
    "later": Text("put off", "暂缓"),
    "conflict": Text("people differ", "意见不一"),
}
SETTLED = Text("People have decided about some: {counts}.", "其中已有决定：{counts}。")
SEVERITY = {
    "error": Text("error", "错误"),
    "warning": Text("warning", "警告"),
    "info": Text("info", "提示"),
}
NONE = Text("No findings in {files}.", "{files}未发现问题。")
TOTAL = Text(
    "{findings} in {files}: {safe} safe to fix, {suggested} with a suggested fix, {manual} for a person.",
    "{files}共 {findings}：{safe} 处可安全修改，{suggested} 处有修改建议，{manual} 处需人工处理。",
)
ERRORS = Text("{files} could not be checked.", "{files}无法检查。")
FINDINGS = Text("{count} {noun}", "{count} 处")
FILES = Text("{count} {noun}", "{count} 个文件")


QUALITY = Text(
    "Quality, score (0 is best), and findings per 10,000 characters by family:",
    "质量、得分（0 分最好）及每万字问题数（按类）：",
)
IN_ALL = Text("in all", "合计")
ALARMS = {
    "hard-wrapped": Text("hard-wrapped", "整篇硬换行"),
    "looped": Text("looped", "大段重复"),
    "not-chinese": Text("not Chinese", "多非中文"),
}


MEANINGS = {
    "hard-wrapped": Text(
        "Most lines end inside a sentence: the lines are those of the printed page.",
        "多数行在句中断开：保留了印刷页面的分行。",
    ),
    "looped": Text(
        "A tenth of the text or more repeats itself: the model ran in a circle.",
        "十分之一以上的文字是重复内容：识别模型陷入循环。",
    ),
    "not-chinese": Text(
        "Less than half of the characters are full width: these rules are made for Chinese.",
        "全角字符不足一半：这些规则是为中文编写的。",
    ),
}
"""What the alarms mean."""

FAMILIES = {
    "ENC": Text("encoding", "编码"),
    "SPC": Text("spaces", "空格"),
    "LAY": Text("layout", "版面"),
    "PUN": Text("punctuation", "标点"),
    "STR": Text("structure", "结构"),
    "REP": Text("repetition", "重复"),
    "SCR": Text("script", "字形"),
    "LAT": Text("Latin", "西文"),
    "WRD": Text("words", "用字"),
}


def family(code: str, language: str) -> str:
    """What a family of rules is about; "" for one of a user's rulesets."""
    return say(FAMILIES[code], language) if code in FAMILIES else ""


def rule_name(rule: RuleInfo | Kind, language: str) -> str:
    """The name of a rule; for readers of Chinese with the one that they know it by beside it."""
    return f"{rule.name} {rule.chinese}".rstrip() if language == "zh" else rule.name


def say(text: Text, language: str, **args: object) -> str:
    """`text` in `language`."""
    return text.render(language, args)


def decision(file: FileReport, name: str, language: str) -> str:
    """What people decided about the finding called `name`, with who did; "" if nobody has."""
    decided = file.decided.get(name)
    if decided is None:
        return ""
    word = say(VERDICTS[decided.verdict], language) if decided.verdict in VERDICTS else decided.verdict
    by = f" {decided.by}" if decided.by else ""
    return f"{word}{by}"


def count_files(count: int, language: str) -> str:
    """So many files, in words."""
    return say(FILES, language, count=f"{count:,}", noun="file" if count == 1 else "files")


def count_findings(count: int, language: str) -> str:
    """So many findings, in words."""
    return say(FINDINGS, language, count=f"{count:,}", noun="finding" if count == 1 else "findings")


def total(report: Report) -> str:
    """The run in one or two sentences."""
    language = report.language
    checked = count_files(len(report.files) - len(report.errors), language)
    if report.findings:
        by_safety = report.summary["by_safety"]
        counts = {name: f"{by_safety.get(name, 0):,}" for name in SAFETY}
        found = count_findings(report.findings, language)
        sentence = say(TOTAL, language, findings=found, files=checked, **counts)
    else:
        sentence = say(NONE, language, files=checked)
    gap = "" if language == "zh" else " "
    if report.settled:
        settled = ", ".join(
            f"{count:,} {say(VERDICTS[verdict], language)}" for verdict, count in report.settled.most_common()
        )
        sentence += gap + say(SETTLED, language, counts=settled)
    if report.errors:
        sentence += gap + say(ERRORS, language, files=count_files(len(report.errors), language))
    return sentence


STATUS = {
    "fixed-safe": Text("fixed, safe", "已改（安全）"),
    "fixed-suggested": Text("fixed as suggested", "已改（建议）"),
    "fixed-manual": Text("settled by other fixes or a person", "已解决（原需人工）"),
    "open-safe": Text("left: safe fix", "待改（安全）"),
    "open-suggested": Text("left: suggested fix", "待定（有建议）"),
    "open-manual": Text("left: for a person", "待定（需人工）"),
}
"""What became of a finding, by the keys that pages filter by."""

LABELS = {
    "after": Text("cleaned", "校后"),
    "alarms": Text("alarms", "警报"),
    "all": Text("all", "全选"),
    "before": Text("raw", "原文"),
    "by_rule": Text("By rule", "按规则"),
    "by_status": Text("By outcome", "按处理结果"),
    "by_document": Text("By document", "按文件"),
    "characters": Text("characters", "字符数"),
    "choices": Text("or", "或"),
    "code": Text("code", "编号"),
    "diff": Text("diff", "差异文件"),
    "document": Text("document", "文件"),
    "documents": Text("documents", "文件数"),
    "earlier": Text("From earlier runs, not in this one", "此前运行留下，不在本次之内"),
    "error": Text("could not be checked", "无法检查"),
    "explained": Text("The rules, explained", "规则说明"),
    "findings": Text("findings", "问题"),
    "fixed": Text("fixed", "已改"),
    "copied": Text("copy the place", "复制位置"),
    "density": Text(
        "Errors and warnings per 10,000 characters of the raw text, by family of rules; infos do not count.",
        "原文每万字的错误与警告数，按规则类别列出；提示不计入。",
    ),
    "grade": Text("quality before", "原文质量"),
    "grade_short": Text("grade", "等级"),
    "grades": Text(
        "The score is their weighted sum, 0 is best. Up to {A} is an A, {B} a B, {C} a C, {D} a D, then F.",
        "得分为其加权和，0 分最好。A 不超过 {A}，B 不超过 {B}，C 不超过 {C}，D 不超过 {D}，其余为 F。",
    ),
    "in_all": Text("all documents together", "全部文件合计"),
    "hint": Text(
        "n next, p previous. A click on a mark shows what the rule says.",
        "按 n 下一处，按 p 上一处；点击标记查看规则的说明。",
    ),
    "index": Text("all documents", "全部文件"),
    "labels": Text("codes in the text", "在文中标出规则编号"),
    "left": Text("left to decide", "待定"),
    "line": Text("line", "行"),
    "moved": Text("moved here", "移至此处"),
    "next": Text("next", "下一处"),
    "none": Text("none", "全不选"),
    "nothing": Text("Nothing was found in this document.", "本文未发现问题。"),
    "notes": Text("rules", "规则"),
    "open": Text("left", "待定"),
    "only": Text("only rows with marks", "只看有标记的段落"),
    "previous": Text("previous", "上一处"),
    "quality": Text("Quality of the raw text", "原文质量"),
    "report": Text("OCR lint report", "OCR 文本检查报告"),
    "rest": Text(
        "There is too much for one page. From here on see the diff.",
        "内容过多，一页放不下，此后请看差异文件。",
    ),
    "rule": Text("rule", "规则"),
    "score": Text("score", "得分"),
    "severity": Text("severity", "级别"),
    "skip": Text("Skip to the text", "跳到正文"),
    "text": Text("cleaned text", "校后文本"),
    "total": Text("total", "合计"),
    "unchanged": Text("unchanged paragraphs", "段未改动"),
    "unfold": Text("show", "展开"),
}


def labels(language: str) -> dict[str, str]:
    """The words of the pages, and of severities, in `language`."""
    limits = {grade: f"{limit:g}" for grade, limit in GRADES}
    return {key: say(text, language, **limits) for key, text in {**LABELS, **SEVERITY}.items()}
