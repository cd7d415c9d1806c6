"""Reads the accessibility information of a PDF."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

PAINTS = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"])


@dataclass(frozen=True)
class Pdf:
    """The parts of a PDF that PDF/UA has rules for."""

    pages: int
    language: str
    title: str
    part: str
    """PDF/UA part that the file claims."""
    is_marked: bool
    shows_title: bool
    tags: tuple[str, ...]
    """Kinds of structure elements in reading order."""
    figures_without_words: int
    untagged: int
    """Painting operators outside every marked sequence."""


def read(file: bytes) -> Pdf:
    """Read the parts of `file`."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            title, part = str(metadata.get("dc:title")), str(metadata.get("pdfuaid:part"))
        return Pdf(
            pages=len(pdf.pages),
            language=str(pdf.Root.Lang),
            title=title,
            part=part,
            is_marked=bool(pdf.Root.MarkInfo.Marked),
            shows_title=bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
            tags=tuple(str(element.S) for element in elements),
            figures_without_words=sum(
                element.S == "/Figure" and not str(element.get("/Alt", "")) for element in elements
            ),
            untagged=sum(_untagged(page) for page in pdf.pages),
        )


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        children = node.get("/K", pikepdf.Array())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from _elements(child)


def _untagged(page: Any) -> int:
    depth = found = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator in {"BMC", "BDC"}) - (operator == "EMC")
        found += operator in PAINTS and depth == 0
    return found
