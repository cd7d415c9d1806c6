"""Computes one figure per region for the map: number, rate, share, number started since a year, or networks."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypedDict

import polars as pl

from data_loaders.memory import remembered
from data_loaders.schema import RegionLevel, Theme
from measures.catalogue import Catalogue
from measures.counts import per_group
from measures.filters import Together
from measures.region.dispersion import count_interval, with_dispersion
from measures.region.rates import CONFIDENCE, PER, SMALL_BELOW
from measures.region.scope import municipalities_of
from measures.selection import Selection

_MARGIN = ("low", "high", "dispersion")


class Measure(StrEnum):
    """The figure behind the colour of a region; the values are used in addresses."""

    COUNT = "aantal"
    RATE = "per-10000"
    SHARE = "aandeel"
    STARTED = "verandering"
    NETWORKS = "netwerken"


class RegionFigure(TypedDict):
    """The columns of `region_figures` that are read."""

    name: str | None
    value: float | None
    low: float | None
    high: float | None
    is_small: bool
    is_own: bool


@dataclass(frozen=True)
class Comparison:
    """The regions that a choice compares. A region outside the comparison is left out, not shown as "none known"."""

    selection: Selection
    """The choice whose initiatives are counted, without the filters that only mark one region."""
    province: str | None = None
    """Code of the province whose regions are compared; None for all regions of the level."""
    own: str | None = None
    """Code of the region that is marked among the others."""
    together: Together | None = None
    """The municipalities that are compared, if the reader combined some."""

    @property
    def is_part(self) -> bool:
        """Whether only a part of the country is compared."""
        return self.province is not None or self.together is not None


def comparison(regions: pl.DataFrame, selection: Selection, level: RegionLevel) -> Comparison:
    """The regions to compare for a choice.

    A chosen municipality is compared with the others of its province, and a chosen province with all provinces. An own
    region and a COROP region are compared municipality by municipality. Otherwise the regions of the chosen province are compared, or all.

    Args:
        regions: the declared table.
        selection: the reader's choice. If it has a municipality and another province, the province decides.
        level: municipality, corop or province.
    """
    home = regions.filter(level=RegionLevel.MUNICIPALITY, code=selection.municipality or "").to_dicts()
    lies_in = home[0]["province_code"] if home else None
    province = selection.province or lies_in
    wider = replace(selection, municipality=None, place=None)
    if selection.together and level is RegionLevel.MUNICIPALITY and not home:
        return Comparison(wider, province, together=selection.together)
    if selection.corop and level is RegionLevel.MUNICIPALITY and not home:
        return Comparison(wider, province, together=Together(tuple(municipalities_of(regions, selection.corop))))
    wider = replace(wider, together=None, corop=None)
    if level is RegionLevel.PROVINCE:
        return Comparison(replace(wider, province=None), own=province)
    column = "corop_code" if level is RegionLevel.COROP else "code"
    own = home[0][column] if home and lies_in == province else selection.corop if level is RegionLevel.COROP else None
    return Comparison(replace(wider, province=province), province, own)


@remembered
def region_figures(
    catalogue: Catalogue, selection: Selection, level: RegionLevel, measure: Measure, since: int
) -> pl.DataFrame:
    """One row per compared region of `level`, by code; a last row without code has the initiatives in no known region.

    Args:
        catalogue: the initiatives.
        selection: the reader's choice; `comparison` says which regions it compares.
        level: municipality, corop or province.
        measure: the figure in `value`.
        since: first year that counts for `Measure.STARTED`.

    Returns:
        `code`, `name`, `population`, `count` (UInt32: number of initiatives, which adds up to all in the comparison), a
        column per theme, `base` (UInt32: number of initiatives behind the figure), `value`, `low`, `high` and
        `dispersion` (margin of a rate; null for other figures), `is_small` and `is_own` (Boolean: the marked region).
        `value` is null if `base` is 0, NaN if it cannot be computed, and otherwise

        - `aantal`: `count`;
        - `per-10000`: `count` per 10,000 inhabitants; NaN without a population. Its margin is that of
          `measures.region.rates`, with the dispersion of the same choice between all municipalities;
        - `aandeel`: `count` as a percentage of the initiatives of the same choice without its themes (`base`);
        - `verandering`: number of initiatives known to have started in `since` or later; NaN if no start year is known;
        - `netwerken`: number of different networks that the initiatives name; 0 if they name none.
    """
    compared = comparison(catalogue.regions, selection, level)
    is_own = pl.col("code").eq(pl.lit(compared.own)).fill_null(False)
    return _figures(catalogue, compared, level, measure, since).with_columns(is_own=is_own)


def _figures(
    catalogue: Catalogue, compared: Comparison, level: RegionLevel, measure: Measure, since: int
) -> pl.DataFrame:
    regions, selection = catalogue.regions, compared.selection
    chosen = catalogue.chosen(selection)
    codes = _codes(regions, level)
    rows = _all_regions(_inside(regions, compared), level, _summed(per_group(chosen, "municipality_code"), codes))
    if measure is Measure.SHARE:
        rows = _with_base(rows, per_group(catalogue.chosen(selection, ignore="themes"), "municipality_code"), codes)
        return _finished(rows, 100 * pl.col("count") / pl.col("base"))
    if measure is Measure.STARTED:
        known = chosen.filter(pl.col("started_year").is_not_null())
        rows = _with_base(rows, per_group(known, "municipality_code"), codes)
        late = per_group(known.filter(pl.col("started_year") >= since), "municipality_code")
        rows = _joined(rows, late, codes, "part")
        return _finished(rows, pl.when(pl.col("base") > 0).then("part").otherwise(float("nan")), base="count")
    if measure is Measure.NETWORKS:
        rows = rows.with_columns(base="count").join(_networks(chosen, codes), on="code", how="left", nulls_equal=True)
        return _finished(rows, pl.col("part").fill_null(0).cast(pl.Int64))
    rows = rows.with_columns(base="count")
    if measure is Measure.RATE:
        wide = rows.with_columns(dispersion=pl.lit(_dispersion(catalogue, selection)))
        bounds = count_interval(wide["count"], wide["dispersion"], confidence=CONFIDENCE)
        return _finished(wide.hstack(bounds).with_columns(_per_10k("low"), _per_10k("high")), _per_10k("count"))
    return _finished(rows, pl.col("count").cast(pl.Int64))


def _per_10k(column: str) -> pl.Expr:
    inhabitants = pl.col("population").cast(pl.Float64)
    return pl.when(inhabitants > 0).then(PER * pl.col(column) / inhabitants).otherwise(float("nan")).alias(column)


@remembered
def _dispersion(catalogue: Catalogue, selection: Selection) -> float:
    """The dispersion of the counts of `selection` between all municipalities, also those outside its province."""
    level = RegionLevel.MUNICIPALITY
    chosen = per_group(
        catalogue.chosen(selection.without("together").without("corop"), ignore="province"), "municipality_code"
    )
    rows = _all_regions(catalogue.regions, level, _summed(chosen, _codes(catalogue.regions, level)))
    measured = with_dispersion(rows.with_columns(level=pl.lit(level.value), known="count"))
    return float(measured["dispersion"][0])


def _inside(regions: pl.DataFrame, compared: Comparison) -> pl.DataFrame:
    """The compared rows of `regions`. A COROP region lies in the province of its municipalities."""
    province = compared.province
    if compared.together:
        regions = regions.filter(pl.col("code").is_in(compared.together.codes))
    if province is None:
        return regions
    lie_in = regions.filter(level=RegionLevel.MUNICIPALITY, province_code=province)
    return regions.filter(pl.col("code").is_in([*lie_in["code"], *lie_in["corop_code"].drop_nulls(), province]))


def _codes(regions: pl.DataFrame, level: RegionLevel) -> pl.DataFrame:
    """`municipality_code` with the `code` of its region of `level`."""
    column = {RegionLevel.COROP: "corop_code", RegionLevel.PROVINCE: "province_code"}.get(level, "code")
    inside = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    known = regions.filter(pl.col("level") == level).select("code")
    return (
        inside.select(pl.col("code").alias("municipality_code"), pl.col(column).alias("region"))
        .join(known, left_on="region", right_on="code", how="semi")
        .rename({"region": "code"})
    )


def _summed(per_municipality: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    numbers = ["count", *(theme.value for theme in Theme)]
    placed = per_municipality.with_columns(pl.col("municipality_code").cast(pl.String))
    return placed.join(codes, on="municipality_code", how="left").group_by("code").agg(pl.col(numbers).sum())


def _all_regions(regions: pl.DataFrame, level: RegionLevel, counted: pl.DataFrame) -> pl.DataFrame:
    wanted = regions.filter(pl.col("level") == level).select("code", "name", "population").sort("code")
    rows = wanted.join(counted, on="code", how="left", maintain_order="left")
    rest = counted.filter(pl.col("code").is_null())
    numbers = pl.col("count", *(theme.value for theme in Theme)).fill_null(0).cast(pl.UInt32)
    return pl.concat([rows, rest], how="diagonal").with_columns(numbers)


def _joined(rows: pl.DataFrame, per_municipality: pl.DataFrame, codes: pl.DataFrame, name: str) -> pl.DataFrame:
    counted = _summed(per_municipality, codes).select("code", pl.col("count").alias(name))
    joined = rows.join(counted, on="code", how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col(name).fill_null(0).cast(pl.UInt32))


def _with_base(rows: pl.DataFrame, per_municipality: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    return _joined(rows, per_municipality, codes, "base")


def _networks(chosen: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    named = chosen.select(pl.col("municipality_code").cast(pl.String), "networks").explode(
        "networks", empty_as_null=True, keep_nulls=True
    )
    placed = named.unique().join(codes, on="municipality_code", how="left")
    return placed.group_by("code").agg(pl.col("networks").drop_nulls().n_unique().alias("part"))


def _finished(rows: pl.DataFrame, value: pl.Expr, base: str = "base") -> pl.DataFrame:
    known = pl.concat([rows, pl.DataFrame(schema=dict.fromkeys(_MARGIN, pl.Float64))], how="diagonal")
    known = known.with_columns(value=pl.when(pl.col(base) > 0).then(value))
    columns = ["code", "name", "population", "count", *(theme.value for theme in Theme), "base", "value", *_MARGIN]
    is_small = pl.col("base").is_between(1, SMALL_BELOW - 1)
    return known.select(columns).with_columns(is_small=is_small).sort("code", nulls_last=True)
