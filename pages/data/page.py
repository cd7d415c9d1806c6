"""The page about the data: sources, files, releases, addresses for programs, and every column.

Questions it answers, with steps from the home page: where do the data come from and what was left out (1: this page);
what does a column mean (1); how sure is one reading (1); all of it as a file (2: this page, CSV or Excel).
"""

from pages.data.story import story
from ui.live import show as show_story
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    show_story(view, story(view))


if __name__ == "__main__":
    show()
