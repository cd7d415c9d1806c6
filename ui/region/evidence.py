"""Parts of a region's story about single facts: initiatives, networks, goals, coverage and former municipalities."""

from dataclasses import replace

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import rows_of
from measures.region.enums import Completeness, FigureReason, NetworkState
from measures.region.history import predecessors
from measures.region.rows import CoverageRow
from ui.numbers import long_date
from ui.parameters import in_language
from ui.region.region_view import RegionView
from ui.seen import dated_statuses, with_readings
from ui.story import Part
from ui.units import unit_words


def list_part(region: RegionView) -> Part:
    """Every known initiative with its dated status and first source, those seen last first."""
    p, rows = region.part, region.profile.initiatives
    sources = [source[0] if len(source) else None for source in rows["sources"].to_list()]
    table = pl.DataFrame(
        {
            p("lijst.name"): rows["name"],
            p("thema.theme"): pl.Series([_themes(region, row) for row in rows["themes"].to_list()], dtype=pl.String),
            p("lijst.place"): rows["place"].fill_null(""),
            p("lijst.status"): _statuses(region, rows),
            p("lijst.started"): rows["started_year"].cast(pl.String).fill_null(p("unknown")),
            p("lijst.source"): pl.Series([source["title"] if source else "" for source in sources], dtype=pl.String),
        }
    )
    part = region.piece(
        "lijst",
        p("lijst.title"),
        p("lijst.sentence", count=rows.height) if rows.height else p("lijst.none"),
        table,
        links={
            p("lijst.name"): [in_language(f"/initiatieven?id={each}", region.language) for each in rows["id"]],
            p("lijst.source"): [source["url"] if source else None for source in sources],
        },
    )
    return replace(part, dutch=frozenset({p("lijst.source")}))


def _themes(region: RegionView, themes: list[str]) -> str:
    return ", ".join(region.t(f"theme.{theme}") for theme in themes)


def _statuses(region: RegionView, rows: pl.DataFrame) -> pl.Series:
    dated = zip(dated_statuses(rows, region.language), rows["status_readings"], strict=True)
    return pl.Series([with_readings(region.t, status, list(readings)) for status, readings in dated], dtype=pl.String)


def networks_part(region: RegionView) -> Part:
    """The networks that are active here or may work here, and a row for initiatives without a network."""
    p, here = region.part, region.profile.networks
    is_far = pl.col("is_nationwide") & (pl.col("known") == 0)
    listed = [
        (row["name"], p(f"netwerk.state.{row['state']}"), row["known"], row["is_nationwide"])
        for row in here.filter(~is_far).iter_rows(named=True)
    ]
    unlisted = [
        (name, p("netwerk.state.unlisted"), known, None) for name, known in region.profile.unlisted_networks.iter_rows()
    ]
    far = here.filter(is_far).height
    nationwide = [(p("netwerk.far", count=far), p("netwerk.state.covers"), 0, True)] if far else []
    rest = [(p("netwerk.rest"), p("netwerk.state.rest"), region.profile.without_network, None)]
    rows = [*listed, *unlisted, *nationwide, *rest]
    table = pl.DataFrame(
        {
            p("netwerk.name"): [row[0] for row in rows],
            p("netwerk.here"): [row[1] for row in rows],
            p("netwerk.known"): pl.Series([row[2] for row in rows], dtype=pl.Int64),
            p("netwerk.wide"): ["" if row[3] is None else p(f"netwerk.{'yes' if row[3] else 'no'}") for row in rows],
        }
    )
    return region.piece("netwerk", p("netwerk.title"), _networks_sentence(region), table)


def _networks_sentence(region: RegionView) -> str:
    p, here = region.part, region.profile.networks
    active = here.filter(pl.col("state") == NetworkState.ACTIVE)["name"].to_list()
    active += [p("unlisted", name=name) for name in region.profile.unlisted_networks["name"]]
    shown = active[:6] + ([p("more", count=len(active) - 6)] if len(active) > 6 else [])
    sentences = [p("netwerk.active", names=", ".join(shown)) if active else p("netwerk.no_active")]
    for state in (NetworkState.COVERS, NetworkState.MAYBE):
        if count := here.filter(pl.col("state") == state).height:
            sentences.append(p(f"netwerk.{state}", count=count))
    return " ".join(sentences)


