"""Search results with their addresses, and the page of results for readers without scripts."""

from dataclasses import replace

from geo.names import names_islands
from measures.search import NameKind, Suggestion
from measures.word_index import MEANINGFUL
from ui.address import LONGEST_TEXT, write
from ui.parameters import LISTS, with_query
from ui.story import Link, Story, links_part
from ui.view import View

PLACES = (*LISTS, "regio")
"""Pages that can show one region."""


def answer_links(view: View, rows: list[Suggestion], page: str) -> list[Link]:
    """A link for each search result (rows of `SearchIndex.suggest`).

    The last link searches all texts for the typed words. For a name outside our map, the first link says so.
    """
    links = [Link(_words(view, row), _address(view, row, page)) for row in rows]
    words_typed = typed(view)
    if len(words_typed) < 2:
        return links
    if is_outside(view):
        links.insert(0, Link(view.t("site.outside", name=words_typed), f"{view.link('over')}#tellen"))
    words = view.t("kaart.search_in_texts", typed=words_typed)
    return [*links, Link(words, _with(view, page if page in LISTS else "kaart", q=words_typed))]


def typed(view: View) -> str:
    """The words typed into the search box."""
    return (view.typed("zoek") or view.typed("q")).strip()[:LONGEST_TEXT]


def is_outside(view: View) -> bool:
    """Whether the words name the Caribbean Netherlands, which is not on our map. (Short codes do not count: they mean other things.)"""
    return len(typed(view)) >= MEANINGFUL and names_islands(typed(view))


def _words(view: View, row: Suggestion) -> str:
    hint = f", {row['hint']}" if row["hint"] else ""
    return f"{row['label']}{hint} · {view.t('kaart.kind_' + row['kind'])}"


def _address(view: View, row: Suggestion, page: str) -> str:
    kind, code = row["kind"], row["id"]
    if kind == NameKind.INITIATIVE:
        return view.link("initiatieven", id=code)
    on_region, on_list = page if page in PLACES else "kaart", page if page in LISTS else "kaart"
    if kind == NameKind.PROVINCE:
        name = view.names.provinces.get(code, code)
        return view.link("regio", provincie=name) if page == "regio" else _with(view, on_region, provincie=name)
    if kind == NameKind.NETWORK:
        return _with(view, on_list, netwerk=code)
    name = view.names.municipalities.get(str(row["municipality_code"]), code)
    return view.link("regio", gemeente=name) if page == "regio" else _with(view, on_region, gemeente=name)


def _with(view: View, page: str, **choice: str) -> str:
    """The address of `page` with this choice added to the present one; a new region replaces the old one."""
    # The form without scripts sends the typed words as `q`; that is not a filter on words yet.
    chosen = view.selection if view.typed("zoek") else view.selection.without("text")
    if "gemeente" in choice or "provincie" in choice:
        chosen = replace(chosen, municipality=None, corop=None, province=None, place=None)
    settings = {name: values for name, values in view.params.items() if name in {"taal", "embed"}}
    return with_query(f"/{page}", {**write(chosen, view.names), **settings, **choice})


def found_story(view: View, links: list[Link]) -> Story:
    """The page with all search results, for readers without scripts."""
    title = view.t("site.found_title", typed=typed(view))
    part = links_part("antwoorden", view.t("site.found"), ((link.words, link.address) for link in links))
    return Story(
        page="", title=title, answer=title, sentence=view.t("site.found_sentence", count=len(links)), parts=(part,)
    )
