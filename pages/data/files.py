"""The files with all data of a release, and the list of releases."""

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
