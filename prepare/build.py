"""Everything in `data/sources` made into one release."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from data_loaders.manifest import SourceEntry
from data_loaders.snapshot import REGION_SHAPES
from prepare.changes import list_changes
from prepare.context_figures import prepare_context
from prepare.counts import FileCounts
from prepare.geography import TABLE_NAMES, Geography, prepare_geography, read_nicknames
from prepare.merging import Merged, PreviousIds, merge, read_decisions, read_words
from prepare.previous import Previous, read_previous
from prepare.problems import PublishingError, SourceError
from prepare.programme import prepare_programme
from prepare.programme.rows import Findings
from prepare.publish import ManifestParts, Published, write_release
from prepare.read.answers import about_known
from prepare.read.source import Atlas, ReadConfig, SourceResult, Words, read_source
from prepare.release_checks import Release, check_release
from prepare.reports import rejects_csv, rejects_html, review_csv
from prepare.sources import Source, SourceKind, read_sources
from prepare.surroundings import prepare_surroundings

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what comes next (Dutch)."""

_DISK = "Controleer de rechten en de ruimte op de schijf."


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes."""

    sources: Path
    prepared: Path
    """The link to the release in use."""
    raw_geography: Path | None = None
    """When None, or when the folder does not exist, the build keeps the geography of the release in use, byte for byte."""


@dataclass(frozen=True)
class Built:
    """Result of a build."""

    published: Published
    sources: tuple[SourceEntry, ...]
    """Every source with its counts."""
    rejects: pl.DataFrame
    """`prepare.tables.Rejects` of all files: refused rows and remarks."""
    merged: Merged


def build(folders: Folders, *, accept_shrink: bool = False, progress: Progress = lambda *_: None) -> Built:
    """Prepare and publish all sources; publishes nothing when anything is wrong.

    The same sources and the same previous release give byte-identical files.

    Args:
        folders: where to read and write.
        accept_shrink: publish even if initiatives vanish or tables have fewer rows than before.
        progress: called before each step.

    Raises:
        SourceError: a source cannot be used.
        PublishingError: the result fails a check.
    """
    listed = read_sources(folders.sources)
    files = (*listed.of(SourceKind.INITIATIVES), *listed.of(SourceKind.ANSWERS))
    steps = _Steps(progress, len(files) + 5)
    steps.next("gebieden en grenzen")
    previous = read_previous(folders.prepared)
    geography = _geography(folders, previous)
    surroundings = prepare_surroundings(folders.sources, listed.of(SourceKind.SURROUNDINGS))
    atlas = Atlas.load(geography.tables, geography.shapes["municipalities"], surroundings.shapes["surroundings"])
    steps.next("actieprogramma")
    programme = prepare_programme(folders.sources / SourceKind.PROGRAMME, atlas.gazetteer, listed.date)
    context = prepare_context(folders.sources / SourceKind.CONTEXT, geography.tables)
    config = ReadConfig(Words.load(folders.sources), atlas, listed.date.year, on_rows=steps.rows)
    results = {}
    for source in files:
        steps.next(source.file)
        results[source.name] = _read(folders.sources / source.file, source, config)
    steps.next("samenvoegen")
    merged = _merge(folders.sources, list(results.values()), geography.tables["regions"], previous)
    results |= _with_unknown_ids(results, merged)
    steps.next("vergelijken en controleren")
    tables = {
        **geography.tables,
        **programme.tables,
        **context.tables,
        "initiatives": merged.initiatives,
        "statements": merged.statements,
        "aliases": merged.aliases,
    }
    tables["changes"] = list_changes(previous.as_written if previous else None, tables)
    counts = _counts(results, merged) | programme.counts | context.counts | geography.counts | surroundings.counts
    sources = tuple(source.entry(counts[source.name]) for source in listed.sources)
    release = Release(tables, geography.shapes["municipalities"], sources)
    findings = check_release(release, previous.tables if previous else None, accept_shrink=accept_shrink)
    if findings:
        raise PublishingError(findings)
    steps.next("publiceren")
    other_rejects = [_unused(merged.unused_decisions), programme.rejects, context.rejects]
    rejects = pl.concat([*(result.rejects for result in results.values()), *other_rejects])
    reports = {
        "rejects.csv": rejects_csv(rejects),
        "rejects.html": rejects_html(rejects, sources, listed.date),
        "review.csv": review_csv(merged.reviews),
    }
    parts = ManifestParts(listed.date, sources, listed.attribution_nl, listed.attribution_en)
    try:
        published = write_release(
            folders.prepared, tables, geography.shapes | surroundings.shapes, parts, reports=reports
        )
    except OSError as error:
        raise PublishingError(
            [f"Schrijven naar {folders.prepared.name} lukt niet ({error.strerror}). {_DISK}"]
        ) from error
    steps.next("klaar")
    return Built(published, sources, rejects, merged)


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total, self._what = progress, 0, total, ""

    def next(self, what: str) -> None:
        self._what = what
        self._progress(self._done, self._total, what)
        self._done += 1

    def rows(self, number: int) -> None:
        """Report the row number inside the current step; for files of many rows."""
        self._progress(self._done - 1, self._total, f"{self._what}, rij {number}")


def _geography(folders: Folders, previous: Previous | None) -> Geography:
    if folders.raw_geography and folders.raw_geography.is_dir():
        return prepare_geography(folders.raw_geography, read_nicknames(folders.sources))
    if previous is None:
        remedy = "Wijs de map met ruwe geografie aan in SAMENKAART_GEO, of haal data/prepared terug."
        raise SourceError("geografie", "Er is geen ruwe geografie en geen eerdere uitgave om die uit te nemen.", remedy)
    entries = [entry for entry in previous.sources if entry.kind == SourceKind.GEOGRAPHY]
    return Geography(
        {name: previous.tables[name] for name in TABLE_NAMES},
        {name: previous.shapes[name] for name in REGION_SHAPES},
        {Path(e.file).name: FileCounts(e.read, e.accepted, e.merged, e.rejected) for e in entries},
    )


def _read(path: Path, source: Source, config: ReadConfig) -> SourceResult:
    result = read_source(path, config)
    if not result.is_usable:
        problem = result.rejects.row(0, named=True)
        raise SourceError(source.file, problem["reason"], problem["remedy"])
    if result.is_answers is not (source.kind is SourceKind.ANSWERS):
        reason = (
            f"hoort {'wel' if result.is_answers else 'niet'} bij de ingevulde lijsten van wat moet worden nagekeken."
        )
        raise SourceError(source.file, reason, "Zet het onder answers of onder initiatives in sources.toml.")
    return replace(result, answers=result.answers.with_columns(source_title=pl.lit(source.title)))


def _with_unknown_ids(results: dict[str, SourceResult], merged: Merged) -> dict[str, SourceResult]:
    """The filled lists, with messages about ids that are unknown or forward, now that the ids of this release exist."""
    ids, aliases = merged.initiatives["id"], dict(merged.aliases.select("old_id", "id").iter_rows())
    return {
        name: replace(result, rejects=pl.concat([result.rejects, about_known(result.answers, name, ids, aliases)[1]]))
        for name, result in results.items()
        if result.is_answers
    }


def _merge(folder: Path, results: list[SourceResult], regions: pl.DataFrame, previous: Previous | None) -> Merged:
    return merge(
        pl.concat([result.candidates for result in results]),
        regions=regions,
        words=read_words(folder / "words" / "name_words.csv"),
        decisions=read_decisions(folder / "decisions.csv"),
        previous=PreviousIds(*(previous.tables[name] for name in ("initiatives", "aliases", "statements")))
        if previous
        else None,
        answered=pl.concat([result.answers for result in results]),
    )


def _unused(decisions: pl.DataFrame) -> pl.DataFrame:
    """A remark about every decision that names an initiative which is in no source any more."""
    findings = Findings("decisions.csv")
    for one, other in decisions.select("name_a", "name_b").iter_rows():
        reason = f"Dit besluit gaat over {one!r} en {other!r}; een van beide staat in geen enkele bron."
        findings.add(
            None, "decision_unused", (reason, "Verbeter de naam of verwijder de regel."), ("", ""), rejected=False
        )
    return findings.frame()


def _counts(results: dict[str, SourceResult], merged: Merged) -> dict[str, FileCounts]:
    tally = merged.outcomes.group_by("source", "outcome").len()
    taken = {(source, outcome): number for source, outcome, number in tally.iter_rows()}
    counts = {}
    for name, result in results.items():
        accepted, joined = taken.get((name, "accepted"), 0), taken.get((name, "merged"), 0)
        rejected_rows = result.rejects.filter(pl.col("rejected"))["row"].n_unique()
        counts[name] = FileCounts(result.read, accepted, joined, rejected_rows)
    return counts
