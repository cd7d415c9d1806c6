"""What a reader can choose on a page, as data: a plain page makes links of it, a live one answers them without a new page."""

from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup


class ControlKind(StrEnum):
    """How choices hang together, and so how they look."""

    SWITCH = "switch"
    """One of a few, all in sight: a way of showing, a part of the page."""
    FACET = "facet"
    """Any number of them, each with a count and a bar: the legend is the filter."""
    MENU = "menu"
    """One of many, folded."""
    CHIPS = "chips"
    """What is chosen already; a press takes it away. Or what to begin with: none of them is on."""
    FORM = "form"
    """What is typed: words or numbers, with one button."""


class ControlPlace(StrEnum):
    """Where a control stands."""

    HEAD = "head"
    """Under the heading."""
    RAIL = "rail"
    """In the rail of filters beside the page; on a phone behind one button that says how many are on."""
    MORE = "more"
    """Folded, at the end of that rail."""
    PHONE = "phone"
    """Beside that button, and only there: which of two panes is in sight."""
    PANE = "pane"
    """Nowhere by itself: the part that it belongs to shows it."""


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
    mark: Markup = field(default_factory=Markup)
    """A small drawing in place of the dot."""


@dataclass(frozen=True)
class Field:
    """What is typed into a form."""

    name: str
    """The parameter of the address that it sets."""
    label: str
    value: str = ""
    hint: str = ""
    years: tuple[int, int] | None = None
    """Of a year: the first and last that can be typed."""


@dataclass(frozen=True)
class Control:
    """A group of choices."""

    name: str
    """The parameter of the address that it sets."""
    title: str
    choices: tuple[Choice, ...]
    kind: ControlKind = ControlKind.SWITCH
    keeps: tuple[tuple[str, str], ...] = ()
    """Of a menu or form: the rest of the address, which it must send along."""
    place: ControlPlace = ControlPlace.HEAD
    fields: tuple[Field, ...] = ()
    """Of a form."""
    unit: str = ""
    """What the counts of a facet are of."""

    @property
    def is_used(self) -> bool:
        """Whether something is chosen or typed that says more than "all"."""
        return any(choice.value for choice in self.chosen) or any(field.value for field in self.fields)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices that are on."""
        return tuple(choice for choice in self.choices if choice.is_on)
