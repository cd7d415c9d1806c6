"""Declares the table of changes."""

from datetime import date
from enum import StrEnum
from typing import TypedDict

import dataframely as dy

from data_loaders.schema.columns import REGION_CODE, WEB_ADDRESS, label, year


class Subject(StrEnum):
    """The kind of thing that changed."""

    INITIATIVE = "initiatief"
    FIGURE = "cijfer"
    MILESTONE = "mijlpaal"


class Happened(StrEnum):
    """The kind of change, in the order in which readers see them."""

    ADDED = "toegevoegd"
    STOPPED = "gestopt"
    CONFIRMED = "bevestigd"
    """A new source says what was known already."""
    CORRECTED = "verbeterd"
    MERGED = "samengevoegd"
    """The initiative turned out to be the same as another known one."""
    FORWARDED = "hernoemd"
    """The initiative has another id now."""
    REMOVED = "verdwenen"


class ReasonOfChange(StrEnum):
    """Why a fact changed, as far as the two releases show."""

    NEW_SOURCE = "nieuwe_bron"
    """A new source states the new value."""
    READ_AGAIN = "opnieuw_gelezen"
    """A known page was read again and states the new value."""
    OTHER_STATEMENT = "andere_uitspraak"
    """A known statement now goes before the others."""
    YEAR_OF_SOURCE = "jaar_van_de_bron"
    """The statement is the same, but the year of its source is now another."""
    NOT_SAID_ANY_MORE = "niet_meer_gezegd"
    """No source states the old value any more."""
    WORKS_WIDER = "werkt_breder"
    """The initiative works in more than one municipality, so it counts in none."""
    SAME_INITIATIVE = "zelfde_initiatief"
    """Two entries turned out to be one initiative."""
    REVISED = "herzien"
    """The source revised its figure."""


class Change(dy.Schema):
    """One row per difference between two releases in one fact about one initiative, figure or milestone."""

    key = dy.String(primary_key=True, metadata=label("Sleutel", "Key"))
    subject = dy.Enum(Subject, metadata=label("Soort", "Subject"))
    id = dy.String(metadata=label("Kenmerk", "Identifier"))
    kind = dy.Enum(Happened, metadata=label("Wat er gebeurde", "What happened"))
    field = dy.String(
        metadata=label(
            "Gegeven",
            "Field",
            about_nl="Leeg: het geheel kwam erbij of verdween.",
            about_en="Empty: the whole was added or went.",
        ),
    )
    name = dy.String(metadata=label("Naam", "Name"))
    region_codes = dy.List(
        dy.String(regex=REGION_CODE),
        metadata=label(
            "Gebieden",
            "Regions",
            about_nl="Waar het staat en waar het stond. Leeg: werkt breder dan een gemeente.",
            about_en="Where it is and where it was. Empty: works wider than a municipality.",
        ),
    )
    themes = dy.List(
        dy.String(),
        metadata=label("Thema's", "Themes", about_nl="Nu en eerst.", about_en="Now and before."),
    )
    networks = dy.List(
        dy.String(),
        metadata=label("Netwerken", "Networks", about_nl="Nu en eerst.", about_en="Now and before."),
    )
    goal_id = dy.Int16(nullable=True, metadata=label("Doel", "Goal"))
    old = dy.String(nullable=True, metadata=label("Was", "Was"))
    new = dy.String(nullable=True, metadata=label("Is nu", "Is now"))
    old_year = year(nullable=True, metadata=label("Was, in jaar", "Was, as of"))
    new_year = year(nullable=True, metadata=label("Is nu, in jaar", "Is now, as of"))
    source_url = dy.String(nullable=True, regex=WEB_ADDRESS, metadata=label("Bron (adres)", "Source address"))
    source_title = dy.String(nullable=True, metadata=label("Bron", "Source"))
    source_year = year(nullable=True, metadata=label("Jaar van de bron", "Source year"))
    reason = dy.Enum(ReasonOfChange, nullable=True, metadata=label("Reden", "Reason"))
    note = dy.String(
        nullable=True,
        metadata=label(
            "Toelichting", "Remark", about_nl="In de woorden van de bron.", about_en="In the source's own words."
        ),
    )
    date = dy.Date(
        metadata=label(
            "Datum",
            "Date",
            about_nl="Van de uitgave waarin het voor het eerst zo staat.",
            about_en="Of the release that says so first.",
        ),
    )


class ChangeRow(TypedDict):
    """One row of `Change`."""

    key: str
    subject: str
    id: str
    kind: str
    field: str
    name: str
    region_codes: list[str]
    themes: list[str]
    networks: list[str]
    goal_id: int | None
    old: str | None
    new: str | None
    old_year: int | None
    new_year: int | None
    source_url: str | None
    source_title: str | None
    source_year: int | None
    reason: str | None
    note: str | None
    date: date
