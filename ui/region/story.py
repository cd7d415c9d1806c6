"""Parts of a region's story that compare: with other regions, within its group, per theme, and with its neighbours."""

import polars as pl

from data_loaders.schema import Reach
from data_loaders.schema.rows import rows_of
from measures.region.enums import ReferenceKind, SimilarMethod, ThemeState
from measures.region.rows import ReferenceRow
from measures.region.scope import municipalities_of
from ui.numbers import number
from ui.region.fair import leaning_words
from ui.region.region_view import (
    COUNTRY,
    RegionView,
    comparison_sentence,
    expected_words,
    margin_words,
    reference_name,
)
from ui.story import Part
from ui.texts import first_upper


def beside_part(region: RegionView) -> Part:
    """The region beside similar ones, its COROP region, its province and the country, each with margin, expected counts and verdict."""
    p, references = region.part, rows_of(region.profile.references, ReferenceRow)
    rows = [region.own, *references]
    table = pl.DataFrame(
        {
            p("naast.region"): [
                p("naast.own", name=region.name),
                *(first_upper(reference_name(region, row)) for row in references),
            ],
            p("naast.known"): pl.Series([row["known"] for row in rows], dtype=pl.Int64),
            p("naast.population"): pl.Series([row["population"] for row in rows], dtype=pl.Int64),
            p("naast.rate"): pl.Series([row["per_10k"] for row in rows], dtype=pl.Float64),
            region.t("marge.name"): [region.margin(row["per_10k_low"], row["per_10k_high"]) for row in rows],
            region.t("marge.expected"): ["", *(expected_words(region, row) for row in references)],
            p("naast.verdict"): ["", *(p(f"verdict.{row['verdict']}") for row in references)],
        }
    )
    return region.piece(
        "naast",
        p("naast.title"),
        " ".join(comparison_sentence(region)),
        table,
        f"{margin_words(region)} {_without_wide(region)}".strip(),
        age=region.age_of(*municipalities_of(region.tables.regions, COUNTRY)) if len(rows) > 1 else region.age,
        codes=[None, *(row["code"] for row in references)],
    )


def _without_wide(region: RegionView) -> str:
    """Says that the country is counted here without initiatives that work regionally or nationally."""
    wide = region.tables.initiatives.filter(pl.col("scope") != Reach.LOCAL).height
    has_country = region.profile.references.filter(kind=ReferenceKind.COUNTRY).height
    return region.part("naast.without_wide", count=wide) if has_country and wide else ""


def spread_part(region: RegionView) -> Part:
    """The spread of the group: every region in a table, minimum, quartiles and maximum in words, and how the group was chosen."""
    five = region.profile.spread.row(0, named=True)
    p, points = region.part, region.profile.points
    if not five["regions"]:
        sentence = p("spreiding.empty")
    else:
        sentence = p(
            "spreiding.sentence",
            count=five["regions"],
            name=region.name,
            own=region.rate(region.own["per_10k"]),
            minimum=region.rate(five["minimum"]),
            maximum=region.rate(five["maximum"]),
            lower=region.rate(five["lower_quartile"]),
            upper=region.rate(five["upper_quartile"]),
            median=region.rate(five["median"]),
        )
    table = points.select(
        pl.col("name").alias(p("naast.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("per_10k").alias(p("naast.rate")),
        region.margins(points),
    )
    note = " ".join(filter(None, [group_note(region), region.t("marge.ordered"), leaning_words(region)]))
    codes = points["code"].to_list()
    return region.piece("spreiding", p("spreiding.title"), sentence, table, note, codes, age=region.age_of(*codes))


def group_note(region: RegionView) -> str:
    """How the group was chosen, and why that is not the method that was asked for."""
    group = region.profile.similar
    parts = [region.part("spreiding.method", method=region.t(f"regio.method.{group.used}").lower())]
    if group.reason:
        parts.append(region.part(f"spreiding.fallback_{group.reason}"))
    elif group.used == SimilarMethod.SIZE_AND_URBANITY:
        urbanity, year = group.members.row(0, named=True)["urbanity"], group.members["urbanity_year"][0]
        parts.append(
            region.part("spreiding.classes", urbanity=region.part(f"stedelijkheid.{urbanity}"), year=str(year))
        )
    return " ".join(parts)


def themes_part(region: RegionView) -> Part:
    """For each theme: known initiatives, their rate, and neighbours that have it."""
    p, themes = region.part, region.profile.themes
    beside = pl.Series(p("thema.beside"), [_beside(region, row) for row in themes["neighbours"]], dtype=pl.String)
    table = themes.select(
        pl.col("theme").cast(pl.String).replace(_theme_words(region)).alias(p("thema.theme")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("known_main").cast(pl.Int64).alias(p("thema.main")),
        pl.col("per_10k").alias(p("naast.rate")),
        region.margins(themes),
        *_themes_elsewhere(region),
        *([beside] if region.neighbours else []),
    )
    return region.piece("thema", p("thema.title"), _themes_sentence(region), table, _theme_factors(region))


def _themes_elsewhere(region: RegionView) -> list[pl.Series]:
    """A column for each reference, with its rate per theme."""
    rows = region.profile.theme_references.sort("kind", "theme").partition_by("kind", maintain_order=True)
    return [
        of_kind["per_10k"].alias(
            region.part("thema.elsewhere", region=reference_name(region, rows_of(of_kind, ReferenceRow)[0]))
        )
        for of_kind in rows
    ]


def neighbours_part(region: RegionView) -> Part:
    """The neighbouring regions, with their known initiatives."""
    p = region.part
    rows = region.tables.rates.filter(pl.col("code").is_in(region.neighbours)).sort("name")
    table = rows.select(
        pl.col("name").alias(p("buren.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
    )
    sentence = p("buren.sentence", count=rows.height, name=region.name, known=int(rows["known"].sum()))
    codes = rows["code"].to_list()
    return region.piece("buren", p("buren.title"), sentence, table, codes=codes, age=region.age_of(*codes))


def _theme_factors(region: RegionView) -> str:
    factors = region.tables.theme_rates.filter(pl.col("code") == region.profile.code)["dispersion"].to_list()
    least, most = (number(factor, region.language, 1) for factor in (min(factors), max(factors)))
    return region.t("marge.per_theme", least=least, most=most)


def _theme_words(region: RegionView) -> dict[str, str]:
    return {theme: region.t(f"theme.{theme}") for theme in region.profile.themes["theme"].cast(pl.String)}


def _themes_sentence(region: RegionView) -> str:
    words = _theme_words(region)
    themes: dict[str, list[str]] = {"known": [], "not_known": [], "neighbours": []}
    for row in region.profile.themes.iter_rows(named=True):
        state = "known" if row["state"] == ThemeState.KNOWN else "not_known"
        themes[state].append(words[row["theme"]].lower())
        if state == "not_known" and row["neighbours"]:
            themes["neighbours"].append(words[row["theme"]].lower())
    return " ".join(region.part(f"thema.{key}", themes=", ".join(names)) for key, names in themes.items() if names)


def _beside(region: RegionView, neighbours: pl.Series) -> str:
    shown = [f"{row['name']} {region.count(row['known'])}" for row in neighbours.to_list()]
    rest = [region.part("more", count=len(shown) - 3)] if len(shown) > 3 else []
    return ", ".join(shown[:3] + rest) or region.t("legend.unknown").lower()
