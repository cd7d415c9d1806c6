"""The stories of the page: the list, one initiative, or what became of an initiative that is no longer there."""

import polars as pl
from markupsafe import Markup

from data_loaders.releases import removed
from measures.word_index import query_words
from pages.initiatieven.one import one
from ui.address import LONGEST_TEXT
from ui.filter_controls import chips, filter_controls, meant, nearest
from ui.filter_words import known_words, limits_words, note_words
from ui.initiative_rows import list_notes
from ui.plain.listing import initiative_list, list_part, order_menu
from ui.story import HttpStatus, Link, Part, Story, links_part
from ui.view import View

MOST_LIKE = 8


def story(view: View) -> Story:
    """The list of all initiatives, or the page of one initiative (`?id=…`)."""
    initiative_id = view.typed("id")
    return _one(view, initiative_id) if initiative_id else _all(view)


def _one(view: View, initiative_id: str) -> Story:
    rows = view.snapshot.table("initiatives").filter(id=initiative_id)
    if not rows.is_empty():
        return one(view, rows)
    forwarded = dict(view.snapshot.table("aliases").select("old_id", "id").iter_rows()).get(initiative_id)
    if forwarded:
        title = view.t("initiatieven.nav")
        return Story(
            "initiatieven", title, title, status=HttpStatus.MOVED, forward=view.link("initiatieven", id=forwarded)
        )
    gone = removed(view.snapshot).filter(id=initiative_id)
    return _gone(view, gone) if gone.height else _unknown(view, initiative_id)


def _gone(view: View, gone: pl.DataFrame) -> Story:
    """The page of an initiative that a newer data version no longer has."""
    row = gone.row(0, named=True)
    name = row["name"]
    where = view.names.municipalities.get(row["municipality_code"]) or view.t("initiatieven.no_place")
    return Story(
        page="initiatieven",
        title=name,
        answer=view.t("initiatieven.gone_title", name=name),
        sentence=view.t("initiatieven.gone", name=name, where=where, version=row["since"]),
        crumbs=(Link(view.t("initiatieven.title"), view.link("initiatieven")),),
        parts=_like(view, name),
        status=HttpStatus.GONE,
    )


def _unknown(view: View, initiative_id: str) -> Story:
    """The page for an unknown identifier: it lists similar names and links to the list."""
    title = view.t("initiatieven.unknown_title")
    return Story(
        page="initiatieven",
        title=title,
        answer=title,
        sentence=view.t("initiatieven.unknown", id=initiative_id[:80]),
        crumbs=(Link(view.t("initiatieven.title"), view.link("initiatieven")),),
        actions=(Link(view.t("initiatieven.to_list"), view.link("initiatieven")),),
        parts=_like(view, initiative_id.replace("-", " ")),
        status=HttpStatus.UNKNOWN,
    )


def _like(view: View, words: str) -> tuple[Part, ...]:
    """Initiatives with similar names. If no name fits all `words`, fewer words are used."""
    terms = query_words(words[:LONGEST_TEXT])
    known = view.catalogue.initiatives
    rows = pl.Series("row", [], dtype=pl.UInt32)
    while terms and rows.is_empty():
        rows = view.catalogue.text.rows(" ".join(terms))
        terms = terms[:-1]
    if rows.is_empty():
        return ()
    near = known[rows].head(MOST_LIKE)
    links = (
        (f"{name}, {place}" if place else name, view.link("initiatieven", id=each))
        for each, name, place in near.select("id", "name", "place").iter_rows()
    )
    return (links_part("lijkt-op", view.t("initiatieven.like"), links),)


def _all(view: View) -> Story:
    """The list, filtered by the address."""
    chosen = view.catalogue.chosen(view.selection)
    sentence = known_words(view, chosen)
    body = Markup('<div class="lijstkop">{}</div>{}').format(order_menu(view), initiative_list(view, chosen))
    return Story(
        page="initiatieven",
        title=view.t("initiatieven.nav") if view.selection.is_empty else sentence.rstrip("."),
        answer=sentence.rstrip("."),
        sentence=limits_words(view, chosen),
        address="/initiatieven",
        notes=tuple(note_words(view, [*view.notes, *list_notes(view, chosen.height)])),
        controls=(*filter_controls(view), chips(view), *meant(view), *nearest(view)),
        parts=(list_part(view, chosen, sentence, body),),
    )
