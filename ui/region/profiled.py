"""The story of one region."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import parse_qsl

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import rows_of
from measures.region.enums import Completeness, NetworkState
from measures.region.own import CODE as OWN
from measures.region.rows import ReferenceRow
from measures.region.scope import municipalities_of
from ui.numbers import long_date
from ui.plain.lists import link
from ui.region.alike import alike_part
from ui.region.ask import question_part
from ui.region.changed import changes_part
from ui.region.choices import OwnRegion, chosen_figures, chosen_method, controls, members, members_part, own_controls
from ui.region.differences import differences_part
from ui.region.division import division_part
from ui.region.evidence import coverage_part, former_part, goals_part, networks_part
from ui.region.figures import contents, key_figures, map_part, whole_list
from ui.region.find import NamedRegion
from ui.region.need import need_part
from ui.region.pictures import bars, beside_plot, themes_plot
from ui.region.region_view import RegionView, opening, reference_name, region_view_of, what_is_known
from ui.region.story import beside_part, neighbours_part, spread_part, themes_part
from ui.region.tables import region_tables
from ui.story import Link, Part, PartKind, Place, Story
from ui.texts import first_upper
from ui.to_check import to_check_part
from ui.view import View

MOST_FIRST = 60
"""Initiatives of a region that are listed before it is compared; a longer list stands further down."""


def profiled(view: View, named: NamedRegion, notes: tuple[str, ...]) -> Story:
    """The page of one region."""
    region = region_view_of(
        view.snapshot,
        named.codes[0],
        view.language,
        method=chosen_method(view),
        chosen=members(view),
        figures=chosen_figures(view),
    )
    assert region is not None  # noqa: S101 - the code was found in the same tables
    return region_story(view, region, (*notes, *_merged(view, region, named)))


def own_profiled(view: View, own: OwnRegion, notes: tuple[str, ...]) -> Story:
    """The page of an own region."""
    return replace(region_story(view, own.region_view(view), notes), controls=own_controls(view, own))


def region_story(view: View, region: RegionView, notes: tuple[str, ...] = ()) -> Story:
    """The story of a region, from its figures."""
    below = _below(view, region)
    code = region.profile.code
    return Story(
        page="regio",
        title=region.name,
        answer=region.name,
        sentence=" ".join(what_is_known(region)),
        description=" ".join(opening(region)),
        address=(region.address(code) or "").removesuffix("&taal=en"),
        crumbs=_crumbs(view, region),
        actions=_actions(view, region),
        notes=notes,
        controls=controls(view, region),
        parts=(key_figures(region), map_part(view, region), contents(view, below), *below),
        is_unlisted=code == OWN,
        things=(
            {
                "@type": "AdministrativeArea" if region.profile.level != RegionLevel.COROP else "Place",
                "name": region.name,
                "identifier": code,
            },
        ),
    )


def _merged(view: View, region: RegionView, named: NamedRegion) -> tuple[str, ...]:
    if not named.former_code:
        return ()
    changes = region_tables(view.snapshot).municipality_changes.filter(pl.col("old_code") == named.former_code)
    day = long_date(changes["date"][0], view.language)
    return (view.t("regio.merged", name=changes["old_name"][0], date=day, today=region.name),)


def _crumbs(view: View, region: RegionView) -> tuple[Link, ...]:
    """Links to the larger regions around this one, the largest first."""
    larger = [
        Link(f"{name} ({view.t(f'regio.level.{level}')})", region.address(code) or "")
        for code, name, level in region.profile.chain.select("code", "name", "level").iter_rows()
        if code != region.profile.code
    ]
    return (Link(view.t("regio.nav"), view.link("regio")), *reversed(larger))


def _actions(view: View, region: RegionView) -> tuple[Link, ...]:
    is_filter = region.profile.level in {RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE} and not region.own_address
    own = dict(parse_qsl(region.own_address.partition("?")[2]))
    named = dict([view.names.in_address(region.profile.code)]) if is_filter else own
    on_map = [Link(view.t("regio.initiatives_link"), view.link("kaart", **named))] if named else []
    return (
        *on_map,
        Link(view.t("regio.html"), region.file("html")),
        Link(view.t("regio.pdf"), region.file("pdf"), is_main=True),
    )


def _below(view: View, region: RegionView) -> list[Part]:
    is_own = region.profile.code == OWN
    group = members_part(region, municipalities_of(region.tables.regions, OWN)) if is_own else spread_part(region)
    every = (whole_list(view, region),)
    parts: list[Part | None] = [
        _figure(themes_part(region), themes_plot(region)),
        _figure(beside_part(region), _beside(region)),
        *(every if region.own["known"] <= MOST_FIRST else ()),
        _half(differences_part(region)),
        _half(alike_part(view, region)),
        _half(need_part(view, region)),
        _half(question_part(view, region)),
        *(every if region.own["known"] > MOST_FIRST else ()),
        _figure(networks_part(region), _networks(view, region)),
        _figure(neighbours_part(region), _neighbours(region)),
        _half(goals_part(region)),
        _figure(coverage_part(region), _coverage(region)),
        _half(group),
        _half(changes_part(view, region)),
        to_check_part(view, region.profile.initiatives),
    ]
    if region.profile.level == RegionLevel.MUNICIPALITY:
        former = former_part(region, [region.profile.code])
        parts += [former, division_part(region, [region.profile.code])] if former.rows.height else []
    return list(_paired(part for part in parts if part))


def _paired(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with the last of an odd number of halves in a row whole: nothing stands beside an empty band."""
    for place, together in groupby(parts, lambda part: part.place):
        *first, last = together
        yield from first
        yield replace(last, place=Place.WHOLE) if place is Place.HALF and len(first) % 2 == 0 else last


