"""A list of answers makes the round trip: made by the site, filled in by a partner, and read by the preparation."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import words
from data_loaders.schema.answers import TO_FILL, Answers
from data_loaders.snapshot import SHAPES, Snapshot, load_snapshot
from measures.readings import agreement
from measures.selection import Selection
from prepare.build import Built, Folders, build
from prepare.check import check
from prepare.check_report import ExitStatus, status_of
from prepare.geography import TABLE_NAMES
from prepare.problems import SourceError
from prepare.publish import ManifestParts, write_release
from prepare.task import Task
from tests.prepare.source_files import write_xlsx
from ui.export import Provenance, xlsx_bytes
from ui.to_check import to_check_part
from ui.view import View, data_of

PROJECT = Path(__file__).resolve().parents[2]
OURS = PROJECT / "data" / "sources"
PAGE = "https://voorbeeld.nl/ledenlijst"
ENTRY = '[[{kind}]]\nfile = "{kind}/{file}"\ntitle = "Antwoorden van een netwerk"\nholder = "H"\nlicence = "CC BY 4.0"\ndate_read = 2026-11-23\n'
ROWS, STAY, STOPPED, MOVED = 100, 60, 25, 15
ON_OWN_PAGE = 10
"""Of those that still exist, and of those with a new site: the page is the one that told of them before, read again."""
ID, EXISTS, HAS_STOPPED, SITE, WHERE, YEAR = (words(Answers, column, "nl").label for column in ("id", *TO_FILL))


@dataclass(frozen=True)
class Trip:
    folders: Folders
    before: Snapshot
    given: pl.DataFrame
    """Name of the file as made by the site."""
    filled: Path
    built: Built
    after: Snapshot


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A folder of sources with 130 of our own rows, and a release with our geography."""
    root, real = tmp_path_factory.mktemp("answers"), load_snapshot(PROJECT / "data" / "prepared")
    sources, prepared = root / "sources", root / "prepared"
    entries = tuple(entry for entry in real.manifest.sources if entry.kind == "geography")
    tables, shapes = ({name: take(name) for name in names} for take, names in ((real.table, TABLE_NAMES), (real.shapes, SHAPES)))  # fmt: skip
    write_release(prepared, tables, shapes, ManifestParts(real.date, entries))  # type: ignore[arg-type]  # any list of sources will do
    for name in ("programme", "context", "surroundings", "words"):
        shutil.copytree(OURS / name, sources / name)
    shutil.copy(OURS / "nicknames.csv", sources)
    (sources / "decisions.csv").write_text((OURS / "decisions.csv").read_text(encoding="utf-8").splitlines()[0] + "\n")
    (sources / "initiatives").mkdir()
    few = pl.read_csv(OURS / "initiatives" / "zorg.csv", infer_schema=False).head(130)
    few.write_csv(sources / "initiatives" / "a.csv")
    listing(sources, ENTRY.format(kind="initiatives", file="a.csv"))
    return Folders(sources, prepared)


def listing(sources: Path, *entries: str) -> None:
    ours = (OURS / "sources.toml").read_text(encoding="utf-8")
    head, rest = ours.split("[[initiatives]]", 1)[0], "[[programme]]" + ours.split("[[programme]]", 1)[1]
    (sources / "sources.toml").write_text(head + "\n".join(entries) + rest, encoding="utf-8")


@pytest.fixture(scope="module")
def trip(folders: Folders) -> Trip:
    build(folders)
    before = load_snapshot(folders.prepared)
    downloaded = download(before, folders.sources.parent)
    given = pl.read_excel(downloaded, infer_schema_length=0)
    (folders.sources / "answers").mkdir()
    filled = fill(given, folders.sources / "answers" / "antwoorden.xlsx")
    entries = [("initiatives", "a.csv"), ("answers", "antwoorden.xlsx")]
    listing(folders.sources, *(ENTRY.format(kind=kind, file=file) for kind, file in entries))
    built = build(folders)
    return Trip(folders, before, given, filled, built, load_snapshot(folders.prepared))


def download(snapshot: Snapshot, folder: Path) -> Path:
    part = to_check_part(View(data_of(snapshot), "nl", Selection()), snapshot.table("initiatives"))
    assert part
    assert part.file_rows
    path = folder / "nakijken.xlsx"
    about = Provenance(part.title, part.source, "CC BY 4.0", snapshot.version, part.age, "/regio")
    path.write_bytes(xlsx_bytes(part.file_rows(), about, "nl"))
    return path


def fill(given: pl.DataFrame, path: Path) -> Path:
    """Fill in a hundred answers and two unusable rows; the other rows stay empty."""
    rows = [dict.fromkeys(given.columns, "") | {k: v or "" for k, v in row.items()} for row in given.to_dicts()]
    for number, row in enumerate(rows[:ROWS]):
        row |= {WHERE: row["Bronnen"] if number < ON_OWN_PAGE or number >= ROWS - ON_OWN_PAGE else PAGE, YEAR: 2026}
        if number < STAY:
            row[EXISTS] = "ja"
        elif number < STAY + STOPPED:
            row[HAS_STOPPED] = "ja"
        else:
            row[SITE] = f"https://nieuw{number}.nl"
    rows[ROWS] |= {EXISTS: "ja", WHERE: PAGE}
    rows.append(dict.fromkeys(given.columns, "") | {ID: "nooit-gezien", EXISTS: "ja", WHERE: PAGE, YEAR: 2026})
    return write_xlsx(path, [given.columns, *([row[name] for name in given.columns] for row in rows)])


