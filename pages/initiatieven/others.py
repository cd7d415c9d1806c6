"""Initiatives near one initiative, and similar ones elsewhere."""

from collections.abc import Sequence
from typing import TypedDict

import polars as pl

from data_loaders.schema.rows import InitiativeRow, rows_of
from measures.similar_initiatives import DistanceKind, nearby, similar_elsewhere
from ui.initiative_rows import header
from ui.numbers import number
from ui.plain.marks import short_list, short_row
from ui.story import Part, PartKind, Place
from ui.view import View


class NearRow(TypedDict):
    """One row of the result of `nearby`."""

    distance_kind: str
    km: float | None


class AlikeRow(TypedDict):
    """One row of the result of `similar_elsewhere`."""

    place: str | None
    shared_themes: list[str]


def near_part(view: View, row: InitiativeRow, age: str) -> Part | None:
    """The nearest initiatives, each with its distance as precisely as their places allow.

    None for an initiative without a municipality.
    """
    if row["municipality_code"] is None:
        return None
    near = nearby(view.catalogue.initiatives, row["id"])
    return _part(view, "near", near, [_distance(view, each) for each in rows_of(near, NearRow)], age)


def alike_part(view: View, row: InitiativeRow, age: str) -> Part:
    """Initiatives elsewhere with the same themes or similar words."""
    alike = similar_elsewhere(view.catalogue.initiatives, view.catalogue.text, row["id"])
    return _part(view, "alike", alike, [each["place"] or "" for each in rows_of(alike, AlikeRow)], age)


def _part(view: View, name: str, others: pl.DataFrame, beside: Sequence[str], age: str) -> Part:
    t = view.t
    names = {"near": "buurt", "alike": "gelijk"}
    if others.is_empty():
        return Part(
            names[name], t(f"initiatieven.{name}"), t(f"initiatieven.{name}_none"), PartKind.TEXT, place=Place.SIDE
        )
    known = view.snapshot.table("initiatives").filter(pl.col("id").is_in(others["id"].to_list()))
    rows = {each["id"]: each for each in rows_of(known, InitiativeRow)}
    pairs = zip(others["id"], beside, strict=True)
    lines = [short_row(view, rows[each], why) for each, why in pairs]
    if name == "near":
        why = [_distance(view, each) for each in rows_of(others, NearRow)]
    else:
        why = [_shared(view, each) for each in rows_of(others, AlikeRow)]
    return Part(
        names[name],
        t(f"initiatieven.{name}"),
        "",
        PartKind.LINKS,
        pl.DataFrame({header(view, "name"): others["name"], t("initiatieven.why"): why}),
        links={header(view, "name"): [view.link("initiatieven", id=each) for each in others["id"]]},
        body=short_list(lines),
        age=age,
        place=Place.SIDE,
    )


def _distance(view: View, item: NearRow) -> str:
    kind = DistanceKind(item["distance_kind"])
    if item["km"] is None:
        return view.t(f"initiatieven.distance_{kind}")
    return view.t(f"initiatieven.distance_{kind}", km=number(item["km"], view.language, 1 if item["km"] < 10 else 0))


def _shared(view: View, item: AlikeRow) -> str:
    themes = ", ".join(view.t(f"theme.{theme}") for theme in item["shared_themes"])
    return themes or view.t("initiatieven.alike_by_text")
