"""The map page as plain HTML, for the seconds before the live page is there, and for browsers without scripts.

The same sentence, map, legend, filters and list from the same functions, in the same places, so that nothing jumps when the
live page takes over (`first.js`). Filters are links and a form; each press asks for another page of this kind.
"""

import json
import logging
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from data_loaders.schema import RegionLevel, Theme
from data_loaders.store import DataProblem
from measures.counts import chosen_bubbles, grain
from measures.filters import Filter, FilterKind
from measures.nearest import nearest_municipalities
from pages.kaart.marks import address, bubble_marks
from pages.kaart.modes import Drawing, drawing
from ui.address import YEARS, Params, write, written
from ui.age import initiatives_age
from ui.filter_words import Option, chip_words, is_open, label_words, note_words, offered, options
from ui.first_map import first_map, map_ground, placed, style
from ui.initiative_rows import order, order_words, page_table, pages, range_words
from ui.legend import LegendRow
from ui.map_mode import Asked, Mode, asked, choice_words, offered_measures, offered_modes
from ui.numbers import number
from ui.result import result_sentence
from ui.session import View, view_of
from ui.style import STYLE

LOG = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
Link = dict[str, Any]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("first.html.jinja")


class FirstPage:
    """What the web server asks for, by the address of a visit; empty where it cannot be made, and then the live page tells why."""

    def page(self, params: Params, *, embedded: bool) -> str:
        """The HTML that stands in Streamlit's page until the live one has taken over."""
        return _made(
            params,
            lambda view: view.once("first_page", lambda: _page(view, embedded), _rest(view), embedded),
        )

    def script(self) -> str:
        """Style and script of every page: lets the live page take over, and shows the next map while that is being made."""
        themes = json.dumps([theme.value for theme in Theme])
        script = (FOLDER / "first.js").read_text("utf-8").replace("THEMES", themes, 1)
        # The live page's own rules as well: as a part of it they come late, and the page would jump when they do.
        return f"{STYLE}<style>{style()}</style><script>{script}</script>"

    def warm(self) -> None:
        """Make what comes after a press on a theme."""
        for params in [{}, *({"thema": [theme.value]} for theme in Theme)]:
            self.ahead(params)

    def ahead(self, params: Params) -> bytes:
        """The next sentence and bubbles (JSON), for a press on a theme; empty when the map is not drawn in bubbles."""
        return _made(params, lambda view: view.once("ahead", lambda: _ahead(view), _rest(view))).encode()

    def ground(self, params: Params) -> bytes:
        """What lies under those bubbles (SVG)."""
        return _made(params, lambda view: view.once("ahead_ground", lambda: map_ground(view))).encode()


def _made(params: Params, make: Any) -> str:
    try:
        return str(make(view_of(params)))
    except DataProblem:
        return ""
    except Exception:
        LOG.exception("the first page failed: %s", params)
        return ""


def _rest(view: View) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All of the address, as a question to remember an answer by."""
    return tuple(sorted((name, tuple(values)) for name, values in view.params.items()))


def _ahead(view: View) -> str:
    if asked(view).mode is not Mode.BUBBLES:
        return ""
    by = grain(view.catalogue, view.selection)
    marks = bubble_marks(view, chosen_bubbles(view.catalogue, view.selection, by), by)
    return json.dumps(
        {
            "zin": result_sentence(view, view.catalogue.chosen(view.selection)),
            "kleur": marks[0].colour if marks else ["", ""],
            "bollen": placed(view, marks),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _page(view: View, embedded: bool) -> str:
    drawn = asked(view)
    chosen = view.catalogue.chosen(view.selection)
    figure = drawing(view, chosen, drawn)
    sentence = result_sentence(view, chosen)
    whole = " ".join(filter(None, [sentence, figure.sentence]))
    source = view.t("figure.source", source=view.t("kaart.source"), age=initiatives_age(view, chosen))
    html = _template().render(
        t=view.t,
        embedded=embedded,
        sentence=whole if embedded else sentence,
        more=figure.sentence,
        notes=note_words(view, [*view.notes, *drawn.notes]),
        map=Markup(first_map(view, drawn, figure.marks(), whole)),  # noqa: S704 - every word in it is escaped there
        legend=Markup(figure.legend(view, _both(figure))),  # noqa: S704 - likewise
        source=source,
        whole=address(view, view.selection),
        filters=None if embedded else _filters(view),
        links=None if embedded else _links(view, drawn),
        list=None if embedded else _list(view, chosen),
    )
    return re.sub(r"\n\s*", "\n", html)


def _both(figure: Drawing) -> list[LegendRow]:
    """The legend in the colours of the reader's system, light or dark."""
    rows = zip(figure.key("light"), figure.key("dark"), strict=True)
    return [replace(light, colour=f"light-dark({light.colour},{dark.colour})") for light, dark in rows]


