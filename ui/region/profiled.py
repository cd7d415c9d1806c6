"""The story of one region."""

from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.region.enums import Completeness, NetworkState
from measures.region.own import CODE as OWN
from measures.region.scope import municipalities_of
from ui.numbers import long_date
from ui.region.alike import alike_part
from ui.region.ask import question_part
from ui.region.changed import changes_part
from ui.region.choices import chosen_figures, chosen_method, controls, members
from ui.region.differences import differences_part
from ui.region.division import division_part
from ui.region.evidence import coverage_part, former_part, goals_part, networks_part
from ui.region.figures import contents, key_figures, map_part, whole_list
from ui.region.find import Asked
from ui.region.need import need_part
from ui.region.own import OwnRegion, members_part, own_controls
from ui.region.pictures import bars, beside_plot, themes_plot
from ui.region.story import beside_part, neighbours_part, spread_part, themes_part
from ui.region.tables import region_tables
from ui.region.told import Told, first_upper, opening, reference_name, tell, tell_own, what_is_known
from ui.story import Link, Part, PartKind, Place, Story
from ui.to_check import to_check_part
from ui.view import View


def profiled(view: View, asked: Asked, notes: tuple[str, ...]) -> Story:
    """The page of the one region that was asked for."""
    told = tell(
        view.snapshot,
        asked.codes[0],
        view.language,
        method=chosen_method(view),
        chosen=members(view),
        figures=chosen_figures(view),
    )
    assert told is not None  # noqa: S101 - the code was found in the same tables
    return region_story(view, told, (*notes, *_merged(view, told, asked)))


def own_profiled(view: View, asked: OwnRegion, notes: tuple[str, ...]) -> Story:
    """The page of municipalities that a reader put together."""
    told = tell_own(view.snapshot, asked.name, asked.codes, asked.address, view.language)
    return replace(
        region_story(view, told, notes),
        actions=(Link(view.t("share.paper"), f"/regio.pdf{view.here()}", is_main=True),),
        controls=own_controls(view, asked),
        is_unlisted=True,
    )


def region_story(view: View, told: Told, notes: tuple[str, ...] = ()) -> Story:
    """The story of a region whose figures are gathered."""
    below = _below(view, told)
    code = told.profile.code
    return Story(
        page="regio",
        title=told.name,
        answer=told.name,
        sentence=" ".join(what_is_known(told)),
        description=" ".join(opening(told)),
        address=(told.address(code) or "").removesuffix("&taal=en"),
        crumbs=_crumbs(view, told),
        actions=_actions(view, told),
        notes=notes,
        controls=controls(view, told),
        parts=(key_figures(told), map_part(view, told), contents(view, below), *below),
        things=(
            {
                "@type": "AdministrativeArea" if told.profile.level != RegionLevel.COROP else "Place",
                "name": told.name,
                "identifier": code,
            },
        ),
    )


def _merged(view: View, told: Told, asked: Asked) -> tuple[str, ...]:
    if not asked.former_code:
        return ()
    changes = region_tables(view.snapshot).municipality_changes.filter(pl.col("old_code") == asked.former_code)
    day = long_date(changes["date"][0], view.language)
    return (view.t("regio.merged", name=changes["old_name"][0], date=day, today=told.name),)


def _crumbs(view: View, told: Told) -> tuple[Link, ...]:
    """Larger regions around this one, the largest first."""
    around = [
        Link(f"{name} ({view.t(f'regio.level.{level}')})", told.address(code) or "")
        for code, name, level in told.profile.chain.select("code", "name", "level").iter_rows()
        if code != told.profile.code
    ]
    return (Link(view.t("regio.nav"), view.link("regio")), *reversed(around))


def _actions(view: View, told: Told) -> tuple[Link, ...]:
    code, extra = told.profile.code, "?taal=en" if view.language == "en" else ""
    parameter = {RegionLevel.MUNICIPALITY: "gemeente", RegionLevel.PROVINCE: "provincie"}.get(told.profile.level)
    on_map = [Link(view.t("regio.initiatives_link"), view.link("kaart", **{parameter: told.name}))] if parameter else []
    return (
        *on_map,
        Link(view.t("regio.html"), f"/regio/{code}.html{extra}"),
        Link(view.t("regio.pdf"), f"/regio/{code}.pdf{extra}", is_main=True),
    )


