"""The page that compares two to five regions."""

from dataclasses import replace

import polars as pl

from data_loaders.schema import Theme
from measures.region.compare import FEWEST, Comparison, compare
from measures.region.enums import FigureReason
from measures.region.own import CODE as OWN
from pages.regio.finder import finder
from ui.names import BESIDE
from ui.plain.lists import link
from ui.region.choices import OwnRegion, add_region, regions_address
from ui.region.division import division_part
from ui.region.evidence import former_part
from ui.region.fair import order_words
from ui.region.find import NamedRegion
from ui.region.pictures import Rate, rates_plot, themes_side_by_side
from ui.region.profiled import own_profiled, profiled
from ui.region.region_view import RegionView, kind_words, margin_words, region_view_of
from ui.story import Choice, Control, ControlKind, Link, Part, PartKind, Story
from ui.view import View


def compared(view: View, named: list[NamedRegion], notes: tuple[str, ...], own: OwnRegion | None = None) -> Story:
    """The regions in `named` side by side, after the own region if there is one. Notes name regions that are left out."""
    clear = [each for each in named if len(each.codes) == 1]
    first = region_view_of(view.snapshot, clear[0].codes[0], view.language) if clear else None
    region = own.region_view(view, is_beside=True) if own else first
    if region is None:
        return finder(view, named[0], notes)
    tables = region.tables
    codes = [each.codes[0] if len(each.codes) == 1 else each.typed for each in named]
    codes = [OWN, *codes] if own else codes
    comparison = compare(tables.rates, tables.theme_rates, tables.regions, codes)
    usable = comparison.table["code"].to_list()
    left_out = (*notes, *_left_out(view, region, comparison))
    if len(usable) < FEWEST:
        return own_profiled(view, own, left_out) if own else profiled(view, clear[0], left_out)
    names = compared_names(region, comparison)
    title = view.t("regio.compare_title", names=", ".join(names.values()))
    overlaps = [
        view.t("regio.compare_overlap", small=names[small], large=names[large]) for small, large in comparison.overlaps
    ]
    overlaps += [view.t("regio.compare_shared", one=names[one], other=names[other]) for one, other in comparison.shared]
    overlaps += [view.t("regio.compare_same", one=names[one], other=names[other]) for one, other in comparison.same]
    return Story(
        page="regio",
        title=title,
        answer=title,
        sentence=f"{_sentence(view, region, comparison, names)} {order_words(region, comparison, names)}",
        limits=" ".join(overlaps),
        address=regions_address(view, usable).removesuffix("&taal=en"),
        crumbs=(Link(view.t("regio.nav"), view.link("regio")),),
        notes=left_out,
        controls=_controls(view, names),
        parts=tuple(_parts(view, region, comparison, names)),
        is_unlisted=own is not None,
    )


def compared_names(region: RegionView, comparison: Comparison) -> dict[str, str]:
    """Code → name of each compared region, with its level if two have the same name (Utrecht)."""
    rows = comparison.table.select("code", "name", "level").rows()
    names = [name for _, name, _ in rows]
    return {
        code: name if names.count(name) == 1 else f"{name} ({kind_words(region, code, level)})"
        for code, name, level in rows
    }


def _controls(view: View, names: dict[str, str]) -> tuple[Control, ...]:
    """Chips to remove a region, and a menu to add one."""
    out = tuple(
        Choice(name, regions_address(view, [other for other in names if other != code]), is_on=True, value=code)
        for code, name in names.items()
    )
    return Control(BESIDE, view.t("regio.take_out"), out, ControlKind.CHIPS), add_region(view, list(names))


def _left_out(view: View, region: RegionView, comparison: Comparison) -> list[str]:
    sentences = [
        view.t(f"regio.left_out.{reason}", code=region.names.get(code, code)[:60])
        for code, reason in comparison.left_out
    ]
    return [*sentences, view.t("regio.fewer_left")] if comparison.reason is FigureReason.TOO_FEW else sentences


def _sentence(view: View, region: RegionView, comparison: Comparison, names: dict[str, str]) -> str:
    parts = [
        view.t("regio.compare_part", name=names[row["code"]], rate=region.rate(row["per_10k"]))
        if row["per_10k"] is not None
        else view.t("regio.compare_part_unknown", name=names[row["code"]])
        for row in comparison.table.iter_rows(named=True)
    ]
    return view.t("regio.compare_sentence", parts=", ".join(parts))


def _parts(view: View, region: RegionView, comparison: Comparison, names: dict[str, str]) -> list[Part]:
    age = region.age_of(*names)
    parts = [rates_part(view, region, comparison, names, age), themes_part(view, region, comparison, names, age)]
    municipalities = [code for code in names if code in view.names.municipalities]
    former = former_part(region, municipalities) if municipalities else None
    if former is not None and former.rows.height:
        count = former.rows[former.rows.columns[0]].n_unique()
        sentence = view.t("regio.compare_old_sentence", count=count)
        parts.append(replace(former, name="oud", title=view.t("regio.compare_old"), sentence=sentence))
        parts.append(division_part(region, municipalities))
    return parts


def rates_part(view: View, region: RegionView, comparison: Comparison, names: dict[str, str], age: str) -> Part:
    """The part with a row for each region: known initiatives, inhabitants, rate and margin."""
    p, rows = region.part, comparison.table
    table = rows.select(
        pl.col("code").replace_strict(names).alias(p("naast.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
        region.margins(rows),
    )
    rates = [
        Rate(
            link(region.address(row["code"]), names[row["code"]]),
            row["per_10k"],
            row["per_10k_low"],
            row["per_10k_high"],
            f"{region.rate(row['per_10k'])} · {region.count(row['known'])}",
            is_own=True,
        )
        for row in rows.iter_rows(named=True)
    ]
    sentence, title = _sentence(view, region, comparison, names), view.t("regio.compare_figure")
    part = region.piece("naast", title, sentence, table, margin_words(region), list(names), age=age)
    return replace(part, kind=PartKind.FIGURE, body=rates_plot(region, rates))


def themes_part(view: View, region: RegionView, comparison: Comparison, names: dict[str, str], age: str) -> Part:
    """The part with the rate of each region per theme, on one scale; the table has the known initiatives."""
    per_region = {
        view.t("regio.compare_known", name=name): comparison.themes.filter(pl.col("code") == code)["known"].cast(
            pl.Int64
        )
        for code, name in names.items()
    }
    table = pl.DataFrame({region.part("thema.theme"): [view.t(f"theme.{theme}") for theme in Theme]} | per_region)
    sentence = view.t("regio.compare_themes_sentence", names=", ".join(names.values()))
    part = region.piece("thema-naast", view.t("regio.compare_themes"), sentence, table, age=age)
    return replace(part, kind=PartKind.FIGURE, body=themes_side_by_side(region, names, comparison.themes))
