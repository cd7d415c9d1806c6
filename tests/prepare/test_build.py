import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from data_loaders.manifest import read_manifest
from data_loaders.snapshot import SHAPES, Snapshot, load_snapshot
from prepare.build import Built, Folders, build
from prepare.geography import TABLE_NAMES
from prepare.problems import PublishingError, SourceError
from prepare.publish import ManifestParts, write_release
from tests.prepare import raw_geography

PROJECT = Path(__file__).resolve().parents[2]
HEADER = "name,place,municipality,themes,legal_form,started_year,status,website,networks,summary_nl,source_url,source_title,source_year"
DORPSHUIS = "Dorpshuis Sterksel,Sterksel,Heeze-Leende,ontmoeten,stichting,2004,actief,,,,https://a.nl,A,2020"
MOLEN = "Energie De Molen,Zwolle,Zwolle,energie,cooperatie,2015,actief,https://molen.nl,,,https://b.nl,B,2021"
MOLEN_AGAIN = "Coöperatie Energie de Molen,Zwolle,Zwolle,energie,,2014,gestopt,https://molen.nl,,,https://c.nl,C,2024"
NOWHERE = "Nergens,Atlantis,,energie,,,actief,,,,https://d.nl,D,2024"
ENTRY = '[[initiatives]]\nfile = "initiatives/{name}"\ntitle = "T"\nholder = "H"\nlicence = "CC BY 4.0"\ndate_read = 2026-11-23\n'

Write = Callable[..., Folders]


@pytest.fixture(scope="module")
def real() -> Snapshot:
    return load_snapshot(PROJECT / "data" / "prepared")


@pytest.fixture
def write(tmp_path: Path, real: Snapshot) -> Write:
    """Writes a sources folder with the given files of initiatives (rows below the header) and our own other sources.

    The release in use has our geography and nothing else.
    """
    sources, prepared = tmp_path / "sources", tmp_path / "prepared"
    entries = tuple(entry for entry in real.manifest.sources if entry.kind == "geography")
    shapes = {name: real.shapes(name) for name in SHAPES}
    tables = {name: real.table(name) for name in TABLE_NAMES}
    write_release(prepared, tables, shapes, ManifestParts(real.date, entries))
    for name in ("programme", "context", "surroundings", "words"):
        shutil.copytree(PROJECT / "data" / "sources" / name, sources / name)
    shutil.copy(PROJECT / "data" / "sources" / "nicknames.csv", sources)
    (sources / "decisions.csv").write_text(
        (PROJECT / "data" / "sources" / "decisions.csv").read_text().splitlines()[0] + "\n"
    )

    def run(**files: tuple[str, ...]) -> Folders:
        shutil.rmtree(sources / "initiatives", ignore_errors=True)
        (sources / "initiatives").mkdir()
        for name, rows in files.items():
            text = "\n".join([HEADER, *rows]) + "\n"
            (sources / "initiatives" / f"{name}.csv").write_text(text, encoding="utf-8")
        ours = (PROJECT / "data" / "sources" / "sources.toml").read_text(encoding="utf-8")
        head, rest = ours.split("[[initiatives]]", 1)[0], "[[programme]]" + ours.split("[[programme]]", 1)[1]
        entries = [ENTRY.format(name=f"{name}.csv") for name in files]
        (sources / "sources.toml").write_text(head + "\n".join(entries) + "\n" + rest, encoding="utf-8")
        return Folders(sources, prepared)

    return run


def counted(built: Built) -> dict[str, tuple[int, int, int, int]]:
    ours = [entry for entry in built.sources if entry.kind == "initiatives"]
    return {entry.file: (entry.read, entry.accepted, entry.merged, entry.rejected) for entry in ours}


def test_every_row_is_accounted_for(write: Write) -> None:
    built = build(write(a=(DORPSHUIS, MOLEN), b=(MOLEN_AGAIN, NOWHERE)))

    counts = counted(built)
    assert {file: read for file, (read, *_) in counts.items()} == {"initiatives/a.csv": 2, "initiatives/b.csv": 2}
    assert [sum(each) for each in zip(*counts.values(), strict=True)] == [4, 2, 1, 1]
    assert built.rejects.filter(pl.col("rejected")).select("file", "row").rows() == [("b.csv", 3)]


def test_published_tables_hold_what_the_sources_say(write: Write) -> None:
    folders = write(a=(DORPSHUIS, MOLEN), b=(MOLEN_AGAIN,))
    build(folders)

    snapshot = load_snapshot(folders.prepared)
    molen = snapshot.table("initiatives").filter(pl.col("municipality_code") == "GM0193").row(0, named=True)
    assert (molen["status"], molen["status_year"], molen["started_year"]) == ("gestopt", 2024, 2014)
    assert {source["url"] for source in molen["sources"]} == {"https://b.nl", "https://c.nl"}
    assert snapshot.table("goals").height == 5
    assert snapshot.report("rejects.html") is not None


