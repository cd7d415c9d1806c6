"""The story of the page about the data."""

from datetime import date

import polars as pl

from data_loaders.bulk import bulk_files
from data_loaders.schema import TABLES, Theme, words
from pages.data.agreement import readings
from pages.data.files import files, releases
from pages.data.programs import examples, programs
from ui.age import read_only
from ui.numbers import long_date
from ui.site_address import site_address
from ui.story import Part, Story
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
