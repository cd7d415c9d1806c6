"""How to refer to a page, a figure or a view, in the forms that readers need."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from data_loaders.schema import Language
from data_loaders.schema.folding import fold
from ui.numbers import LOCALES
from ui.texts import first_lower, text

_TEX = {sign: f"\\{sign}" for sign in "{}$&#_%"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_NOT_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


class Style(StrEnum):
    """Forms of a citation."""

    PLAIN = "plain"
    APA = "apa"
    """APA 7th edition: data set of an organisation, with the day it was read because it changes."""
    BIBTEX = "bibtex"
    RIS = "ris"
    """For reference managers (Zotero, EndNote, Mendeley)."""


@dataclass(frozen=True)
class Cited:
    """What is referred to."""

    title: str
    """Title of the page, figure or view, in the reader's language."""
    address: str
    """Full link to exactly this view."""
    version: str
    """Data version."""
    age: str
    """When the data were read and how old the facts are, in words."""
    published: date
    """Day of the data version."""
    read: date
    """Today, for the reader."""


def cite(cited: Cited, style: Style, language: Language) -> str:
    """The citation of `cited`; plain text on one line, or a BibTeX entry on several."""
    if style is Style.BIBTEX:
        return _bibtex(cited, language)
    if style is Style.RIS:
        return _ris(cited, language)
    return text(
        language,
        f"citation.{style}",
        author=text(language, "citation.author"),
        site=text(language, "citation.site"),
        year=str(cited.published.year),
        title=_one_line(cited.title).rstrip("."),
        version=_one_line(cited.version),
        age=_one_line(cited.age),
        age_inside=_one_line(first_lower(cited.age)),
        read=format_date(cited.read, text(language, "citation.date"), locale=LOCALES[language]),
        address=_address(cited.address),
    )


def _bibtex(cited: Cited, language: Language) -> str:
    words = {part: text(language, f"citation.{part}") for part in ("author", "site", "language")}
    version = text(language, "citation.version", version=_one_line(cited.version))
    fields = {
        # The second pair of braces makes BibTeX keep capitals, and a name of several words in one piece.
        "author": f"{{{_tex(words['author'])}}}",
        "title": f"{{{_tex(_one_line(cited.title))}}}",
        "year": str(cited.published.year),
        "howpublished": _tex(f"{words['site']}, {version}"),
        "note": _tex(_one_line(cited.age)),
        "url": _address(cited.address),
        "urldate": cited.read.isoformat(),
        "language": words["language"],
    }
    key = "-".join([*fold(words["site"]).split(), *fold(cited.version).split(), *fold(cited.title).split()[:4]])
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{re.sub(r'[^a-z0-9-]', '', key)},", *lines, "}"])


def _ris(cited: Cited, language: Language) -> str:
    words = {part: text(language, f"citation.{part}") for part in ("author", "site", "language")}
    fields = [
        ("TY", "DATA"),
        # The comma tells the program that a name of several words is a surname, so that it does not reverse it.
        ("AU", f"{words['author']},"),
        ("TI", _one_line(cited.title)),
        ("PY", str(cited.published.year)),
        ("DA", cited.published.strftime("%Y/%m/%d")),
        ("ET", _one_line(cited.version)),
        ("PB", words["site"]),
        ("N1", _one_line(cited.age)),
        ("LA", words["language"]),
        ("UR", _address(cited.address)),
        ("Y2", cited.read.strftime("%Y/%m/%d")),
        ("ER", ""),
    ]
    return "\n".join(f"{name}  - {value}" for name, value in fields)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _address(address: str) -> str:
    """`address` with the characters encoded that would end it in running text or in BibTeX."""
    return "".join(_NOT_IN_ADDRESS.get(sign, sign) for sign in _one_line(address))


def _tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in words)
