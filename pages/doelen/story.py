"""The stories of the page of goals, and the choice between them."""

from collections.abc import Callable
from dataclasses import replace

from pages.doelen.area import area
from pages.doelen.board import Board, GoalChoice, Section, ask
from pages.doelen.coverage import coverage
from pages.doelen.explained import explained
from pages.doelen.goal import goal
from pages.doelen.indicator import indicator
from pages.doelen.overview import overview, ways
from ui.filter_words import note_words
from ui.story import HttpStatus, Story, links_part
from ui.view import View


def story(view: View) -> Story:
    """The page that the address asks for: `?doel=2` (or its slug), `?indicator=…` with `&regio=…`, `?deel=…`, or all goals."""
    board = Board.of(view)
    choice = ask(view, board.programme)
    notes = tuple(note_words(view, [*view.notes, *choice.notes]))
    return replace(_part(board, choice), notes=notes)


def _part(board: Board, choice: GoalChoice) -> Story:
    if choice.unknown:
        return _unknown(board, choice.unknown)
    if choice.indicator_id:
        return indicator(board, choice.indicator_id, choice.region_code)
    sections: dict[Section, Callable[[Board], Story]] = {Section.COVERAGE: coverage, Section.METHOD: explained}
    if choice.section in sections:
        return sections[choice.section](board)
    if choice.section is Section.AREA or (choice.region_code and not choice.goal_id):
        return area(board, choice.region_code)
    return goal(board, choice.goal_id) if choice.goal_id else overview(board)


def _unknown(board: Board, typed: str) -> Story:
    """The page for an unknown goal or indicator: it lists all of them."""
    t = board.view.t
    links = [(board.goal_title(each), board.href(doel=each)) for each in board.goals["goal_id"]]
    links += [(board.indicator_name(each), board.href(indicator=each)) for each in board.progress["indicator_id"]]
    return Story(
        page="doelen",
        title=t("doelen.unknown_title"),
        answer=t("doelen.unknown_title"),
        sentence=t("doelen.unknown", typed=typed),
        crumbs=board.crumbs(),
        parts=(links_part("alle", t("doelen.goals_and_indicators"), links), ways(board)),
        status=HttpStatus.UNKNOWN,
    )
