"""Lists beside a map as HTML: whole linked names, what is known of each and since when, page by page."""

import polars as pl
from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow, rows_of
from ui.filter_controls import menu
from ui.initiative_rows import PAGE_ROWS, Order, order, order_words, ordered, pages, range_words
from ui.plain.marks import named_themes, when
from ui.plain.render import control_html
from ui.story import Choice, ControlPlace
from ui.view import View

MOST_THEMES = 3
LONGEST_PLACE = 34


def initiative_list(view: View, chosen: pl.DataFrame) -> Markup:
    """A page of `chosen` (rows of `measures.selection.facts`): a row per initiative, and the way to the other pages."""
    if chosen.is_empty():
        return Markup('<p class="leeg">{}</p>').format(view.t("list.empty"))
    page, last = pages(view, chosen)
    shown = view.catalogue.rows(ordered(chosen, order(view)), (page - 1) * PAGE_ROWS, PAGE_ROWS)
    rows = [_row(view, row) for row in rows_of(shown, InitiativeRow)]
    return Markup('<ul class="rijen">{}</ul>{}').format(
        Markup().join(rows), pager(view, page, last, range_words(view, page, chosen.height))
    )


def order_menu(view: View) -> Markup:
    """In which order the list stands."""
    choices = tuple(Choice(order_words(view, by), "", is_on=by is order(view), value=by.value) for by in Order)
    control = menu(view, "sorteer", view.t("list.order"), choices, ControlPlace.PANE)
    return Markup('<div class="volgorde">{}</div>').format(control_html(view, control))


def pager(view: View, page: int, last: int, told: str) -> Markup:
    """Which rows are shown, and links to those before and after."""
    steps = [("previous", page - 1)] if page > 1 else []
    steps += [("next", page + 1)] if page < last else []
    links = [
        Markup('<a class="knop" href="{}" data-keuze="pagina={}">{}</a>').format(
            view.here(pagina=str(to)), key, view.t(f"list.{key}")
        )
        for key, to in steps
    ]
    return Markup('<nav class="bladeren" aria-label="{}"><span>{}</span>{}</nav>').format(
        view.t("list.pages"), told, Markup().join(links)
    )


def _row(view: View, row: InitiativeRow) -> Markup:
    summary = Markup('<p lang="nl">{}</p>').format(row["summary"]) if row["summary"] else Markup()
    return Markup(
        '<li><div class="naamregel"><a href="{}">{}</a><span class="vaag">{}</span></div>{}<div class="weetregel">{}{}</div></li>'
    ).format(
        view.link("initiatieven", id=row["id"]),
        row["name"],
        _where(view, row),
        summary,
        named_themes(view, row["themes"][:MOST_THEMES]),
        when(view, row),
    )


def _where(view: View, row: InitiativeRow) -> str:
    place, code = row["place"] or "", row["municipality_code"]
    municipality = view.names.everyday(code) if code in view.names.municipalities else ""
    if not place or municipality in place:
        return place or municipality
    return f"{place}, {municipality}" if municipality and len(place) + len(municipality) < LONGEST_PLACE else place
