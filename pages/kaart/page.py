"""The map: which initiatives are there, where, and who says so?

Questions it answers, with steps from the home page: what is known in my municipality (2: type, choose); which care
initiatives in Limburg since 2015 with sources as a file (4); the same view as link, citation, picture or embedded map (1).
"""

from html import escape

import polars as pl
import streamlit as st

from pages.kaart.modes import Drawing, drawing
from pages.kaart.presets import presets
from ui import plain
from ui.age import initiatives_age
from ui.figure import Figure, draw_figure
from ui.filter_bar import chips, filter_bar, notes, phone_button
from ui.initiative_list import initiative_list, nearest
from ui.map_mode import asked, mode_bar
from ui.picture import MapPicture
from ui.point_map import OPENED
from ui.result import result_sentence
from ui.session import View, open_view
from ui.share import EMBED_HEIGHT_PX, EMBED_STYLE, embedded, page_address, picture_box


def show() -> None:
    """Draw the page."""
    if opened := st.session_state.pop(OPENED, None):
        st.switch_page("pages/initiatieven/page.py", query_params={"id": opened})
    view = open_view()
    if embedded():
        _embedded(view)
        return
    filter_bar(view)
    drawn = asked(view)
    chosen = view.catalogue.chosen(view.selection)
    figure_drawing = drawing(view, chosen, drawn)
    sentence = " ".join(filter(None, [result_sentence(view, chosen), figure_drawing.sentence]))

    plain.paragraph(view.t("kaart.title"), "h1")
    plain.paragraph(result_sentence(view, chosen), name="zin")
    notes(view, drawn.notes)
    chips(view)
    if chosen.is_empty():
        nearest(view)
    phone_button(view)
    mode_bar(view, drawn)
    figure = _figure(view, figure_drawing, sentence, chosen)

    def picture(alt: str) -> None:
        figure_drawing.draw(alt)
        _legend(view, figure_drawing)
        plain.paragraph(figure_drawing.sentence)

    def share() -> None:
        picture_box(
            view,
            figure.title,
            lambda: figure_drawing.picture(_words(view, figure)),
            height_px=EMBED_HEIGHT_PX[drawn.has_measure],
        )

    draw_figure(view, figure, picture, show_title=False, show_sentence=False, more=share)
    presets(view)
    with st.container(key="lijst"):
        initiative_list(view, chosen, sentence, with_nearest=False)
    plain.paragraph(view.t("kaart.on_paper", address=page_address()), name="op-papier")


def _figure(view: View, figure_drawing: Drawing, sentence: str, chosen: pl.DataFrame) -> Figure:
    return Figure(
        name="kaart",
        title=figure_drawing.title,
        sentence=sentence,
        table=figure_drawing.table,
        source=view.t("kaart.source"),
        age=initiatives_age(view, chosen),
    )


def _legend(view: View, figure_drawing: Drawing) -> None:
    rows = figure_drawing.key(st.context.theme.type or "light")
    st.html(figure_drawing.legend(view, rows))


def _words(view: View, figure: Figure) -> MapPicture:
    source = view.t("figure.source", source=figure.source, age=figure.age)
    told = f"{source} {view.snapshot.version}. {view.t('site.licence_data')}. {page_address()}"
    return MapPicture(title=figure.title, sentence=figure.sentence, source=told, shapes={"features": []})


def _embedded(view: View) -> None:
    """Map and sentence only, with a link to the whole page."""
    drawn = asked(view)
    chosen = view.catalogue.chosen(view.selection)
    figure_drawing = drawing(view, chosen, drawn)
    sentence = " ".join(filter(None, [result_sentence(view, chosen), figure_drawing.sentence]))
    st.html(EMBED_STYLE)
    plain.paragraph(sentence, name="zin")
    notes(view, drawn.notes)
    figure_drawing.draw(sentence)
    _legend(view, figure_drawing)
    told = view.t("figure.source", source=view.t("kaart.source"), age=initiatives_age(view, chosen))
    st.html(
        f'<small>{told} <a href="{escape(page_address())}" target="_blank" rel="noopener">{view.t("kaart.whole")}</a></small>'
    )


if __name__ == "__main__":
    show()