def goals_part(region: RegionView) -> Part:
    """For each indicator the figure of this region, or else of the smallest larger region that has one."""
    p = region.part
    nearest = region.profile.indicators.filter("is_nearest")
    # A figure of the whole country says nothing about this region; the page of the goals shows it.
    near = nearest.filter((pl.col("level") != RegionLevel.COUNTRY) | (pl.col("steps_up") == 0))
    own = near.filter(pl.col("steps_up") == 0).height
    name = "name_nl" if region.language == "nl" else "name_en"
    readings = [", ".join(p(f"qualifier.{qualifier}") for qualifier in row) for row in near["qualifiers"].to_list()]
    table = near.select(
        pl.col("goal_id").cast(pl.String).alias(p("doel.goal")),
        pl.col(name).alias(p("doel.indicator")),
        pl.col("name").alias(p("doel.region")),
        pl.col("value").alias(p("doel.value")),
        pl.Series(p("doel.unit"), [unit_words(region.t, unit) for unit in near["unit"]], dtype=pl.String),
        pl.col("year").cast(pl.String).alias(p("doel.year")),
        pl.Series(p("doel.reading"), readings, dtype=pl.String),
        pl.col("source_title").alias(p("doel.source")),
    )
    sentence = [p("doel.own", name=region.name, count=own) if own else p("doel.none", name=region.name)]
    if near.height > own:
        regions = ", ".join(near.filter(pl.col("steps_up") > 0)["name"].unique(maintain_order=True))
        sentence.append(p("doel.above", name=region.name, count=near.height - own, regions=regions))
    if nearest.height > near.height:
        sentence.append(p("doel.country", count=nearest.height - near.height))
    return region.piece(
        "doel",
        p("doel.title"),
        " ".join(sentence),
        table,
        links={p("doel.source"): near["source_url"].to_list()},
        age=region.years(near["year"]),
    )


def coverage_part(region: RegionView) -> Part:
    """How complete we are: known beside estimated numbers, and the age and number of sources."""
    p, rows = region.part, region.profile.coverage
    table = pl.DataFrame(
        {
            p("volledig.what"): [region.indicators.get(each, each) for each in rows["indicator_id"]],
            p("volledig.region"): rows["name"],
            p("volledig.known"): rows["known"].cast(pl.Int64),
            p("volledig.possibly"): rows["undetermined"].cast(pl.Int64),
            p("volledig.estimated"): rows["estimate"],
            p("volledig.year"): rows["estimate_year"].cast(pl.String).fill_null(""),
            p("volledig.share"): pl.Series(
                [_share(region, row) for row in rows_of(rows, CoverageRow)], dtype=pl.String
            ),
            p("volledig.source"): rows["source_title"].fill_null(""),
        }
    )
    sentences = [_coverage_sentence(region), *_evidence_sentences(region)]
    links = {p("volledig.source"): rows["source_url"].to_list()}
    return region.piece("volledig", p("volledig.title"), " ".join(sentences), table, links=links)


def _share(region: RegionView, row: CoverageRow) -> str:
    if row["share_known"] is None:
        return region.part("volledig.none") if row["reason"] == FigureReason.NO_ESTIMATE else region.part("unknown")
    form = "share_at_most" if row["completeness"] == Completeness.AT_MOST else "share_about"
    return region.part(f"volledig.{form}", share=round(100 * row["share_known"]))


def _coverage_sentence(region: RegionView) -> str:
    """The share that we know of the first estimate for the region itself, or else for a larger region."""
    rows = rows_of(region.profile.coverage, CoverageRow)
    own = [row for row in rows if row["steps_up"] == 0 and row["estimate"] is not None]
    if own:
        return _estimated(region, own[0])
    above = [row for row in rows if row["share_known"] is not None][:1]
    told_of_country = [
        region.part(
            "volledig.country",
            what=region.indicators.get(row["indicator_id"], row["indicator_id"]),
            name=row["name"],
            share=_share(region, row),
            estimate=row["estimate"],
            year=str(row["estimate_year"]),
        )
        for row in above
    ]
    return " ".join([region.part("volledig.no_estimate", name=region.name), *told_of_country])


def _estimated(region: RegionView, row: CoverageRow) -> str:
    key = "volledig.exceeds" if row["share_known"] is None else "volledig.estimate"
    return region.part(
        key,
        what=region.indicators.get(row["indicator_id"], row["indicator_id"]),
        name=region.name,
        known=row["known"],
        estimate=row["estimate"],
        year=str(row["estimate_year"]),
        share=_share(region, row),
    )


def _evidence_sentences(region: RegionView) -> list[str]:
    row = region.profile.evidence.row(0, named=True)
    if not row["known"]:
        return []
    sentences = [region.part("volledig.evidence", **{key: row[key] for key in ("known", "one_source", "without_year")})]
    return sentences + ([region.part("volledig.middle", year=str(row["middle_year"]))] if row["middle_year"] else [])


def former_part(region: RegionView, codes: list[str]) -> Part:
    """Former municipalities that lie wholly or partly in today's municipalities `codes`."""
    p = region.part
    rows = pl.concat([predecessors(region.tables.municipality_changes, code) for code in codes])
    table = pl.DataFrame(
        {
            p("vroeger.name"): rows["old_name"],
            p("vroeger.until"): [long_date(day, region.language) for day in rows["date"]],
            p("vroeger.today"): rows["name_today"],
            p("vroeger.share"): [
                p("unknown") if share is None else f"{round(100 * share)}%" for share in rows["share_of_places"]
            ],
        },
        schema_overrides={p(f"vroeger.{name}"): pl.String for name in ("until", "share")},
    )
    count = rows["old_code"].n_unique()
    sentence = p("vroeger.sentence", name=region.name, count=count)
    return region.piece("vroeger", p("vroeger.title"), sentence, table, age=region.years())
