"""The page of one initiative: what it is, whether it still exists, its sources, its place, and related initiatives."""

from urllib.parse import urlsplit

import polars as pl
from markupsafe import Markup, escape

from data_loaders.schema import LegalForm, Reach
from data_loaders.schema.rows import InitiativeRow, only_row
from pages.initiatieven.correct import correction_part
from pages.initiatieven.others import alike_part, near_part
from pages.initiatieven.place import place_part
from pages.initiatieven.statements import differing_part, sources_part
from pages.initiatieven.timeline import timeline
from ui.age import initiatives_age
from ui.goal_links import goals_part
from ui.initiative_rows import export_table, header, readable
from ui.plain.lists import link
from ui.plain.marks import named_themes
from ui.seen import status_readings, status_words
from ui.site_address import site_address
from ui.story import Link, Part, PartKind, Place, Story
from ui.texts import first_upper
from ui.view import View

FACTS = (
    "started_year", "legal_form", "scope", "place", "municipality", "province", "seat", "networks", "other_names", "website",
)  # fmt: skip
"""Facts in the table, in this order. Themes, status and summary are shown elsewhere on the page."""
_NOT_SAID = {"legal_form": LegalForm.UNKNOWN, "scope": Reach.LOCAL}
"""Field → value that is not shown: no source states it, or it is the usual case."""


def one(view: View, rows: pl.DataFrame) -> Story:
    """The page of the initiative that is the only row of `rows`."""
    row = only_row(rows, InitiativeRow)
    age = initiatives_age(view, rows)
    parts = [
        _what(view, row),
        _still_there(view, row, age),
        sources_part(view, row, age, _not_known(view, row)),
        _facts(view, rows, age),
        differing_part(view, row["id"], age),
        correction_part(view, row),
        place_part(view, row, age),
        near_part(view, row, age),
        alike_part(view, row, age),
        goals_part(view, row["id"], age),
    ]
    return Story(
        page="initiatieven",
        title=row["name"],
        answer=row["name"],
        description=_sentence(view, row),
        address=f"/initiatieven?id={row['id']}",
        crumbs=_crumbs(view, row),
        actions=(Link(view.t("initiatieven.correct"), "#correctie"),),
        parts=tuple(part for part in parts if part),
        things=(_thing(row),),
    )


def _thing(row: InitiativeRow) -> dict[str, object]:
    return {
        "@type": "Organization",
        "name": row["name"],
        "url": row["website"] or f"{site_address()}/initiatieven?id={row['id']}",
        "subjectOf": [{"@type": "WebPage", "url": source["url"]} for source in row["sources"]],
    }


def _crumbs(view: View, row: InitiativeRow) -> tuple[Link, ...]:
    theme = row["themes"][0]
    crumbs = [
        Link(view.t("initiatieven.nav"), view.link("initiatieven")),
        Link(view.t(f"theme.{theme}"), view.link("initiatieven", thema=theme)),
    ]
    if name := view.names.municipalities.get(row["municipality_code"] or ""):
        crumbs.append(Link(view.t("initiatieven.in_municipality", name=name), view.link("initiatieven", gemeente=name)))
    return tuple(crumbs)


def _sentence(view: View, row: InitiativeRow) -> str:
    described = view.t(
        "initiatieven.sentence",
        name=row["name"],
        theme=view.t(f"theme.{row['themes'][0]}").lower(),
        place=_where(view, row),
        status=told_status(view, row),
    )
    return f"{described} {view.t('initiatieven.known_sources', count=len(row['sources']))}"


def _where(view: View, row: InitiativeRow) -> str:
    """Where it works: its place, more than one municipality, or the whole country."""
    if row["scope"] != Reach.LOCAL:
        return view.t(f"initiatieven.works_{row['scope']}")
    place = row["place"] or view.names.municipalities.get(row["municipality_code"] or "")
    return place or view.t("initiatieven.no_place")


def told_status(view: View, row: InitiativeRow) -> str:
    """The dated status, with what other readings say."""
    dated = status_words(view.language, row["status"], row["status_year"], row["seen_year"])
    readings = status_readings(view.t, row["status_readings"])
    return view.t("lezingen.status", status=dated, readings=readings) if readings else dated