def _half(part: Part | None) -> Part | None:
    return replace(part, place=Place.HALF) if part else None


def _figure(part: Part, body: Markup) -> Part:
    return replace(part, kind=PartKind.FIGURE, body=body, place=Place.HALF) if body else replace(part, place=Place.HALF)


def _beside(region: RegionView) -> Markup:
    rows = [(first_upper(reference_name(region, row)), row) for row in rows_of(region.profile.references, ReferenceRow)]
    return beside_plot(region, rows)


def _networks(view: View, region: RegionView) -> Markup:
    """Bars for networks with known initiatives here, and for initiatives without a network."""
    active = region.profile.networks.filter(pl.col("state") == NetworkState.ACTIVE).sort("known", descending=True)
    rows = [
        (link(view.link("netwerken", netwerk=code), name), int(known), "")
        for code, name, known in active.select("partner_id", "name", "known").iter_rows()
    ]
    unlisted = region.profile.unlisted_networks.iter_rows()
    rows += [(link(None, name), int(known), region.part("netwerk.state.unlisted")) for name, known in unlisted]
    unknown = (link(None, region.part("netwerk.rest")), region.profile.without_network, "")
    return bars(region, rows, unknown)


def _neighbours(region: RegionView) -> Markup:
    rows = region.tables.rates.filter(pl.col("code").is_in(region.neighbours)).sort("known", descending=True)
    beside = [
        (link(region.address(row["code"]), row["name"]), row["known"], region.rate(row["per_10k"]))
        for row in rows.iter_rows(named=True)
    ]
    return bars(region, beside) if beside else Markup()


def _coverage(region: RegionView) -> Markup:
    """For each estimate by a source: the share that we know, in the smallest region that has such an estimate."""
    estimated = (
        region.profile.coverage.drop_nulls("share_known")
        .sort("steps_up")
        .unique("indicator_id", keep="first", maintain_order=True)
    )
    items = []
    for row in estimated.iter_rows(named=True):
        share = round(100 * row["share_known"])
        form = "share_at_most" if row["completeness"] == Completeness.AT_MOST else "share_about"
        words = f"{region.part(f'volledig.{form}', share=share)} ({row['name']})"
        bar = Markup('<span class="balk vol" aria-hidden="true"><i style="width:{}%"></i></span>').format(
            min(share, 100)
        )
        items.append(
            Markup("<li><span>{}</span>{}<b></b><span>{}</span></li>").format(
                region.indicators[row["indicator_id"]], bar, words
            )
        )
    return Markup('<ul class="balken">{}</ul>').format(Markup().join(items)) if items else Markup()
