"""The tables that pass between the steps of the preparation.

A source file becomes rows of `Candidates` (accepted and located, not yet merged) and rows of `Rejects` (messages). For
every file: rows read = candidates + rejected rows.
"""

import dataframely as dy

from data_loaders.schema import LegalForm, LocationPrecision, Reach, Status, Theme


class Candidates(dy.Schema):
    """One accepted row of one source file, cleaned and placed, before merging."""

    source = dy.String(primary_key=True)
    """Name of the file without its folder, with extension."""
    row = dy.Int32(primary_key=True, min=1)
    """Row number as the maker of the file sees it; the header of a CSV file is row 1."""
    name = dy.String(min_length=1)
    place = dy.String(nullable=True)
    municipality_code = dy.String(nullable=True)
    longitude = dy.Float64(nullable=True)
    latitude = dy.Float64(nullable=True)
    location_precision = dy.Enum(LocationPrecision, nullable=True)
    scope = dy.Enum(Reach, nullable=True)
    """Empty when the row does not state its scope."""
    themes = dy.List(dy.Enum(Theme), min_length=1)
    legal_form = dy.Enum(LegalForm)
    started_year = dy.Int16(nullable=True)
    status = dy.Enum(Status)
    website = dy.String(nullable=True)
    networks = dy.List(dy.String())
    networks_unlisted = dy.List(dy.String())
    summary = dy.String(nullable=True)
    source_url = dy.String()
    source_title = dy.String()
    source_year = dy.Int16(nullable=True)


class Answered(dy.Schema):
    """One answer in a list that a partner filled in; it is a statement about a known initiative."""

    source = dy.String(primary_key=True)
    row = dy.Int32(primary_key=True, min=1)
    id = dy.String(min_length=1)
    """The id as written in the file; it may be an old id that forwards, or unknown."""
    status = dy.Enum(Status)
    """`onbekend` when the answer only gives a new website."""
    website = dy.String(nullable=True)
    source_url = dy.String()
    source_title = dy.String()
    """Title of the list of answers in `sources.toml`; empty until it is known."""
    source_year = dy.Int16()


class Rejects(dy.Schema):
    """One message about a file, row or cell, in words for the person who made the file."""

    file = dy.String()
    row = dy.Int32(nullable=True)
    """Empty for a message about the whole file."""
    column = dy.String(nullable=True)
    value = dy.String(nullable=True)
    code = dy.String(regex=r"^[a-z_]+$")
    """Stable code of the problem."""
    reason = dy.String()
    remedy = dy.String()
    rejected = dy.Bool()
    """True when the row was left out; False when the row was accepted and this is only a remark."""
