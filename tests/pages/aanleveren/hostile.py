"""Harmful files."""

import zipfile
from collections.abc import Callable
from io import BytesIO


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    return content.getvalue()


def entities() -> bytes:
    content = BytesIO()
    evil = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&f;</office:document-content>'
    )
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", evil)
    return content.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bom.xlsx": bomb,
    "entiteiten.ods": entities,
    "cel.csv": lambda: (
        b"Naam;Plaats;Thema;Omschrijving\nHuis;Zwolle;zorg;\nTuin;Zwolle;groen;" + b"x" * 9_900_000 + b"\n"
    ),
    "eindeloos.csv": lambda: b"Naam;Plaats;Thema\n" + b"A;Zwolle;zorg\n" * 20_000,
}
