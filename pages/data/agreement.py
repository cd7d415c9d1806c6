"""How reliable a single reading is: how often two readings of one page agree."""

from data_loaders.topics import Topic
import polars as pl

from measures.readings import agreement
from ui.age import read_only
from ui.story import Part
from ui.view import View


def readings(view: View) -> Part:
    """The agreement between two readings of one page on status, main theme and start year, each with its number of pairs."""
    t, rows = view.t, view.once_for_all(Topic.AGREEMENT, lambda: agreement(view.snapshot.table("statements")))
    names = {"status": t("lezingen.of_status"), "main_theme": t("lezingen.main_theme"), "started_year": t("lezingen.started_year")}
    kinds = ("pairs", "same", "neither_knows", "one_knows", "different")
    agreed = dict(rows.select("field", pl.col("same") + pl.col("neither_knows")).iter_rows())
    pairs = int(rows["pairs"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    return Part(
        name="lezingen",
        title=t("lezingen.title"),
        sentence=t("lezingen.sentence", pairs=pairs, **agreed) if pairs else t("lezingen.none"),
        rows=rows.select(
            pl.col("field").replace_strict(names).alias(t("lezingen.fact")),
            *(pl.col(kind).cast(pl.Int64).alias(t(f"lezingen.{kind}")) for kind in kinds),
        ),
        source=t("lezingen.source"),
        age=read_only(view),
    )
