"""Addresses that stay what they are."""

from urllib.parse import urlencode

from ui.changes.known import follow_address
from ui.parameters import PARAMETERS
from ui.site_address import site_address
from ui.story import Story
from ui.view import View


def figure_address(view: View, page: str, name: str) -> str:
    """Where a part of a page stands as it is in the data version of `view`, without the site."""
    known = {key: values for key, values in view.params.items() if key in PARAMETERS and key != "embed"}
    query = urlencode(known, doseq=True)
    return f"/cijfer/{page}/{name}@{view.snapshot.version}{'?' + query if query else ''}"


def feed_addresses(view: View) -> list[tuple[str, str]]:
    """Media type and whole address of each feed of what this view shows."""
    kinds = {".atom": "application/atom+xml", ".json": "application/feed+json"}
    return [(kind, site_address() + follow_address(view, ending)) for ending, kind in kinds.items()]


def oembed_address(view: View, story: Story) -> str:
    """Where a program of another site learns how to show this page (oEmbed); empty for what is no page of its own."""
    if not story.address:
        return ""
    known = {name: values for name, values in view.params.items() if name in PARAMETERS and name != "embed"}
    query = urlencode(known, doseq=True)
    page = f"{site_address()}/{story.page}{'?' + query if query else ''}"
    return f"{site_address()}/oembed?{urlencode({'url': page})}"
