"""The pages: one sub-folder per address, and no other file here (see docs/decisions/0001-one-sub-folder-per-page.md)."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from ui.sending import SENDING, has_sending
from ui.story import Story
from ui.view import View

PAGES = (
    *("kaart", "initiatieven", "regio", "netwerken", "doelen", "data"),
    *([SENDING] if has_sending() else []),
    "over",
)
"""Addresses of the pages, in the order of the navigation."""


def run_home() -> None:
    """Show the home page, which is the map."""
    from pages.kaart.page import show  # noqa: PLC0415 - a page is imported when it is visited

    show()


def stories() -> dict[str, Callable[[View], Story]]:
    """Page → the function that makes its story, in the order of the navigation."""
    return {name: _story_of(name) for name in PAGES}


def _story_of(name: str) -> Callable[[View], Story]:
    # mypy does not know what is in a module that is imported by name.
    return cast("Callable[[View], Story]", import_module(f"pages.{name}.story").story)
