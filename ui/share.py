"""Link, citation, embed code and picture files of what is on screen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_loaders.schema import Language
from ui.citation import Cited, Style, cite
from ui.picture import MapPicture, PictureFormat, draw_picture
from ui.session import View, params
from ui.view import DUTCH_TIME

EMBED_HEIGHT_PX = {False: 640, True: 800}
"""Of an embedded map, without and with a legend of classes."""
EMBED_STYLE = """<style>
[data-testid="stSidebar"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 0.5rem 1rem 0 !important; }
</style>"""


def embedded() -> bool:
    """Whether the address asks for the map and its sentence only (`embed=1`); Streamlit hides that parameter from pages."""
    context = get_script_run_ctx()
    return context is not None and "embed=1" in context.query_string.lstrip("?").split("&")


def page_address() -> str:
    """The full address of this view; only the path where Streamlit does not know the host (in tests)."""
    query = urlencode(params(), doseq=True)
    return f"{st.context.url or ''}{'?' + query if query else ''}"


def embed_code(title: str, address: str, height_px: int = 640) -> str:
    """HTML that shows the view at `address` on another site."""
    source = f"{address}{'&' if '?' in address else '?'}embed=1"
    style = f"width:100%;height:{height_px}px;border:0"
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>'


def citation_box(view: View, title: str, age: str) -> None:
    """The link and the citation in three forms, each with a button to copy it."""
    address = page_address()
    st.caption(view.t("share.link"))
    st.code(address, language=None, wrap_lines=True)
    cited = Cited(
        title=title,
        address=address,
        version=view.snapshot.version,
        age=age,
        published=view.snapshot.date,
        read=datetime.now(DUTCH_TIME).date(),
    )
    for style in Style:
        st.caption(view.t(f"share.{style}"))
        st.code(cite(cited, style, view.language), language=None, wrap_lines=True)


def _drawn(make: Callable[[], MapPicture], file: PictureFormat, language: Language) -> bytes:
    return draw_picture(make(), file, language)


def picture_box(view: View, title: str, make: Callable[[], MapPicture], *, height_px: int) -> None:
    """Button that opens the picture files and the embed code; pictures are drawn when somebody asks."""
    opened = st.popover(view.t("share.picture"), icon=":material/image:", key="deel_beeld", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for file in PictureFormat:
            st.download_button(
                view.t(f"share.{file}"),
                partial(_drawn, make, file, view.language),
                f"samenkaart-kaart-{view.snapshot.version}.{file}",
                {PictureFormat.PNG: "image/png", PictureFormat.SVG: "image/svg+xml"}[file],
                key=f"beeld_{file}",
                on_click="ignore",
            )
        st.caption(view.t("share.embed"))
        st.code(embed_code(title, page_address(), height_px), language=None, wrap_lines=True)
