"""Cleans text cells: no invisible characters, no contact data of persons, and formulas or markup only as text."""

import re
import unicodedata

from prepare.clean.markup import without_entities
from prepare.clean.personal import describe, masked, without_personal
from prepare.messages import Message, Problem, message

_INVISIBLE = re.compile(
    r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u00ad]|[\x00-\x08\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]"
)
_BROKEN = re.compile(r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_FORMULA = re.compile(r"=|[+@-](?=.*[(|!])")
_MARKUP = re.compile(r"</?[a-z!][^>]{0,500}>|javascript:|\]\(", re.I)
NOTABLE = r"^[=+\-\[{]|  |<|&[#\w]{2,8};|(?i:javascript:)|\]\(|[^ -?A-~À-ÁÄ-áã-ÿ‘’“”–—€…]"
"""For polars: every text in which this is not found is clean but for contact data of persons, and spells no list or object."""


def clean_text(cell: str, column: str) -> tuple[str, list[Message]]:
    """The text of a cell on one line, and what was changed in it.

    Invisible characters, characters that turn the reading direction, e-mail addresses and telephone numbers are
    removed. What looks like a formula or markup stays as text and is reported.
    """
    if cell.isascii() and cell.isalnum():
        return cell, []
    return _clean(cell, column)


def _clean(cell: str, column: str) -> tuple[str, list[Message]]:
    notes: list[Message] = []
    text = _INVISIBLE.sub("", cell)
    if text != cell:
        notes.append(message(Problem.CHARACTERS_REMOVED, column=column, value=text))
    repaired = repair(text)
    if repaired != text:
        notes.append(message(Problem.ENCODING_REPAIRED, column=column, value=text))
    text = " ".join(unicodedata.normalize("NFC", without_entities(repaired)).split())
    text, removed = without_personal(text)
    if removed:
        notes.append(
            message(
                Problem.PERSONAL_REMOVED, column=column, value=masked(removed[0]), details={"what": describe(removed)}
            )
        )
    if _FORMULA.match(text):
        notes.append(message(Problem.FORMULA_AS_TEXT, column=column, value=text))
    if _MARKUP.search(text):
        notes.append(message(Problem.MARKUP_AS_TEXT, column=column, value=text))
    return text, notes


def repair(text: str) -> str:
    """Repair UTF-8 text that was once read as Windows-1252 ("CoÃ¶peratie").

    A text that would have no letter or digit left stays as it is.
    """
    if not _BROKEN.search(text):
        return text
    try:
        repaired = _INVISIBLE.sub("", text.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return text
    return repaired if any(map(str.isalnum, repaired)) else text
