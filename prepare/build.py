"""Everything in `data/sources` made into one release."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_loaders.manifest import SourceEntry
from data_loaders.problems import DataProblem
from data_loaders.snapshot import Snapshot, load_snapshot
from geo.codes import Gazetteer
from prepare.changes import list_changes
from prepare.counts import FileCounts
from prepare.geography import SHAPE_NAMES, TABLE_NAMES, Geography, prepare_geography
from prepare.interim import merge, read
from prepare.problems import SourceError
from prepare.programme import prepare_programme
from prepare.publish import ManifestParts, Published, Report, write_release
from prepare.sources import SourceKind, read_sources


@dataclass(frozen=True)
class Places:
    """Folders that a build reads and writes."""

    sources: Path
    prepared: Path
    """The link to the release in use."""
    raw_geography: Path | None
    """None, or a folder that is not there: the geography of the release in use is kept."""


@dataclass(frozen=True)
class Built:
    """Result of a build."""

    published: Published
    sources: tuple[SourceEntry, ...]
    rejects: pl.DataFrame


def build(places: Places) -> Built:
    """Prepare and publish all sources.

    Raises:
        SourceError: a source cannot be used; nothing was published.
    """
    listed = read_sources(places.sources)
    previous = _previous(places.prepared)
    geography = _geography(places, previous)
    gazetteer = Gazetteer.from_tables(geography.tables)
    programme = prepare_programme(places.sources / SourceKind.PROGRAMME, gazetteer, listed.date)
    files = [places.sources / source.file for source in listed.of(SourceKind.INITIATIVES)]
    candidates, rejects = read(files, gazetteer, programme.tables["partners"])
    merged = merge(candidates, geography.tables["regions"])
    tables = {name: merged[name] for name in ("initiatives", "statements", "aliases")}
    changes = list_changes(
        previous.table("initiatives") if previous else None, tables["initiatives"], tables["aliases"]
    )
    counts = merged["counts"] | programme.counts | geography.counts
    sources = tuple(source.entry(counts[source.name]) for source in listed.sources)
    all_rejects = pl.concat([rejects, programme.rejects])
    published = write_release(
        places.prepared,
        {**geography.tables, **programme.tables, **tables, "changes": changes},
        geography.shapes,
        ManifestParts(listed.date, sources, listed.attribution_nl, listed.attribution_en),
        reports={"rejects.csv": Report(all_rejects.write_csv().encode(), all_rejects.height)},
    )
    return Built(published, sources, all_rejects)


def _previous(prepared: Path) -> Snapshot | None:
    try:
        return load_snapshot(prepared)
    except DataProblem:
        return None


def _geography(places: Places, previous: Snapshot | None) -> Geography:
    if places.raw_geography and places.raw_geography.is_dir():
        nicknames = pl.read_csv(places.sources / "nicknames.csv", infer_schema=False)
        return prepare_geography(places.raw_geography, nicknames)
    if previous is None:
        raise SourceError(
            "geografie",
            "Er is geen map met ruwe geografie en geen eerdere uitgave.",
            "Wijs de map aan met SAMENKAART_GEO.",
        )
    kept = {Path(entry.file).name: entry for entry in previous.manifest.sources if entry.kind == SourceKind.GEOGRAPHY}
    return Geography(
        {name: previous.table(name) for name in TABLE_NAMES},
        {name: previous.shapes(name) for name in SHAPE_NAMES},
        {name: FileCounts(entry.read, entry.accepted, entry.merged, entry.rejected) for name, entry in kept.items()},
    )
