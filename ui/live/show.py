"""A story on the live page.

The HTML is the same as the server's (`ui.plain.render`). A component inserts it, because Streamlit's `st.html` removes drawings
and forms. `ui/plain/live.js` replaces it only if it changed, keeps the reader's place, and announces the new answer to screen
readers.
"""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict, Unpack

import streamlit as st
from markupsafe import Markup

from data_loaders.topics import Topic
from ui.plain.page import footer_html
from ui.plain.render import heading_html, part_html
from ui.plain.written import StoryOf, about, written_page
from ui.session import embedded, open_view
from ui.site_address import base_path, outward
from ui.story import Part, Place, Story, check
from ui.view import View

# Unpacking takes a moment; of two pieces the last one is shown. If the server's script is missing, the HTML is still shown.
_JS = """
export default ({ data, parentElement }) => {
  const coming = parentElement.coming = new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))).json()
  coming.then((page) => {
    if (parentElement.coming !== coming) return
    if (window.samenkaart?.show) window.samenkaart.show(parentElement, page)
    else parentElement.innerHTML = page.html
  })
}
"""
PACKING = 4
"""The level of gzip. It takes a third of the time of level 6 and gives a twentieth more bytes."""
SIDE_COLUMNS = (1206 - 44 - 422, 422)
"""Widths in pixels of the heading and the column beside it, as in the style sheet."""


class PageUpdate(TypedDict, total=False):
    """What changes in the page around a piece of HTML."""

    answer: str
    """The new answer; announced to screen readers if it changed."""
    title: str
    """The new title of the tab."""
    forward: str
    """The address to go to instead."""
    footer: str
    """HTML of the new footer; it names the data version."""


def fragment(html: Markup, key: str, **page: Unpack[PageUpdate]) -> None:
    """Show HTML in which all words are escaped."""
    _put(key, packed(outward(html), **page))


def packed(html: str, **page: Unpack[PageUpdate]) -> bytes:
    """A piece of a page as the browser gets it. It is packed once for all readers; Streamlit would do it for each of them."""
    if forward := page.get("forward"):
        page["forward"] = base_path() + forward
    return gzip.compress(json.dumps({"html": html, **page}, ensure_ascii=False).encode(), PACKING, mtime=0)


def _put(key: str, piece: bytes) -> None:
    shown = st.components.v2.component("verhaal", js=_JS, isolate_styles=False)
    shown(data=piece, key=key)


def show(view: View, story: Story, own: Mapping[str, Callable[[Part], None]]) -> None:
    """Show a page with parts that Streamlit draws.

    Args:
        view: the view from which the story was made.
        story: the page.
        own: name of a part → the function that draws it with Streamlit (a box for a file, for instance). All other
            parts are shown as HTML.
    """
    title = f"{story.title} · {view.t('site.name')}"
    st.set_page_config(page_title=title)
    footer = outward(footer_html(view))
    for part in story.parts:
        check(part)
    side = [part for part in story.parts if part.place is Place.SIDE]
    head = [part for part in story.parts if part.place is Place.HEAD]
    beside, aside = st.columns(SIDE_COLUMNS, gap="large") if side else (st.container(), None)
    with beside:
        fragment(_huis(heading_html(view, story)), "kop_verhaal", answer=story.answer, title=title, footer=footer)
        _parts(view, story, head, own)
    if aside is not None:
        with aside:
            _parts(view, story, side, own)
    _parts(view, story, [part for part in story.parts if part.place in (Place.HALF, Place.WHOLE)], own)


def show_page(story_of: StoryOf) -> View:
    """Show the page that this visit asks for with the HTML that the server sends. Most presses find it made already."""
    view, is_embedded = open_view(), embedded()
    page = written_page(view, story_of, embedded=is_embedded)
    title = f"{page.title} · {view.t('site.name')}"
    st.set_page_config(page_title=title)

    def pack() -> bytes:
        if page.forward:
            return packed(page.html, forward=page.forward)
        return packed(page.html, answer=page.answer, title=title, footer=page.footer)

    _put("verhaal", view.once(Topic.LIVE_PAGE, pack, *about(view, story_of, embedded=is_embedded)))
    return view


def _parts(view: View, story: Story, parts: Sequence[Part], own: Mapping[str, Callable[[Part], None]]) -> None:
    waiting: list[Part] = []
    for part in parts:
        if part.name in own:
            _blocks(view, story, waiting)
            waiting = []
            with st.container(key=f"deel_{part.name}"):
                own[part.name](part)
        else:
            waiting.append(part)
    _blocks(view, story, waiting)


def _blocks(view: View, story: Story, parts: Sequence[Part]) -> None:
    """Show consecutive parts as one piece of HTML."""
    if parts:
        html = Markup().join(part_html(view, story, part) for part in parts)
        fragment(_huis(Markup('<div class="blokken">{}</div>').format(html)), f"delen_{parts[0].name}")


def _huis(html: Markup) -> Markup:
    return Markup('<div class="huis">{}</div>').format(html)