def test_counts_add_up_and_unusable_rows_are_reported_with_row_column_and_remedy(trip: Trip) -> None:
    entry = next(entry for entry in trip.built.sources if entry.kind == "answers")
    assert (entry.read, entry.accepted, entry.merged, entry.rejected) == (ROWS + 2, 0, ROWS, 2)
    assert trip.after.table("initiatives").height == trip.before.table("initiatives").height
    assert trip.after.table("initiatives")["id"].to_list() == trip.before.table("initiatives")["id"].to_list()

    refused = trip.built.rejects.filter(pl.col("file") == "antwoorden.xlsx", pl.col("rejected"))
    assert refused.select("row", "column", "code").rows() == [
        (ROWS + 2, YEAR, "answer_year_invalid"),
        (trip.given.height + 2, ID, "answer_id_unknown"),
    ]
    assert refused["remedy"].str.len_chars().min() > 0  # type: ignore[operator]  # a column of numbers


def test_every_answer_is_a_statement_with_its_page_title_and_year(trip: Trip) -> None:
    statements = trip.after.table("statements")
    said = statements.filter(source_url=PAGE)

    assert said.select("source_title", "source_year").unique().rows() == [("Antwoorden van een netwerk", 2026)]
    counts = dict(said.filter(field="status").group_by("value").len().iter_rows())
    assert counts == {"actief": STAY - ON_OWN_PAGE, "gestopt": STOPPED}
    assert said.filter(field="website").height == MOVED - ON_OWN_PAGE
    assert set(said["field"]) == {"status", "website"}
    for name, page in trip.given.select(ID, "Bronnen").head(ON_OWN_PAGE).iter_rows():
        own = statements.filter(initiative_id=name, field="status", value="actief", source_url=page)
        titles = trip.before.table("statements").filter(initiative_id=name, source_url=page)["source_title"]
        assert own.select("source_title", "source_year").rows() == [(titles[0], 2026)]


def test_status_site_and_newest_year_show_and_the_rest_stays(trip: Trip) -> None:
    known = trip.after.table("initiatives")
    of = {row["id"]: row for row in known.iter_rows(named=True)}
    before = {row["id"]: row for row in trip.before.table("initiatives").iter_rows(named=True)}
    answered = trip.given[ID].to_list()[:ROWS]

    assert {of[each]["seen_year"] for each in answered} == {2026}
    assert {(of[each]["status"], of[each]["status_year"]) for each in answered[:STAY]} == {("actief", 2026)}
    assert {of[each]["status"] for each in answered[STAY : STAY + STOPPED]} == {"gestopt"}
    for number, each in enumerate(answered[STAY + STOPPED :], start=STAY + STOPPED):
        assert of[each]["website"] == f"https://nieuw{number}.nl"
        same = ("status", "status_year", "status_readings")
        assert [of[each][field] for field in same] == [before[each][field] for field in same]
    kept = ("name", "place", "themes", "municipality_code", "summary", "started_year", "networks")
    assert all(of[each][field] == before[each][field] for each in of for field in kept)
    assert all(of[each] == before[each] for each in trip.given[ID].to_list()[ROWS:])


def test_an_answer_is_no_reading_of_what_it_does_not_say(trip: Trip) -> None:
    before, after = (agreement(each.table("statements")).rows_by_key("field") for each in (trip.before, trip.after))

    assert all(after[fact] == before[fact] for fact in ("main_theme", "started_year"))
    assert after["status"] != before["status"]


def test_a_second_build_changes_nothing_and_what_was_answered_leaves_the_top_of_the_list(trip: Trip) -> None:
    again = build(trip.folders)

    assert not again.published.is_new
    listed = pl.read_excel(download(trip.after, trip.folders.sources.parent), infer_schema_length=0)[ID].to_list()
    unanswered = trip.given[ID].to_list()[ROWS:]
    assert set(listed[: len(unanswered)]) == set(unanswered)


def test_a_check_says_the_same_before_anything_is_published(trip: Trip) -> None:
    report = check(Task(trip.filled, trip.folders.prepared, trip.folders.sources, this_year=2026), trip.before)

    assert (report.read, report.accepted, report.merged, report.rejected) == (ROWS + 2, 0, ROWS, 2)
    assert status_of(report) is ExitStatus.SOME_REJECTED
    assert [row.merged_with for row in report.rows[:ROWS]] == trip.given[ID].to_list()[:ROWS]
    assert (report.rows[0].reason or "").startswith(f"Uw antwoord over '{report.rows[0].name}' wordt overgenomen. ")
    after = dict(trip.after.table("initiatives").select("id", "status").iter_rows())
    becomes = [row for row in report.rows if row.reason and "Met uw antwoord wordt dat: " in row.reason]
    assert becomes
    for row in becomes:
        said = "gestopt (2026)" if after[row.id or ""] == "gestopt" else "actief (2026)"
        assert f"Met uw antwoord wordt dat: {said}." in (row.reason or "")
    moved = [row for row in report.rows if row.website]
    assert len(moved) == MOVED
    assert all(f"In uw antwoord: {row.website}." in (row.reason or "") for row in moved)
    assert [row.name for row in report.rows[ROWS:]] == [trip.given["Naam"][ROWS], "nooit-gezien"]
    assert {said.code for said in report.messages if said.rejected} == {"answer_year_invalid", "answer_id_unknown"}


def test_a_list_of_answers_among_the_initiatives_is_refused(trip: Trip, tmp_path: Path) -> None:
    sources = shutil.copytree(trip.folders.sources, tmp_path / "sources")
    shutil.move(sources / "answers" / "antwoorden.xlsx", sources / "initiatives" / "antwoorden.xlsx")
    listing(sources, *(ENTRY.format(kind="initiatives", file=file) for file in ("a.csv", "antwoorden.xlsx")))

    with pytest.raises(SourceError, match="ingevulde lijsten"):
        build(Folders(sources, trip.folders.prepared))