def _below(view: View, told: Told) -> list[Part]:
    is_own = told.profile.code == OWN
    parts: list[Part | None] = [
        _figure(themes_part(told), themes_plot(told)),
        _figure(beside_part(told), _beside(told)),
        differences_part(told),
        alike_part(view, told),
        need_part(view, told),
        question_part(view, told),
        whole_list(view, told),
        to_check_part(view, told.profile.initiatives),
        _figure(networks_part(told), _networks(view, told)),
        _figure(neighbours_part(told), _neighbours(told)),
        replace(goals_part(told), place=Place.HALF),
        _figure(coverage_part(told), _coverage(told)),
        *([members_part(told, municipalities_of(told.tables.regions, OWN))] if is_own else [spread_part(told)]),
        changes_part(view, told),
    ]
    if told.profile.level == RegionLevel.MUNICIPALITY:
        former = former_part(told, [told.profile.code])
        parts += [former, division_part(told, [told.profile.code])] if former.rows.height else []
    return [part for part in parts if part]


def _figure(part: Part, body: Markup) -> Part:
    return replace(part, kind=PartKind.FIGURE, body=body, place=Place.HALF) if body else replace(part, place=Place.HALF)


def _beside(told: Told) -> Markup:
    rows = [(first_upper(reference_name(told, row)), row) for row in told.profile.references.iter_rows(named=True)]
    return beside_plot(told, told.profile.figures, rows)


def _networks(view: View, told: Told) -> Markup:
    """Networks with a known initiative here, and those of which no network is named; the table has all."""
    active = told.profile.networks.filter(pl.col("state") == NetworkState.ACTIVE).sort("known", descending=True)
    rows = [
        (Markup('<a href="{}">{}</a>').format(view.link("netwerken", netwerk=code), name), int(known), "")
        for code, name, known in active.select("partner_id", "name", "known").iter_rows()
    ]
    unlisted = told.profile.unlisted_networks.iter_rows()
    rows += [(Markup("{}").format(name), int(known), told.part("netwerk.state.unlisted")) for name, known in unlisted]
    rows.append((Markup("{}").format(told.part("netwerk.rest")), told.profile.without_network, ""))
    return bars(told, rows)


def _neighbours(told: Told) -> Markup:
    codes = told.tables.regions.filter(code=told.profile.code)["neighbours"].explode().drop_nulls().to_list()
    rows = told.tables.rates.filter(pl.col("code").is_in(codes)).sort("known", descending=True)
    return (
        bars(
            told,
            [
                (
                    Markup('<a href="{}">{}</a>').format(told.address(row["code"]), row["name"]),
                    row["known"],
                    told.rate(row["per_10k"]),
                )
                for row in rows.iter_rows(named=True)
            ],
        )
        if codes
        else Markup()
    )


def _coverage(told: Told) -> Markup:
    """How much of what a source estimates is known, per yardstick, for the smallest region that has an estimate."""
    names = dict(told.tables.indicators.select("indicator_id", f"name_{told.language}").iter_rows())
    estimated = (
        told.profile.coverage.drop_nulls("share_known")
        .sort("steps_up")
        .unique("indicator_id", keep="first", maintain_order=True)
    )
    drawn = []
    for row in estimated.iter_rows(named=True):
        share = round(100 * row["share_known"])
        form = "share_at_most" if row["completeness"] == Completeness.AT_MOST else "share_about"
        words = f"{told.part(f'volledig.{form}', share=share)} ({row['name']})"
        bar = Markup('<span class="balk vol" aria-hidden="true"><i style="width:{}%"></i></span>').format(
            min(share, 100)
        )
        drawn.append(
            Markup("<li><span>{}</span>{}<b></b><span>{}</span></li>").format(names[row["indicator_id"]], bar, words)
        )
    return Markup('<ul class="balken">{}</ul>').format(Markup().join(drawn)) if drawn else Markup()
