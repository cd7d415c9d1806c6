"""One file about one region: PDF, HTML or PNG."""

import json
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import jinja2
import typst
from markupsafe import Markup

from data_loaders.schema import Language
from data_loaders.store import Snapshot
from ui.paper.drawn import card_data, foot, map_words, paper_data, spread_svg, themes_svg
from ui.paper.inline import data_uri
from ui.region.evidence import changes_part, coverage_part, goals_part, list_part, networks_part
from ui.region.find import address_of
from ui.region.map_svg import region_svg
from ui.region.part import Part, html_table
from ui.region.story import beside_part, neighbours_part, spread_part, themes_part
from ui.region.told import Told, opening, tell, warning
from ui.texts import texts

FOLDER = Path(__file__).parent
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
CARD_PPI = 144.0
"""Makes the 600 by 315 points of the card the 1200 by 630 pixels that link previews want."""


class Kind(StrEnum):
    """Files of a region; the value is the end of the file name."""

    PDF = "pdf"
    HTML = "html"
    PNG = "png"


def press(snapshot: Snapshot, code: str, language: Language, kind: Kind, site: str) -> bytes | None:
    """The bytes of a file about region `code`; None when the code is not on today's list.

    Args:
        snapshot: the data version.
        code: of a municipality, COROP region, province or the country.
        language: of all words.
        kind: the file wanted.
        site: address of the site without a slash at the end, for links.

    The same data version gives the same bytes.
    """
    told = tell(snapshot, code, language)
    if told is None:
        return None
    if kind is Kind.HTML:
        return region_html(snapshot, told, site).encode()
    if kind is Kind.PNG:
        return _png("card.typ", card_data(snapshot, told))
    return _pdf("region.typ", paper_data(snapshot, told, live_address(snapshot, told, site)), snapshot)


def live_address(snapshot: Snapshot, told: Told, site: str) -> str:
    """The full address of the region's page on the site; by code, which every program passes on unharmed."""
    parameter, _ = address_of(snapshot, told.profile.code)
    return f"{site}/regio?{parameter}={told.profile.code}{'&taal=en' if told.language == 'en' else ''}"


@cache
def _fonts() -> typst.Fonts:
    register_font()
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


@cache
def register_font() -> None:
    """Let the charts be measured in the typeface in which they are printed."""
    import vl_convert  # noqa: PLC0415 - starts a JavaScript engine; only who prints waits for it

    vl_convert.register_font_directory(str(FONTS))


def _pdf(template: str, data: dict[str, Any], snapshot: Snapshot) -> bytes:
    """Set `data` by a template; words in it stay words, since they reach the template as JSON."""
    return typst.compile(
        (FOLDER / template).read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards="ua-1",  # refuses what is not tagged, titled and described throughout
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(snapshot.date, time(), UTC).timestamp()),
    )


def _png(template: str, data: dict[str, Any]) -> bytes:
    """The same as a picture."""
    return typst.compile(
        (FOLDER / template).read_bytes(),
        font_paths=_fonts(),
        format="png",
        ppi=CARD_PPI,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def _templates() -> jinja2.Environment:
    # Every word is escaped unless it was made by `html_table`, which escapes each cell itself.
    return jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, undefined=jinja2.StrictUndefined)


def region_html(snapshot: Snapshot, told: Told, site: str) -> str:
    """The whole page as one file: no script, no style or picture from elsewhere."""
    register_font()
    spread, themes = spread_part(told), themes_part(told)
    pictures = {spread.name: spread_svg(told), themes.name: themes_svg(told)}
    parts = [beside_part(told), spread, themes, list_part(told), networks_part(told), neighbours_part(told)]
    parts += [goals_part(told), changes_part(told), coverage_part(told)]
    return (
        _templates()
        .get_template("region.html.jinja")
        .render(
            t=lambda key, **values: told.t(f"regio_papier.{key}", **values),
            language=told.language,
            code=told.profile.code,
            title=told.name,
            description=told.part("description", name=told.name),
            opening=" ".join(opening(told)),
            warning=warning(told),
            map=data_uri(region_svg(snapshot, told, map_words(told))),
            map_words=map_words(told),
            parts=[_shown(told, part, pictures.get(part.name, ""), site) for part in parts],
            foot=foot(told),
            site=site,
            live=live_address(snapshot, told, site),
        )
    )


def _shown(told: Told, part: Part, picture: str, site: str) -> dict[str, Any]:
    addresses = {
        name: [f"{site}{each}" if each and each.startswith("/") else each for each in column]
        for name, column in part.links.items()
    }
    if part.codes:
        ending = ".html?taal=en" if told.language == "en" else ".html"
        addresses[part.table.columns[0]] = [f"{site}/regio/{code}{ending}" if code else None for code in part.codes]
    table = html_table(part, told.language, addresses) if part.table.height else ""
    return {
        "title": part.title,
        "sentence": part.sentence,
        "note": part.note,
        "picture": data_uri(picture) if picture else "",
        "table": Markup(table),  # noqa: S704 - `html_table` escapes each cell
    }


def unknown_html(code: str, language: Language, site: str) -> bytes:
    """A helpful page for a code that is not on today's list."""
    spoken = texts(language)
    page = (
        _templates()
        .get_template("unknown.html.jinja")
        .render(
            t=lambda key, **values: spoken(f"regio_papier.{key}", **values),
            language=language,
            code=code[:40],
            site=site,
        )
    )
    return page.encode()


class RegionPress:
    """The files as the web server asks for them."""

    def file(self, snapshot: Snapshot, code: str, language: Language, kind: str, site: str) -> bytes | None:
        """See `press`."""
        return press(snapshot, code, language, Kind(kind), site)

    def unknown(self, code: str, language: Language, site: str) -> bytes:
        """See `unknown_html`."""
        return unknown_html(code, language, site)
