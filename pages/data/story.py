"""The story of the page about the data."""

from datetime import date
import polars as pl
from data_loaders.bulk import bulk_files
from data_loaders.schema import TABLES, Theme, words
from data_loaders.topics import Topic
from measures.readings import agreement
from pages.data.programs import examples, programs
from ui.age import read_only
from ui.numbers import long_date
from ui.site_address import site_address
from ui.story import Part, Story
from ui.view import View
from itertools import pairwise
import polars as pl
from data_loaders.bulk import BulkFile, bulk_files
from data_loaders.releases import kept_versions
from ui.age import read_only
from ui.changes.known import SINCE, UNTIL
from ui.numbers import number
from ui.parameters import CHANGES
from ui.story import Part
from ui.view import View


LICENCE = "https://creativecommons.org/licenses/by/4.0/"
COUNTED = ("read", "accepted", "merged", "rejected")


def story(view: View) -> Story:
    """The whole page; files and releases come first."""
    day = long_date(view.snapshot.date, view.language)
    title = view.t("data.title")
    lead = view.t("data.lead", version=view.snapshot.version, date=day)
    return Story(
        page="data",
        title=view.t("data.nav"),
        answer=title,
        sentence=lead,
        address="/data",
        parts=(files(view), releases(view), sources(view), programs(view), examples(view), readings(view), dictionary(view)),
        things=(_dataset(view, lead),),
    )


def _dataset(view: View, lead: str) -> dict[str, object]:
    """The data as a `Dataset` of schema.org, for search engines."""
    return {
        "@type": "Dataset",
        "name": view.t("data.title"),
        "description": f"{lead} {view.t('over.lead')}",
        "url": f"{site_address()}/data",
        "license": LICENCE,
        "version": view.snapshot.version,
        "dateModified": view.snapshot.date.isoformat(),
        "creator": {"@type": "Organization", "name": view.t("citation.author")},
        "isAccessibleForFree": True,
        "identifier": f"{site_address()}/data",
        "keywords": [view.t(f"theme.{theme}") for theme in Theme],
        "spatialCoverage": "Nederland" if view.language == "nl" else "Netherlands",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": file.media_type.partition(";")[0],
                "contentUrl": f"{site_address()}/data/{view.snapshot.version}/{file.name}",
                "contentSize": str(file.bytes),
                "sha256": file.sha256,
            }
            for file in bulk_files(view.snapshot).values()
        ],
    }


def sources(view: View) -> Part:
    """All sources with holder, licence, and the number of rows that were accepted, merged or rejected."""
    t, sources = view.t, view.snapshot.manifest.sources
    columns = ("title", "holder", "licence", "date_read", *COUNTED)
    read = {source.file: long_date(date.fromisoformat(source.date_read), view.language) for source in sources}
    rows = pl.DataFrame(
        [
            {
                t(f"data.source_{column}"): read[source.file] if column == "date_read" else getattr(source, column)
                for column in columns
            }
            for source in sources
        ]
    )
    totals = {name: sum(getattr(each, name) for each in sources if each.kind == "initiatives") for name in COUNTED}
    return Part(
        "bronnen",
        t("data.sources_title"),
        t("data.sources_sentence", count=len(sources), **totals),
        rows=rows,
        source="Samenkaart",
        age=read_only(view),
    )


def dictionary(view: View) -> Part:
    """All columns of all tables, from their declarations."""
    t = view.t
    rows = [
        {
            t("data.dict_table"): table,
            t("data.dict_column"): column_words.name,
            t("data.dict_label"): column_words.label,
            t("data.dict_about"): " ".join(part for part in (column_words.about, column_words.unit) if part),
            t("data.dict_empty"): t("data.yes") if column_words.nullable else t("data.no"),
        }
        for table, schema in TABLES.items()
        for column_words in (words(schema, column, view.language) for column in schema.columns())
    ]
    return Part(
        "gegevenswoordenboek",
        t("data.dict_title"),
        t("data.dict_sentence", tables=len(TABLES), columns=len(rows)),
        rows=pl.DataFrame(rows),
        source="Samenkaart",
        age=read_only(view),
    )


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


_YEARS = {"initiatives": "seen_year", "statements": "source_year", "indicator_values": "year", "context_values": "year"}
"""Table → the column with the year of its facts. Other tables have no such column."""
_NATURAL_EARTH = "surroundings.geojson"
_WHOLE = ("samenkaart.gpkg", "samenkaart.xlsx")
_FIRST = (*_WHOLE, "initiatives.csv", "initiatives.parquet", "initiatives-geo.parquet", "initiatives.geojson")


def files(view: View) -> Part:
    """The files of the release in use, with format, size, rows, age and licence."""
    t, version = view.t, view.snapshot.version
    made = bulk_files(view.snapshot)
    known = sorted(made.values(), key=lambda file: (_FIRST.index(file.name) if file.name in _FIRST else 99, file.name))
    name = t("data.file_name")
    rows = {
        name: [file.name for file in known],
        t("data.file_format"): [file.format for file in known],
        t("data.file_size"): [_size(view, file.bytes) for file in known],
        t("data.file_rows"): [file.rows for file in known],
        t("data.file_years"): [_years(view, file) for file in known],
        t("data.source_licence"): [t("data.public_domain") if file.name == _NATURAL_EARTH else "CC BY 4.0" for file in known],
    }
    return Part(
        "bestanden",
        t("data.files_title"),
        t("data.files_sentence", count=len(known), version=version) if known else t("data.files_soon"),
        rows=pl.DataFrame(rows, schema_overrides={t("data.file_rows"): pl.Int64}),
        links={name: [f"/data/{version}/{file.name}" for file in known]},
        note=t("data.files_note", version=version),
        source="Samenkaart",
        age=read_only(view),
    )


def _size(view: View, size: int) -> str:
    return f"{number(size / 1_000_000, view.language, 1)} MB" if size >= 100_000 else f"{number(size / 1_000, view.language, 1)} kB"


def _years(view: View, file: BulkFile) -> str:
    """The span of years of the facts in a file; for a file with all tables, that of the initiatives."""
    table = "initiatives" if file.name in _WHOLE else file.name.partition(".")[0].removesuffix("-geo")
    if table not in _YEARS:
        return ""
    years = view.snapshot.table(table)[_YEARS[table]].drop_nulls().sort().to_list()
    return f"{years[0]}–{years[-1]}" if years else ""


def releases(view: View) -> Part:
    """All kept releases, the one in use first, with links to their files."""
    t, versions = view.t, kept_versions(view.snapshot)
    name, changed = t("data.release"), t("data.release_changed")
    compared = [*pairwise(versions), (versions[-1], "")]
    return Part(
        "uitgaven",
        t("data.releases_title"),
        t("data.releases_sentence", count=len(versions)),
        rows=pl.DataFrame(
            {
                name: list(versions),
                t("data.release_date"): [version[:10] for version in versions],
                changed: [t("data.release_compare", version=before) if before else "" for _, before in compared],
            }
        ),
        links={
            name: [f"/data/{version}/datapackage.json" for version in versions],
            changed: [view.link(CHANGES, **{SINCE: before, UNTIL: new}) if before else None for new, before in compared],
        },
        note=t("data.releases_note"),
        source="Samenkaart",
        age=read_only(view),
    )
