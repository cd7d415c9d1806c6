import polars as pl

from prepare.merging import merge
from prepare.merging.answered import rows_of_answers
from prepare.tables import Answered
from tests.prepare.merging.rows import REGIONS, WORDS, candidates

ROWS = pl.DataFrame(
    [
        ("a", 0, "https://a.nl/over", "Over A, eerder", 2018, "actief", "https://a.nl", "a.nl"),
        ("a", 0, "https://a.nl/over", "Over A", 2020, "actief", "https://a.nl", "a.nl"),
        ("b", 1, "https://a.nl/over", "Een jaar weten wij niet", None, "actief", None, ""),
    ],
    schema=["id", "cluster", "source_url", "source_title", "source_year", "status", "website", "site"],
    schema_overrides={"source_year": pl.Int16, "cluster": pl.UInt32},
    orient="row",
)


def answers(*about: tuple[str, str, str | None]) -> pl.DataFrame:
    told = [
        {"source": "l.csv", "row": row, "id": name, "status": "gestopt", "source_url": page, "website": website}
        | {"source_title": "Lijst", "source_year": 2026}
        for row, (name, page, website) in enumerate(about, start=2)
    ]
    return Answered.validate(pl.DataFrame(told, schema_overrides={"website": pl.String}), cast=True)


def test_an_answer_goes_to_the_initiative_that_its_identifier_forwards_to_and_an_unknown_one_nowhere() -> None:
    page = "https://l.nl"

    found = rows_of_answers(answers(("oud", page, None), ("a", page, None), ("weg", page, None)), ROWS, {"oud": "b"})

    assert found.select("row", "id", "cluster").rows() == [(2, "b", 1), (3, "a", 0)]


def test_an_answer_counts_as_a_reading_of_what_it_says_and_of_nothing_else() -> None:
    said = answers(("de-kersentuin-utrecht", "https://l.nl", "https://www.nieuw.nl/"), ("weg", "https://l.nl", None))

    found = merge(candidates({"status": "onbekend"}), regions=REGIONS, words=WORDS, answered=said)

    columns = ("name", "status", "status_year", "status_readings", "seen_year", "website")
    assert found.initiatives.select(columns).rows() == [
        ("De Kersentuin", "gestopt", 2026, [], 2026, "https://www.nieuw.nl/")
    ]
    assert found.statements.filter(source_url="https://l.nl")["field"].to_list() == ["status", "website"]
    assert found.outcomes.rows() == [
        ("a.csv", 2, "de-kersentuin-utrecht", "accepted"),
        ("l.csv", 2, "de-kersentuin-utrecht", "merged"),
    ]


def test_a_known_page_keeps_its_address_and_newest_title_and_a_new_one_has_that_of_the_list() -> None:
    told = answers(("a", "http://www.a.nl/over/", "https://www.nieuw.nl/"), ("a", "https://l.nl", None))

    found = rows_of_answers(told, ROWS, {})

    assert found.drop("id", "cluster").rows() == [
        ("l.csv", 2, "gestopt", "https://www.nieuw.nl/", "nieuw.nl", "https://a.nl/over", "Over A", 2026),
        ("l.csv", 3, "gestopt", None, "", "https://l.nl", "Lijst", 2026),
    ]
    assert found.schema["cluster"] == pl.UInt32