def _what(view: View, row: InitiativeRow) -> Part:
    """The part with themes, place, summary and links."""
    municipality = view.names.municipalities.get(row["municipality_code"] or "")
    where = escape(_where(view, row))
    if municipality:
        linked = link(view.link("regio", gemeente=municipality), municipality)
        # "Lombok, Utrecht" names its municipality already, so it is not added again.
        place = (row["place"] or municipality).removesuffix(f", {municipality}")
        where = Markup("{}, {}").format(place, linked) if place != municipality else linked
    line = Markup('<p class="soort">{} <span>{} {}</span></p>').format(
        named_themes(view, row["themes"]), view.t("initiatieven.kind_in"), where
    )
    # Summaries exist in Dutch only. `lang` tells screen readers so on the English page.
    summary = Markup('<p class="strekking" lang="nl">{}</p>').format(row["summary"]) if row["summary"] else Markup()
    ways = []
    if row["website"]:
        host = urlsplit(row["website"]).netloc.removeprefix("www.") or row["website"]
        ways.append(Markup('<a class="knop vol" href="{}" rel="noopener">{}</a>').format(row["website"], host))
    if municipality:
        words = view.t("initiatieven.to_region", name=municipality)
        ways.append(Markup('<a class="knop" href="{}">{}</a>').format(view.link("regio", gemeente=municipality), words))
    body = line + summary + Markup('<p class="knoppen">{}</p>').format(Markup(" ").join(ways))
    return Part(
        "strekking",
        view.t("initiatieven.summary"),
        kind=PartKind.TEXT,
        body=body,
        place=Place.HEAD,
        is_title_quiet=True,
    )


def _still_there(view: View, row: InitiativeRow, age: str) -> Part:
    t, year = view.t, row["seen_year"]
    dated = told_status(view, row)
    key = "since_then" if year else "never_dated"
    words = t(f"initiatieven.{key}", status=first_upper(dated), year=str(year), count=len(row["sources"]))
    years = [(str(source["year"]), source["title"]) for source in row["sources"] if source["year"]]
    started = [(str(row["started_year"]), t("initiatieven.started"))] if row["started_year"] else []
    rows = pl.DataFrame(
        sorted([*started, *years]) or [("", t("list.no_year"))],
        schema={t("initiatieven.year"): pl.String, t("initiatieven.what"): pl.String},
        orient="row",
    )
    return Part(
        "bestaat",
        t("initiatieven.exists"),
        words,
        PartKind.FIGURE,
        rows,
        body=Markup('<div class="schuif">{}</div>').format(timeline(view, row)),
        source=t("kaart.source"),
        age=age,
        place=Place.HEAD,
        files=(),
    )


def _not_known(view: View, row: InitiativeRow) -> str:
    """One line with the facts that no source gives: unknown is not the same as none."""
    lacking = [
        header(view, column).lower()
        for column in ("started_year", "legal_form", "website")
        if row[column] in (None, LegalForm.UNKNOWN)
    ]
    if not row["networks"] and not row["networks_unlisted"]:
        lacking.append(header(view, "networks").lower())
    return view.t("initiatieven.lacking", what=", ".join(lacking)) if lacking else ""


def _facts(view: View, rows: pl.DataFrame, age: str) -> Part:
    row, values = only_row(rows, InitiativeRow), []
    shown = readable(view, rows).row(0, named=True)
    for column in FACTS:
        value = [*shown[column], *row["networks_unlisted"]] if column == "networks" else shown[column]
        words = "; ".join(value) if isinstance(value, list) else str(value or "")
        if words and row.get(column) != _NOT_SAID.get(column, ""):
            values.append((header(view, column), words, row["website"] if column == "website" else None))
    known, link = view.t("initiatieven.fact"), view.t("initiatieven.value_of")
    meaning = view.t(f"initiatieven.means_{row['themes'][0]}")
    return Part(
        "feiten",
        view.t("initiatieven.facts"),
        _sentence(view, row),
        PartKind.FACTS,
        pl.DataFrame({known: [each[0] for each in values], link: [each[1] for each in values]}),
        links={link: [each[2] for each in values]},
        note=f"{meaning} {view.t('initiatieven.id', id=row['id'])}",
        source=view.t("kaart.source"),
        age=age,
        place=Place.HEAD,
        file_rows=lambda: export_table(view, rows),
    )
