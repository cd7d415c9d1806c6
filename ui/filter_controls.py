"""The filters of `measures.filters` as controls of a story: facets (which are also the legend), menus, forms and chips.

Every choice is a link to the address with or without it. So filters also work without scripts.
"""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.counts import facet, facet_ages
from measures.filters import BY_FIELD, Filter, FilterKind, FilterValue
from measures.nearest import nearest_municipalities
from measures.seen import Ages, Period
from measures.selection import Selection
from ui.address import YEARS, write, written
from ui.filter_words import chip_words, label_words, offered_periods, option_values, period_counts, value_words
from ui.map_mode import Mode
from ui.numbers import number
from ui.parameters import NO_FILTER
from ui.story import Choice, Control, ControlKind, ControlPlace, Field
from ui.view import View

CLEAR = "wis"
"""Value of the chip that clears all filters."""
OPEN = ("themes", "seen")
"""Filters whose values are always visible in the rail. Others are folded, except regions."""


def address(view: View, selection: Selection, **more: str) -> str:
    """The query of this page with `selection`, keeping the parameters that say how it is shown; `more` replaces parameters."""
    other_parameters = {name: values for name, values in view.params.items() if name in NO_FILTER}
    return view.query(
        write(selection, view.names)
        | other_parameters
        | {name: [value] if value else [] for name, value in more.items()}
    )


def filter_controls(view: View) -> tuple[Control, ...]:
    """All controls of the rail."""
    by = BY_FIELD
    return (
        *(_facet(view, by[field], ControlPlace.RAIL) for field in OPEN),
        _menu(view, by["province"], ControlPlace.RAIL),
        _form(view, "municipality", ControlPlace.RAIL, "municipality"),
        _facet(view, by["status"], ControlPlace.MORE),
        _facet(view, by["scope"], ControlPlace.MORE),
        _menu(view, by["network"], ControlPlace.MORE),
        _form(view, "years", ControlPlace.MORE, "year_from", "year_to"),
        _form(view, "text", ControlPlace.MORE, "text"),
        _facet(view, by["without_themes"], ControlPlace.MORE),
    )


def chips(view: View) -> Control:
    """A chip for each chosen value, which takes it away, and one that clears all."""
    chosen = view.selection
    taken = [
        Choice(
            chip_words(view, field, value),
            address(view, chosen.without(field, value)),
            is_on=True,
            value=f"{field}-{written(field, value, view.names)}",
            colour=f"thema-{value}" if field == "themes" else "",
        )
        for field, value in chosen.active()
    ]
    clear = [Choice(view.t("filters.clear"), address(view, Selection()), value=CLEAR)] if taken else []
    return Control("gekozen", view.t("filters.chosen"), (*taken, *clear), ControlKind.CHIPS)


def nearest(view: View) -> Iterator[Control]:
    """Links to the nearest municipalities with known initiatives, if the choice has none."""
    if not view.catalogue.chosen(view.selection).is_empty():
        return
    elsewhere = replace(view.selection, province=None, corop=None, together=None, place=None)
    near = tuple(
        Choice(name, address(view, replace(elsewhere, municipality=code)), count=count)
        for code, name, count in nearest_municipalities(view.catalogue, view.selection).iter_rows()
    )
    if near:
        yield Control("dichtbij", view.t("list.nearest"), near, ControlKind.CHIPS)
    yield from _question(view)


def _question(view: View) -> Iterator[Control]:
    """A link to the question about a theme of which nothing is known in the chosen region (`ui.region.ask`)."""
    chosen = view.selection
    where = Selection(municipality=chosen.municipality)
    regions = Selection(together=chosen.together, corop=chosen.corop, province=chosen.province)
    where = where if chosen.municipality else regions
    if where.is_empty or len(chosen.themes) != 1:
        return
    if not view.catalogue.chosen(replace(where, themes=chosen.themes)).is_empty():
        return
    where = replace(where, corop=None, province=None) if where.together else where
    where = replace(where, province=None) if where.corop else where
    region = write(where, view.names)
    to_question = f"{view.link('regio', **region, thema=chosen.themes[0])}#vraag"
    yield Control("vraag", view.t("vraag.gap_here"), (Choice(view.t("vraag.write"), to_question),), ControlKind.CHIPS)


def meant(view: View) -> Iterator[Control]:
    """The municipalities that the typed name may mean, if there are several."""
    typed = view.typed("gemeente")
    if not typed or view.selection.municipality:
        return
    several = view.names.region_codes(RegionLevel.MUNICIPALITY, typed)
    choices = tuple(
        Choice(view.names.municipalities[code], address(view, replace(view.selection, municipality=code)), value=code)
        for code in several
    )
    if choices:
        yield Control("bedoeld", view.t("filters.meant"), choices, ControlKind.CHIPS)


def menu(view: View, name: str, title: str, choices: tuple[Choice, ...], place: ControlPlace) -> Control:
    """A menu that sets the parameter `name` and leaves the rest of the address."""
    rest = {key: values for key, values in view.params.items() if key not in (name, "pagina")}
    return Control(name, title, choices, ControlKind.MENU, keeps=_pairs(rest), place=place)


