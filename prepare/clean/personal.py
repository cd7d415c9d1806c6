"""Finds and removes contact data and names of persons; these are never published."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher

from prepare.language import Phrase, phrase

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}", re.I)
_MAY_BE_PHONE = re.compile(r"\d(?:[\s().-]{0,3}\d){8}")
_TITLE = r"(?i:(?<!\w)(?:dhr|mevr|mw|mrs|ms)\b\.?|(?<!\w)(?<!'s[ -])(?<!’s[ -])(?<!\bs[ -])(?:de )?heer\b|(?<!\w)(?:mevrouw|meneer)\b)"
_ROLE = (
    r"(?i:(?<!\w)(?:t\.a\.v\.|(?:contactpersoon|aanspreekpunt|contact person)\b:?|contact:"
    r"|(?:voorzitter|secretaris|penningmeester|co[oö]rdinator|projectleider|initiatiefnemer|(?:kar)?trekker|oprichter"
    r"|beheerder|bestuurslid|chair(?:man|woman|person)?|coordinator|founder)\b(?::| is\b)?"
    r"|contact (?:op )?(?:met|with)\b|(?:informatie|info|aanmelden|opgeven|te bereiken) (?:bij|via)\b))"
)
_PREFIX = r"(?:(?:van|de|der|den|ten|ter|te|in|'t|el|al|von|op)\s+)"
_FAMILY = rf"{_PREFIX}*[A-Z][\w'-]+"
_INITIALS = r"(?:[A-Z]\.\s?)+"
_ORGANISATION = r"(?!\s*(?i:stichting|vereniging|co[oö]peratie|buurt|wijk|dorp|gemeente))"
_NAME_OF_PERSON = re.compile(
    rf"(?:{_ROLE}\s*)?{_TITLE}\s*(?:{_INITIALS}\s*)?{_FAMILY}(?:\s+{_FAMILY}){{0,2}}"
    rf"|{_ROLE}{_ORGANISATION}\s*(?:{_INITIALS}\s*{_FAMILY}|[A-Z][a-zà-ÿ][\w'-]*(?:\s+{_FAMILY}){{1,2}})"
)
"""Finds a person's name by the word before it; nothing else tells it from the name of a place."""
MAY_BE_PERSONAL = (
    r"@|\d(?:[\s().-]{0,3}\d){8}|(?i)(?-u:\b)(?:dhr|mevr|mw|mrs|ms|heer|mevrouw|meneer)(?-u:\b)|t\.a\.v|contact|aanspreekpunt"
    r"|voorzitter|secretaris|penningmeester|co[oö]rdinator|projectleider|initiatiefnemer|trekker|oprichter|beheerder"
    r"|bestuurslid|chair|founder|(?:informatie|info|aanmelden|opgeven|bereiken) (?:bij|via)"
)
"""For polars: every text in which this is not found holds no contact data and no name of a person that is known by the word
before it."""
_LEFT_OVER = re.compile(r"[\s,;:|/-]+$")


def without_personal(text: str) -> tuple[str, list[str]]:
    """`text` without e-mail addresses and telephone numbers, and the list of those removed."""
    removed = list(_personal(text))
    for personal in removed:
        text = re.sub(rf"\(?\s*{re.escape(personal)}\s*\)?", " ", text)
    return (" ".join(_LEFT_OVER.sub("", text).split()), removed) if removed else (text, [])


def may_hold_contact(text: str) -> bool:
    """Whether an e-mail address or a telephone number may stand in `text`."""
    return "@" in text or _MAY_BE_PHONE.search(text) is not None


def _personal(text: str) -> Iterator[str]:
    if "@" in text:
        yield from _EMAIL.findall(text)
    if _MAY_BE_PHONE.search(text):
        yield from (match.raw_string for match in PhoneNumberMatcher(text, "NL"))


def without_names(text: str) -> tuple[str, bool]:
    """`text` without names of persons after words such as "contactpersoon" or "mevr.", and whether any were removed."""
    bare = _NAME_OF_PERSON.sub(" ", text)
    return (" ".join(_LEFT_OVER.sub("", bare).split()).lstrip(" ,;:.-"), True) if bare != text else (text, False)


def masked(personal: str) -> str:
    """An address or number of which only enough stays visible to find the cell."""
    return personal[:2] + "…"


def describe(removed: list[str]) -> str:
    """What was removed, in words: e-mail addresses, telephone numbers, or both."""
    kinds = [phrase(Phrase.AN_EMAIL if "@" in personal else Phrase.A_TELEPHONE) for personal in removed]
    return phrase(Phrase.AND).join(dict.fromkeys(kinds))
