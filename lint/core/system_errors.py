"""What the operating system refuses, in words that say what helps."""

from __future__ import annotations

import errno

from lint.core.messages import Notice, message

_BY_KIND: dict[type[OSError], Notice] = {
    FileNotFoundError: Notice(
        "there is no such file or folder; check the path", "没有这个文件或文件夹；请检查路径"
    ),
    PermissionError: Notice(
        "permission denied; change its permissions, or run as a user who may",
        "没有权限；请修改其权限，或换有权限的用户运行",
    ),
    IsADirectoryError: Notice(
        "a folder of that name is in the way; move it, or choose another name",
        "已有同名的文件夹；请移走它，或换个名字",
    ),
    NotADirectoryError: Notice(
        "part of the path is a file, not a folder; choose another path",
        "路径中有一段是文件，不是文件夹；请换个路径",
    ),
    FileExistsError: Notice(
        "a file of that name is in the way; move it, or choose another name",
        "已有同名的文件；请移走它，或换个名字",
    ),
}
_BY_NUMBER = {
    errno.ELOOP: Notice(
        "a link on the way leads back to itself; correct or remove it",
        "路径中的链接绕回了自身；请改正或删除它",
    ),
    errno.ENAMETOOLONG: Notice(
        "the name is too long for this system; shorten it", "名字超过本系统的限度；请缩短"
    ),
}
_CHINESE = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大",
    errno.EIO: "输入输出错误",
    errno.EROFS: "文件系统是只读的",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "系统打开的文件太多",
    errno.EBUSY: "设备或资源正忙",
    errno.ETXTBSY: "文件正在运行",
    errno.EPIPE: "管道已断开",
    errno.EBADF: "文件描述符无效",
    errno.EINVAL: "参数无效",
    errno.ESTALE: "文件句柄已失效",
    errno.ETIMEDOUT: "连接超时",
    errno.ECONNREFUSED: "连接被拒绝",
    errno.ECONNRESET: "连接被对方重置",
    errno.ENXIO: "没有这个设备或地址",
    errno.ENODEV: "没有这个设备",
    errno.ENOTSUP: "不支持这种操作",
    errno.EXDEV: "不能跨设备链接",
    errno.ENOMEM: "内存不足",
}
"""What the system itself says in English only."""


def reason(error: OSError) -> Notice:
    """Why, and what helps, in a few words."""
    for kind, text in _BY_KIND.items():
        if isinstance(error, kind):
            return text
    number = error.errno or 0
    said = (error.strerror or str(error)).lower()
    return _BY_NUMBER.get(number) or Notice(said, _CHINESE.get(number, said))


def unreadable(error: OSError) -> Notice:
    """That a file can't be read, and why."""
    return message("can't be read: {why}", "无法读取：{why}", why=reason(error))


def unwritable(error: OSError) -> Notice:
    """That a file can't be written, and why."""
    return message("can't be written: {why}", "无法写入：{why}", why=reason(error))
