"""The page of the five goals: their status, how it was judged, and which figures are missing.

Questions it answers, with steps from the home page: where goal 2 stands, how that was judged and what is missing (2:
goals, goal 2); the figures of one indicator with source, file and citation (3); what is known of my municipality (3);
which municipalities have a participation by-law (2).
"""

from pages.doelen.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
