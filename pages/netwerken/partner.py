"""The page of one partner: what it is, its relations, and where and how old its known initiatives are."""

import math
from urllib.parse import urlsplit

import polars as pl
from markupsafe import Markup

from data_loaders.schema import PartnerRole, Reach
from data_loaders.schema.rows import only_row
from measures.counts import Grain, bubbles
from measures.networks import initiatives_in
from measures.networks.directory import DirectoryRow
from measures.seen import Period, periods
from pages.netwerken.choice import NetworkChoice, chips
from pages.netwerken.directory import directory_table, label
from pages.netwerken.networks import all_partners, network_tables, whole_drawing
from pages.netwerken.relations import own_relations, relation_lines, relation_rows
from pages.netwerken.rows import initiatives_part
from pages.netwerken.words import partner_links
from ui.age import initiatives_age, read_only, relations_age
from ui.filter_words import wide_words
from ui.map_ground import Mark, Scene
from ui.map_svg import map_svg
from ui.numbers import number
from ui.plain.marks import named_themes
from ui.seen import period_words
from ui.site_address import site_address
from ui.story import Link, Part, PartKind, PartPicture, Place, Story
from ui.story.part import cell_words
from ui.to_check import to_check_part
from ui.view import View

MAP_PX = (386, 454)
EMBED_PX = 640
LARGEST_PX, SMALLEST_PX = 14.0, 4.0
LEAST_LARGEST = 10
"""The largest circle stands for at least this number of initiatives."""


def partner_story(view: View, choice: NetworkChoice) -> Story:
    """The page of the partner `choice.network` (`?netwerk=…`)."""
    t, partner = view.t, choice.network or ""
    row = only_row(all_partners(view).filter(partner_id=partner), DirectoryRow)
    initiatives = initiatives_in(network_tables(view), network=partner, region=choice.region, theme=choice.theme)
    answer, of_it = row["name"], _sentence(view, row, initiatives)
    own = own_relations(whole_drawing(view).graph, partner)
    role = t(f"netwerken.role.{PartnerRole(row['role'])}")
    return Story(
        page="netwerken",
        title=row["name"],
        answer=answer,
        sentence=of_it,
        limits=t("netwerken.partner_limits", own=row["own"], under=row["networks_under"])
        if row["own"] < row["initiatives"]
        else "",
        description=" ".join(filter(None, [row["summary"], of_it])),
        address=f"/netwerken?netwerk={partner}",
        crumbs=(
            Link(t("netwerken.nav"), view.link("netwerken")),
            Link(t(f"netwerken.roles.{row['role']}"), view.link("netwerken", rol=row["role"])),
        ),
        actions=(
            Link(t("netwerken.in_whole"), view.link("netwerken", netwerk=partner, deel="tekening")),
            Link(t("netwerken.reach_link"), view.link("netwerken", netwerk=partner, deel="hier")),
            Link(t("netwerken.embed"), "#insluiten"),
        ),
        notes=choice.note_words(view),
        controls=(chips(view, choice),),
        parts=(
            _about(view, row, role),
            _relations(view, row, own),
            _ages(view, initiatives),
            _map(view, row, initiatives),
            initiatives_part(
                view,
                initiatives,
                "initiatieven",
                t("list.title", count=initiatives.height),
                t("netwerken.newest_first"),
                Place.HALF,
            ),
            *filter(None, [to_check_part(view, initiatives)]),
            _facts(view, row),
            _embed(view, row),
        ),
        things=(_organisation(row),),
    )


def _organisation(row: DirectoryRow) -> dict[str, object]:
    facts = {"@type": "Organization", "name": row["name"], "description": row["summary"], "url": row["website"]}
    return {name: value for name, value in facts.items() if value}


