"""Input and output tables of the merger that are not published."""

from enum import StrEnum, auto

import dataframely as dy
import polars as pl


class Answer(StrEnum):
    """What a person decided about two rows or two initiatives."""

    SAME = auto()
    DIFFERENT = auto()
    PART_OF = auto()
    """The first is a part of the second: two entries, and the first gets the second as parent."""


class PairingRule(StrEnum):
    """The written rule that paired two rows; `docs/merging.md` explains each."""

    DECIDED = auto()
    SAME_SITE = auto()
    SAME_NAME = auto()
    NAME_WITHIN = auto()
    SPELLING = auto()
    OTHER_PLACE = auto()
    GENERIC_NAME = auto()
    OTHER_PART = auto()
    CONTRADICTION = auto()
    SIMILAR_NAME = auto()
    SHARED_SITE = auto()
    SAME_PAGE = auto()
    OTHER_MUNICIPALITY = auto()
    SEVERAL_PLACES = auto()
    CHAIN = auto()
    TOO_MANY_ALIKE = auto()


class NameWords(dy.Schema):
    """The word list by which names are read."""

    kind = dy.String()
    """`legal`, `filler`, `filler_place`, `kind`, `synonym`, `phrase` or `ending`."""
    word = dy.String(min_length=1)
    means = dy.String(nullable=True)
    """The word that replaces a `synonym` or `phrase`, or the legal form of a `legal` word."""


class Decisions(dy.Schema):
    """A person's answers about pairs; every later preparation follows them.

    A side of a pair is found by its name, ignoring case, accents and punctuation. Its other columns narrow the
    search and may be empty.
    """

    answer = dy.Enum(Answer)
    source_a = dy.String(nullable=True)
    name_a = dy.String(min_length=1)
    place_a = dy.String(nullable=True)
    municipality_code_a = dy.String(nullable=True)
    source_b = dy.String(nullable=True)
    name_b = dy.String(min_length=1)
    place_b = dy.String(nullable=True)
    municipality_code_b = dy.String(nullable=True)
    why = dy.String(min_length=1)
    source_url = dy.String(nullable=True)
    """The page that shows it; required for `part_of`."""
    when = dy.String(regex=r"^\d{4}-\d{2}-\d{2}$")

    @dy.rule()
    def parent_is_sourced(cls) -> pl.Expr:  # noqa: D102, N805
        return (cls.answer.col != Answer.PART_OF) | cls.source_url.col.is_not_null()


class Outcomes(dy.Schema):
    """The initiative of each candidate row; every row is in exactly one."""

    source = dy.String(primary_key=True)
    row = dy.Int32(primary_key=True, min=1)
    id = dy.String()
    outcome = dy.String(check=lambda column: column.is_in(["accepted", "merged"]))
    """One row per initiative is `accepted`; the others are `merged` with it."""


class Reviews(dy.Schema):
    """A doubtful pair, with the evidence of both rows side by side and the column names of `decisions.csv`."""

    reason = dy.Enum(PairingRule)
    name_similarity = dy.Float32(min=0, max=100)
    source_a = dy.String(primary_key=True)
    row_a = dy.Int32(primary_key=True)
    id_a = dy.String()
    name_a = dy.String()
    place_a = dy.String(nullable=True)
    municipality_code_a = dy.String(nullable=True)
    started_year_a = dy.Int16(nullable=True)
    website_a = dy.String(nullable=True)
    summary_a = dy.String(nullable=True)
    source_url_a = dy.String()
    source_b = dy.String(primary_key=True)
    row_b = dy.Int32(primary_key=True)
    id_b = dy.String()
    name_b = dy.String()
    place_b = dy.String(nullable=True)
    municipality_code_b = dy.String(nullable=True)
    started_year_b = dy.Int16(nullable=True)
    website_b = dy.String(nullable=True)
    summary_b = dy.String(nullable=True)
    source_url_b = dy.String()
