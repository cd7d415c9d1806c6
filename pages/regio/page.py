"""One region: what is known there, beside its like, and on paper (`?gemeente=…`, `?provincie=…`, `?corop=…`).

Questions it answers, with steps from the home page: what is known in my municipality (2: this page, its name); how does that
compare with similar ones and the province, per theme (2); one printed page for a meeting (3: the PDF). Two to five regions
in the address stand side by side.
"""

import streamlit as st

from pages.regio.compared import compared
from pages.regio.finder import finder
from pages.regio.profiled import group_notes, profiled
from ui.address import Note
from ui.filter_bar import tell_notes
from ui.region.find import BESIDE, PARAMETERS, Asked, ask
from ui.session import View, open_view

MOST_ASKED = 12


def asked_regions(view: View) -> list[Asked]:
    """Every region that the address names, in the order of the parameters."""
    named = [(level, typed) for name, level in PARAMETERS.items() for typed in st.query_params.get_all(name)]
    beside = [(None, typed) for typed in st.query_params.get_all(BESIDE)]
    asked = [(level, typed) for level, typed in [*named, *beside] if typed.strip()]
    # A province that holds the municipality beside it comes from the filters of the map, not from a wish to compare.
    if (
        not beside
        and len(asked) == 2
        and {level for level, _ in asked} == {*map(PARAMETERS.get, ("gemeente", "provincie"))}
    ):
        asked = asked[:1]
    return [ask(view.snapshot, typed, level) for level, typed in asked[:MOST_ASKED]]


def _tell(view: View) -> None:
    """Say what in the address was not used; the page itself answers what is said of its own regions."""
    own = [note for note in view.notes if note.parameter not in PARAMETERS and note.key != "address.split_municipality"]
    many = len(st.query_params.get_all(BESIDE)) > MOST_ASKED
    too_many = [Note("address.too_many", BESIDE, str(MOST_ASKED))] if many else []
    tell_notes(view, [*own, *group_notes(view), *too_many])


def show() -> None:
    """Draw the page."""
    view = open_view()
    asked = asked_regions(view)
    _tell(view)
    if len(asked) > 1:
        compared(view, asked)
    elif len(asked) == 1 and len(asked[0].codes) == 1:
        profiled(view, asked[0])
    else:
        finder(view, asked[0] if asked else None)


if __name__ == "__main__":
    show()