def test_geography_of_the_release_in_use_is_kept_byte_for_byte(write: Write) -> None:
    folders = write(a=(DORPSHUIS,))
    files = [f"{name}.parquet" for name in TABLE_NAMES] + [f"{name}.geojson" for name in SHAPES]
    before = {file: (folders.prepared / file).read_bytes() for file in files}

    build(folders)

    assert {file: (folders.prepared / file).read_bytes() for file in files} == before
    kinds = [entry.kind for entry in read_manifest(folders.prepared.resolve()).sources]
    assert kinds.count("geography") == 7


def test_building_again_changes_nothing(write: Write) -> None:
    folders = write(a=(DORPSHUIS, MOLEN))
    first = build(folders).published

    again = build(folders).published

    assert (first.is_new, again.is_new) == (True, False)
    assert again.version == first.version


def test_order_of_files_and_rows_does_not_matter(write: Write) -> None:
    folders = write(a=(DORPSHUIS, MOLEN), b=(MOLEN_AGAIN,))
    one = build(folders).published

    other = build(write(b=(MOLEN_AGAIN,), a=(DORPSHUIS, MOLEN))).published

    assert other.version == one.version


def test_changes_since_the_release_before(write: Write) -> None:
    build(write(a=(DORPSHUIS, MOLEN)))

    built = build(write(a=(DORPSHUIS, MOLEN), b=(MOLEN_AGAIN,)))

    changes = load_snapshot(built.published.folder).table("changes")
    kinds = dict(changes.select(pl.col("field"), pl.col("kind").cast(pl.String)).iter_rows())
    assert kinds["status"] == "stopped"
    assert kinds["started_year"] == "changed"
    assert set(changes["municipality_code"]) == {"GM0193"}


def test_vanished_initiative_stops_publishing_until_it_is_accepted(write: Write) -> None:
    build(write(a=(DORPSHUIS, MOLEN)))
    folders = write(a=(DORPSHUIS,))
    before = folders.prepared.resolve()

    with pytest.raises(PublishingError, match="--accept-shrink"):
        build(folders)

    assert folders.prepared.resolve() == before
    assert build(folders, accept_shrink=True).published.is_new


@pytest.mark.parametrize("content", [b"", b"<html><body>lijst</body></html>", HEADER.encode()])
def test_unusable_source_stops_the_build(write: Write, content: bytes) -> None:
    folders = write(a=(DORPSHUIS,), b=(MOLEN,))
    before = folders.prepared.resolve()
    (folders.sources / "initiatives" / "b.csv").write_bytes(content)

    with pytest.raises(SourceError) as raised:
        build(folders)

    assert raised.value.file == "initiatives/b.csv"
    assert folders.prepared.resolve() == before


def test_without_any_geography_there_is_nothing_to_build(write: Write, tmp_path: Path) -> None:
    folders = write(a=(DORPSHUIS,))

    with pytest.raises(SourceError, match="SAMENKAART_GEO"):
        build(Folders(folders.sources, tmp_path / "elsewhere" / "prepared", tmp_path / "nothing"))


def test_raw_geography_is_used_when_it_is_there(write: Write, tmp_path: Path) -> None:
    folders = write(a=(DORPSHUIS.replace("Sterksel,Heeze-Leende", "Dorp 5,Gemeente 5"),))
    raw = tmp_path / "raw"
    raw.mkdir()
    raw_geography.write(raw)
    (folders.sources / "nicknames.csv").write_text("code,official_name,name\n")
    for name in ("indicator_values", "indicator_methods"):
        path = folders.sources / "programme" / f"{name}.csv"
        path.write_text(path.read_text().splitlines()[0] + "\n")

    built = build(Folders(folders.sources, folders.prepared, raw), accept_shrink=True)

    assert load_snapshot(built.published.folder).table("initiatives")["municipality_code"].to_list() == [
        raw_geography.CODES[5]
    ]


def test_a_misspelt_municipality_is_refused_with_the_name_that_was_meant(write: Write) -> None:
    told = build(write(a=(DORPSHUIS.replace("Sterksel,Heeze-Leende", ",Zwole"), MOLEN))).rejects

    [remedy] = told.filter(pl.col("row") == 2)["remedy"]
    assert "Zwolle" in remedy


def test_a_decision_about_absent_rows_is_reported(write: Write) -> None:
    folders = write(a=(DORPSHUIS,))
    with (folders.sources / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write("same,,Weg,,,,Ook weg,,,Zelfde bestuur,,2026-01-01\n")

    told = build(folders).rejects.filter(pl.col("file") == "decisions.csv")

    assert told.select("code", "rejected").rows() == [("decision_unused", False)]
    assert "'Weg'" in told["reason"][0]


def test_progress_within_a_long_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prepare.read.rows.TELL_EVERY", 2)
    told: list[str] = []

    build(write(a=(DORPSHUIS, MOLEN, MOLEN_AGAIN)), progress=lambda *step: told.append(step[2]))

    assert "initiatives/a.csv, rij 2" in told


def test_progress_runs_from_nothing_to_all(write: Write) -> None:
    told: list[tuple[int, int, str]] = []

    build(write(a=(DORPSHUIS,)), progress=lambda *step: told.append(step))

    total = told[0][1]
    assert [done for done, _, _ in told] == list(range(total + 1))
    assert {of for _, of, _ in told} == {total}
