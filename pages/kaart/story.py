"""The story of the map page."""

from collections.abc import Iterator
from urllib.parse import urlencode

import polars as pl

from pages.kaart.changed import changed_part
from pages.kaart.choices import begin, lists, map_controls, phone, ways
from pages.kaart.modes import MapFigure, map_figure
from pages.kaart.panes import list_body, map_body
from pages.kaart.pointed import pointed_in_vain
from pages.kaart.words import answer, limits, sentence
from ui.address import own_params, write
from ui.age import initiatives_age
from ui.filter_controls import chips, filter_controls, meant, nearest
from ui.filter_words import note_words, value_words
from ui.initiative_rows import list_notes
from ui.map_ground import scene_of
from ui.map_key import key_board
from ui.map_mode import LEVELS, MapChoice, Mode, read_map_choice
from ui.map_svg import map_svg
from ui.need import chosen_theme, figure_of
from ui.plain.listing import list_part
from ui.story import Control, Link, Part, PartKind, PartPicture, Place, Story
from ui.view import View

SHOWN = ("weergave", "maat", "sinds")
"""Parameters that say how the map is drawn."""


def story(view: View) -> Story:
    """The map and the list that the address asks for."""
    choice = read_map_choice(view)
    chosen = view.catalogue.chosen(view.selection)
    figure = map_figure(view, chosen, choice)
    heading = answer(view, chosen, choice)
    query = _query(view)
    return Story(
        page="kaart",
        title=heading if query else view.t("kaart.title"),
        answer=heading,
        sentence=sentence(view, chosen, choice, figure.sentence),
        limits=_limits(view, chosen, choice),
        address=f"/kaart?{query}" if query else "/",
        notes=tuple(
            note_words(
                view, [*view.notes, *choice.notes, *pointed_in_vain(view, choice), *list_notes(view, chosen.height)]
            )
        ),
        actions=_actions(view, choice),
        controls=(*filter_controls(view), *_head(view, choice), ways(view, choice), phone(view, chosen.height)),
        parts=(
            _map_part(view, chosen, choice, figure, heading),
            list_part(view, chosen, heading, list_body(view, chosen, choice, lists(view, chosen, choice))),
            *(() if query else changed_part(view)),
        ),
        is_unlisted=view.selection.together is not None,
    )


def _limits(view: View, chosen: pl.DataFrame, choice: MapChoice) -> str:
    """The sentence about the limits of what the page shows; empty for coloured regions."""
    if choice.mode is Mode.NEED:
        return view.t("behoefte.limits")
    return "" if choice.mode in LEVELS else limits(view, chosen)


def _query(view: View) -> str:
    """The parameters that make it a page of its own (filters and how the map is drawn), without the language."""
    shown = {name: view.params[name] for name in SHOWN if view.params.get(name)}
    return urlencode(write(view.selection, view.names) | shown, doseq=True)


def _head(view: View, choice: MapChoice) -> Iterator[Control]:
    if not view.selection.is_empty:
        yield chips(view)
    elif choice.mode not in LEVELS:
        yield begin(view)
    yield from meant(view)
    yield from nearest(view)
    yield from map_controls(view, choice)


def _actions(view: View, choice: MapChoice) -> tuple[Link, ...]:
    """A link from the map of two figures to their scatter plot, or from a chosen region to its page."""
    if choice.mode is Mode.NEED:
        theme = chosen_theme(view)
        return (Link(view.t("behoefte.to_plane"), f"{view.link('regio', vergelijk='NL', thema=theme)}#behoefte"),)
    chosen, names = view.selection, view.names
    if chosen.municipality:
        name = names.everyday(chosen.municipality)
        return (Link(view.t("kaart.to_region", name=name), view.link("regio", gemeente=chosen.municipality)),)
    if chosen.together:
        name = value_words(view, "together", chosen.together)
        return (Link(view.t("kaart.to_region", name=name), view.link("regio", **own_params(chosen.together))),)
    if chosen.corop:
        name = names.regions[chosen.corop]
        return (Link(view.t("kaart.to_region", name=name), view.link("regio", corop=chosen.corop)),)
    if chosen.province:
        name = names.provinces[chosen.province]
        return (Link(view.t("kaart.to_region", name=name), view.link("regio", provincie=name)),)
    return ()


def _map_part(view: View, chosen: pl.DataFrame, choice: MapChoice, figure: MapFigure, heading: str) -> Part:
    figures = figure_of(view, chosen_theme(view)) if choice.mode is Mode.NEED else None
    source = "; ".join(filter(None, [figures.source if figures else "", view.t("kaart.source")]))
    alt = " ".join(filter(None, [heading, figure.sentence]))
    return Part(
        "kaart",
        figure.title,
        alt,
        kind=PartKind.FIGURE,
        rows=figure.table,
        body=map_body(view, choice, figure, alt),
        source=source,
        age=initiatives_age(view, chosen),
        drawing=lambda: PartPicture(
            map_svg(view, scene_of(view, figure.level), figure.marks, alt), key_board(view, figure.key)
        ),
        place=Place.PANE,
    )
