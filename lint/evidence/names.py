"""Names of people."""

from __future__ import annotations

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦"
    "马苗花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵汪祁"
    "毛禹狄贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍"
    "虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀曲家封靳段焦谷车侯全班仰秋仲"
    "伊宫宁仇栾甘祖武符刘景詹束龙叶司黎白蒲卓蔺屠蒙池乔翟谭申尚农温庄柴阎习涂敖冷辛简饶曾沙丰巢关荆游"
    "权盖益桓公仝佟肖栗阳闫冉占隆辜覃楼郜"
)
"""Common surnames of one character, Simplified: from the Hundred Family Surnames and later usage."""
