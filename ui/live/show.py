"""A story on the live page.

The HTML is that of the server (`ui.plain.render`), put in by a component: Streamlit's own `st.html` takes out drawings and
forms. `ui/plain/live.js` puts it in only where it changed, keeps the reader's place, and says the new answer aloud.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict, Unpack

import streamlit as st
from markupsafe import Markup

from ui.plain.page import footer_html
from ui.plain.render import heading_html, part_html, story_html
from ui.site_address import base_path, outward
from ui.story import Part, Place, Story, check
from ui.view import View

# Without the server's script (it always comes with the page) the words are shown all the same.
_JS = """
export default ({ data, parentElement }) => {
  if (window.samenkaart?.show) window.samenkaart.show(parentElement, data)
  else parentElement.innerHTML = data.html
}
"""
SIDE_COLUMNS = (1206 - 44 - 422, 422)
"""Widths of the heading and the column beside it, as in the style sheet."""


class WholePage(TypedDict, total=False):
    """What a piece of HTML brings for the page around it."""

    answer: str
    """Said aloud when it changed."""
    title: str
    """Becomes that of the tab."""
    forward: str
    """Where to go instead."""
    footer: str
    """Takes the place of the server's: it names the data version."""


def fragment(html: Markup, key: str, **page: Unpack[WholePage]) -> None:
    """Show HTML whose words are escaped."""
    shown = st.components.v2.component("verhaal", js=_JS, isolate_styles=False)
    if forward := page.get("forward"):
        page["forward"] = base_path() + forward
    shown(data={"html": outward(html), **page}, key=key)


def show(view: View, story: Story, own: Mapping[str, Callable[[Part], None]] | None = None) -> None:
    """Show `story`.

    Args:
        view: what it was made from.
        story: what to say.
        own: for parts that a live page draws in its own way (a map that moves, a table that sorts): name of the part and
            what draws it with Streamlit. The rest is the server's HTML.
    """
    title = f"{story.title} · {view.t('site.name')}"
    st.set_page_config(page_title=title)
    footer = str(footer_html(view))
    if story.forward:
        fragment(heading_html(view, story), "verhaal", forward=story.forward)
        return
    if not own:
        fragment(story_html(view, story), "verhaal", answer=story.answer, title=title, footer=footer)
        return
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
    """Parts that follow each other are one piece of HTML."""
    if parts:
        html = Markup().join(part_html(view, story, part) for part in parts)
        fragment(_huis(Markup('<div class="blokken">{}</div>').format(html)), f"delen_{parts[0].name}")


def _huis(html: Markup) -> Markup:
    return Markup('<div class="huis">{}</div>').format(html)
