"""Permanent addresses of figures, and the addresses of feeds and oEmbed."""

from measures.filters import FILTERS
from ui.address import Params, read, write
from ui.changes.known import follow_address
from ui.names import Names
from ui.parameters import PARAMETERS, known, with_query
from ui.site_address import site_address
from ui.story import Story
from ui.view import View


def meant(page: str, params: Params, names: Names) -> Params:
    """`params` without parameters that this page does not read, and without unknown values of filters.

    Otherwise anybody could make the server compute each answer again by adding a made-up parameter.
    """
    filters = {each.parameter for each in FILTERS}
    others = {name: values for name, values in known(params).items() if name not in filters}
    here = {name: values for name, values in others.items() if page in (PARAMETERS[name].pages or (page,))}
    return write(read(params, names)[0], names) | here


def figure_address(view: View, page: str, name: str) -> str:
    """The permanent path of a part of a page, as it is in the data version of `view`."""
    return with_query(f"/cijfer/{page}/{name}@{view.snapshot.version}", known(view.params))


def feed_addresses(view: View, page: str) -> list[tuple[str, str]]:
    """Media type and full address of each feed for this view of `page`."""
    kinds = {".atom": "application/atom+xml", ".json": "application/feed+json"}
    return [(kind, site_address() + follow_address(view, ending, page)) for ending, kind in kinds.items()]


def oembed_address(view: View, story: Story) -> str:
    """The oEmbed address of this page; empty if the page has no address of its own."""
    if not story.address and not story.lasting:
        return ""
    page = story.lasting or with_query(f"/{story.page}", known(view.params))
    return with_query(f"{site_address()}/oembed", {"url": site_address() + page})
