"""The map: which initiatives are there, where, and who says so?

Questions it answers, with steps from the home page: what is known in my municipality (2: type, choose); which care
initiatives in Limburg since 2015 with sources as a file (4); the same view as link or citation (1).
"""

from measures.counts import chosen_bubbles, grain
from pages.kaart.result import result_sentence
from ui import plain
from ui.figure import Figure, draw_figure
from ui.filter_bar import chips, filter_bar, notes, phone_button
from ui.initiative_list import initiative_list
from ui.map_table import bubble_table
from ui.map_view import bubble_map
from ui.numbers import long_date
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    filter_bar(view)
    chosen = view.catalogue.chosen(view.selection)
    sentence = result_sentence(view, chosen)

    plain.paragraph(view.t("kaart.title"), "h1")
    plain.paragraph(sentence, name="zin")
    notes(view)
    chips(view)
    phone_button(view)

    by = grain(view.catalogue, view.selection)
    drawn = chosen_bubbles(view.catalogue, view.selection, by)
    figure = Figure(
        name="kaart",
        title=view.t("kaart.figure_title"),
        sentence=sentence,
        table=bubble_table(view, drawn),
        source=view.t("kaart.source"),
        as_of=long_date(view.snapshot.date, view.language),
    )
    draw_figure(view, figure, lambda alt: bubble_map(view, drawn, by, alt), show_title=False, show_sentence=False)
    initiative_list(view, chosen, sentence)


if __name__ == "__main__":
    show()
