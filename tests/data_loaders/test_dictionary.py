import polars as pl
import pytest

from data_loaders.dictionary import FILES, TABLE_TITLES, main, markdown, type_words
from data_loaders.schema import TABLES, Language
from tests.architecture.source_files import ROOT


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_in_docs_is_current(language: Language) -> None:
    assert (ROOT / FILES[language]).read_text(encoding="utf-8") == markdown(language), (
        "run: .venv/bin/python -m data_loaders.dictionary --write"
    )


def test_every_table_has_a_title() -> None:
    assert TABLE_TITLES.keys() == TABLES.keys()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_in_it_with_a_label(language: Language) -> None:
    rows = [line for line in markdown(language).splitlines() if line.startswith("| `")]

    assert len(rows) == sum(len(schema.columns()) for schema in TABLES.values())
    assert all(row.split("|")[2].strip() for row in rows)


@pytest.mark.parametrize(
    ("dtype", "expected"),
    [
        (pl.String(), "tekst"),
        (pl.Int16(), "geheel getal"),
        (pl.Float64(), "getal"),
        (pl.Boolean(), "ja of nee"),
        (pl.Date(), "datum"),
        (pl.Enum(["a", "b"]), "een van: `a`, `b`"),
        (pl.List(pl.String()), "lijst; elk: tekst"),
        (pl.List(pl.Struct({"url": pl.String()})), "lijst; elk: met velden `url`"),
    ],
)
def test_types_in_words(dtype: pl.DataType, expected: str) -> None:
    assert type_words(dtype, "nl") == expected


def test_prints_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["en"])

    assert capsys.readouterr().out == markdown("en")
