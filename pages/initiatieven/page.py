"""All initiatives as a list, and one initiative with every fact and every source (`?id=…`).

Questions it answers, with steps from the home page: what is this initiative and who says so (2: list, open); which
initiatives fit my filters, without a map (1).
"""

import streamlit as st

from pages.initiatieven.detail import initiative_detail, unknown_initiative
from ui import plain
from ui.filter_bar import chips, filter_bar, notes, phone_button
from ui.initiative_list import initiative_list
from ui.result import result_sentence
from ui.session import View, open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    asked = st.query_params.get("id", "")
    if asked:
        _one(view, asked)
    else:
        _all(view)


def _one(view: View, asked: str) -> None:
    aliases = view.snapshot.table("aliases")
    forwarded = dict(aliases.select("old_id", "id").iter_rows()).get(asked, asked)
    found = view.snapshot.table("initiatives").filter(id=forwarded)
    if found.is_empty():
        unknown_initiative(view, asked)
    else:
        initiative_detail(view, found)


def _all(view: View) -> None:
    filter_bar(view)
    chosen = view.catalogue.chosen(view.selection)
    sentence = result_sentence(view, chosen)
    plain.paragraph(view.t("initiatieven.title"), "h1")
    plain.paragraph(sentence, name="zin")
    notes(view)
    chips(view)
    phone_button(view)
    initiative_list(view, chosen, sentence)


if __name__ == "__main__":
    show()
