"""A whole page: its answer, limits, controls and parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from ui.story.control import Control
from ui.story.part import Part


class HttpStatus(IntEnum):
    """The HTTP status of a page."""

    FOUND = 200
    MOVED = 301
    ELSEWHERE = 303
    """The answer is at another address for now."""
    UNKNOWN = 404
    GONE = 410
    """It was there, but was removed."""


@dataclass(frozen=True)
class Link:
    """A link."""

    words: str
    address: str
    """`/page?…`, `?…`, `#part` or `https://…`. With any other address only the words are shown. Empty means this page."""
    is_main: bool = False
    """Whether it is the most important of several actions."""


@dataclass(frozen=True)
class Story:
    """The content of one page for one address. A page's function `story(view)` makes it; the same view gives the same story."""

    page: str
    """Name of the page in the navigation; empty for a page that is not in it."""
    title: str
    """Title of the tab and of a shared link. It names the region, initiative or choice; the name of the site is added."""
    answer: str
    """The heading: the result itself, not the name of the page."""
    sentence: str = ""
    """The line under the heading: what else a reader must know at once."""
    limits: str = ""
    """What is not known, or not counted."""
    description: str = ""
    """Description for search engines and shared links; without it, answer and sentence are used."""
    address: str = ""
    """The canonical address: path and relevant parameters, without the language. Empty if the page has no address of its own."""
    crumbs: tuple[Link, ...] = ()
    """The breadcrumbs above the heading, without the page itself."""
    actions: tuple[Link, ...] = ()
    """Links for the page as a whole: paper, compare with another region, report an error."""
    notes: tuple[str, ...] = ()
    """Notes about the address: what could not be used, and what was used instead."""
    controls: tuple[Control, ...] = ()
    parts: tuple[Part, ...] = ()
    status: HttpStatus = HttpStatus.FOUND
    forward: str = ""
    """The address to redirect to; empty for no redirect."""
    lasting: str = ""
    """The permanent address of a figure at a data version, without the site; empty for other stories."""
    is_unlisted: bool = False
    """Whether search engines should skip the page, because a reader made it with words of their own."""
    things: tuple[Mapping[str, object], ...] = field(default=(), compare=False)
    """Structured data about the page (schema.org)."""

    def part(self, name: str) -> Part | None:
        """The part with this name; None if there is none."""
        return next((part for part in self.parts if part.name == name), None)
