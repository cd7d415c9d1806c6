"""For crawlers and security researchers: the sitemap, robots.txt, security.txt and the icon."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from xml.sax.saxutils import escape

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.store import Snapshot
from ui.names import REGION_PARAMETERS
from ui.palette import ACCENT
from ui.parameters import in_language
from ui.site_address import base_path, contact_email, site_address

REPORTS = "/over#veiligheid"
"""The part of the site that says how to report a vulnerability."""
VALID_DAYS = 365
"""Days after the data version on which security.txt expires (RFC 9116 asks for a date)."""


def addresses(snapshot: Snapshot, pages: Sequence[str]) -> Iterable[str]:
    """The path of every page of the site in Dutch: pages, regions, initiatives, partners, goals and indicators."""
    yield from ("/" if name == "kaart" else f"/{name}" for name in pages)
    for code in snapshot.table("regions").filter(pl.col("level") != RegionLevel.COUNTRY).sort("level", "code")["code"]:
        yield f"/regio?{REGION_PARAMETERS[code[:2]]}={code}"
    yield from (f"/initiatieven?id={each}" for each in snapshot.table("initiatives")["id"].sort())
    yield from (f"/netwerken?netwerk={each}" for each in snapshot.table("partners")["partner_id"].sort())
    yield from (f"/doelen?doel={each}" for each in snapshot.table("goals")["goal_id"].cast(pl.String).sort())
    yield from (f"/doelen?indicator={each}" for each in snapshot.table("indicators")["indicator_id"].sort())
    yield from (f"/doelen?deel={each}" for each in ("dekking", "methode"))


def sitemap(snapshot: Snapshot, pages: Sequence[str]) -> str:
    """The sitemap (sitemaps.org): every address in both languages, with the day of the data."""
    site, day = site_address(), snapshot.date.isoformat()
    written = []
    for address in addresses(snapshot, pages):
        both = {spoken: escape(site + in_language(address, spoken)) for spoken in ("nl", "en")}
        others = "".join(f'<xhtml:link rel="alternate" hreflang="{name}" href="{to}"/>' for name, to in both.items())
        written += [f"<url><loc>{to}</loc><lastmod>{day}</lastmod>{others}</url>" for to in both.values()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{chr(10).join(written)}\n</urlset>\n'
    )


def robots() -> str:
    """robots.txt: crawlers may read all pages, but not the files behind them, which are made on request."""
    closed = "".join(
        f"Disallow: {base_path()}{path}\n"
        for path in ("/bestand/", "/cijfer/", "/wijzigingen?", "/zoek", "/vind", "/_stcore/")
    )
    return f"User-agent: *\nAllow: /bestand/kaart/kaart.png\n{closed}Sitemap: {site_address()}/sitemap.xml\n"


def security(snapshot: Snapshot) -> str:
    """security.txt (RFC 9116): the e-mail address if one is set, and the part of the site about reporting."""
    mail = f"Contact: mailto:{contact_email()}\n" if contact_email() else ""
    end = snapshot.date + timedelta(days=VALID_DAYS)
    site = site_address()
    return (
        f"{mail}Contact: {site}{REPORTS}\nExpires: {end.isoformat()}T00:00:00Z\nPreferred-Languages: nl, en\n"
        f"Canonical: {site}/.well-known/security.txt\n"
    )


def favicon() -> str:
    """The icon of the site (SVG): its logo."""
    dots = ((8, 13.5, 7.2, 1), (17.6, 14.6, 5.6, 0.6), (15.2, 5.4, 4.2, 0.8))
    circles = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{ACCENT["light"]}" fill-opacity="{o}"/>' for x, y, r, o in dots
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 22">{circles}</svg>'
