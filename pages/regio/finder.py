"""Finding a region: one box, a map, the provinces; and what to say when an address names none."""

import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel
from ui import plain
from ui.numbers import long_date
from ui.region.draw import go_to, region_map
from ui.region.find import Asked, Suggestion, straight_to, suggest
from ui.region.tables import region_tables
from ui.session import View

BOX = "zoek_regio"
ASKED = "zoek"
PAGE = "pages/regio/page.py"


def finder(view: View, asked: Asked | None) -> None:
    """Draw the page without a region, or with one that is not clear."""
    plain.paragraph(view.t("regio.title"), "h1")
    if asked is None:
        plain.paragraph(view.t("regio.lead"), name="zin")
    elif asked.former_code:
        _split(view, asked)
    else:
        _unclear(view, asked)
    search_box(view)
    _choices(view, asked)
    _provinces(view)
    country = region_tables(view.snapshot).regions.filter(pl.col("level") == RegionLevel.COUNTRY)
    plain.paragraph(view.t("regio.by_map"), "h2")
    region_map(view, "municipalities", [], [], country.row(0, named=True), view.t("regio.by_map_alt"))


def search_box(view: View) -> None:
    """The one box; a name that can mean only one region opens it at once."""
    st.text_input(
        view.t("regio.search"),
        placeholder=view.t("regio.search_hint"),
        max_chars=100,
        key=BOX,
        on_change=_typed,
        args=(view,),
        icon=":material/search:",
    )


def _typed(view: View) -> None:
    query = st.session_state[BOX].strip()
    if not query:
        return
    kept = {name: st.query_params.get_all(name) for name in ("taal", "embed") if name in st.query_params}
    found = straight_to(view.snapshot, query)
    st.query_params.from_dict({found[0]: found[1]} | kept if found else {ASKED: query} | kept)


def _choices(view: View, asked: Asked | None) -> None:
    query = st.query_params.get(ASKED, "") or (asked.typed if asked and not asked.codes else "")
    if not query.strip():
        return
    found = suggest(view.snapshot, query)
    if not found:
        if asked is None:
            st.info(plain.label(view.t("regio.nothing_found", query=query[:100])), icon=":material/info:")
        return
    plain.paragraph(view.t("regio.choose"))
    for suggestion in found:
        region_button(view, suggestion.code, _words(view, suggestion))


def _words(view: View, suggestion: Suggestion) -> str:
    kind = view.t(f"regio.kind.{suggestion.kind}")
    same = suggestion.label == suggestion.hint
    return f"{suggestion.hint} ({kind})" if same else f"{suggestion.label} ({kind}) → {suggestion.hint}"


def region_button(view: View, code: str, words: str) -> None:
    """A choice that opens the page of region `code`."""
    st.button(plain.label(words), key=f"naar_{code}_{words}", type="tertiary", on_click=go_to, args=(view, [code]))


def _unclear(view: View, asked: Asked) -> None:
    if asked.codes:
        plain.paragraph(view.t("regio.several", query=asked.typed), name="zin")
        for code in asked.codes:
            region_button(view, code, region_tables(view.snapshot).regions.filter(code=code)["name"].item())
        return
    level = view.t(f"regio.level.{asked.level or RegionLevel.MUNICIPALITY}")
    plain.paragraph(view.t("regio.unknown", query=asked.typed[:60], level=level), name="zin")


def _split(view: View, asked: Asked) -> None:
    changes = region_tables(view.snapshot).municipality_changes.filter(pl.col("old_code") == asked.former_code)
    day = long_date(changes["date"][0], view.language)
    sentence = view.t("regio.split", name=changes["old_name"][0], date=day, parts=changes.height)
    plain.paragraph(sentence, name="zin")
    for code in asked.codes:
        region_button(view, code, view.names.municipalities[code])


def _provinces(view: View) -> None:
    plain.paragraph(view.t("regio.by_province"), "h2")
    with st.container(horizontal=True, gap="small", key="provincies"):
        for code, name in view.names.provinces.items():
            region_button(view, code, name)
