"""The pages: one sub-folder per address, and no other file here (see docs/decisions/0001-one-sub-folder-per-page.md)."""

from collections.abc import Callable, Mapping
from importlib import import_module

from ui.site_address import SENDING, has_sending
from ui.story import Story
from ui.view import View

PAGES = (
    *("kaart", "initiatieven", "regio", "netwerken", "doelen", "data"),
    *([SENDING] if has_sending() else []),
    "over",
)
"""Addresses in the order of the navigation."""


def run_home() -> None:
    """Show the home page, which is the map."""
    from pages.kaart.page import show  # noqa: PLC0415 - a page is imported when it is visited

    show()


def stories() -> Mapping[str, Callable[[View], Story]]:
    """Page → the function that makes its story, in the order of the navigation."""
    return {name: import_module(f"pages.{name}.story").story for name in PAGES}
