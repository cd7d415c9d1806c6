"""One figure per region for the map: number, rate, share, started since a year, networks."""

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
from measures.selection import Selection

_MARGIN = ("low", "high", "dispersion")


class Measure(StrEnum):
    """What the colour of a region stands for; the values stand in addresses."""

    COUNT = "aantal"
    RATE = "per-10000"
    SHARE = "aandeel"
    STARTED = "verandering"
    NETWORKS = "netwerken"


class RegionFigure(TypedDict):
    """What is read of a row of `region_figures`."""

    name: str | None
    value: float | None
    low: float | None
    high: float | None
    is_small: bool
    is_own: bool


@dataclass(frozen=True)
class Comparison:
    """Which regions a choice compares. A region outside it is no region where nothing is known."""

    selection: Selection
    """What is counted in them: the choice without the filters that only say which region stands out."""
    province: str | None = None
    """Only regions of this province; without it all regions of the level."""
    own: str | None = None
    """The region that stands out among the others."""
    together: Together | None = None
    """Only these municipalities."""

    @property
    def is_part(self) -> bool:
        """Whether only a part of the country is compared."""
        return self.province is not None or self.together is not None


def comparison(regions: pl.DataFrame, selection: Selection, level: RegionLevel) -> Comparison:
    """A municipality among those of its province, a province among all provinces, several municipalities together among
    themselves, else the regions of the chosen province. Of larger regions than municipalities all are compared.

    Args:
        regions: the declared table.
        selection: the reader's choice; of a municipality and another province, the province says which regions there are.
        level: municipality, corop or province.
    """
    home = regions.filter(level=RegionLevel.MUNICIPALITY, code=selection.municipality or "").to_dicts()
    lies_in = home[0]["province_code"] if home else None
    province = selection.province or lies_in
    wider = replace(selection, municipality=None, place=None)
    if selection.together and level is RegionLevel.MUNICIPALITY and not home:
        return Comparison(wider, province, together=selection.together)
    wider = replace(wider, together=None)
    if level is RegionLevel.PROVINCE:
        return Comparison(replace(wider, province=None), own=province)
    column = "corop_code" if level is RegionLevel.COROP else "code"
    own = home[0][column] if home and lies_in == province else None
    return Comparison(replace(wider, province=province), province, own)


@remembered
def region_figures(
    catalogue: Catalogue, selection: Selection, level: RegionLevel, measure: Measure, since: int
) -> pl.DataFrame:
    """One row per region of `level` that is compared, by code, and a last row without code for what lies in no known region.

    Args:
        catalogue: the initiatives.
        selection: the reader's choice; `comparison` says which regions it compares.
        level: municipality, corop or province.
        measure: which figure `value` is.
        since: first year that counts for `Measure.STARTED`.

    Returns:
        `code`, `name`, `population`, `count` (UInt32, initiatives; adds up to all of `comparison`), a column per theme, `base`
        (UInt32, what the figure is taken of), `value`, `low`, `high` and `dispersion` (the margin of a rate, else null), `is_small` and `is_own`
        (Boolean: stands out among the others).
        `value` is null where no initiative of the base is known, NaN where it cannot be computed, else

        - `aantal`: `count` (initiatives);
        - `per-10000`: `count` per 10,000 inhabitants; NaN without a population; its margin as in `measures.region.rates`, with the
          dispersion of the same choice between all municipalities;
        - `aandeel`: percentage of the initiatives that the same choice keeps without its themes (`base`);
        - `verandering`: known to have started in `since` or later; NaN where of none (`base`) the start year is known;
        - `netwerken`: different networks that the initiatives name; 0 where they name none.
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
    """How far municipalities lie apart in what `selection` counts, those outside its province too."""
    level = RegionLevel.MUNICIPALITY
    chosen = per_group(catalogue.chosen(selection.without("together"), ignore="province"), "municipality_code")
    rows = _all_regions(catalogue.regions, level, _summed(chosen, _codes(catalogue.regions, level)))
    measured = with_dispersion(rows.with_columns(level=pl.lit(level.value), known="count"))
    return float(measured["dispersion"][0])


def _inside(regions: pl.DataFrame, compared: Comparison) -> pl.DataFrame:
    """`regions` that are compared. The province of a COROP region is that of its municipalities."""
    province = compared.province
    if compared.together:
        regions = regions.filter(pl.col("code").is_in(compared.together.codes))
    if province is None:
        return regions
    lie_in = regions.filter(level=RegionLevel.MUNICIPALITY, province_code=province)
    return regions.filter(pl.col("code").is_in([*lie_in["code"], *lie_in["corop_code"].drop_nulls(), province]))


def _codes(regions: pl.DataFrame, level: RegionLevel) -> pl.DataFrame:
    """`municipality_code` and the `code` of the region of `level` that it lies in."""
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
