"""Figures of former municipalities, converted to the municipalities of today by adding them."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_loaders.schema.rows import rows_of
from measures.region.divisions import earlier_figures
from measures.region.rows import EarlierFigureRow
from ui.numbers import number
from ui.region.region_view import RegionView
from ui.story import Part


def division_part(region: RegionView, codes: Sequence[str]) -> Part:
    """The figures of former municipalities for the municipalities `codes`, with the sum that converts them."""
    p, tables = region.part, region.tables
    rows = earlier_figures(
        tables.indicators, tables.indicator_values, tables.municipality_changes, tables.regions, codes
    )
    named = rows.join(tables.indicators, on="indicator_id", maintain_order="left")
    former = dict(tables.municipality_changes.select("old_code", "old_name").iter_rows())
    names = {**region.names, **former}
    each = rows_of(named, EarlierFigureRow)
    table = pl.DataFrame(
        {
            p("doel.indicator"): named[f"name_{region.language}"],
            p("doel.year"): named["year"].cast(pl.String),
            p("vroeger.today"): pl.Series([region.names[row["code"]] for row in each], dtype=pl.String),
            p("indeling.value"): named["value"],
            p("doel.unit"): named["unit"],
            p("indeling.parts"): pl.Series([_sum(region, row, names) for row in each], dtype=pl.String),
            p("indeling.missing"): pl.Series([_missing(region, row, names) for row in each], dtype=pl.String),
            p("doel.source"): named["source_title"],
        }
    )
    sentence = p("indeling.sentence", count=named.height) if each else p("indeling.none")
    links = {p("doel.source"): named["source_url"].to_list()}
    return region.piece("indeling", p("indeling.title"), sentence, table, links=links)


def _sum(region: RegionView, row: EarlierFigureRow, names: Mapping[str, str]) -> str:
    return " + ".join(
        f"{names.get(part['code'], part['code'])} {_figure(region, part['value'])}" for part in row["parts"]
    )


def _figure(region: RegionView, value: float) -> str:
    return number(value, region.language, 0 if value.is_integer() else 2)


def _missing(region: RegionView, row: EarlierFigureRow, names: Mapping[str, str]) -> str:
    """Why the sum is not a figure of the whole municipality of today; empty if it is."""
    if row["reason"] is not None:
        return region.part(f"indeling.{row['reason']}")
    lacking = [names.get(code, code) for code in row["without_figure"]]
    return region.part("indeling.without", names=", ".join(lacking)) if lacking else ""
