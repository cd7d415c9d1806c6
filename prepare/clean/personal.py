"""Contact data of persons, which never goes further than the file it came in."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher

from prepare.language import Phrase, phrase

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}", re.I)
_MAY_BE_PHONE = re.compile(r"\d(?:[\s().-]{0,3}\d){8}")
_LEFT_OVER = re.compile(r"[\s,;:|/-]+$")


def without_personal(text: str) -> tuple[str, list[str]]:
    """`text` without e-mail addresses and telephone numbers, and those that stood in it."""
    removed = list(_personal(text))
    for found in removed:
        text = re.sub(rf"\(?\s*{re.escape(found)}\s*\)?", " ", text)
    return (" ".join(_LEFT_OVER.sub("", text).split()), removed) if removed else (text, [])


def _personal(text: str) -> Iterator[str]:
    if "@" in text:
        yield from _EMAIL.findall(text)
    if _MAY_BE_PHONE.search(text):
        yield from (match.raw_string for match in PhoneNumberMatcher(text, "NL"))


def masked(found: str) -> str:
    """Enough of an address or number to find the cell by, and no more."""
    return found[:2] + "…"


def describe(removed: list[str]) -> str:
    """What `removed` are, in words."""
    kinds = [phrase(Phrase.AN_EMAIL if "@" in found else Phrase.A_TELEPHONE) for found in removed]
    return phrase(Phrase.AND).join(dict.fromkeys(kinds))
