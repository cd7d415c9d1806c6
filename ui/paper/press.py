"""One file about one region: PDF or HTML."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import cache
from html import escape
from pathlib import Path

import font_source_sans_pro
import typst
from markupsafe import Markup

from data_loaders.schema import Language
from data_loaders.store import Snapshot
from measures.region.own import CODE as OWN
from measures.region.own import MOST
from ui.address import Params
from ui.paper.drawn import paper_data
from ui.parameters import in_language
from ui.plain.page import Page, alone, footer_html, head_html
from ui.plain.render import story_html
from ui.region.choices import MUNICIPALITIES, NAME, own_region
from ui.region.profiled import region_story
from ui.region.region_view import RegionView, region_view_of
from ui.region.tables import region_tables
from ui.site_address import site_address
from ui.texts import texts
from ui.view import View, data_of

FOLDER = Path(__file__).parent
NOTHING: Params = {}
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


class PaperKind(StrEnum):
    """Kinds of files of a region; the value is the file extension."""

    PDF = "pdf"
    HTML = "html"


def press(  # noqa: PLR0913, PLR0917 - what a file is made of
    snapshot: Snapshot, code: str, language: Language, kind: PaperKind, site: str, params: Params = NOTHING
) -> bytes | None:
    """The bytes of a file about region `code`; None if there is no such region today.

    Args:
        snapshot: the data version.
        code: code of a municipality, COROP region, province, the country or an own region.
        language: language of all words.
        kind: PDF or HTML.
        site: public address of the site without a slash at the end, for links.
        params: parameters of the address, which name the municipalities of an own region.

    The same data version gives the same bytes.
    """
    view = View(data_of(snapshot), language, params=params)
    own = own_region(view) if code == OWN else None
    region = own.region_view(view) if own and own.is_whole else region_view_of(snapshot, code, language)
    if region is None:
        return None
    if kind is PaperKind.HTML:
        return region_html(view, region, site).encode()
    return set_pdf("region.typ", paper_data(view, region, live_address(region, site)), snapshot)


def live_address(region: RegionView, site: str) -> str:
    """The full address of the region's page on the site."""
    return f"{site}{region.address(region.profile.code)}"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def set_pdf(template: str, data: Mapping[str, object], snapshot: Snapshot) -> bytes:
    """Make a PDF from `data` with a Typst template. Words reach the template as JSON, so they cannot act as markup."""
    return typst.compile(
        (FOLDER / template).read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards="ua-1",  # refuses what is not tagged, titled and described throughout
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(snapshot.date, time(), UTC).timestamp()),
    )


def region_html(view: View, region: RegionView, site: str) -> str:
    """The region's page as one HTML file, to keep or to send: without scripts and forms, with style and pictures inside."""
    code = region.profile.code
    own = {name: view.params[name] for name in (MUNICIPALITIES, NAME) if name in view.params}
    view = replace(view, params=own if code == OWN else {view.names.in_address(code)[0]: [code]})
    story = replace(region_story(view, region), controls=())
    ways = Markup('<p class="huis">{}</p>').format(
        Markup(" · ").join(
            Markup('<a href="{}">{}</a>').format(address, region.t(f"regio_papier.{words}"))
            for words, address in (
                ("live", live_address(region, site)),
                ("other_language", replace(region, language="en" if region.language == "nl" else "nl").file("html")),
            )
        )
    )
    main = Markup('<main id="blad">{}{}</main>').format(ways, story_html(view, story))
    page = Page(region.language, str(head_html(view, story)), str(main + footer_html(view)))
    whole = re.sub(
        r'<script.*?</script>|<form.*?</form>|<link rel="icon"[^>]*>', "", alone(page, "").document, flags=re.DOTALL
    )
    # In a separate file a link must name the site, and a link that is only a query must name the page.
    named = re.sub(r'(href=")(?=/(?!/))', rf"\1{escape(site)}", whole.replace(site_address(), escape(site)))
    return named.replace('href="?', f'href="{escape(site)}/regio?')


def unknown_html(code: str, language: Language, site: str) -> bytes:
    """A page that helps a reader who asked for an unknown code."""
    spoken = texts(language)
    title = spoken("regio_papier.unknown_title")
    head = Markup(
        '<title>{} · Samenkaart</title><meta name="robots" content="noindex"><meta name="description" content="{}">'
    ).format(title, title)
    body = Markup('<main id="blad" class="huis"><h1>{}</h1><p>{}</p><p><a href="{}">{}</a></p></main>').format(
        title,
        spoken("address.own_size", parameter=MUNICIPALITIES, value=str(MOST))
        if code == OWN
        else spoken("regio_papier.unknown", code=code[:40]),
        site + in_language("/regio", language),
        spoken("regio_papier.search"),
    )
    return alone(Page(language, str(head), str(body), 404), "").document.encode()


def region_params(snapshot: Snapshot, code: str, language: Language, params: Params) -> Params | None:
    """What of an address says which region is meant; None for an unknown one."""
    if code != OWN:
        return {} if code in region_tables(snapshot).regions["code"] else None
    own = own_region(View(data_of(snapshot), language, params=params))
    return own.params if own and own.is_whole else None
