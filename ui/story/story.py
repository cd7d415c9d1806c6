"""A whole page: its answer, what limits it, what can be chosen, and its parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from ui.story.control import Control
from ui.story.part import Part


class Status(IntEnum):
    """What the server says about an address."""

    FOUND = 200
    MOVED = 301
    ELSEWHERE = 303
    """What was asked is answered at another address, today."""
    UNKNOWN = 404
    GONE = 410
    """It was there, and was taken out."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str
    """`/page?…`, `?…`, `#part` or `https://…`; anything else is shown as words only. Empty: where the reader is."""
    is_main: bool = False
    """Of several actions, the one that most readers want."""


@dataclass(frozen=True)
class Story:
    """What one address says to one reader. Made by `story(view)` of a page; the same view gives the same story."""

    page: str
    """Name of the page in the navigation; empty for what is no page of it."""
    title: str
    """Of the tab, and of the link when it is shared: names the region, initiative or choice. The name of the site is added."""
    answer: str
    """The heading. It is the result itself, not the name of the page."""
    sentence: str = ""
    """What else must be known at once."""
    limits: str = ""
    """What is not known, or not counted."""
    description: str = ""
    """For who meets the page elsewhere: a search engine, a shared link. Without it, answer and sentence."""
    address: str = ""
    """Path with the parameters that matter here, without language: the one address under which the page is known to others."""
    crumbs: tuple[Link, ...] = ()
    """The way from the page in the navigation to here, without the last step."""
    actions: tuple[Link, ...] = ()
    """What can be done with the whole page: paper, another region beside it, tell what is wrong."""
    notes: tuple[str, ...] = ()
    """What in the address was not used, and what was taken for it."""
    controls: tuple[Control, ...] = ()
    parts: tuple[Part, ...] = ()
    status: Status = Status.FOUND
    forward: str = ""
    """Where an address that moved leads now."""
    is_unlisted: bool = False
    """Made by a reader, with words of their own: search engines leave it alone."""
    things: tuple[Mapping[str, object], ...] = field(default=(), compare=False)
    """What the page is about, in words of schema.org; machines read it."""

    def part(self, name: str) -> Part | None:
        """The part with this name."""
        return next((part for part in self.parts if part.name == name), None)
