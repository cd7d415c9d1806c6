"""All initiatives as a list, and one initiative with every fact and every source (`?id=…`).

Questions it answers, with steps from the home page: what is this initiative and who says so (2: list, open); which
initiatives fit my filters, without a map (1).
"""

from pages.initiatieven.story import story
from ui import plain
from ui.filter_bar import chips, filter_bar, notes, phone_button
from ui.initiative_list import initiative_list
from ui.live import show as show_story
from ui.result import result_sentence
from ui.session import View, open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    if view.typed("id"):
        show_story(view, story(view))
    else:
        _all(view)


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
