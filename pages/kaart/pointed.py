"""The bubble that a reader selected: its initiatives come first in the list, and a sheet beside it sums them up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.counts import per_group, top_themes
from ui.address import LONGEST_SHOWN, LONGEST_TEXT, Note
from ui.filter_controls import address
from ui.map_ground import SIZE, Mark, scene_of, window_of
from ui.map_mode import MapChoice, Mode
from ui.map_svg import placed
from ui.numbers import number
from ui.plain.listing import FirstRows
from ui.view import View

PARAMETER = "aangewezen"
MOST_DOWN = 0.36
"""Largest distance of the sheet from the middle of the map, as a share of its height; further away it would not fit."""


@dataclass(frozen=True)
class Pointed:
    """The selected bubble, with the chosen initiatives in it."""

    name: str
    code: str
    place: str | None
    rows: pl.DataFrame
    """Rows of `measures.selection.facts`."""


def spoken(name: str, place: str | None) -> str:
    """A bubble as written in an address: a municipality, or a place with its municipality."""
    return f"{place}, {name}" if place else name


def pointed(view: View, choice: MapChoice) -> Pointed | None:
    """The bubble that the address selects; None if the choice has no such bubble."""
    place, _, name = view.typed(PARAMETER)[:LONGEST_TEXT].rpartition(", ")
    codes = view.names.region_codes(RegionLevel.MUNICIPALITY, name) if name and choice.mode is Mode.BUBBLES else []
    if len(codes) != 1 or view.selection.municipality:
        return None
    rows = view.catalogue.chosen(view.selection).filter(is_there(codes[0], place or None))
    return Pointed(place or view.names.everyday(codes[0]), codes[0], place or None, rows) if rows.height else None


def pointed_in_vain(view: View, choice: MapChoice) -> list[Note]:
    """A note if the address selects a bubble that is not on this map."""
    typed = view.typed(PARAMETER)
    return (
        [Note("address.unknown_value", PARAMETER, typed[:LONGEST_SHOWN])] if typed and not pointed(view, choice) else []
    )


def is_there(code: str, place: str | None) -> pl.Expr:
    """Condition: an initiative is in the bubble of this municipality or place."""
    in_town = pl.col("municipality_code").cast(pl.String) == code
    return in_town & (pl.col("place").cast(pl.String) == place) if place else in_town


def first_rows(view: View, choice: MapChoice) -> FirstRows | None:
    """The rows that come first in the list, with headings for them and for the rest; None if no bubble is selected."""
    spot = pointed(view, choice)
    if spot is None:
        return None
    count, total = spot.rows.height, view.catalogue.chosen(view.selection).height
    return FirstRows(
        is_there(spot.code, spot.place),
        (spot.name, view.t("kaart.pointed_count", count=count, total=number(total, view.language))),
        (view.t("kaart.pointed_rest"), f"{number(total - count, view.language)} / {number(total, view.language)}"),
    )


def sheet(view: View, choice: MapChoice, marks: Sequence[Mark]) -> Markup:
    """The sheet beside the selected bubble (on a phone under the map); empty if no bubble is selected."""
    spot = pointed(view, choice)
    if spot is None:
        return Markup()
    counts = per_group(spot.rows.with_columns(one=pl.lit(1)), "one").row(0, named=True)
    themes = ", ".join(
        f"{view.t(f'theme.{theme}').lower()} {number(n, view.language)}" for theme, n in top_themes(counts)
    )
    undated = spot.rows["seen_year"].null_count()
    seen = view.t("map.seen", year=str(counts["seen_year"] or view.t("seen.unknown")))
    only = address(view, replace(view.selection, municipality=spot.code, place=spot.place))
    links = [
        ("knop vol", view.here(toon="lijst"), view.t("kaart.pointed_list", count=spot.rows.height)),
        ("knop", only, view.t("kaart.pointed_only", name=spot.name)),
        ("knop", view.here(**{PARAMETER: None}), view.t("share.shut")),
    ]
    return Markup(
        '<aside class="aanwijzing" aria-label="{0}" style="{1}"><p class="naamregel"><b>{0}</b><a href="{2}">{3}</a></p>'
        '<p data-gezegd="{0}">{4}</p><p class="vaag">{5}</p><p class="knoppen">{6}</p></aside>'
    ).format(
        spot.name,
        _beside(view, marks),
        view.link("regio", gemeente=spot.code),
        view.t("kaart.pointed_page", name=view.names.everyday(spot.code)),
        view.t("kaart.pointed", count=spot.rows.height, themes=themes),
        f"{seen}. {view.t('kaart.pointed_undated', count=undated)}" if undated else f"{seen}.",
        Markup(" ").join(
            Markup('<a class="{}" href="{}" data-keuze="aanwijzing">{}</a>').format(*link) for link in links
        ),
    )


def _beside(view: View, marks: Sequence[Mark]) -> str:
    """Style rules that place the sheet on the side of the bubble with most room."""
    own = [each for each in placed(window_of(view, scene_of(view)), marks) if each.mark.is_own]
    if not own:
        return ""
    x, y = own[0].x / SIZE[0], min(max(own[0].y / SIZE[1], -MOST_DOWN), MOST_DOWN)
    away = own[0].mark.radius / SIZE[0] + 0.02
    side = f"right:{100 * (0.5 - x + away):.1f}%" if x > 0 else f"left:{100 * (0.5 + x + away):.1f}%"
    return f"{side};top:{100 * (0.5 + y):.1f}%"
