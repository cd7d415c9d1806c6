"""One sub-folder per address; only this file lies directly here (see docs/decisions.md, "the pages trap")."""

from ui.sending import SENDING, has_sending

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
