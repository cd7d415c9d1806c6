"""Figures of CBS about municipalities, converted to today's municipal division.

CBS publishes a figure with the municipal codes of its year. Where municipalities merged since, the figures of the
parts are summed, or averaged with inhabitants as weights, as `merging` says per figure. The result is marked as
computed. If a part has no figure, the merged municipality has none either: unknown stays unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_loaders.schema import ContextGap, ContextIndicators, ContextMerging, ContextValues, RegionLevel, Theme
from prepare.counts import FileCounts
from prepare.programme.rows import Findings, Record, Row, read_rows

INDICATORS, VALUES, INHABITANTS = "context_indicators.csv", "context_values.csv", "inhabitants.csv"
_COLUMNS = {
    INDICATORS: "indicator_id year theme label_nl label_en unit_nl unit_en merging source_org source_title licence",
    VALUES: "indicator_id year municipality_code_in_year value",
    INHABITANTS: "year municipality_code_in_year inhabitants",
}
_KEYS = {
    INDICATORS: ["indicator_id"],
    VALUES: ["indicator_id", "part"],
    INHABITANTS: ["year", "part"],
}
_FIGURE = ["indicator_id", "municipality_code"]


@dataclass(frozen=True)
class ContextFigures:
    """The two tables by name, the messages about their rows, and row counts per file."""

    tables: dict[str, pl.DataFrame]
    rejects: pl.DataFrame
    """Rows of `prepare.tables.Rejects`."""
    counts: dict[str, FileCounts]


@dataclass(frozen=True)
class _File:
    """The accepted rows of one file."""

    rows: pl.DataFrame
    read: int
    findings: Findings

    def counts(self, merged: int = 0) -> FileCounts:
        return FileCounts(self.read, self.rows.height - merged, merged, self.read - self.rows.height)


def prepare_context(folder: Path, tables: Mapping[str, pl.DataFrame]) -> ContextFigures:
    """The tables `context_indicators` and `context_values` from the files in `folder`.

    Args:
        folder: `data/sources/context`.
        tables: the geography tables `regions` and `municipality_changes`.

    Raises:
        SourceError: a file is missing, unreadable, or lacks a column.
    """
    today = tables["regions"].filter(level=RegionLevel.MUNICIPALITY).select(municipality_code="code")
    code_changes = _code_changes(today, tables["municipality_changes"])
    indicators = _read(folder, INDICATORS, _indicator)
    years = dict(indicators.rows.select("indicator_id", "year").iter_rows())
    codes = frozenset(code_changes["part"])
    values = _read(folder, VALUES, lambda row: _value(row, years, codes))
    inhabitants = _read(folder, INHABITANTS, lambda row: _weight(row, codes))
    figures = _figures(indicators.rows, values.rows, inhabitants.rows, code_changes)
    joined = values.rows.height - values.rows.join(code_changes, on="part").unique(_FIGURE).height
    return ContextFigures(
        {
            "context_indicators": ContextIndicators.validate(
                indicators.rows.select(ContextIndicators.column_names()), cast=True
            ),
            "context_values": ContextValues.validate(figures.select(ContextValues.column_names()), cast=True),
        },
        pl.concat([file.findings.frame() for file in (indicators, values, inhabitants)]),
        {INDICATORS: indicators.counts(), VALUES: values.counts(joined), INHABITANTS: inhabitants.counts()},
    )


def _read(folder: Path, name: str, parse: Callable[[Row], Record]) -> _File:
    findings, accepted, seen, read = Findings(name), [], set(), 0
    for row in read_rows(folder / name, set(_COLUMNS[name].split()), findings):
        read += 1
        record = parse(row)
        key = tuple(record[column] for column in _KEYS[name])
        if not row.is_rejected and key in seen:
            row.reject("row_repeated", "Deze rij staat er twee keer.", "Laat de rij staan die klopt.")
        if not row.is_rejected:
            seen.add(key)
            accepted.append(record)
    return _File(pl.DataFrame(accepted, infer_schema_length=None).sort(_KEYS[name]), read, findings)


def _indicator(row: Row) -> Record:
    texts = ("indicator_id", "label_nl", "label_en", "unit_nl", "unit_en", "source_org", "source_title", "licence")
    return {
        **{column: row.required(column) for column in texts},
        "year": row.year("year", required=True),
        "theme": row.choice("theme", Theme) if row.text("theme") else None,
        "merging": row.choice("merging", ContextMerging),
    }


def _value(row: Row, years: Mapping[str, int], codes: frozenset[str]) -> Record:
    name, year = row.required("indicator_id"), row.year("year", required=True)
    if name and years.get(name) != year:
        remedy = f"Zet het cijfer met dit jaar in {INDICATORS}, of verbeter het jaar."
        row.reject("figure_unlisted", f"{name} van {year} staat niet in {INDICATORS}.", remedy, column="indicator_id")
    return {"indicator_id": name, "year": year, "part": _code(row, codes), "value": row.number("value", required=True)}


def _weight(row: Row, codes: frozenset[str]) -> Record:
    inhabitants = row.whole("inhabitants", lowest=1, required=True)
    return {"year": row.year("year", required=True), "part": _code(row, codes), "inhabitants": inhabitants}


def _code(row: Row, codes: frozenset[str]) -> str:
    column = "municipality_code_in_year"
    code = row.required(column)
    if code and code not in codes:
        remedy = "Gebruik GM en vier cijfers van een gemeente die er is of was."
        row.reject("region_unknown", f"Gemeente {code!r} bestaat niet.", remedy, column=column)
    return code


def _code_changes(today: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Each present or former code (`part`) with today's municipality, and whether the part lies in it as a whole."""
    itself = today.with_columns(part="municipality_code", is_whole=pl.lit(value=True))
    ended = changes.select(
        municipality_code="code_today",
        part="old_code",
        is_whole=(pl.col("share_of_places") == 1.0).fill_null(value=False),
    )
    return pl.concat([itself, ended])


