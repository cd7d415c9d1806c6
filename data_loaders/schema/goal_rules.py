"""Declared tables about judging progress: the method, judgements by organisations, and links to initiatives.

The source files have the same names and columns: `data/sources/programme/indicator_methods.csv`, `goal_judgements.csv`
and `goal_links.csv`. A list in a cell is separated by `;`, and dates are written as YYYY-MM-DD.
"""

from enum import StrEnum

import dataframely as dy
import polars as pl

from data_loaders.schema.columns import MUNICIPALITY_CODE, REGION_CODE, WEB_ADDRESS, label, year
from data_loaders.schema.enums import LegalForm, Status, Theme


class ProgressStatus(StrEnum):
    """The status of an indicator or a goal, compared with a target that a source states.

    A passed deadline is not a status but a separate fact.
    """

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    TOO_SLOW = "too_slow"
    WRONG_WAY = "wrong_way"
    NOT_REACHED = "not_reached"
    """The deadline has passed, and a figure of its year or later does not meet the target."""
    UNKNOWN = "unknown"


class Growth(StrEnum):
    """What is constant on an even path: the change per year, or the percentage per year."""

    LINEAR = "linear"
    COMPOUND = "compound"


class TargetScope(StrEnum):
    """The regions for which an indicator is measured, and for which its target holds, if it has one."""

    ONE_REGION = "one_region"
    EACH_MUNICIPALITY = "each_municipality"
    EACH_PROVINCE = "each_province"


