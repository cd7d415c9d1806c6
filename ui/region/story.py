"""A region's story in parts: comparison, spread, themes, neighbours."""

import polars as pl

from data_loaders.schema import Reach
from measures.region.enums import ReferenceKind, SimilarMethod, ThemeState
from measures.region.scope import municipalities_of
from ui.numbers import number
from ui.region.fair import leaning_words
from ui.region.told import COUNTRY, Told, comparison_sentence, expected_words, first_upper, margin_words, reference_name
from ui.story import Part


def beside_part(told: Told) -> Part:
    """The region beside similar ones, COROP region, province and country, each with its margin, what was to be expected and the verdict."""
    own = {"label": told.part("naast.own", name=told.name), "verdict": "", "expected": ""} | told.own
    rows = [own] + [
        row
        | {
            "label": first_upper(reference_name(told, row)),
            "verdict": told.part(f"verdict.{row['verdict']}"),
            "expected": expected_words(told, row),
        }
        for row in told.profile.references.iter_rows(named=True)
    ]
    p = told.part
    table = pl.DataFrame(
        {
            p("naast.region"): [row["label"] for row in rows],
            p("naast.known"): pl.Series([row["known"] for row in rows], dtype=pl.Int64),
            p("naast.population"): pl.Series([row["population"] for row in rows], dtype=pl.Int64),
            p("naast.rate"): pl.Series([row["per_10k"] for row in rows], dtype=pl.Float64),
            told.t("marge.name"): [told.margin(row["per_10k_low"], row["per_10k_high"]) for row in rows],
            told.t("marge.expected"): [row["expected"] for row in rows],
            p("naast.verdict"): [row["verdict"] for row in rows],
        }
    )
    return told.piece(
        "naast",
        p("naast.title"),
        " ".join(comparison_sentence(told)),
        table,
        f"{margin_words(told)} {_without_wide(told)}".strip(),
        age=told.age_of(*municipalities_of(told.tables.regions, COUNTRY)) if len(rows) > 1 else told.age,
        codes=[None, *(row["code"] for row in rows[1:])],
    )


def _without_wide(told: Told) -> str:
    """Why the country counts fewer here than on its own page: what works regionally or nationally is part of no region."""
    wide = told.tables.initiatives.filter(pl.col("scope") != Reach.LOCAL).height
    has_country = told.profile.references.filter(kind=ReferenceKind.COUNTRY).height
    return told.part("naast.without_wide", count=wide) if has_country and wide else ""


