"""Compares Dutch names of municipalities and places."""

import re

from data_loaders.schema.folding import fold

PROVINCE_SUFFIXES: dict[str, str] = {
    "gn": "PV20",
    "gr": "PV20",
    "fr": "PV21",
    "dr": "PV22",
    "o": "PV23",
    "ov": "PV23",
    "fl": "PV24",
    "g": "PV25",
    "gld": "PV25",
    "ut": "PV26",
    "utr": "PV26",
    "nh": "PV27",
    "zh": "PV28",
    "z": "PV29",
    "ze": "PV29",
    "zld": "PV29",
    "nb": "PV30",
    "l": "PV31",
    "lb": "PV31",
    "li": "PV31",
}
"""Abbreviations of provinces at the end of ambiguous names: Bergen (NH.), Loo Gld."""

_SUFFIX = re.compile(
    r"\s*(?:\(\s*(?P<inside>[A-Za-z][A-Za-z. -]{0,5})\)|\s(?P<bare>NB|NH|ZH|Gld|GLD|Gn|GN|Ut|L|Fr|Dr|Ov))\.?\s*$"
)
_ON_THE = re.compile(r"\b(?:aan den|aan de|a d|ad)\b")
_SAINT = re.compile(r"^(?:st|sint)\b")
_DISTRICT_NUMBER = re.compile(r"^(?:wijk|buurt)\s+\d+\s+")


ISLANDS = (
    "bonaire", "sint eustatius", "st eustatius", "statia", "saba", "kralendijk", "the bottom", "windwardside",
    "caribisch nederland", "caribbean netherlands", "bes", "bes eilanden", "bq",
)  # fmt: skip
"""Names in the Caribbean Netherlands, which are Dutch but not on our maps and lists."""
_ISLANDS = re.compile(rf"\b(?:{'|'.join(map(re.escape, ISLANDS))})\b")


def names_islands(text: str) -> bool:
    """Whether `text` names a part of the Caribbean Netherlands."""
    return _ISLANDS.search(fold(text)) is not None


def split_suffix(name: str) -> tuple[str, str | None]:
    """`name` without the abbreviation of a province at its end, and the code of that province.

    If the name ends in no known abbreviation, it is returned whole and the code is None.
    """
    suffix = _SUFFIX.search(name)
    if suffix is None:
        return name, None
    letters = re.sub(r"[^a-z]", "", (suffix["inside"] or suffix["bare"]).lower())
    province = PROVINCE_SUFFIXES.get(letters)
    rest = name[: suffix.start()].strip()
    return (rest, province) if province and rest else (name, None)


def name_key(name: str) -> str:
    """A form of the name of a place or municipality in which different spellings are equal.

    Case, accents, apostrophes and hyphens are ignored. "Alphen a/d Rijn" equals "Alphen aan den Rijn", "St. Anthonis"
    equals "Sint Anthonis", and "gemeente Utrecht" equals "Utrecht".
    """
    folded = _ON_THE.sub("ad", fold(name)).removeprefix("gemeente ")
    return _SAINT.sub("sint", folded)


def district_key(name: str) -> str:
    """`name_key` of a district, without the "Wijk 05" with which many of CBS's names begin."""
    return _DISTRICT_NUMBER.sub("", name_key(name))