class IndicatorMethods(dy.Schema):
    """One row per indicator: how its figures are compared. Target and direction are in `indicators`."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    scope = dy.Enum(
        TargetScope,
        metadata=label(
            "Geldt voor",
            "Holds for",
            about_nl="Eén gebied (zie de kolom ernaast), of elke gemeente of provincie apart.",
            about_en="One region (see the next column), or each municipality or province by itself.",
        ),
    )
    region_code = dy.String(
        nullable=True,
        regex=REGION_CODE,
        metadata=label("Gebied", "Region", about_nl="Alleen bij één gebied.", about_en="Only for one region."),
    )
    base_year = year(
        nullable=True,
        metadata=label(
            "Rekenen vanaf",
            "Counted from",
            about_nl="Leeg: vanaf het eerste vergelijkbare cijfer.",
            about_en="Empty: from the first comparable figure.",
        ),
    )
    growth = dy.Enum(
        Growth,
        metadata=label(
            "Gelijkmatig pad",
            "Even path",
            about_nl="Elk jaar evenveel erbij (linear) of elk jaar hetzelfde percentage (compound).",
            about_en="The same step every year (linear) or the same percentage (compound).",
        ),
    )
    minimum_points = dy.Int16(
        min=2,
        metadata=label(
            "Minimum aantal cijfers",
            "Minimum number of figures",
            about_nl="Met minder vergelijkbare cijfers is er geen oordeel.",
            about_en="With fewer comparable figures there is no verdict.",
        ),
    )
    on_course_from = dy.Float64(
        min=0.0,
        metadata=label(
            "Op koers vanaf",
            "On course from",
            about_nl="Deel van het nodige tempo.",
            about_en="Share of the pace needed.",
        ),
    )
    behind_from = dy.Float64(
        min=0.0,
        metadata=label(
            "Achter vanaf",
            "Behind from",
            about_nl="Deel van het nodige tempo; daaronder: te langzaam, en onder nul: de verkeerde kant op.",
            about_en="Share of the pace needed; below it: too slow, and below zero: the wrong way.",
        ),
    )
    steady_margin = dy.Float64(
        min=0.0,
        metadata=label(
            "Gelijk tot",
            "Steady up to",
            about_nl="Kleinere verandering per jaar, als deel van het eerste cijfer, heet gelijk gebleven.",
            about_en="A smaller change per year, as a share of the first figure, is called steady.",
        ),
    )
    target_last_day = dy.Date(
        nullable=True,
        metadata=label(
            "Laatste dag van het streven",
            "Last day of the target",
            about_nl="Leeg: 31 december van het doeljaar.",
            about_en="Empty: 31 December of the target year.",
        ),
    )
    fresh_years = dy.Int16(
        min=0,
        metadata=label(
            "Actueel gedurende",
            "Up to date for",
            about_nl="Een ouder cijfer heet verouderd.",
            about_en="An older figure is called old.",
            unit_nl="jaar",
            unit_en="years",
        ),
    )
    step_years = dy.Int16(
        min=1,
        metadata=label(
            "Meting om de",
            "Measured every",
            about_nl="Cijfers die zo ver uit elkaar liggen volgen op elkaar.",
            about_en="Figures this far apart are consecutive.",
            unit_nl="jaar",
            unit_en="years",
        ),
    )
    breaks = dy.List(
        dy.Int16(),
        metadata=label(
            "Trendbreuken",
            "Breaks in the series",
            about_nl="Vanaf elk van deze jaren is er anders geteld.",
            about_en="From each of these years on, the count was done differently.",
        ),
    )
    is_cumulative = dy.Bool(
        metadata=label(
            "Opgetelde reeks",
            "Running total",
            about_nl="Kan alleen stijgen; de richting zegt dan niets.",
            about_en="Can only rise, so its direction says nothing.",
        ),
    )
    is_indicative = dy.Bool(
        metadata=label(
            "Verschillen zeggen weinig",
            "Differences mean little",
            about_nl="De bron zegt zelf dat cijfers van verschillende jaren niet precies hetzelfde tellen.",
            about_en="The source itself says that figures of different years do not count quite the same.",
        ),
    )
    decides_goal = dy.Bool(
        metadata=label(
            "Beslist over het doel",
            "Decides the goal",
            about_nl="Het getal staat in het doel zelf.",
            about_en="The number is part of the goal's own wording.",
        ),
    )
    why_nl = dy.String(nullable=True, metadata=label("Waarom zo", "Why (Dutch)"))
    why_en = dy.String(nullable=True, metadata=label("Waarom zo (Engels)", "Why"))

    @dy.rule()
    def names_its_region(cls) -> pl.Expr:  # noqa: N805  dataframely hands over the class
        """A row has a region exactly if its indicator is about one region."""
        return (pl.col("scope") == TargetScope.ONE_REGION) == pl.col("region_code").is_not_null()


class GoalJudgements(dy.Schema):
    """Judgements by organisations, shown beside the computed status and never instead of it."""

    subject = dy.String(
        primary_key=True,
        metadata=label(
            "Waarover",
            "About",
            about_nl="Kenmerk van een doel of van een indicator.",
            about_en="Identifier of a goal (its slug) or of an indicator.",
        ),
    )
    organisation = dy.String(primary_key=True, min_length=1, metadata=label("Organisatie", "Organisation"))
    date = dy.Date(primary_key=True, metadata=label("Datum", "Date"))
    status = dy.Enum(ProgressStatus, metadata=label("Oordeel", "Judgement"))
    why_nl = dy.String(min_length=1, metadata=label("Waarom", "Why (Dutch)"))
    why_en = dy.String(min_length=1, metadata=label("Waarom (Engels)", "Why"))
    source_url = dy.String(nullable=True, regex=WEB_ADDRESS, metadata=label("Bron", "Source"))


class GoalLinks(dy.Schema):
    """The kinds of initiative that an indicator counts; the only link between goals and initiatives.

    An initiative fits a row when it meets every condition of that row.
    """

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    theme = dy.Enum(
        Theme,
        nullable=True,
        metadata=label(
            "Thema",
            "Theme",
            about_nl="Een van de thema's van het initiatief.",
            about_en="One of the initiative's themes.",
        ),
    )
    legal_forms = dy.List(
        dy.Enum(LegalForm),
        metadata=label(
            "Rechtsvorm", "Legal form", about_nl="Een van deze; leeg: elke.", about_en="One of these; empty: any."
        ),
    )
    statuses = dy.List(
        dy.Enum(Status),
        metadata=label(
            "Status",
            "Status",
            about_nl="Een van deze, zoals de definitie van de indicator zegt; leeg: elke.",
            about_en="One of these, as the indicator's definition says; empty: any.",
        ),
    )
    network = dy.String(
        nullable=True,
        metadata=label(
            "Netwerk",
            "Network",
            about_nl="Kenmerk uit de partnerlijst.",
            about_en="Identifier from the partner directory.",
        ),
    )
    municipality_code = dy.String(
        nullable=True, regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code")
    )
    why_nl = dy.String(min_length=1, metadata=label("Waarom", "Why (Dutch)"))
    why_en = dy.String(min_length=1, metadata=label("Waarom (Engels)", "Why"))

    @dy.rule()
    def states_a_condition(cls) -> pl.Expr:  # noqa: N805  dataframely hands over the class
        """A row needs a condition other than the status; otherwise nearly every initiative would fit."""
        named = pl.any_horizontal(pl.col("theme", "network", "municipality_code").is_not_null())
        return named | (pl.col("legal_forms").list.len() > 0)
