"""What a reader can choose on a page, as data: a plain page makes links of it, a live one answers them without a new page."""

from dataclasses import dataclass
from enum import StrEnum


class ControlKind(StrEnum):
    """How choices hang together, and so how they look."""

    SWITCH = "switch"
    """One of a few, all in sight: a way of showing, a part of the page."""
    FACET = "facet"
    """Any number of them, each with a count and a bar: the legend is the filter."""
    MENU = "menu"
    """One of many, folded."""
    CHIPS = "chips"
    """What is chosen already; a press takes it away."""


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen."""

    words: str
    address: str
    """Where a press leads: `?…` on this page, or `/page?…`; for a choice that is on and can be taken back, the address without it."""
    is_on: bool = False
    count: int | None = None
    """How many there are; None where nothing is counted."""
    value: str = ""
    """As it stands in the address; the same for a choice on and off, so that a reader's place on the page is kept."""
    colour: str = ""
    """Name of a colour in the style sheet (`thema-zorg`) for the dot that makes the choice a legend; empty: no dot."""


@dataclass(frozen=True)
class Control:
    """A group of choices."""

    name: str
    """The parameter of the address that it sets."""
    title: str
    choices: tuple[Choice, ...]
    kind: ControlKind = ControlKind.SWITCH
    keeps: tuple[tuple[str, str], ...] = ()
    """Of a menu: the rest of the address, which a form must send along."""

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices that are on."""
        return tuple(choice for choice in self.choices if choice.is_on)
