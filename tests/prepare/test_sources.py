from datetime import date
from pathlib import Path

import pytest

from prepare.counts import FileCounts
from prepare.problems import SourceError
from prepare.sources import SourceKind, read_sources

ENTRY = '[[{kind}]]\nfile = "{kind}/a.csv"\ntitle = "T"\nholder = "H"\nlicence = "CC BY 4.0"\ndate_read = {day}\n'
HEAD = 'attribution_nl = "Bron"\nattribution_en = "Source"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "initiatives").mkdir()
    (tmp_path / "initiatives" / "a.csv").write_text("name\n")
    days = {
        "initiatives": "2026-01-02",
        "programme": "2026-03-04",
        "context": "2025-01-01",
        "geography": "2025-01-01",
        "surroundings": "2025-01-01",
    }
    entries = [ENTRY.format(kind=kind, day=day) for kind, day in days.items()]
    (tmp_path / "sources.toml").write_text(HEAD + "\n".join(entries))
    return tmp_path


def test_sources_by_kind(folder: Path) -> None:
    listed = read_sources(folder)

    (source,) = listed.of(SourceKind.INITIATIVES)
    assert (source.file, source.name, source.holder) == ("initiatives/a.csv", "a.csv", "H")
    assert listed.date == date(2026, 3, 4)
    assert listed.attribution_nl == "Bron"


def test_source_in_the_manifest(folder: Path) -> None:
    (source,) = read_sources(folder).of(SourceKind.PROGRAMME)

    entry = source.entry(FileCounts(3, 1, 1, 1))

    assert (entry.kind, entry.date_read, entry.read, entry.rejected) == ("programme", "2026-03-04", 3, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('holder = "H"\n', ""),
        ('licence = "CC BY 4.0"', 'licence = ""'),
        ("date_read = 2026-01-02", 'date_read = "gisteren"'),
        ("[[geography]]", "[[elders]]"),
        ("attribution_nl", "attribution"),
        ("[[programme]]", "[[programme"),
    ],
)
def test_incomplete_list_is_refused(folder: Path, old: str, new: str) -> None:
    path = folder / "sources.toml"
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(SourceError) as raised:
        read_sources(folder)

    assert raised.value.file == "sources.toml"
    assert raised.value.remedy


@pytest.mark.parametrize("kind", ["initiatives", "answers", "programme"])
def test_file_that_is_not_listed_is_refused(folder: Path, kind: str) -> None:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / "nieuw.xlsx").write_bytes(b"")

    with pytest.raises(SourceError, match=r"nieuw\.xlsx"):
        read_sources(folder)


@pytest.mark.parametrize("name", ["a.csv.toml", ".DS_Store"])
def test_settings_and_hidden_files_are_no_sources(folder: Path, name: str) -> None:
    before = read_sources(folder).sources
    (folder / "initiatives" / name).write_text("")

    assert read_sources(folder).sources == before


def test_counts_must_add_up() -> None:
    with pytest.raises(ValueError, match="add up"):
        FileCounts(read=3, accepted=1, merged=1, rejected=0)


def test_there_need_be_no_answers(folder: Path) -> None:
    assert read_sources(folder).of(SourceKind.ANSWERS) == ()
