"""The page with the list of all initiatives, and the page of one initiative (`?id=…`).

Questions it answers, with steps from the home page: what is this initiative and who says so (2: list, open); which
initiatives fit my filters, without a map (1).
"""

from pages.initiatieven.story import story
from ui.live import show as show_story
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    show_story(view, story(view))


if __name__ == "__main__":
    show()
