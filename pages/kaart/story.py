"""What the map page says of itself to who meets it elsewhere; its parts are still written by `first.py` and `page.py`."""

from urllib.parse import urlencode

from ui.address import write
from ui.result import result_sentence
from ui.story import Story
from ui.view import View


def story(view: View) -> Story:
    """The result of the choice, and the one address of it."""
    query = urlencode(write(view.selection, view.names), doseq=True)
    return Story(
        page="kaart",
        title=view.t("kaart.title"),
        answer=result_sentence(view, view.catalogue.chosen(view.selection)),
        address=f"/kaart?{query}" if query else "/",
    )
