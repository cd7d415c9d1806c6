"""Gives the addresses for programs what they need of the site: texts, address, filters and HTML pages."""

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
    """Implements `api.rest.host.Host`.

    Args:
        site: makes the HTML pages for people who open an address for programs in a browser.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def text(self, language: Language, key: str, **values: object) -> str:
        """One text of the site."""
        return text(language, key, **values)

    def address(self) -> str:
        """The public address of the site."""
        return site_address()

    def email(self) -> str:
        """The e-mail address for makers of programs."""
        return contact_email() or NOBODY

    def question(self, params: Params) -> View:
        """The parameters read as a page reads them."""
        data = data_of(current())
        selection, notes = read(params, data.names)
        return View(data, "nl", selection, notes, params)

    def document(self, kind: str, content: Document, path: str, params: Params) -> str:
        """`content` as a page in the style of the site."""
        page = self._site.alone(params, lambda view: program_story(view, kind, content, path))
        return page.document if page else ""
