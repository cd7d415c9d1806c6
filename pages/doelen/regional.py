"""An indicator per region, on a map and in a table; regions without a figure are shown as unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel, TargetScope
from geo.breaks import ClassKind, class_breaks, class_of
from measures.goals.answers import answer_counts, answers
from measures.goals.kinds import Answer
from measures.goals.programme import current_values
from pages.doelen import words
from pages.doelen.board import Board, Row, typed_region
from ui.age import figures_age
from ui.map_ground import Mark, Scene
from ui.map_key import LegendRow, legend
from ui.map_svg import map_svg
from ui.plain.lists import folded, linked
from ui.story import Part, PartKind, Place

LEVELS = (RegionLevel.PROVINCE, RegionLevel.MUNICIPALITY)
NAMES = {RegionLevel.PROVINCE: "provinces", RegionLevel.MUNICIPALITY: "municipalities"}


COLOURS = {Answer.YES: "schaal-4", Answer.NO: "nul", Answer.UNKNOWN: "onbekend"}
"""Yes dark, no pale, and not known hatched: never between the two."""


def regional(board: Board, declared: Row) -> list[Part]:
    """A map for each level with figures. For a duty of every municipality, the answers yes and no."""
    if declared["scope"] == TargetScope.EACH_MUNICIPALITY:
        return _answers(board, declared)
    newest = {level: newest_of(board, declared["indicator_id"], level) for level in LEVELS}
    return [_figures(board, declared, level, rows) for level, rows in newest.items() if rows["value"].count()]


def newest_of(board: Board, indicator_id: str, level: RegionLevel) -> pl.DataFrame:
    """A row for every region of `level` with its newest figure; null if there is none."""
    values = current_values(board.programme.indicator_values).filter(indicator_id=indicator_id)
    last = values.unique("region_code", keep="last", maintain_order=True)
    regions = board.programme.regions.filter(level=level).select(region_code="code", region="name").sort("region")
    return regions.join(last, on="region_code", how="left", maintain_order="left")


def known_of(board: Board, indicator_id: str) -> tuple[RegionLevel, int, int]:
    """The level with most figures, the number of its regions with a figure, and the number of all its regions."""
    values = {level: newest_of(board, indicator_id, level)["value"] for level in LEVELS}
    level = max(values, key=lambda each: int(values[each].count()))
    return level, int(values[level].count()), len(values[level])


def _figures(board: Board, declared: Row, level: RegionLevel, known: pl.DataFrame) -> Part:
    view, t = board.view, board.view.t
    classes = _classes(board, known["value"])
    of_class = class_of(known["value"], class_breaks(known["value"])).to_list()
    region_words = {
        row["region_code"]: f"{row['region']}: {_figure(board, declared, row) or t('doelen.answer.unknown')}"
        for row in known.iter_rows(named=True)
    }
    colours = {code: classes[place].colour for code, place in zip(known["region_code"], of_class, strict=True)}
    count = int(known["value"].count())
    alt = t("doelen_cijfer.map_sentence", known=count, total=known.height, name=board.words(declared, "name"))
    by_value = known.sort("value", descending=True, nulls_last=True)
    return Part(
        f"per-{'provincie' if level == RegionLevel.PROVINCE else 'gemeente'}",
        t(f"doelen_cijfer.map_{NAMES[level]}"),
        alt,
        kind=PartKind.FIGURE,
        rows=_table(board, declared, by_value),
        links=_links(board, declared, by_value),
        body=_map(board, level, colours, region_words, alt) + _legend(classes),
        source=declared["source_org"] or t("doelen.source"),
        age=figures_age(view, known["year"]),
        place=Place.HALF,
    )


def _classes(board: Board, values: pl.Series) -> list[LegendRow]:
    breaks = class_breaks(values)
    unknown = board.view.t("doelen.answer.unknown")
    return [
        replace(row, label=unknown) if kind == ClassKind.UNKNOWN else row
        for row, kind in zip(legend(breaks, board.view.language), breaks["kind"], strict=True)
    ]


def _answers(board: Board, declared: Row) -> list[Part]:
    view, t = board.view, board.view.t
    by_municipality = answers(board.programme, declared["indicator_id"])
    counts = answer_counts(by_municipality).row(0, named=True)
    classes = [LegendRow(t(f"doelen.answer.{answer}"), COLOURS[answer], counts[answer]) for answer in Answer]
    answer_words = {row["municipality_code"]: _answer(board, row) for row in by_municipality.iter_rows(named=True)}
    fills = {
        code: COLOURS[answer] for code, answer in by_municipality.select("municipality_code", "answer").iter_rows()
    }
    alt = t("doelen_cijfer.answers_sentence", total=counts["municipalities"], **{a: counts[a] for a in Answer})
    ordered = by_municipality.sort(pl.col("answer") == Answer.UNKNOWN, maintain_order=True)
    source, age = declared["source_org"] or t("doelen.source"), figures_age(view, by_municipality["year"].drop_nulls())
    answered = Part(
        "per-gemeente",
        t("doelen_cijfer.answers_title"),
        alt,
        kind=PartKind.FIGURE,
        rows=_answer_table(board, ordered),
        links={t("doelen_cijfer.source"): ordered["source_url"].to_list()},
        body=_map(board, RegionLevel.MUNICIPALITY, fills, answer_words, alt)
        + _legend(classes)
        + _yes(board, by_municipality),
        source=source,
        age=age,
        place=Place.HALF,
    )
    provinces = answer_counts(by_municipality, "province").select(
        pl.col("province").alias(t("doelen_cijfer.province")),
        *(pl.col(answer.value).alias(t(f"doelen.answer.{answer}")) for answer in Answer),
        pl.col("municipalities").alias(t("doelen_cijfer.municipalities")),
    )
    per_province = Part(
        "per-provincie", t("doelen_cijfer.per_province"), alt, rows=provinces, source=source, age=age, place=Place.HALF
    )
    return [answered, per_province]


def _answer(board: Board, row: Row) -> str:
    answer = board.view.t(f"doelen.answer.{row['answer']}")
    return f"{row['municipality']}: {answer}" + (f" ({row['year']})" if row["year"] else "")


def _yes(board: Board, by_municipality: pl.DataFrame) -> Markup:
    """A list of the municipalities with a known answer, for readers who cannot see the map."""
    known, t = by_municipality.filter(pl.col("answer") != Answer.UNKNOWN), board.view.t
    names = (
        (row["source_url"] or "", row["municipality"], f"{t('doelen.answer.' + row['answer'])}, {row['year']}")
        for row in known.iter_rows(named=True)
    )
    return folded(t("doelen_cijfer.known_ones", count=known.height), linked(names))


def _map(
    board: Board, level: RegionLevel, fills: Mapping[str, str], region_words: Mapping[str, str], alt: str
) -> Markup:
    """The map, always of the whole country."""
    marks = [Mark(region_words[code], colour, code=code) for code, colour in fills.items()]
    return map_svg(board.view, Scene(level=level, size=(520, 540)), marks, alt)


def _legend(classes: Sequence[LegendRow]) -> Markup:
    """The legend: each class with its colour and number of regions."""
    item = Markup('<li><i class="vlakje" style="background:var(--{})"></i>{} <span class="vaag">{}</span></li>')
    items = Markup().join(item.format(row.colour, row.label, row.count) for row in classes)
    return Markup('<ul class="klassen">{}</ul>').format(items)


def _figure(board: Board, declared: Row, row: Row) -> str:
    return "" if row["value"] is None else f"{words.figure(board.view, row, declared['unit'])} ({row['year']})"


def _table(board: Board, declared: Row, known: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    return pl.DataFrame(
        {
            t("doelen_cijfer.region"): known["region"],
            t("doelen_cijfer.figure"): [
                _figure(board, declared, row) or t("doelen.answer.unknown") for row in known.iter_rows(named=True)
            ],
            t("doelen_cijfer.source"): known["source_title"].fill_null(""),
            t("doelen_cijfer.address"): known["source_url"].fill_null(""),
        }
    )


def _links(board: Board, declared: Row, known: pl.DataFrame) -> dict[str, list[str | None]]:
    """The links of the table: from a region with a figure to its series, and from a source to its page."""
    to = [
        None if value is None else board.href(indicator=declared["indicator_id"], regio=typed_region(board.view.names, code))
        for code, value in known.select("region_code", "value").iter_rows()
    ]  # fmt: skip
    return {board.view.t("doelen_cijfer.region"): to, board.view.t("doelen_cijfer.source"): known["source_url"].to_list()}  # fmt: skip


def _answer_table(board: Board, by_municipality: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    answered = {answer.value: t(f"doelen.answer.{answer}") for answer in Answer}
    return by_municipality.select(
        pl.col("municipality").alias(t("doelen_cijfer.municipality")),
        pl.col("province").alias(t("doelen_cijfer.province")),
        pl.col("answer").cast(pl.String).replace(answered).alias(t("doelen_cijfer.answer")),
        pl.col("year").cast(pl.String).fill_null("").alias(t("doelen_cijfer.year")),
        pl.col("qualifier_note").fill_null("").alias(t("doelen_cijfer.remark")),
        pl.col("source_title").fill_null("").alias(t("doelen_cijfer.source")),
        pl.col("source_url").fill_null("").alias(t("doelen_cijfer.address")),
    )
