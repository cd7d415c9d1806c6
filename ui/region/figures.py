"""The top of a region's page (four key figures, the map, the contents), and its list of initiatives."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import InitiativeRow, rows_of
from measures.region.enums import CountSize, NetworkState
from ui.plain.marks import dot, dots, when
from ui.region.evidence import list_part
from ui.region.key_pictures import networks_bar, spread_plot, theme_bar, years_bars
from ui.region.map import NEIGHBOURS_PX, region_map, region_scene, region_size, shown_beside
from ui.region.region_view import RegionView, comparison_sentence
from ui.story import Part, PartKind, PartPicture, Place
from ui.view import View

MOST_NAMED = 3
"""Networks that are named in the key figures; others are only counted."""


def key_figures(region: RegionView) -> Part:
    """Four key figures: known initiatives, their rate, their networks, and the middle year of their sources."""
    p, own, evidence = region.part, region.own, region.profile.evidence.row(0, named=True)
    active = region.profile.networks.filter(pl.col("state") == NetworkState.ACTIVE)
    networks = active.height + region.profile.unlisted_networks.height
    middle = str(evidence["middle_year"]) if evidence["middle_year"] else region.t("list.no_year")
    margin = p("kern.margin", low=region.rate(own["per_10k_low"]), high=region.rate(own["per_10k_high"]))
    if region.profile.points.height > 1:
        margin = f"{margin} {p('kern.rings')}"
    rate = region.rate(own["per_10k"])
    undated = evidence["without_year"]
    figures = [
        (region.count(own["known"]), p("kern.known", count=own["known"]), theme_bar(region), p("kern.known_about")),
        (
            rate,
            p("kern.rate"),
            spread_plot(region) if own["per_10k"] is not None else Markup(),
            margin if own["per_10k"] is not None else "",
        ),
        (
            region.count(networks),
            p("kern.networks", count=networks),
            networks_bar(region, MOST_NAMED),
            p("kern.without", count=region.profile.without_network, all=own["known"]),
        ),
        (middle, p("kern.middle"), years_bars(region), p("kern.undated", count=undated) if undated else ""),
    ]
    body = Markup().join(
        Markup('<div><p class="groot"><b>{}</b> {}</p>{}<p>{}</p></div>').format(figure, what, picture, about)
        for figure, what, picture, about in figures
    )
    rows = pl.DataFrame(
        {
            p("kern.what"): [each[1] for each in figures],
            p("kern.figure"): [each[0] for each in figures],
            p("kern.about"): [each[3] for each in figures],
        }
    )
    sentence = " ".join([*comparison_sentence(region), warning(region)]).strip()
    part = region.piece("kerncijfers", p("kern.title"), sentence, rows)
    return _with_body(part, Markup('<div class="kerncijfers">{}</div>').format(body), Place.HEAD)


def _with_body(part: Part, body: Markup, place: Place) -> Part:
    return replace(part, kind=PartKind.FIGURE, body=body, place=place, is_title_quiet=True)


def map_part(view: View, region: RegionView) -> Part:
    """The map of the region and its neighbours, each with its number of known initiatives and a link."""
    is_country = region.profile.level == RegionLevel.COUNTRY
    near = region.neighbours
    beside = shown_beside(region)
    names = ", ".join(sorted(region.names[each] for each in near)) or view.t("regio.no_neighbours")
    alt = (
        view.t("regio.provinces_map_alt")
        if is_country
        else view.t("regio.neighbours_map_alt", name=region.name, neighbours=names)
    )
    lines: list[tuple[str, int, str | None]] = [(each.name, each.count, each.code) for each in beside]
    if is_country and region.profile.wide.height:
        lines.append((view.t("map.wide"), region.profile.wide.height, None))
    labels, counts, codes = zip(*lines, strict=True)
    header = region.part("naast.region" if is_country else "buren.region")
    rows = pl.DataFrame({header: labels, region.part("naast.known"): pl.Series(counts, dtype=pl.Int64)})
    key = "provinces_map" if is_country else "map"
    part = region.piece(
        "kaart",
        view.t(f"regio.{key}_title"),
        view.t(
            f"regio.{key}_sentence", name=region.name, count=region.profile.wide.height if is_country else len(near)
        ),
        rows,
        codes=codes,
        age=region.age if is_country else region.age_of(*(each.code for each in beside)),
    )
    scene = region_scene(region)
    return replace(
        _with_body(part, region_map(view, replace(scene, size=region_size(scene)), beside, alt), Place.SIDE),
        drawing=lambda: PartPicture(region_map(view, replace(scene, margin_px=2 * NEIGHBOURS_PX), beside, alt)),
    )


def contents(view: View, parts: Sequence[Part]) -> Part:
    """Links to the parts of the page."""
    links = Markup().join(Markup('<li><a href="#{}">{}</a></li>').format(part.name, part.title) for part in parts)
    body = Markup('<ul class="inhoud">{}</ul>').format(links)
    return Part("op-deze-pagina", view.t("regio.contents"), kind=PartKind.LINKS, body=body, place=Place.SIDE)


def whole_list(view: View, region: RegionView) -> Part:
    """Every initiative on one line, grouped by main theme, the largest theme first."""
    part, rows = list_part(region), region.profile.initiatives
    if rows.is_empty():
        return part
    if rows.height > MOST_LISTED:
        first = view.t("regio.first_of", first=FIRST_LISTED, all=rows.height)
        links = {name: column[:FIRST_LISTED] for name, column in part.links.items()}
        return replace(part, rows=part.rows.head(FIRST_LISTED), links=links, note=first, file_rows=lambda: part.rows)
    main = rows.with_columns(main=pl.col("themes").list.first().cast(pl.String))
    groups = []
    for (theme,), inside in sorted(main.group_by("main"), key=lambda group: (-group[1].height, str(group[0][0]))):
        lines = Markup().join(_line(view, row) for row in rows_of(inside.sort("name"), InitiativeRow))
        head = Markup('<h3>{} {} <span class="vaag">{}</span></h3>').format(
            dot(str(theme)), view.t(f"theme.{theme}"), inside.height
        )
        groups.append(Markup('<li>{}<ul class="kortelijst">{}</ul></li>').format(head, lines))
    return replace(part, kind=PartKind.LIST, body=Markup('<ul class="opthema">{}</ul>').format(Markup().join(groups)))


MOST_LISTED, FIRST_LISTED = 400, 50
"""A list longer than the first number shows only the second number of initiatives; the files have all."""


def _line(view: View, row: InitiativeRow) -> Markup:
    others = dots(view, row["themes"][1:]) if len(row["themes"]) > 1 else Markup()
    place = row["place"] if row["place"] != view.names.municipalities.get(row["municipality_code"] or "") else ""
    name = Markup('<span><a href="{}">{}</a> <span class="vaag">{}</span></span>').format(
        view.link("initiatieven", id=row["id"]), row["name"], place or ""
    )
    return Markup("<li>{}{}{}</li>").format(others or Markup("<i></i>"), name, when(view, row))


def warning(region: RegionView) -> str:
    """Warnings about the rate: it rests on small numbers, or on one source that names many of them."""
    sentences = []
    if region.own["size"] == CountSize.SMALL and region.own["per_10k"] is not None:
        bounds = {"low": region.rate(region.own["per_10k_low"]), "high": region.rate(region.own["per_10k_high"])}
        sentences.append(region.part("small", **bounds))
    source = region.profile.largest_source.row(0, named=True)
    if source["known"] > 1:
        sentences.append(region.part("bron", **source))
    return " ".join(sentences)