def spread_part(told: Told) -> Part:
    """Every region of the group as a point, with the five numbers in words and how the group was chosen."""
    five = told.profile.spread.row(0, named=True)
    p, points = told.part, told.profile.points
    if not five["regions"]:
        sentence = p("spreiding.empty")
    else:
        sentence = p(
            "spreiding.sentence",
            count=five["regions"],
            name=told.name,
            own=told.rate(told.own["per_10k"]),
            minimum=told.rate(five["minimum"]),
            maximum=told.rate(five["maximum"]),
            lower=told.rate(five["lower_quartile"]),
            upper=told.rate(five["upper_quartile"]),
            median=told.rate(five["median"]),
        )
    table = points.select(
        pl.col("name").alias(p("naast.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("per_10k").alias(p("naast.rate")),
        _margins(told, points),
    )
    note = " ".join(filter(None, [group_note(told), told.t("marge.ordered"), leaning_words(told)]))
    codes = points["code"].to_list()
    return told.piece("spreiding", p("spreiding.title"), sentence, table, note, codes, age=told.age_of(*codes))


def group_note(told: Told) -> str:
    """How the group was chosen, and why it is not the one asked for."""
    group = told.profile.similar
    parts = [told.part("spreiding.method", method=told.t(f"regio.method.{group.used}").lower())]
    if group.reason:
        parts.append(told.part(f"spreiding.fallback_{group.reason}"))
    elif group.used == SimilarMethod.SIZE_AND_URBANITY:
        urbanity, year = group.members.row(0, named=True)["urbanity"], group.members["urbanity_year"][0]
        parts.append(told.part("spreiding.classes", urbanity=told.part(f"stedelijkheid.{urbanity}"), year=str(year)))
    return " ".join(parts)


def themes_part(told: Told) -> Part:
    """Theme by theme: what is there, what is not known, and which neighbours have it."""
    p, themes = told.part, told.profile.themes
    beside = pl.Series(p("thema.beside"), [_beside(told, row) for row in themes["neighbours"]], dtype=pl.String)
    table = themes.select(
        pl.col("theme").cast(pl.String).replace(_theme_words(told)).alias(p("thema.theme")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("known_main").cast(pl.Int64).alias(p("thema.main")),
        pl.col("per_10k").alias(p("naast.rate")),
        _margins(told, themes),
        *_themes_elsewhere(told),
        *([beside] if _neighbours(told) else []),
    )
    return told.piece("thema", p("thema.title"), _themes_sentence(told), table, _theme_factors(told))


def _themes_elsewhere(told: Told) -> list[pl.Series]:
    """The rate of each theme in each region that this one stands beside, a column per region."""
    rows = told.profile.theme_references.sort("kind", "theme").partition_by("kind", maintain_order=True)
    return [
        of_kind["per_10k"].alias(told.part("thema.elsewhere", region=reference_name(told, of_kind.row(0, named=True))))
        for of_kind in rows
    ]


def neighbours_part(told: Told) -> Part:
    """The regions that share a border, with what is known there."""
    p = told.part
    rows = told.tables.rates.filter(pl.col("code").is_in(_neighbours(told))).sort("name")
    table = rows.select(
        pl.col("name").alias(p("buren.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
    )
    sentence = p("buren.sentence", count=rows.height, name=told.name, known=int(rows["known"].sum()))
    codes = rows["code"].to_list()
    return told.piece("buren", p("buren.title"), sentence, table, codes=codes, age=told.age_of(*codes))


def _neighbours(told: Told) -> list[str]:
    """Codes of the regions of the same level that share a border; the country has none."""
    own = told.tables.regions.filter(pl.col("code") == told.profile.code)["neighbours"]
    return own.explode().drop_nulls().to_list()


def _theme_factors(told: Told) -> str:
    factors = told.tables.theme_rates.filter(pl.col("code") == told.profile.code)["dispersion"].to_list()
    least, most = (number(factor, told.language, 1) for factor in (min(factors), max(factors)))
    return told.t("marge.per_theme", least=least, most=most)


def _theme_words(told: Told) -> dict[str, str]:
    return {theme: told.t(f"theme.{theme}") for theme in told.profile.themes["theme"].cast(pl.String)}


def _themes_sentence(told: Told) -> str:
    words = _theme_words(told)
    found: dict[str, list[str]] = {"known": [], "not_known": [], "neighbours": []}
    for row in told.profile.themes.iter_rows(named=True):
        state = "known" if row["state"] == ThemeState.KNOWN else "not_known"
        found[state].append(words[row["theme"]].lower())
        if state == "not_known" and row["neighbours"]:
            found["neighbours"].append(words[row["theme"]].lower())
    return " ".join(told.part(f"thema.{key}", themes=", ".join(names)) for key, names in found.items() if names)


def _beside(told: Told, neighbours: pl.Series) -> str:
    shown = [f"{row['name']} {told.count(row['known'])}" for row in neighbours.to_list()]
    rest = [told.part("more", count=len(shown) - 3)] if len(shown) > 3 else []
    return ", ".join(shown[:3] + rest) or told.t("legend.unknown").lower()


def _margins(told: Told, rates: pl.DataFrame) -> pl.Series:
    bounds = rates.select("per_10k_low", "per_10k_high").iter_rows()
    return pl.Series(told.t("marge.name"), [told.margin(low, high) for low, high in bounds], dtype=pl.String)
