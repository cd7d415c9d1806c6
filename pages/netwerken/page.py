"""Networks: who works with whom, where they meet and where nobody is known.

Questions it answers, with steps from the home page: what is this partner (2: open the page, choose the partner); who
else is active in my municipality (3); where are we alone, where do we overlap, where is nobody (3); how are two
partners connected (4); the page of one partner as link or frame on its own site (2).
"""

from html import escape

import streamlit as st

from pages.netwerken.bar import network_bar, own_chips, parts, working
from pages.netwerken.choice import Choice, Part, read_choice
from pages.netwerken.cross import show_cross
from pages.netwerken.directory import show_directory
from pages.netwerken.graph import show_graph
from pages.netwerken.partner import partner_initiatives, show_embedded, show_partner
from pages.netwerken.reach import show_here
from pages.netwerken.seats import show_map
from ui import plain
from ui.age import initiatives_age, read_only
from ui.filter_bar import chips, notes, phone_button
from ui.session import View, open_view
from ui.share import EMBED_STYLE, embedded, page_address

SHOWN = {
    Part.PARTNER: show_partner,
    Part.LIST: show_directory,
    Part.CROSS: show_cross,
    Part.HERE: show_here,
    Part.GRAPH: show_graph,
    Part.MAP: show_map,
}


def show() -> None:
    """Draw the page."""
    view = open_view()
    choice = read_choice(view)
    if embedded():
        _embedded(view, choice)
        return
    network_bar(view, choice)
    plain.paragraph(_title(view, choice), "h1")
    parts(view, choice)
    notes(view)
    filtered, own = working(view, choice), own_chips(view, choice)
    chips(filtered, own)
    phone_button(filtered, own)
    SHOWN[choice.part](view, choice)


def _embedded(view: View, choice: Choice) -> None:
    """One part alone, for a frame on another site, with a link to the whole page."""
    st.html(EMBED_STYLE)
    plain.paragraph(_title(view, choice), "h1")
    notes(view)
    (show_embedded if choice.part is Part.PARTNER else SHOWN[choice.part])(view, choice)
    is_partner = choice.part is Part.PARTNER
    age = initiatives_age(view, partner_initiatives(view, choice)) if is_partner else read_only(view)
    source = view.t("figure.source", source=view.t("netwerken.source"), age=age)
    whole = f'<a href="{escape(page_address())}" target="_blank" rel="noopener">{escape(view.t("netwerken.whole"))}</a>'
    st.html(f"<small>{escape(source)} {whole}</small>")


def _title(view: View, choice: Choice) -> str:
    return view.names.partners[choice.network] if choice.network else view.t("netwerken.title")


if __name__ == "__main__":
    show()
