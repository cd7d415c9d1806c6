"""The page with the list of all initiatives, and the page of one initiative (`?id=…`).

Questions it answers, with steps from the home page: what is this initiative and who says so (2: list, open); which
initiatives fit my filters, without a map (1).
"""

from pages.initiatieven.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
