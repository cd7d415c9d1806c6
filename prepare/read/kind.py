"""Which kind of file this really is, told by its content and not by its name."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from prepare.limits import LIMITS, MEGABYTE, Limits
from prepare.messages import Problem, UnusableFileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_SQLITE = b"SQLite format 3\x00"
_OTHER_KINDS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PAR1")
_WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype|html|head|body|table|meta|script|style|div)\b", re.I | re.S)
_XML = re.compile(rb"\s*<\?xml\b")
_BINARY_SIGNS = bytes(range(1, 8)) + bytes(range(14, 27))
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 65_536


class Kind(StrEnum):
    """Kinds of file that are read."""

    TEXT = "text"
    SHEET = "sheet"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"


def kind_of(path: Path, limits: Limits = LIMITS) -> Kind:
    """The kind of the file at `path`.

    Raises:
        UnusableFileError: missing, empty, too large, locked, or of a kind that is not read.
    """
    head = _head(path, limits)
    if head.startswith(b"PK\x03\x04"):
        _check_zip(path, limits)
        return Kind.SHEET
    if head.startswith(_OLE):
        if _ENCRYPTED_OFFICE in path.read_bytes():
            raise UnusableFileError(Problem.FILE_ENCRYPTED)
        return Kind.SHEET
    if head.startswith(_SQLITE):
        return Kind.GEOPACKAGE
    return _kind_of_text(head)


def has_macros(path: Path) -> bool:
    """Whether a spreadsheet carries macros, which are never run."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as parts:
        return any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in parts.namelist())


def _head(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_symlink():
            raise UnusableFileError(Problem.FILE_IS_LINK)
        if not path.is_file():
            raise UnusableFileError(Problem.FILE_MISSING)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnusableFileError(Problem.FILE_MISSING) from error
    if size > limits.file:
        raise UnusableFileError(Problem.FILE_TOO_LARGE, limit=limits.file // MEGABYTE)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnusableFileError(Problem.FILE_EMPTY)
    return head


def _kind_of_text(head: bytes) -> Kind:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(bare) or (_XML.match(bare) and re.search(rb"<html|<table|<Workbook", head, re.I)):
        raise UnusableFileError(Problem.FILE_IS_WEB_PAGE)
    if head.startswith(_OTHER_KINDS) or _XML.match(bare) or _looks_binary(head):
        raise UnusableFileError(Problem.FILE_UNKNOWN_KIND)
    return Kind.GEOJSON if bare.lstrip().startswith((b"{", b"[")) else Kind.TEXT


def _looks_binary(head: bytes) -> bool:
    if head.startswith(_BOMS):
        return False
    signs = len(head) - len(head.translate(None, delete=_BINARY_SIGNS))
    return signs > len(head) / 20


def _check_zip(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            is_locked = "META-INF/manifest.xml" in names and b"encryption-data" in _manifest(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het is geen geldig rekenblad.") from error
    _check_unpacked_size(infos, limits)
    if is_locked or any(info.flag_bits & 1 for info in infos):
        raise UnusableFileError(Problem.FILE_ENCRYPTED)
    if not any(name.startswith("xl/workbook.") for name in names) and "content.xml" not in names:
        raise UnusableFileError(Problem.FILE_UNKNOWN_KIND)


def _manifest(parts: zipfile.ZipFile) -> bytes:
    with parts.open("META-INF/manifest.xml") as manifest:
        return manifest.read(MEGABYTE)


def _check_unpacked_size(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    is_bomb = unpacked > limits.ratio_matters_from and unpacked / packed > limits.ratio
    if is_bomb or unpacked > limits.unpacked:
        raise UnusableFileError(Problem.FILE_BOMB, size=unpacked // MEGABYTE)