def _sentence(view: View, row: DirectoryRow, initiatives: pl.DataFrame) -> str:
    """The number of initiatives, in how many municipalities, and where most of them are."""
    if initiatives.is_empty():
        return view.t("netwerken.partner_none", partner=row["name"])
    towns = initiatives["municipality_code"].drop_nulls().value_counts(sort=True)
    sentence = view.t(
        "netwerken.partner_sentence",
        partner=row["name"],
        count=initiatives.height,
        towns=view.t("netwerken.in_towns", count=towns.height) if towns.height else "",
    )
    if towns.height > 1 and towns["count"][0] > towns["count"][1]:
        town = view.names.municipalities[towns["municipality_code"][0]]
        sentence += f" {view.t('netwerken.partner_most', count=towns['count'][0], town=town)}"
    return f"{sentence} {wide_words(view, initiatives)}".strip()


def _about(view: View, row: DirectoryRow, role: str) -> Part:
    site = row["website"]
    link = (
        Markup('<a class="knop vol" href="{}" rel="noopener">{}</a>').format(
            site, urlsplit(site).netloc.removeprefix("www.")
        )
        if site
        else ""
    )
    body = Markup('<p><b class="rolpil">{}</b></p><p lang="nl" class="over">{}</p>{}<p>{}</p>').format(
        role, row["summary"] or "", named_themes(view, row["themes"]), link
    )
    return Part("wat", view.t("netwerken.about"), kind=PartKind.TEXT, body=body, place=Place.HALF, is_title_quiet=True)


def _relations(view: View, row: DirectoryRow, own: pl.DataFrame) -> Part:
    rows = relation_rows(view, own)
    return Part(
        "relaties",
        view.t("netwerken.relations_with"),
        view.t("netwerken.partner_relations", partner=row["name"], count=row["relations"]),
        kind=PartKind.FACTS,
        rows=rows,
        links={
            rows.columns[1]: partner_links(view, own["other"].to_list()),
            rows.columns[3]: own["source_url"].to_list(),
        },
        body=relation_lines(view, own),
        source=view.t("netwerken.source"),
        age=relations_age(view, own["since_year"]),
        place=Place.HALF,
    )


def age_counts(initiatives: pl.DataFrame, year: int) -> list[tuple[Period, int]]:
    """The number of initiatives last seen in each period; together they are all initiatives."""
    return [(period, initiatives.filter(period.holds(pl.col("seen_year"))).height) for period in periods(year)]


def _ages(view: View, initiatives: pl.DataFrame) -> Part:
    t, counts = view.t, age_counts(initiatives, view.snapshot.date.year)
    most = max((count for _, count in counts), default=1) or 1
    bar = Markup(
        '<tr><th scope="row">{}</th><td aria-hidden="true"><i class="{}" style="width:{:.1f}%"></i></td><td class="getal">{}</td></tr>'
    )
    lines = [
        bar.format(
            period_words(period, view.language),
            "onbekend" if period == Period() else "",
            100 * count / most,
            number(count, view.language),
        )
        for period, count in counts
    ]
    words = [period_words(period, view.language) for period, _ in counts]
    return Part(
        "ouderdom",
        t("netwerken.ages_title"),
        t("netwerken.ages", count=initiatives.height),
        kind=PartKind.FIGURE,
        rows=pl.DataFrame({t("filters.seen.label"): words, t("netwerken.initiatives"): [count for _, count in counts]}),
        body=Markup('<table class="ouderdom"><tbody>{}</tbody></table>').format(Markup().join(lines)),
        source=t("netwerken.source"),
        age=initiatives_age(view, initiatives) if initiatives.height else read_only(view),
        place=Place.HALF,
    )


