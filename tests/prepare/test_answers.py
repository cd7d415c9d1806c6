import polars as pl
import pytest

from data_loaders.schema import words
from data_loaders.schema.answers import TO_FILL, Answers
from prepare.columns.names import read_headers
from prepare.messages import Notes, Problem
from prepare.read.answers import AnswersRead, about_known, answer_columns, read_answers
from prepare.read.source import Words
from tests.prepare.atlas import SOURCES

HEADER = [words(Answers, column, "nl").label for column in ("id", *TO_FILL)]
PAGE = "https://voorbeeld.nl/leden"
GOOD = ["de-hof-utrecht", "ja", "", "", PAGE, "2026"]


def read(*rows: list[str], header: list[str] | None = None) -> tuple[AnswersRead, pl.DataFrame]:
    notes = Notes("lijst.csv")
    headers = read_headers(header or HEADER, Words.load(SOURCES), {})
    found = read_answers("lijst.csv", headers, list(enumerate(rows, start=2)), 2026, notes)
    return found, notes.frame()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_columns_of_the_site_are_known_in_both_languages_with_or_without_what_stands_in_brackets(
    language: str,
) -> None:
    labels = [words(Answers, column, language).label for column in ("id", *TO_FILL)]

    assert list(answer_columns(labels)) == ["id", *TO_FILL]
    assert list(answer_columns([label.split(" (")[0].upper() for label in labels])) == ["id", *TO_FILL]


def test_an_ordinary_list_is_no_list_of_answers() -> None:
    assert not answer_columns(["Kenmerk", "Naam", "Plaats", "Gestopt", "Website", "Bron"])


@pytest.mark.parametrize(
    ("cells", "status", "website"),
    [
        (["ja", "", ""], "actief", None),
        (["", "x", ""], "gestopt", None),
        (["nee", "ja", ""], "gestopt", None),
        (["", "", "www.dehof.nl"], "onbekend", "https://www.dehof.nl"),
        (["Ja", "nee", "https://dehof.nl"], "actief", "https://dehof.nl"),
    ],
)
def test_an_answer_is_a_statement_with_its_page_and_year(cells: list[str], status: str, website: str | None) -> None:
    found, said = read(["de-hof-utrecht", *cells, PAGE, "2025-11-03"])

    assert found.answers.select("row", "id", "status", "website", "source_url", "source_year").rows() == [
        (2, "de-hof-utrecht", status, website, PAGE, 2025)
    ]
    assert said.is_empty()


def test_a_row_without_an_answer_is_nothing() -> None:
    found, said = read(["de-hof-utrecht", "", " ", "", "", ""], ["iets"])

    assert (found.read, found.answers.height, said.height) == (0, 0, 0)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({0: ""}, Problem.ANSWER_ID_ABSENT),
        ({1: "misschien"}, Problem.ANSWER_UNCLEAR),
        ({2: "ja"}, Problem.ANSWER_BOTH),
        ({1: ""}, Problem.ANSWER_ABSENT),
        ({1: "nee"}, Problem.ANSWER_ABSENT),
        ({3: "geen"}, Problem.ANSWER_ADDRESS_INVALID),
        ({3: "info@dehof.nl"}, Problem.ANSWER_ADDRESS_INVALID),
        ({4: ""}, Problem.ANSWER_SOURCE_ABSENT),
        ({4: "onze lijst"}, Problem.ANSWER_ADDRESS_INVALID),
        ({5: ""}, Problem.ANSWER_YEAR_INVALID),
        ({5: "2027"}, Problem.ANSWER_YEAR_INVALID),
        ({5: "vorig jaar"}, Problem.ANSWER_YEAR_INVALID),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_what_to_do(change: dict[int, str], problem: Problem) -> None:
    found, said = read([change.get(at, cell) for at, cell in enumerate(GOOD)], GOOD)

    assert said.select("row", "code", "rejected").rows() == [(2, problem, True)]
    assert said["column"][0] in HEADER
    assert said["remedy"][0]
    assert found.answers["row"].to_list() == [3]
    assert found.read == 2
    assert "info@dehof.nl" not in str(said.rows())


def test_other_columns_are_ignored() -> None:
    found, _ = read([*GOOD, "J. de Vries", "06 12345678"], header=[*HEADER, "Contactpersoon", "Opmerking"])

    assert "Vries" not in str(found.answers.rows())
    assert "Vries" not in str(found.cells)
    assert "12345678" not in str(found.cells)


def test_an_unknown_id_is_refused_and_a_forwarding_id_is_reported() -> None:
    found, _ = read(GOOD, ["oud", *GOOD[1:]], ["weg", *GOOD[1:]])

    about, said = about_known(found.answers, "lijst.csv", ["de-hof-utrecht", "nieuw"], {"oud": "nieuw"})

    assert about == {2: "de-hof-utrecht", 3: "nieuw"}
    assert said.select("row", "code", "rejected").rows() == [
        (3, Problem.ANSWER_ID_FORWARDED, False),
        (4, Problem.ANSWER_ID_UNKNOWN, True),
    ]
