"""Words that Chinese doubles on purpose."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from lint.evidence.scripts import fold
from lint.evidence.words import segment
from lint.text import HAN

if TYPE_CHECKING:
    from lint.evidence.repeats import Doubled

_VERBS = frozenset(
    "研究 讨论 商量 考虑 学习 打扫 收拾 休息 锻炼 活动 介绍 了解 调查 打听 检查 观察 认识 练习 准备 整理 照顾 "
    "帮助 比较 比划 体会 体验 交流 沟通 请教 参考 参观 考察 清理 清洗 修理 修改 安慰 教训 照料 打扮 打量 打探 "
    "尝试 放松 轻松 高兴 热闹 暖和 凉快 痛快 舒服 享受 欣赏 回忆 回味 琢磨 掂量 盘算 合计 分析 议论 评论 评价 "
    "品尝 见识 开导 劝说 解释 说明 表示 意思 核实 核对 对照 摸索 磨炼 切磋 思考 反思 反省 检讨 总结 归纳 指点 "
    "指导 点拨 提醒 关心 照应 过问 通融 通知 联系 联络 走动 走访 拜访 问候 慰问 庆祝 消遣 娱乐 游玩 散心 溜达 "
    "活跃 丰富 充实 提高 改善 改进 改造 调整 调剂 调节 协商 协调 商议 合作 宣传 鼓励 表扬 批评 教育 培养 训练 "
    "操练 复习 温习 预习 背诵 朗读 试验 实验 实践 测试 检验 感受 领略 回顾 展望 憧憬 想象 猜测 估计 计算 "
    "收集 搜集 打点 张罗 安排 布置 装饰 美化 修饰 润色 补充 完善 巩固 加强 运动 舒展 按摩 晃荡 晃悠".split()
)
"""Verbs that speech doubles for a short or tentative action."""

_EMPHATIC = re.compile(r"[一两几半每二三四五六七八九十百千很太真好更最别不没快]|非常|十分|特别|永远|无数|许多")
_COUNTED = re.compile(r"[一两兩几幾半每数數二三四五六七八九十百千]")
_SOUNDS = re.compile(
    "[阿哈呵嘿嘻呜啊哦唉哎嗯呃咚咯哗啦砰嗒嘀嘟汪喵咩哞嘎呱叽喳轰隆滴答叮当呀哟喔噢嗨喂吱嘶咔嚓哐啷扑通噼啪咕噜喃"
    "嗡簌飒沙潺淙琤丁东咣噔哼咳嗷吼嘘呸啧嗖呼唧唰啪铛咿呐嗬欸诶哒噗嘣咻嗞哧嗤哩啰唠叨嘭潇淅沥稀溜嘩囉嗎嚕嘍噹"
    "]"
)
_SPOKEN = frozenset(
    "好的 来了 谢谢 再见 多谢 恭喜 对不起 没关系 不客气 快点 快点儿 加油 干杯 救命 不要 住手 慢点 等等 很多 非常 永远 "
    "好多 许多 特别 真的 是的 可以 不行 不是 没有 快来 快走 快跑 糟了 完了 够了 知道 不敢 岂敢 幸会 久仰 请坐 妈妈 "
    "爸爸 爷爷 奶奶 哥哥 姐姐 阿弥陀佛 宝贝 万岁 同去 哪里 哪儿 罪过 可怜 老爷 太太 先生 师父 一定 千万".split()
)
"""What people say twice."""


def is_emphatic(word: str) -> bool:
    """Whether `word` counts or heightens (一步, 很久) or is a cry: such words are said twice."""
    word = fold(word)
    return _EMPHATIC.match(word) is not None or word in _SPOKEN or all(map(_SOUNDS.match, word))


def is_lawful(text: str, doubled: Doubled) -> bool:
    """Whether the doubling in `text` may be meant, or be no doubling at all but words that meet."""
    word = fold(doubled.word)
    if word in _VERBS or word in _SPOKEN or _COUNTED.match(word) or _COUNTED.match(text[doubled.start - 1 : doubled.start]):
        return True
    if all(map(_SOUNDS.match, word)) or len(set(word)) == 1:
        return True
    return not _seams_fit(text, doubled)


def _seams_fit(text: str, doubled: Doubled) -> bool:
    """Whether words begin where the first copy begins and where the copies meet: not so in 开发区|东区|东."""
    before = re.search(rf"[{HAN}]*$", text[max(0, doubled.start - 6) : doubled.start])
    after = re.compile(rf"[{HAN}]{{0,6}}").match(text, doubled.end)
    left, right = before[0] if before else "", after[0] if after else ""
    words = segment(fold(left + doubled.word * 2 + right))
    seams = {0, *accumulate(map(len, words))}
    return len(left) in seams and len(left) + len(doubled.word) in seams