def _filters(view: View) -> dict[str, Any]:
    """The filters of the side bar as controls of a form; those that are buttons there are links here."""
    pressed = {each.parameter for each in offered() if is_open(each)}
    kept = [(name, value) for name, values in write(view.selection, view.names).items() for value in values]
    stays = [(name, value) for name in ("taal", "weergave", "maat", "sinds") for value in view.params.get(name, [])]
    years = [each for each in offered() if each.kind is FilterKind.YEAR]
    return {
        "controls": [_control(view, each) for each in offered() if each not in years[1:]],
        "years": [_typed(view, each) for each in years],
        "limits": (YEARS[0], YEARS[-1]),
        "kept": [(name, value) for name, value in kept if name in pressed] + stays,
    }


def _named(view: View, filter_: Filter) -> dict[str, Any]:
    return {"label": label_words(view, filter_), "name": filter_.parameter}


def _typed(view: View, filter_: Filter) -> dict[str, Any]:
    """A box to type in; regions by name."""
    value = getattr(view.selection, filter_.field)
    return _named(view, filter_) | {"value": written(filter_.field, value, view.names) if value else ""}


def _control(view: View, filter_: Filter) -> dict[str, Any]:
    if filter_.kind is FilterKind.YEAR:
        return {"kind": "years"}
    if filter_.kind is FilterKind.TEXT:
        return _typed(view, filter_) | {"kind": "words", "hint": view.t(f"filters.{filter_.field}.hint")}
    if filter_.level is RegionLevel.MUNICIPALITY:
        return _typed(view, filter_) | {"kind": "name", "hint": view.t("filters.all")}
    shown = [_choosable(view, filter_, option) for option in options(view, filter_)]
    hint = view.t(f"filters.{filter_.field}.hint" if filter_.excludes else "filters.all")
    return _named(view, filter_) | {"kind": "buttons" if is_open(filter_) else "list", "hint": hint, "options": shown}


def _choosable(view: View, filter_: Filter, option: Option) -> dict[str, Any]:
    """An option with its value in the address and, for a button, where a press leads."""
    after = view.selection
    if is_open(filter_):
        now = getattr(view.selection, filter_.field)
        values: Any = tuple(value for value in now if value != option.value)
        values += () if option.is_on else (option.value,)
        after = replace(view.selection, **{filter_.field: values})
    return {
        "words": option.words,
        "value": written(filter_.field, option.value, view.names),
        "is_on": option.is_on,
        "address": address(view, after),
    }


def _links(view: View, drawn: Asked) -> dict[str, Any]:
    chosen = view.selection
    return {
        "chips": [
            {"words": chip_words(view, field, value), "address": address(view, chosen.without(field, value))}
            for field, value in chosen.active()
        ],
        "near": _near(view),
        "clear": address(view, type(chosen)()),
        "on": len(chosen.active()),
        "modes": [
            _choice(view, "weergave", "kaart.mode", mode, is_on=mode is drawn.mode) for mode in offered_modes(view)
        ],
        "measures": [
            _choice(view, "maat", "kaart.measure", measure, is_on=measure is drawn.measure)
            for measure in offered_measures(view)
        ]
        if drawn.has_measure
        else [],
    }


def _near(view: View) -> list[Link]:
    """Where the nearest initiatives are, when there are none here."""
    if not view.catalogue.chosen(view.selection).is_empty():
        return []
    return [
        {
            "words": f"{name} ({number(count, view.language)})",
            "address": address(view, replace(view.selection, province=None, municipality=code, place=None)),
        }
        for code, name, count in nearest_municipalities(view.catalogue, view.selection).iter_rows()
    ]


def _choice(view: View, parameter: str, label: str, value: Any, *, is_on: bool) -> Link:
    return {
        "words": choice_words(view, label, value),
        "address": address(view, view.selection, **{parameter: value.value}),
        "is_on": is_on,
    }


def _list(view: View, chosen: Any) -> dict[str, Any]:
    page, last = pages(view, chosen)
    table = page_table(view, chosen) if chosen.height else None
    return {
        "title": view.t("list.title", count=chosen.height),
        "order": order_words(view, order(view)),
        "columns": table.columns[1:6] if table is not None else [],
        "rows": [row[:6] for row in table.iter_rows()] if table is not None else [],
        "range": range_words(view, page, chosen.height),
        "next": address(view, view.selection, pagina=str(page + 1)) if page < last else "",
        "previous": address(view, view.selection, pagina=str(page - 1)) if page > 1 else "",
    }