def _parts(values: pl.DataFrame, code_changes: pl.DataFrame) -> pl.DataFrame:
    """Per `year` and today's `municipality_code`: the codes (`part`) that its area had in that year.

    A code counts as existing in a year when any figure of that year has it.
    """
    there = values.select("year", "part").unique().join(code_changes, on="part")
    everywhere = (
        values.select("year")
        .unique()
        .join(code_changes.filter(pl.col("part") == pl.col("municipality_code")), how="cross")
    )
    alone = everywhere.join(there, on=["year", "municipality_code"], how="anti")
    return pl.concat([there, alone], how="diagonal")


def _figures(
    indicators: pl.DataFrame, values: pl.DataFrame, inhabitants: pl.DataFrame, code_changes: pl.DataFrame
) -> pl.DataFrame:
    """One row per figure and municipality of today."""
    parts = (
        indicators.select("indicator_id", "year", "merging")
        .join(_parts(values, code_changes), on="year")
        .join(values.drop("year"), on=["indicator_id", "part"], how="left")
        .join(inhabitants, on=["year", "part"], how="left")
        .join(_steps(values), on="indicator_id", how="left")
    )
    is_whole = pl.col("is_whole").all() & pl.col("value").is_not_null().all()
    exact = (pl.col("value") * pl.col("inhabitants")).sum() / pl.col("inhabitants").sum()
    # An average is rounded like the figures that it is made from.
    average = ((exact / pl.col("step").first()).round() * pl.col("step").first()).round(1)
    figures = parts.group_by(*_FIGURE, "year", "merging").agg(
        itself=(pl.col("part") == pl.col("municipality_code")).all(),
        own=pl.col("value").first(),
        total=pl.when(is_whole).then(pl.col("value").sum()),
        average=pl.when(is_whole & pl.col("inhabitants").is_not_null().all()).then(average),
        parts=pl.col("part").sort(),
    )
    by_merging = {ContextMerging.SUM: pl.col("total"), ContextMerging.BY_INHABITANTS: pl.col("average")}
    computed = pl.coalesce(pl.when(pl.col("merging") == way).then(value) for way, value in by_merging.items())
    return (
        figures.with_columns(value=pl.when("itself").then("own").otherwise(computed))
        .with_columns(
            computed_from=pl.when(~pl.col("itself") & pl.col("value").is_not_null()).then("parts").otherwise([]),
            unknown_because=pl.when(pl.col("value").is_null()).then(
                pl.when("itself").then(pl.lit(ContextGap.NOT_PUBLISHED)).otherwise(pl.lit(ContextGap.PART_UNKNOWN))
            ),
        )
        .sort(_FIGURE)
    )


def _steps(values: pl.DataFrame) -> pl.DataFrame:
    """Per figure the step to which CBS rounded it: 10, 1 or 0.1."""
    all_multiple_of = {step: (pl.col("value") % step == 0).all() for step in (10.0, 1.0)}
    step = pl.coalesce(*(pl.when(rounded).then(step) for step, rounded in all_multiple_of.items()), 0.1)
    return values.group_by("indicator_id").agg(step=step)
