"""The programme tables as they lie in `data/sources`, typed as declared, with three municipalities."""

from pathlib import Path

import polars as pl

from data_loaders.schema import TABLES, RegionLevel
from measures.goals.programme import Programme
from prepare.programme.words import partial_date, qualifiers

SOURCES = Path(__file__).parents[3] / "data" / "sources" / "programme"


def table(name: str) -> pl.DataFrame:
    """One source file under the types of its declaration; lists in a cell are separated by semicolons."""
    declared = TABLES[name].create_empty().schema
    raw = pl.read_csv(SOURCES / f"{name}.csv", infer_schema=False)
    return raw.select(_typed(column, dtype) for column, dtype in declared.items() if column in raw.columns)


def _typed(column: str, dtype: pl.DataType) -> pl.Expr:
    match dtype:
        case pl.List():
            return (
                pl.col(column)
                .fill_null("")
                .str.split(";")
                .list.eval(pl.element().replace("", None).drop_nulls())
                .cast(dtype)
            )
        case pl.Boolean():
            return (pl.col(column) == "true").alias(column)
        case pl.Date():
            return pl.col(column).str.to_date("%Y-%m-%d").alias(column)
        case _:
            return pl.col(column).cast(dtype)


def indicator_values() -> pl.DataFrame:
    raw = pl.read_csv(SOURCES / "indicator_values.csv", infer_schema=False)
    rows = raw.with_columns(
        pl.col("qualifier")
        .map_elements(qualifiers, return_dtype=pl.List(pl.String), skip_nulls=False)
        .alias("qualifiers"),
        pl.col("qualifier").alias("qualifier_note"),
    )
    declared = TABLES["indicator_values"].create_empty().schema
    return rows.select(pl.col(column).cast(dtype) for column, dtype in declared.items())


def milestones() -> pl.DataFrame:
    rows = pl.read_csv(SOURCES / "milestones.csv", infer_schema=False).to_dicts()
    typed = [{**row, **dict(zip(("date", "date_precision"), partial_date(row["date"]), strict=True))} for row in rows]
    declared = TABLES["milestones"].create_empty().schema
    return pl.DataFrame(typed, schema=declared)


def regions(municipalities: dict[str, str]) -> pl.DataFrame:
    """Municipalities (code to province code) with the columns that progress looks at."""
    return pl.DataFrame(
        {
            "code": list(municipalities),
            "name": [f"Gemeente {code}" for code in municipalities],
            "level": [RegionLevel.MUNICIPALITY] * len(municipalities),
            "province_code": list(municipalities.values()),
            "province": [f"Provincie {code}" for code in municipalities.values()],
        },
        schema={
            "code": pl.String,
            "name": pl.String,
            "level": pl.String,
            "province_code": pl.String,
            "province": pl.String,
        },
    )


def published() -> Programme:
    special = {
        "indicator_values": indicator_values(),
        "milestones": milestones(),
        "regions": regions({"GM0275": "PV25", "GM0308": "PV26", "GM0363": "PV27"}),
    }
    return Programme.of(lambda name: special[name] if name in special else table(name))
