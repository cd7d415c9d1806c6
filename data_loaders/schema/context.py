"""Tables of figures that describe a municipality, by Statistics Netherlands (CBS), each for its own year."""

import dataframely as dy
import polars as pl

from data_loaders.schema.columns import MUNICIPALITY_CODE, label, year
from data_loaders.schema.enums import ContextGap, ContextMerging, Theme


class ContextIndicators(dy.Schema):
    """One row per figure. A figure describes a municipality; it does not judge it."""

    indicator_id = dy.String(primary_key=True, metadata=label("Cijfer", "Figure"))
    year = year(metadata=label("Jaar", "Year", about_nl="Jaar van het cijfer.", about_en="Year of the figure."))
    theme = dy.Enum(
        Theme,
        nullable=True,
        metadata=label(
            "Thema",
            "Theme",
            about_nl="Het thema waar het cijfer naast staat. Leeg: bij geen thema in het bijzonder.",
            about_en="The theme that the figure stands beside. Empty: no theme in particular.",
        ),
    )
    label_nl = dy.String(metadata=label("Naam", "Name (Dutch)"))
    label_en = dy.String(metadata=label("Naam (Engels)", "Name"))
    unit_nl = dy.String(metadata=label("Eenheid", "Unit (Dutch)"))
    unit_en = dy.String(metadata=label("Eenheid (Engels)", "Unit"))
    merging = dy.Enum(
        ContextMerging,
        metadata=label(
            "Samengevoegde gemeenten",
            "Merged municipalities",
            about_nl="Hoe het cijfer van een gemeente ontstaat die sinds het jaar van het cijfer is samengevoegd: "
            "optellen, middelen naar inwoners, of niet.",
            about_en="How the figure comes about of a municipality that was merged since the year of the figure: "
            "added up (som), averaged by inhabitants (inwoners), or not at all (niet).",
        ),
    )
    source_org = dy.String(metadata=label("Bronhouder", "Source organisation"))
    source_title = dy.String(metadata=label("Bron", "Source"))
    licence = dy.String(metadata=label("Licentie", "Licence"))


class ContextValues(dy.Schema):
    """One row per figure and present municipality (342): the value, or the reason why there is none."""

    indicator_id = dy.String(primary_key=True, metadata=label("Cijfer", "Figure"))
    municipality_code = dy.String(
        primary_key=True, regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code")
    )
    year = year(metadata=label("Jaar", "Year"))
    value = dy.Float64(
        nullable=True,
        metadata=label("Waarde", "Value", about_nl="Leeg: niet bekend.", about_en="Empty: not known."),
    )
    computed_from = dy.List(
        dy.String(regex=MUNICIPALITY_CODE),
        metadata=label(
            "Berekend uit",
            "Computed from",
            about_nl="De gemeenten van toen waaruit wij het cijfer hebben berekend. Leeg: het cijfer van het CBS zelf.",
            about_en="The municipalities of then from which we computed the figure. Empty: the figure of CBS itself.",
        ),
    )
    unknown_because = dy.Enum(
        ContextGap,
        nullable=True,
        metadata=label("Waarom niet bekend", "Why not known"),
    )

    @dy.rule()
    def is_known_or_says_why(cls) -> pl.Expr:  # noqa: N805  dataframely hands over the class
        """A row has either a value or a reason."""
        return pl.col("value").is_null() == pl.col("unknown_because").is_not_null()
