import polars as pl

from prepare.merging.answered import rows_of_answers
from prepare.tables import Answered

ROWS = pl.DataFrame(
    {
        "id": ["a", "b"],
        "cluster": [0, 1],
        "source_url": ["https://a.nl/over", "https://b.nl"],
        "source_title": ["Over A", "B"],
        "source_year": [2020, None],
        "status": ["actief", "actief"],
    }
)


def answers(*about: tuple[str, str]) -> pl.DataFrame:
    told = [
        {
            "source": "l.csv",
            "row": row,
            "id": name,
            "status": "gestopt",
            "source_url": page,
            "source_title": "Lijst",
            "source_year": 2026,
        }
        for row, (name, page) in enumerate(about, start=2)
    ]
    return Answered.validate(pl.DataFrame(told).with_columns(website=pl.lit(None, pl.String)), cast=True)


def test_an_answer_goes_to_the_initiative_that_its_identifier_forwards_to_and_an_unknown_one_nowhere() -> None:
    found = rows_of_answers(
        answers(("oud", "https://l.nl"), ("a", "https://l.nl"), ("weg", "https://l.nl")), ROWS, {"oud": "b"}
    )

    assert found.select("row", "id", "cluster").rows() == [(2, "b", 1), (3, "a", 0)]


def test_a_known_page_keeps_its_address_and_title_and_a_new_one_has_that_of_the_list() -> None:
    found = rows_of_answers(answers(("a", "http://www.a.nl/over/"), ("a", "https://l.nl")), ROWS, {})

    assert found.select("source_url", "source_title").rows() == [
        ("https://a.nl/over", "Over A"),
        ("https://l.nl", "Lijst"),
    ]
