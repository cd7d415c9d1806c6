"""The live page of the map: its story, and the moving map over its drawing.

Questions it answers, with steps from the home page: what is known in my municipality (2: type, choose); which care
initiatives in Limburg since 2015 with sources as a file (4); the same view as link, citation, picture or embedded map (1).
"""

from pages.kaart.moving import moving_map
from pages.kaart.story import story
from ui.live import show_page


def show() -> None:
    """Draw the page."""
    moving_map(show_page(story))


if __name__ == "__main__":
    show()
