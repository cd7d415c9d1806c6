from io import BytesIO
from zipfile import ZipFile

import fastexcel
import polars as pl
import pytest

from ui.export import Provenance, csv_bytes, xlsx_bytes

PROVENANCE = Provenance(
    title="Titel",
    source="Bron",
    licence="CC BY 4.0",
    data_version="v1",
    age="Ingelezen op 1 januari 2026; bronnen 2010–2024",
    address="http://x/kaart?thema=zorg",
)
FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\t=1", "gewoon"]


@pytest.fixture
def table() -> pl.DataFrame:
    return pl.DataFrame({"Naam": FORMULAS, "Aantal": range(6), "Thema's": [["zorg", "wonen"]] * 6})


def test_csv_keeps_rows_numbers_and_provenance(table: pl.DataFrame) -> None:
    written = pl.read_csv(csv_bytes(table, PROVENANCE, "nl"), separator=";")

    assert written.height == table.height
    assert written["Aantal"].to_list() == list(range(6))
    assert set(written["Gegevensversie"]) == {"v1"}
    assert set(written["Licentie van dit bestand"]) == {"CC BY 4.0"}
    assert set(written["Ingelezen, en hoe oud"]) == {PROVENANCE.age}
    assert written["Thema's"][0] == "zorg; wonen"


def test_a_dutch_spreadsheet_reads_csv_as_it_is_and_an_english_one_too(table: pl.DataFrame) -> None:
    rates = table.with_columns(Aantal=pl.lit(0.5))

    dutch, english = (csv_bytes(rates, PROVENANCE, language).decode("utf-8") for language in ("nl", "en"))

    assert dutch.startswith("\ufeffNaam;Aantal;")
    assert ";0,5;" in dutch
    assert english.startswith("\ufeffNaam,Aantal,")
    assert ",0.5," in english


def test_csv_cells_do_not_start_a_formula(table: pl.DataFrame) -> None:
    written = pl.read_csv(csv_bytes(table, PROVENANCE, "nl"), separator=";")

    assert [name[0] for name in written["Naam"]] == ["'", "'", "'", "'", "'", "g"]


def test_xlsx_has_the_rows_as_text_and_its_source(table: pl.DataFrame) -> None:
    written = xlsx_bytes(table, PROVENANCE, "nl")

    book = fastexcel.read_excel(written)
    assert book.load_sheet("Gegevens").to_polars()["Naam"].to_list() == FORMULAS
    told = book.load_sheet("Verantwoording", header_row=None).to_polars()
    assert told.to_series(1).to_list() == list(PROVENANCE.__dict__.values())
    assert not any(b"<f>" in ZipFile(BytesIO(written)).read(name) for name in ZipFile(BytesIO(written)).namelist())


def test_headers_follow_the_language(table: pl.DataFrame) -> None:
    assert "Licence of this file" in pl.read_csv(csv_bytes(table, PROVENANCE, "en")).columns


def test_a_column_is_never_lost_under_the_provenance(table: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="Gegevensversie"):
        csv_bytes(table.rename({"Aantal": "Gegevensversie"}), PROVENANCE, "nl")
