"""The five goals: where do they stand, how was that judged, and which figures are missing?

Questions it answers, with steps from the home page: where goal 2 stands, how that was judged and what is missing (2:
goals, goal 2); the figures of one indicator with source, file and citation (3); what is known of my municipality (3);
which municipalities have a participation by-law (2).

Addresses: `?doel=2` or its slug, `?indicator=…` with `&regio=…` (name or code), `?deel=dekking`, `?deel=gebied&regio=…`.
"""

import streamlit as st

from measures.goals.programme import Programme
from pages.doelen import board as boards
from pages.doelen.area import area
from pages.doelen.board import Asked, Board, Part, ask
from pages.doelen.coverage import coverage
from pages.doelen.goal import goal
from pages.doelen.indicator import indicator
from pages.doelen.overview import overview
from pages.doelen.style import STYLE
from ui.filter_bar import notes
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    asked = ask(view, Programme.of(view.snapshot.table))
    view.notes.extend(asked.notes)
    st.html(STYLE)
    notes(view)
    with st.container(key="doelen"):
        _part(Board.of(view, boards.today()), asked)


def _part(board: Board, asked: Asked) -> None:
    if asked.indicator_id:
        indicator(board, asked.indicator_id, asked.region_code)
    elif asked.part is Part.COVERAGE:
        coverage(board)
    elif asked.part is Part.AREA or (asked.region_code and not asked.goal_id):
        area(board, asked.region_code)
    elif asked.goal_id:
        goal(board, asked.goal_id)
    else:
        overview(board)


if __name__ == "__main__":
    show()
