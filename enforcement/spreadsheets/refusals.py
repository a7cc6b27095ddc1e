"""The reasons for which a whole file is refused, each with its own sentence."""

from __future__ import annotations

from enforcement.spreadsheets.problems import FileRefused, Problem


def _refuse(code: str, message: str, remedy: str) -> FileRefused:
    return FileRefused(Problem("error", code, message, remedy))


def corrupt(detail: str = "") -> FileRefused:
    """Truncated or damaged: nothing in it can be trusted."""
    reason = f"（{detail}）" if detail else ""
    return _refuse(
        "CORRUPT_FILE",
        f"文件已损坏或上传不完整{reason}，未导入任何内容。",
        "请在本机打开确认文件完整，重新保存后再上传。",
    )


def encrypted() -> FileRefused:
    """A password stands before the content."""
    return _refuse(
        "ENCRYPTED", "文件设有打开密码或已加密，无法读取。", "请取消密码（另存为不带密码的文件）后重新上传。"
    )


def too_large(detail: str) -> FileRefused:
    """Over the limit of bytes, rows or cells."""
    return _refuse(
        "TOO_LARGE", f"文件超出限制：{detail}。", "请删除多余的行列、图片，或拆分为几个文件后上传。"
    )


def expands_too_far(detail: str) -> FileRefused:
    """A container that unpacks to far more than it weighs."""
    return _refuse(
        "EXPANSION_LIMIT",
        f"文件解压后过大（{detail}），可能是压缩炸弹，已拒绝读取。",
        "请把有效内容复制到新建的工作簿中保存后上传。",
    )


def unsafe_xml(part: str) -> FileRefused:
    """A document type or entity declaration, which no spreadsheet program writes."""
    return _refuse(
        "UNSAFE_XML",
        f"文件内部（{part}）含有 DOCTYPE 或实体声明，存在安全风险，已拒绝读取。",
        "请用表格软件重新另存为 .xlsx 后上传，不要上传经其他程序改动过的文件。",
    )


def unsupported(what: str, remedy: str = "请另存为 .xlsx 后重新上传。") -> FileRefused:
    """A format that is not read."""
    return _refuse("UNSUPPORTED_FORMAT", f"不支持的文件格式：{what}。", remedy)


def undecodable() -> FileRefused:
    """Text in no known encoding; reading on would give wrong characters."""
    return _refuse(
        "UNKNOWN_ENCODING",
        "无法识别文本文件的编码，或文件中有损坏的字符，继续读取会产生乱码，已拒绝。",
        "请用表格软件另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后上传。",
    )


def no_table(names: str, detail: str = "") -> FileRefused:
    """Readable, but holding no table of a known kind."""
    return _refuse(
        "NO_TABLE",
        f"文件中没有找到可识别的表格（可识别的清单：{names}）{detail}。",
        "请检查表头是否写有“违法行为”“法律依据”“裁量阶次”“适用条件”“裁量标准”等栏目，或改用模板填报。",
    )


def empty_file() -> FileRefused:
    """Nothing in it at all."""
    return _refuse("EMPTY_FILE", "文件为空，没有任何内容。", "请确认选对了文件后重新上传。")
