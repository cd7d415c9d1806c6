"""One sub-folder per address; only this file lies directly here (see docs/decisions/0001-one-sub-folder-per-page.md)."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from ui.sending import SENDING, has_sending
from ui.story import Story
from ui.view import View

PAGES = (
    *("kaart", "initiatieven", "regio", "netwerken", "doelen", "data"),
    *([SENDING] if has_sending() else []),
    "over",
)
"""Addresses in the order of the navigation. A page that does not exist yet is not in this list."""


def run_home() -> None:
    """The home page is the map."""
    from pages.kaart.page import show  # noqa: PLC0415 - a page is imported when it is visited

    show()


def stories() -> dict[str, Callable[[View], Story]]:
    """What tells the story of each page, in the order of the navigation."""
    return {name: _story_of(name) for name in PAGES}


def _story_of(name: str) -> Callable[[View], Story]:
    module = import_module(f"pages.{name}.story") if find_spec(f"pages.{name}.story") else None
    make = getattr(module, "story", None)
    # What a module that is found by its name holds, no type tells.
    return cast("Callable[[View], Story]", make) if make else lambda view: _short(view, name)


def _short(view: View, name: str) -> Story:
    """Of a page that is not written as a story yet: what it is about, until the live page is there."""
    title = view.t(f"{name}.title")
    return Story(name, view.t(f"{name}.nav"), title, view.t("site.soon"), address=f"/{name}")
