"""Recognises the kind of a file by its content, not by its name."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

from prepare.language import Phrase, phrase
from prepare.limits import LIMITS, MEGABYTE, Limits
from prepare.messages import Problem, UnusableFileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_SQLITE = b"SQLite format 3\x00"
_WEB_PAGE = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|meta|script|style|div)\b", re.I | re.S
)
_XML = re.compile(rb"\s*<(\?xml\b|!--|[a-zA-Z][\w:.-]*[\s>/])")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_FLAT = b"urn:oasis:names:tc:opendocument"
"""A namespace that marks a spreadsheet saved as one XML file (.fods)."""
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
_CONTROL_CHARACTERS = bytes(range(1, 8)) + bytes(range(14, 27))
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 65_536
_NAMED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"fgb\x03", "FlatGeobuf"),
    (b"\x00\x00\x27\x0a", "Shapefile (.shp)"),
    (b"\x00\x01\x00\x00Standard ", "Access"),
    (b"BEGIN:VCARD", "vCard"),
    (b"BEGIN:VCALENDAR", "iCalendar"),
)
_XML_KINDS = {
    "gml": "GML",
    "featurecollection": "GML",
    "osm": "OpenStreetMap XML",
    "rss": "RSS",
    "feed": "Atom",
    "svg": "SVG",
}
_ZIP_KINDS = (("word/", "Word"), ("ppt/", "PowerPoint"), ("Index/", "Numbers"), ("META-INF/container.xml", "EPUB"))


class FileKind(StrEnum):
    """Kinds of file that we read."""

    TEXT = "text"
    SHEET = "sheet"
    JSON = "json"
    MAP = "map"
    """GeoPackage, KML, KMZ, GPX or a Shapefile in a ZIP file."""


def kind_of(path: Path, limits: Limits = LIMITS) -> FileKind:
    """The kind of the file at `path`.

    Raises:
        UnusableFileError: the file is missing, empty, too large, encrypted, or of a kind that we do not read.
    """
    head = _head(path, limits)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path, limits)
    if head.startswith(_OLE):
        content = path.read_bytes()
        if _ENCRYPTED_OFFICE in content:
            raise UnusableFileError(Problem.FILE_ENCRYPTED)
        return _not_read("Word") if _OLD_WORD in content else FileKind.SHEET
    if head.startswith(_SQLITE):
        return FileKind.MAP
    return _kind_of_text(path, head)


def has_macros(path: Path) -> bool:
    """Whether a spreadsheet carries macros, which are never run."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as parts:
        return any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in parts.namelist())


def _not_read(kind: str) -> FileKind:
    raise UnusableFileError(Problem.FILE_UNKNOWN_KIND, kind=kind)


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


def _kind_of_text(path: Path, head: bytes) -> FileKind:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _XML.match(bare) and _FLAT in head:
        return _not_read("OpenDocument, .fods")
    if _WEB_PAGE.match(bare) or (_XML.match(bare) and re.search(rb"<html|<table|<Workbook", head, re.I)):
        raise UnusableFileError(Problem.FILE_IS_WEB_PAGE)
    named = next((kind for start, kind in _NAMED if bare.startswith(start)), None)
    if named:
        return _not_read(named)
    if _XML.match(bare):
        return _kind_of_xml(path, bare)
    if _looks_binary(head):
        return _not_read(phrase(Phrase.BINARY_FILE))
    return FileKind.JSON if bare.lstrip(b" \t\r\n\x1e").startswith((b"{", b"[")) and _is_json(bare) else FileKind.TEXT


def _is_json(head: bytes) -> bool:
    """Whether a text that begins with a bracket is JSON; a CSV file may begin with "[1] De Hof;Utrecht"."""
    return re.match(rb"[\s\x1e]*(\{\s*[\"}]|\[\s*[\[{\"\]\d]|\{\s*$|\[\s*$)", head) is not None and not re.match(
        rb"\s*\[[^\"{\[\n]*\]\s*[^\s,]", head
    )


def _kind_of_xml(path: Path, head: bytes) -> FileKind:
    root_tag = _ROOT.search(re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", head, flags=re.S))
    root = root_tag[1].decode().lower() if root_tag else "xml"
    if root in ("kml", "gpx"):
        without_declarations(path.read_bytes())
        return FileKind.MAP
    return _not_read(_XML_KINDS.get(root, f"XML ({root[:30]})"))


def without_declarations(content: bytes) -> bytes:
    """The same XML, checked to have no DOCTYPE or ENTITY declarations.

    Raises:
        UnusableFileError: it has one; a declaration can expand without end, or fetch other files.
    """
    declaration = _DECLARES.search(content)
    if declaration:
        raise UnusableFileError(Problem.FILE_HAS_PROGRAMS, name=declaration[1].decode())
    return content


def _looks_binary(head: bytes) -> bool:
    if head.startswith(_BOMS):
        return False
    controls = len(head) - len(head.translate(None, delete=_CONTROL_CHARACTERS))
    return controls > len(head) / 20


def _kind_of_zip(path: Path, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            is_locked = "META-INF/manifest.xml" in names and b"encryption-data" in _manifest(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_ZIP)) from error
    _check_unpacked_size(infos, limits)
    if is_locked or any(info.flag_bits & 1 for info in infos):
        raise UnusableFileError(Problem.FILE_ENCRYPTED)
    if any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names:
        return FileKind.SHEET
    endings = {PurePosixPath(name).suffix.lower() for name in names}
    if ".kml" in endings or {".shp", ".dbf"} <= endings:
        return FileKind.MAP
    return _not_read(_kind_in_zip(names))


def _kind_in_zip(names: set[str]) -> str:
    named = next((kind for start, kind in _ZIP_KINDS if any(name.startswith(start) for name in names)), None)
    shown = ", ".join(sorted(names)[:3])
    return named or phrase(Phrase.ZIP_WITH, names=shown[:120])


def _manifest(parts: zipfile.ZipFile) -> bytes:
    with parts.open("META-INF/manifest.xml") as manifest:
        return manifest.read(MEGABYTE)


def _check_unpacked_size(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    is_bomb = unpacked > limits.ratio_matters_from and unpacked / packed > limits.ratio
    if is_bomb or unpacked > limits.unpacked:
        raise UnusableFileError(Problem.FILE_BOMB, size=unpacked // MEGABYTE)
