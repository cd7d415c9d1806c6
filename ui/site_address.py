"""What whoever runs the site has set: where it lives, who can be written to, whether partners' lists are taken in."""

import os
import re
from html import escape
from urllib.parse import urlsplit

SETTING = "SAMENKAART_SITE"
"""Environment variable: the public address of the site (`https://…`). The Host header is never used: anybody can send any value."""
AT_HOME = "http://localhost:8501"
"""The address that `make run` serves; used if no address is set."""

MAIL = "SAMENKAART_EMAIL"
"""Environment variable: the e-mail address of those who run the site."""
NOBODY = "niet-ingesteld@samenkaart.example"
"""An e-mail address that cannot exist (RFC 2606). Only descriptions of the API use it, because they must have an address."""
CODE = "SAMENKAART_CODE"
"""Environment variable: the address (`https://…`) of the repository of the site, where vulnerabilities can be reported."""
SENDING = "aanleveren"
"""Address of the page for partners' lists."""
SENDING_SETTING, OFF, ELSEWHERE = "SAMENKAART_AANLEVEREN", "uit", "elders"
"""Environment variable, and its values: `uit` removes the page from the site, which then accepts no files at all. `elders` removes
it from this server only: another server of the same site has it, and the proxy sends readers there."""


def contact_email() -> str:
    """The e-mail address of those who run the site; empty if none is set."""
    return os.environ.get(MAIL, "").strip()


def source_code() -> str:
    """The address of the source code; empty if none is set, or if it does not start with https."""
    address = os.environ.get(CODE, "").strip()
    return address if address.startswith("https://") else ""


def public_address() -> str:
    """The public address that is set, without a slash at the end; empty if none is."""
    return os.environ.get(SETTING, "").rstrip("/")


def site_address() -> str:
    """The public address of the site, or else the local one; without a slash at the end."""
    return public_address() or AT_HOME


def base_path() -> str:
    """The path under which the site lives (`/samenkaart`); empty at the root of its host."""
    return urlsplit(site_address()).path


def live_under(path: str) -> None:
    """Use `path` (Streamlit's setting `server.baseUrlPath`) as base path, unless the public address has one already."""
    if path.strip("/") and not base_path():
        os.environ[SETTING] = f"{site_address()}/{path.strip('/')}"


def outward(html: str) -> str:
    """`html` with `base_path` before every address that begins with a slash.

    Our code writes all addresses as if the site were at the root of its host. Quotes in words from data are escaped, so such
    words cannot look like an attribute.
    """
    base = base_path()
    return (
        re.sub(r'((?:\s)(?:href|action|src)=")(?=/(?!/))', lambda attribute: attribute[1] + escape(base), html)
        if base
        else str(html)
    )


# Sets the height of the frame that sent the message, and only if the message comes from our site. There may be several frames
# on a page, and an editor may separate frame and script.
_LISTENS = (
    '<script>addEventListener("message",e=>{{for(const f of document.getElementsByTagName("iframe"))'
    'if(e.origin==="{origin}"&&e.source===f.contentWindow&&e.data.samenkaart>0)f.style.height=e.data.samenkaart+"px"}})</script>'
)


def embed_code(title: str, address: str, height_px: int = 640) -> str:
    """HTML that shows the view at `address` on another site: at first `height_px` high, then as high as its content."""
    source = f"{address}{'&' if '?' in address else '?'}embed=1"
    style = f"width:100%;height:{height_px}px;border:0"
    parts = urlsplit(address)
    listens = _LISTENS.format(origin=f"{parts.scheme}://{parts.netloc}")
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>{listens}'


def has_sending() -> bool:
    """Whether this server has the page."""
    return os.environ.get(SENDING_SETTING) not in {OFF, ELSEWHERE}


def sending_is_elsewhere() -> bool:
    """Whether another server of the site has the page."""
    return os.environ.get(SENDING_SETTING) == ELSEWHERE


def links_to_sending() -> bool:
    """Whether the site has the page, here or on another server."""
    return has_sending() or sending_is_elsewhere()
