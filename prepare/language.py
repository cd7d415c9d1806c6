"""The language of messages about a file, and the phrases that fill the gaps in them.

The language is set once per check, so that the code that reads, cleans and places rows need not pass it on.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path

from data_loaders.schema import Language

_PHRASES = Path(__file__).with_name("phrases.toml")
_spoken: ContextVar[Language] = ContextVar("spoken", default="nl")


class Phrase(StrEnum):
    """Stable name of every part of a sentence; the words stand in `phrases.toml`."""

    DID_YOU_MEAN = "did_you_mean"
    THE_PLACE = "the_place"
    THE_POINT = "the_point"
    THE_POSTCODE = "the_postcode"
    IN_MUNICIPALITY = "in_municipality"
    WHOLE_PROVINCE = "whole_province"
    AN_EMAIL = "an_email"
    A_TELEPHONE = "a_telephone"
    A_PERSONS_NAME = "a_persons_name"
    AND = "and"
    NO_COLUMN = "no_column"
    A_MUNICIPALITY = "a_municipality"
    UNKNOWN_AREA = "unknown_area"
    SAME_AS_KNOWN = "same_as_known"
    SAME_AS_ROW = "same_as_row"
    ANSWER_TAKEN = "answer_taken"
    ANSWER_CHANGES = "answer_changes"
    ANSWER_CONFIRMS = "answer_confirms"
    ANSWER_SAME_YEAR = "answer_same_year"
    ANSWER_OLDER = "answer_older"
    ANSWER_SITE = "answer_site"
    NO_STATUS = "no_status"
    STATUS_ACTIVE = "status_actief"
    STATUS_STARTING = "status_in_oprichting"
    STATUS_ENDED = "status_gestopt"
    NO_SITE = "no_site"
    MAYBE_SAME = "maybe_same"
    MAYBE_SAME_OF_MANY = "maybe_same_of_many"
    NO_VALID_ZIP = "no_valid_zip"
    NO_VALID_SHEET = "no_valid_sheet"
    NO_SUCH_SHEET = "no_such_sheet"
    NO_VALID_MAP = "no_valid_map"
    NO_VALID_JSON = "no_valid_json"
    NO_VALID_JSON_LINE = "no_valid_json_line"
    NESTED_TOO_DEEP = "nested_too_deep"
    NOT_THAT_ENCODING = "not_that_encoding"
    BINARY_FILE = "binary_file"
    ZIP_WITH = "zip_with"
    SETTINGS_LINK = "settings_link"
    SETTINGS_NO_TOML = "settings_no_toml"
    AT_LINE = "at_line"
    SETTINGS_UNKNOWN = "settings_unknown"
    SETTINGS_KIND = "settings_kind"
    A_TABLE = "a_table"
    A_LIST = "a_list"
    A_WHOLE_NUMBER = "a_whole_number"
    A_TEXT = "a_text"
    NO_SUCH_FIELD = "no_such_field"
    NO_SUCH_THEME = "no_such_theme"
    THEMES_NO_LIST = "themes_no_list"
    ONE_MARK = "one_mark"


def spoken() -> Language:
    """The language of this check; Dutch unless it says otherwise."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write all messages in `language` until the block ends."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def phrases(language: Language) -> dict[str, str]:
    """Template per phrase, with gaps to fill in."""
    phrases_of: dict[str, str] = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))[language]
    return phrases_of


def phrase(which: Phrase, /, **details: object) -> str:
    """One phrase in the language of this check, with `details` filled in."""
    return phrases(spoken())[which].format_map(details)