def _map(view: View, row: DirectoryRow, initiatives: pl.DataFrame) -> Part:
    """The map with its initiatives per municipality."""
    facts = view.catalogue.facts.with_row_index("row")
    wanted = view.catalogue.initiatives.select(is_wanted=pl.col("id").is_in(initiatives["id"].to_list()))
    per_town = bubbles(view.catalogue, facts.filter(wanted["is_wanted"]), Grain.MUNICIPALITY)
    placed = per_town.drop_nulls(["longitude", "latitude"])
    largest = int(placed["count"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    marks = [
        Mark(
            f"{each['municipality']}: {view.t('map.count', count=each['count'])}",
            "accent",
            view.here(gemeente=each["municipality"], pagina=None),
            (each["longitude"], each["latitude"]),
            round(max(SMALLEST_PX, LARGEST_PX * math.sqrt(each["count"] / max(largest, LEAST_LARGEST))), 1),
            each["count"],
            view.names.everyday(each["municipality_code"]),
        )
        for each in placed.iter_rows(named=True)
    ]
    words = view.t("netwerken.partner_map", partner=row["name"], count=initiatives.height)
    return Part(
        "op-de-kaart",
        view.t("netwerken.partner_map_title"),
        words,
        kind=PartKind.FIGURE,
        rows=per_town.select(
            pl.col("municipality").fill_null(view.t("map.wide")).alias(view.t("map.municipality")),
            pl.col("count").alias(view.t("map.number")),
        ),
        body=map_svg(view, Scene(size=MAP_PX), marks, words),
        drawing=lambda: PartPicture(map_svg(view, Scene(), marks, words)),
        source=view.t("netwerken.source"),
        age=initiatives_age(view, initiatives) if initiatives.height else read_only(view),
        note=_provinces(view, initiatives),
        place=Place.HALF,
        is_title_quiet=True,
    )


def _provinces(view: View, initiatives: pl.DataFrame) -> str:
    """In how many provinces it has known initiatives, and the provinces without."""
    if initiatives.is_empty():
        return ""
    here = {view.names.province_of.get(code) for code in initiatives["municipality_code"].drop_nulls()}
    silent = [name for code, name in view.names.provinces.items() if code not in here]
    wide = initiatives.filter(pl.col("scope") != Reach.LOCAL).select("name", "place").iter_rows()
    seats = [f"{name} ({place})" if place else name for name, place in wide]
    sentences = [view.t("netwerken.provinces_known", count=len(here))] if here else []
    sentences += [view.t("netwerken.provinces_silent", names=", ".join(silent))] if here and silent else []
    sentences += [view.t("netwerken.provinces_wide", names=", ".join(seats))] if seats else []
    return " ".join(sentences)


def _facts(view: View, row: DirectoryRow) -> Part:
    """The facts about the partner, and one line with what is not known."""
    t = view.t
    columns = directory_table(view, all_partners(view).filter(partner_id=row["partner_id"])).row(0, named=True)
    figures = ("counts.own", "counts.initiatives", "figures.partners", "figures.bridge", "figures.group")
    said_elsewhere = {label(view, "name"), label(view, "summary"), *(t(f"netwerken.{each}") for each in figures)}
    values = {name: cell_words(value, view.language) for name, value in columns.items() if name not in said_elsewhere}
    known = {name: value for name, value in values.items() if value not in ("", t("netwerken.unknown"))}
    missing = [name.lower() for name in values if name not in known]
    addresses = {label(view, "website"): row["website"], label(view, "source_url"): row["source_url"]}
    return Part(
        "feiten",
        t("netwerken.facts"),
        t("netwerken.facts_about", partner=row["name"]),
        kind=PartKind.FACTS,
        rows=pl.DataFrame({t("netwerken.fact"): list(known), t("netwerken.value"): list(known.values())}),
        links={t("netwerken.value"): [addresses.get(name) for name in known]},
        source=t("netwerken.source"),
        age=read_only(view),
        note=t("netwerken.not_known", names=", ".join(missing)) if missing else "",
        place=Place.HALF,
    )


def _embed(view: View, row: DirectoryRow) -> Part:
    """The code with which a partner can show this page on its own site."""
    t, address = view.t, f"{site_address()}{view.link('netwerken', netwerk=row['partner_id'])}"
    frame = Markup(
        '<iframe src="{}&embed=1" title="{}" style="width:100%;height:{}px;border:0" loading="lazy"></iframe>'
    ).format(address, t("netwerken.embed_frame", partner=row["name"]), EMBED_PX)
    text = Markup(
        '<p><label>{} <textarea readonly rows="2" data-kopieer="{}" data-gekopieerd="{}">{}</textarea></label></p>'
    )
    words = [t("share.copy"), t("share.copied")]
    body = text.format(t("netwerken.embed_link"), *words, address) + text.format(
        t("netwerken.embed_about"), *words, str(frame)
    )
    return Part("insluiten", t("netwerken.embed"), kind=PartKind.TEXT, body=body, place=Place.HALF)