def _facet(view: View, filter_: Filter, place: ControlPlace) -> Control:
    values = option_values(view, filter_)
    counts, chosen = _counts(view, filter_), view.selection.values(filter_.field)
    dated = facet_ages(view.catalogue, view.selection, filter_.field) if filter_.dated_by else {}
    choices = tuple(
        Choice(
            _dated_words(view, value_words(view, filter_.field, value), dated.get(str(value))),
            address(view, _pressed(_without_others(view, filter_, value), filter_, value)),
            is_on=value in chosen,
            count=counts.get(str(value), 0),
            value=written(filter_.field, value, view.names),
            colour=f"thema-{value}" if filter_.words == "theme" else "",
            mark=_seen_mark(view, value) if isinstance(value, Period) else Markup(),
        )
        for value in values
    )
    if filter_.field == "themes":
        choices = tuple(sorted(choices, key=lambda choice: -(_all_counts(view)[choice.value])))
    title, unit = label_words(view, filter_), view.t("filters.unit") if filter_.field == "themes" else ""
    return Control(filter_.parameter, title, choices, ControlKind.FACET, place=place, unit=unit)


def _dated_words(view: View, words: str, age: Ages | None) -> str:
    """`words`, with the number of statements without a year if there are any."""
    return view.t("filters.undated", words=words, undated=age.undated) if age and age.undated else words


def _all_counts(view: View) -> dict[str, int]:
    """Initiatives per theme without any filter. Themes are sorted by it, so that a press does not move their rows."""
    return facet(view.catalogue, Selection(), "themes")


def _without_others(view: View, filter_: Filter, value: FilterValue) -> Selection:
    """The choice. On the map of two figures, which takes one theme, other themes are taken away: a press replaces the theme."""
    is_one = filter_.field == "themes" and view.typed("weergave") == Mode.NEED
    return replace(view.selection, themes=()) if is_one and value not in view.selection.themes else view.selection


def _pressed(selection: Selection, filter_: Filter, value: FilterValue) -> Selection:
    """`selection` after a press on `value`: added, or taken away if it was on."""
    chosen = selection.values(filter_.field)
    if value in chosen:
        return selection.without(filter_.field, value)
    added = (*chosen, value)
    in_order = tuple(each for each in filter_.values or () if each in added)
    return selection.with_values(filter_.field, in_order or added)


def _counts(view: View, filter_: Filter) -> dict[str, int]:
    if filter_.kind is FilterKind.PERIODS:
        return period_counts(view, filter_.field)
    return facet(view.catalogue, view.selection, filter_.field)


def _seen_mark(view: View, period: Period) -> Markup:
    """The sign of a period: the end of the line that `ui.plain.marks.knowledge_line` draws."""
    if period == Period():
        line = Markup('<path d="M0 5h14" stroke="var(--rand)" stroke-width="1.6" stroke-dasharray="2 2.4"/>')
    else:
        usual = offered_periods(view, "seen")
        x = (12, 8.5, 4.5)[min(usual.index(period), 2)]
        line = Markup(
            '<path d="M0 5h14" stroke="var(--rand)" stroke-width="1.2"/><path d="M0 5h{0}" stroke="var(--inkt)" '
            'stroke-width="2.4"/><circle cx="{0}" cy="5" r="2" fill="var(--inkt)"/>'
        ).format(x)
    return Markup('<svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">{}</svg>').format(line)


def _menu(view: View, filter_: Filter, place: ControlPlace) -> Control:
    values, chosen = option_values(view, filter_), getattr(view.selection, filter_.field)
    counts = _counts(replace(view, selection=view.selection.without("municipality")), filter_)
    every = Choice(view.t(f"filters.{filter_.field}.all"), "", is_on=chosen is None, value="")
    choices = tuple(
        Choice(
            f"{value_words(view, filter_.field, value)} ({number(counts.get(str(value), 0), view.language)})",
            "",
            is_on=value == chosen,
            value=written(filter_.field, value, view.names),
        )
        for value in values
    )
    # A new province also replaces a municipality or an own region, because both together could leave nothing.
    freed = view.selection.without(filter_.field)
    freed = replace(freed, municipality=None, corop=None, together=None) if filter_.field == "province" else freed
    label = view.t(f"filters.{filter_.field}.label")
    keeps = _hidden(view, freed)
    return Control(filter_.parameter, label, (every, *choices), ControlKind.MENU, keeps=keeps, place=place)


def form(view: View, name: str, place: ControlPlace, *fields: Field) -> Control:
    """A form for parameters of this page only; it leaves the rest of the address."""
    own = {field.name for field in fields} | {"pagina"}
    rest = {key: values for key, values in view.params.items() if key not in own}
    return Control(name, fields[0].label, (), ControlKind.FORM, keeps=_pairs(rest), place=place, fields=fields)


def _form(view: View, name: str, place: ControlPlace, *fields: str) -> Control:
    freed = replace(view.selection, together=None, corop=None) if "municipality" in fields else view.selection
    for field in fields:
        freed = freed.without(field)
    typed = tuple(_field(view, BY_FIELD[field]) for field in fields)
    return Control(name, typed[0].label, (), ControlKind.FORM, keeps=_hidden(view, freed), place=place, fields=typed)


def _field(view: View, filter_: Filter) -> Field:
    chosen = getattr(view.selection, filter_.field)
    is_year = filter_.kind is FilterKind.YEAR
    return Field(
        filter_.parameter,
        view.t(f"filters.{filter_.field}.label"),
        written(filter_.field, chosen, view.names) if chosen else "",
        view.t("filters.year_hint") if is_year else view.t(f"filters.{filter_.field}.hint"),
        (YEARS[0], YEARS[-1]) if is_year else None,
    )


def _hidden(view: View, selection: Selection) -> tuple[tuple[str, str], ...]:
    other_parameters = {name: values for name, values in view.params.items() if name in NO_FILTER}
    return _pairs(write(selection, view.names) | other_parameters)


def _pairs(params: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, values in params.items() for value in values)
