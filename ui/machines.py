"""What the addresses for programs need of the site: its words, its address, its filters, its look."""

from data_loaders.documents import Document
from data_loaders.schema import Language
from data_loaders.store import current
from ui.address import Params, read
from ui.plain.programs import program_story
from ui.plain.site import Site
from ui.site_address import NOBODY, contact_email, site_address
from ui.texts import text
from ui.view import View, data_of


class Machines:
    """Answers what `api.rest.host.Host` asks.

    Args:
        site: the pages, whose look those have that people open in a browser.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def text(self, language: Language, key: str, **values: object) -> str:
        """Words of the site."""
        return text(language, key, **values)

    def address(self) -> str:
        """Where the site lives."""
        return site_address()

    def email(self) -> str:
        """Whom makers of programs can write to."""
        return contact_email() or NOBODY

    def question(self, params: Params) -> View:
        """The filters, read as for a page."""
        data = data_of(current())
        selection, notes = read(params, data.names)
        return View(data, "nl", selection, notes, params)

    def document(self, kind: str, content: Document, path: str, params: Params) -> str:
        """A page of our own look with what a program would get."""
        page = self._site.alone(params, lambda view: program_story(view, kind, content, path))
        return page.document if page else ""
