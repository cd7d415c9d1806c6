"""The list of initiatives beside the map as HTML, page by page."""

from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow, rows_of
from ui.age import initiatives_age
from ui.filter_controls import menu
from ui.initiative_rows import PAGE_ROWS, ListPage, SortOrder, export_table, list_page, order, ordered, screen_table
from ui.plain.marks import named_themes, when
from ui.plain.render import control_html
from ui.story import Choice, ControlPlace, Part, PartKind, Place
from ui.view import View

MOST_THEMES = 3
LONGEST_PLACE = 34
HEADING = Markup('<li class="tussenkop"><b>{}</b><span>{}</span></li>')


@dataclass(frozen=True)
class FirstRows:
    """The rows that come first and are highlighted, because the reader pressed their bubble on the map."""

    is_lit: pl.Expr
    """Condition on rows of `measures.selection.facts`."""
    head: tuple[str, str]
    """Heading above these rows: its words, and the words at the end of its line."""
    rest: tuple[str, str]
    """Heading above the other rows, in the same form."""


def initiative_list(view: View, chosen: pl.DataFrame, lit: FirstRows | None = None) -> Markup:
    """One page of the list of `chosen` (rows of `measures.selection.facts`), with links to the next and previous page."""
    if chosen.is_empty():
        return Markup('<p class="leeg">{}</p>').format(view.t("list.empty"))
    page, all_rows = list_page(view, chosen.height), ordered(chosen, order(view))
    if lit:
        all_rows = pl.concat([all_rows.filter(lit.is_lit), all_rows.filter(~lit.is_lit)])
    shown = view.catalogue.rows(all_rows, page.first, PAGE_ROWS)
    spots = all_rows["place"].cast(pl.String)[page.first : page.until]
    lit_until = all_rows.filter(lit.is_lit).height if lit else 0
    rows = []
    for place, (row, spot) in enumerate(zip(rows_of(shown, InitiativeRow), spots, strict=True), page.first):
        if lit and place in (page.first, lit_until):
            rows.append(HEADING.format(*(lit.head if place < lit_until else lit.rest)))
        rows.append(list_row(view, row, spot, is_lit=place < lit_until))
    return Markup('<ul class="rijen">{}</ul>{}').format(Markup().join(rows), pager(view, page))


def list_part(view: View, chosen: pl.DataFrame, sentence: str, body: Markup) -> Part:
    """The list as a part of a page; as a file it has all of `chosen`, in the order of the list."""
    shown = view.catalogue.rows(ordered(chosen, order(view)), 0, chosen.height)
    return Part(
        "initiatieven",
        view.t("list.title", count=chosen.height),
        sentence,
        kind=PartKind.LIST,
        rows=screen_table(view, shown.head(1)),
        body=body,
        source=view.t("kaart.source"),
        age=initiatives_age(view, chosen),
        file_rows=lambda: export_table(view, shown),
        place=Place.PANE,
    )


def order_menu(view: View) -> Markup:
    """The menu with the orders of the list."""
    choices = tuple(Choice(view.t(f"list.order_{by}"), "", is_on=by is order(view), value=by.value) for by in SortOrder)
    control = menu(view, "sorteer", view.t("list.order"), choices, ControlPlace.PANE)
    return Markup('<div class="volgorde">{}</div>').format(control_html(view, control))


def pager(view: View, page: ListPage) -> Markup:
    """Which rows are shown, and links to the previous and next page."""
    steps = [("previous", page.number - 1)] if page.number > 1 else []
    steps += [("next", page.number + 1)] if page.number < page.last else []
    links = [
        Markup('<a class="knop" href="{}" data-keuze="pagina={}">{}</a>').format(
            view.here(pagina=str(to)), key, view.t(f"list.{key}")
        )
        for key, to in steps
    ]
    return Markup('<nav class="bladeren" aria-label="{}"><span>{}</span>{}</nav>').format(
        view.t("list.pages"), page.range_words(view), Markup().join(links)
    )


def spot_key(view: View, code: str | None, spot: str | None) -> str:
    """The key that a row of the list shares with its bubble on the map."""
    return (
        f"{code} {spot}" if view.selection.province or view.selection.corop or view.selection.together else code or ""
    )


def list_row(view: View, row: InitiativeRow, spot: str | None = None, *, is_lit: bool = False) -> Markup:
    """One initiative: name, place, summary, themes and dated status. Summaries exist in Dutch only; `lang` tells screen readers."""
    summary = Markup('<p lang="nl">{}</p>').format(row["summary"]) if row["summary"] else Markup()
    return Markup(
        '<li{} data-plek="{}"><div class="naamregel"><a href="{}">{}</a><span class="vaag">{}</span></div>{}<div class="weetregel">{}{}</div></li>'
    ).format(
        Markup(' class="aan"') if is_lit else "",
        spot_key(view, row["municipality_code"], spot),
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
