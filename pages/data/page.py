"""The page about the data: sources, files, releases, addresses for programs, and every column.

Questions it answers, with steps from the home page: where do the data come from and what was left out (1: this page);
what does a column mean (1); how sure is one reading (1); all of it as a file (2: this page, CSV or Excel).
"""

from pages.data.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
