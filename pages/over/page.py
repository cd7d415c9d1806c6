"""The page about Samenkaart: what it is, where its data come from, how it counts, and how accessible it is.

Questions it answers, with steps from the home page: who makes this and how is it counted (1: this page); how does my
network send its own list (2: this page, the guide; `?deel=partners` opens it at once); what is kept of me (1).
"""

from pages.over.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
