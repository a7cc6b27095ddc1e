"""Zip containers (.xlsx, .ods, .docx) opened with suspicion."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from enforcement.spreadsheets import limits, refusals

_CHUNK = 1 << 20
_INPUT = 1 << 16
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_NAMES = (".xml", ".rels", ".vml", ".rdf")
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00", b"<\x00", b"\x00<")


class Archive:
    """A zip container whose directory has been judged before anything is unpacked.

    Raises ``FileRefused``: damaged, encrypted, too many members, or expanding
    beyond the limits. Sizes are added up from the directory first and counted
    again while unpacking, since a directory can lie.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as container:
                self.members = {info.filename.lstrip("/"): info for info in container.infolist()}
                count = len(container.infolist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as fault:
            raise refusals.corrupt("压缩结构不完整") from fault
        if count > limits.MAX_MEMBERS:
            raise refusals.expands_too_far(f"含{count}个部件")
        if any(info.flag_bits & 0x1 for info in self.members.values()):
            raise refusals.encrypted()
        expanded = sum(info.file_size for info in self.members.values())
        if expanded > limits.MAX_EXPANDED_BYTES:
            raise refusals.expands_too_far(f"约{expanded // 1024**2}兆字节")
        if expanded > limits.RATIO_FREE_BYTES and expanded > limits.MAX_EXPANSION_RATIO * max(len(data), 1):
            raise refusals.expands_too_far(f"为原文件的{expanded // max(len(data), 1)}倍")

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def names(self, prefix: str = "") -> list[str]:
        """Member names that begin with ``prefix``."""
        return [name for name in self.members if name.startswith(prefix)]

    def chunks(self, name: str) -> Iterator[bytes]:
        """The member unpacked in pieces; ``FileRefused`` as soon as it is not what the directory says."""
        info = self.members[name]
        start = info.header_offset
        header = self.data[start : start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise refusals.corrupt("部件头缺失")
        start += 30 + sum(struct.unpack("<HH", header[26:30]))
        packed = memoryview(self.data)[start : start + info.compress_size]
        if len(packed) < info.compress_size:
            raise refusals.corrupt("部件不完整")
        if info.compress_type == zipfile.ZIP_STORED:
            pieces: Iterator[bytes] = (bytes(packed[i : i + _CHUNK]) for i in range(0, len(packed), _CHUNK))
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            pieces = _inflate(packed)
        else:
            raise refusals.corrupt("未知的压缩方式")
        size = checksum = 0
        for piece in pieces:
            size += len(piece)
            if size > info.file_size:
                raise refusals.expands_too_far("实际大小超过声明")
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != info.file_size or checksum != info.CRC:
            raise refusals.corrupt("部件校验不符")

    def xml_chunks(self, name: str) -> Iterator[bytes]:
        """The pieces of an XML member, each looked through for declarations before it is handed on."""
        tail = b""
        for piece in self.chunks(name):
            if not tail and piece[:2] in _WIDE_BOMS:
                raise refusals.corrupt(f"{name}不是UTF-8编码")
            if _DECLARATION.search(tail + piece):
                raise refusals.unsafe_xml(name)
            tail = piece[-16:]
            yield piece

    def read(self, name: str, limit: int = limits.MAX_PARSED_BYTES) -> bytes:
        """A whole XML member, declarations refused; empty when there is none."""
        if name not in self.members:
            return b""
        if self.members[name].file_size > limit:
            raise refusals.expands_too_far(f"{name}约{self.members[name].file_size // 1024**2}兆字节")
        return b"".join(self.xml_chunks(name))

    def check(self, already: frozenset[str] = frozenset()) -> None:
        """Unpack every XML member once, except those ``already`` seen, and refuse what is unsafe."""
        for name in self.members:
            if name not in already and name.lower().endswith(_XML_NAMES):
                for _ in self.xml_chunks(name):
                    pass


def _inflate(packed: memoryview) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for position in range(0, len(packed), _INPUT):
            rest: bytes | memoryview = packed[position : position + _INPUT]
            while len(rest):
                piece = engine.decompress(rest, _CHUNK)
                rest = engine.unconsumed_tail
                if piece:
                    yield piece
                if engine.eof:
                    return
        piece = engine.flush()
        if piece:
            yield piece
    except zlib.error as fault:
        raise refusals.corrupt("压缩数据损坏") from fault
    if not engine.eof:
        raise refusals.corrupt("压缩数据不完整")
