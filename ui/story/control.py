"""What a reader can choose on a page. Every choice is a link; the live page follows it without loading a new page."""

from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup


class ControlKind(StrEnum):
    """The kind of a control, which decides how it looks."""

    SWITCH = "switch"
    """Choose one of a few, all visible: a way of showing, or a part of the page."""
    FACET = "facet"
    """Choose any number. Each choice has a count and a bar, and also serves as the legend."""
    MENU = "menu"
    """Choose one of many, from a list that opens."""
    CHIPS = "chips"
    """What is chosen already, which a press takes away; or suggestions to begin with."""
    FORM = "form"
    """Type words or numbers, and press a button."""


class ControlPlace(StrEnum):
    """Where a control is placed."""

    HEAD = "head"
    """Under the heading."""
    RAIL = "rail"
    """In the rail of filters beside the page. On a phone the rail is behind a button that says how many filters are on."""
    MORE = "more"
    """At the end of the rail, folded."""
    PHONE = "phone"
    """On a phone only, beside the button of the rail: which of two panes is visible."""
    PANE = "pane"
    """Inside a part, which shows the control in its own body."""


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen."""

    words: str
    address: str
    """The address that a press opens: `?…` on this page, or `/page?…`. For a choice that is on, the address without it."""
    is_on: bool = False
    count: int | None = None
    """The number behind the choice; None if nothing is counted."""
    value: str = ""
    """Its value in the address. It is the same whether the choice is on or off, so that the focus stays on it after a press."""
    colour: str = ""
    """Name of the colour of its dot (`thema-zorg`); empty for no dot."""
    mark: Markup = field(default_factory=Markup)
    """A small drawing instead of the dot."""


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    name: str
    """The parameter that it sets."""
    label: str
    value: str = ""
    hint: str = ""
    years: tuple[int, int] | None = None
    """For a year: the first and the last that can be typed."""


@dataclass(frozen=True)
class Control:
    """A group of choices, or a form."""

    name: str
    """The parameter that it sets."""
    title: str
    choices: tuple[Choice, ...]
    kind: ControlKind = ControlKind.SWITCH
    keeps: tuple[tuple[str, str], ...] = ()
    """For a menu or form: the other parameters of the address, which it sends as well."""
    place: ControlPlace = ControlPlace.HEAD
    fields: tuple[Field, ...] = ()
    """The fields of a form."""
    unit: str = ""
    """For a facet: what its counts count."""

    @property
    def is_used(self) -> bool:
        """Whether something other than "all" is chosen or typed."""
        return any(choice.value for choice in self.chosen) or any(field.value for field in self.fields)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices that are on."""
        return tuple(choice for choice in self.choices if choice.is_on)
