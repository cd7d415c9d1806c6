"""Controls of the map page besides the filters: first questions, how to draw the map, which list, and map or list on a phone."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data_loaders.schema import RegionLevel
from measures.map_figures import Measure
from measures.seen import periods
from measures.selection import Selection
from ui.address import YEARS, read
from ui.filter_controls import address, form, menu
from ui.map_mode import LEVELS, MapChoice, Mode, choice_words, offered_measures
from ui.need import chosen_theme
from ui.numbers import number
from ui.seen import period_words
from ui.story import Choice, Control, ControlKind, ControlPlace, Field
from ui.texts import first_upper
from ui.view import View

LISTS = ("initiatieven", "gebieden")
WAYS: tuple[tuple[str, Mode, Measure], ...] = (
    ("aantal", Mode.BUBBLES, Measure.COUNT),
    ("inwoners", Mode.MUNICIPALITIES, Measure.RATE),
    ("niets", Mode.WHITE_SPOTS, Measure.COUNT),
    ("netwerken", Mode.MUNICIPALITIES, Measure.NETWORKS),
    ("behoefte", Mode.NEED, Measure.RATE),
)
"""The most used ways of drawing the map: end of the text key, mode and measure."""


def begin(view: View) -> Control:
    """Suggested questions to begin with."""
    newest = periods(view.snapshot.date.year)[0]
    questions = {
        "care": {"thema": ["zorg"], "provincie": ["Limburg"]},
        "seen": {"gezien": [period_words(newest, "nl")]},
    }
    counted = [
        Choice(
            view.t(f"kaart.begin_{key}", year=str(newest.first)),
            address(view, chosen),
            count=view.catalogue.chosen(chosen).height,
            value=key,
        )
        for key, chosen in ((key, read(params, view.names)[0]) for key, params in questions.items())
    ]
    known = view.catalogue.chosen(Selection())["municipality_code"].drop_nulls().n_unique()
    unknown = len(view.names.municipalities) - known
    rate = address(view, Selection(), weergave=Mode.MUNICIPALITIES, maat=Measure.RATE)
    nothing = Choice(
        view.t("kaart.begin_nothing", count=unknown),
        address(view, Selection(), weergave=Mode.WHITE_SPOTS),
        value="nothing",
    )
    others = (
        nothing if unknown else _begin_need(view),
        Choice(view.t("kaart.begin_rate"), rate, value="rate"),
        Choice(view.t("kaart.begin_own"), view.link("regio"), value="own"),
    )
    return Control("begin", view.t("kaart.presets"), (*counted, *others), ControlKind.CHIPS)


def _begin_need(view: View) -> Choice:
    """The question that takes over where something is known of every municipality."""
    chosen = _about(view, Mode.NEED)
    return Choice(view.t("kaart.begin_need"), address(view, chosen, weergave=Mode.NEED), value="need")


def ways(view: View, choice: MapChoice) -> Control:
    """The switch in the corner of the map, which chooses what it shows."""
    now = _way_of(choice)
    choices = tuple(
        Choice(
            view.t(f"kaart.way_{key}"),
            address(
                view, _about(view, mode), weergave="" if mode is Mode.BUBBLES else mode, maat=_measure(mode, measure)
            ),
            is_on=key == now,
            value=key,
        )
        for key, mode, measure in WAYS
    )
    return Control("weergave", view.t("kaart.mode"), choices, place=ControlPlace.PANE)


def _about(view: View, mode: Mode) -> Selection:
    """The choice; with one theme if `mode` is the map of two figures, which takes one theme."""
    return replace(view.selection, themes=(chosen_theme(view),)) if mode is Mode.NEED else view.selection


def _measure(mode: Mode, measure: Measure) -> str:
    return measure if mode is Mode.MUNICIPALITIES else ""


def _way_of(choice: MapChoice) -> str:
    if choice.mode is Mode.WHITE_SPOTS:
        return "niets"
    if choice.mode is Mode.NEED:
        return "behoefte"
    if choice.mode not in LEVELS:
        return "aantal"
    return {Measure.RATE: "inwoners", Measure.NETWORKS: "netwerken"}.get(choice.measure, "")


def map_controls(view: View, choice: MapChoice) -> Iterator[Control]:
    """The controls for a map of regions: their level, the measure, and since when."""
    if not choice.has_measure:
        return
    levels = tuple(
        Choice(
            choice_words(view, "kaart.mode", mode),
            address(view, view.selection, weergave=mode),
            is_on=mode is choice.mode,
            value=mode,
        )
        for mode in (Mode.MUNICIPALITIES, Mode.COROPS, Mode.PROVINCES)
    )
    yield Control("weergave", view.t("kaart.areas"), levels)
    measures = tuple(
        Choice(choice_words(view, "kaart.measure", each), "", is_on=each is choice.measure, value=each)
        for each in offered_measures(view)
    )
    yield menu(view, "maat", view.t("kaart.measure"), measures, ControlPlace.HEAD)
    if choice.measure is Measure.STARTED:
        since = Field("sinds", view.t("kaart.since"), str(choice.since), years=(YEARS[0], YEARS[-1]))
        yield form(view, "sinds", ControlPlace.HEAD, since)


def lists(view: View, chosen: pl.DataFrame, choice: MapChoice) -> Control:
    """The switch for the list beside the map: initiatives or regions."""
    level = LEVELS.get(choice.mode, RegionLevel.MUNICIPALITY)
    usual = LISTS[choice.mode in LEVELS]
    now = view.typed("lijst") if view.typed("lijst") in LISTS else usual
    words = (view.t("kaart.list_initiatives", count=chosen.height), first_upper(view.t(f"kaart.level_{level}")))
    choices = tuple(
        Choice(each, address(view, view.selection, lijst="" if name == usual else name), is_on=name == now, value=name)
        for name, each in zip(LISTS, words, strict=True)
    )
    return Control("lijst", view.t("kaart.lists"), choices, place=ControlPlace.PANE)


def phone(view: View, count: int) -> Control:
    """The switch between map and list on a phone."""
    is_list = view.typed("toon") == "lijst"
    words = (view.t("kaart.nav"), view.t("kaart.list_of", count=number(count, view.language)))
    choices = tuple(
        Choice(each, view.here(toon=to), is_on=is_list == bool(to), value=to or "kaart")
        for each, to in zip(words, ("", "lijst"), strict=True)
    )
    return Control("toon", view.t("kaart.on_phone"), choices, place=ControlPlace.PHONE)
