"""The largest differences between a region and its reference, per theme, without what chance explains."""

import polars as pl

from data_loaders.schema.rows import rows_of
from measures.region.differences import theme_differences
from measures.region.enums import ReferenceKind
from measures.region.rows import ReferenceRow
from measures.region.scope import municipalities_of
from ui.region.region_view import COUNTRY, Expected, RegionView, expected_words, reference_name
from ui.story import Part

MOST_TOLD = 3


def differences_part(region: RegionView) -> Part | None:
    """The differences with the region's first reference (similar municipalities if there are any); None for the country."""
    if region.profile.references.is_empty():
        return None
    reference = rows_of(region.profile.references, ReferenceRow)[0]
    tables, t = region.tables, region.t
    group = region.profile.similar.members["code"].to_list()
    beside = group if reference["kind"] == ReferenceKind.SIMILAR else [reference["code"]]
    rows = theme_differences(
        tables.theme_rates,
        municipalities_of(tables.regions, region.profile.code),
        municipalities_of(tables.regions, *beside),
    )
    table = rows.select(
        pl.Series(region.part("thema.theme"), [t(f"theme.{theme}") for theme in rows["theme"]]),
        pl.col("known").cast(pl.Int64).alias(region.part("naast.known")),
        pl.col("expected").alias(t("verschillen.expected")),
        pl.Series(t("verschillen.bounds"), [expected_words(region, row) for row in rows_of(rows, Expected)]),
        pl.col("beyond").alias(t("verschillen.beyond")),
    )
    sentence = _sentence(region, rows, reference_name(region, reference))
    age = region.age_of(*municipalities_of(tables.regions, COUNTRY))
    return region.piece("verschillen", t("verschillen.title"), sentence, table, t("verschillen.note"), age=age)


def _sentence(region: RegionView, rows: pl.DataFrame, reference: str) -> str:
    far = rows.filter(pl.col("beyond") != 0).head(MOST_TOLD)
    told_ones = [_words(region, row) for row in (far if far.height else rows.head(1)).iter_rows(named=True)]
    if rows["beyond"].null_count() == rows.height:
        return region.t("verschillen.untested", reference=reference)
    key = "verschillen.beyond_chance" if far.height else "verschillen.all_chance"
    return region.t(key, reference=reference, themes=", ".join(told_ones))


def _words(region: RegionView, row: dict[str, object]) -> str:
    theme = region.t(f"theme.{row['theme']}").lower()
    return region.t("verschillen.one", theme=theme, known=row["known"], low=row["low"], high=row["high"])
