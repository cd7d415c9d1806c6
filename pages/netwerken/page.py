"""The page of networks: who works with whom, who is active where, and where nobody is known.

Questions it answers, with steps from the home page: what is this partner (2: open the page, choose the partner); who
else is active in my municipality (3); where are we alone, where do we overlap, where is nobody (3); how are two
partners connected (4); the page of one partner as link or frame on its own site (2).
"""

from pages.netwerken.story import story
from ui.live import show_page

if __name__ == "__main__":
    show_page(story)
