"""The page of one region, of several regions side by side, or to find a region.

Questions it answers, with steps from the home page: what is known in my municipality (2: this page, its name); how does that
compare with similar ones and the province, per theme (2); one printed page for a meeting (3: the PDF). Two to five regions
in the address stand side by side.
"""

from pages.regio.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
