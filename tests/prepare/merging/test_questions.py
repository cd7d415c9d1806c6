"""The question to a person about two rows."""

from tests.prepare.merging.rows import merged


def test_a_question_shows_what_both_rows_say() -> None:
    there = {"place": "Lombok, Utrecht", "started_year": 2011, "summary": "Tuin"}

    found = merged({"website": "https://a.nl"}, there).reviews.row(0, named=True)

    one: dict[str, object] = {
        "id": "de-kersentuin-utrecht",
        "place": "Leidsche Rijn, Utrecht",
        "source_url": "https://bron.nl/0",
    }
    other: dict[str, object] = {
        "id": "de-kersentuin-lombok-utrecht",
        "place": "Lombok, Utrecht",
        "source_url": "https://bron.nl/1",
    }
    same = {"row": 2, "name": "De Kersentuin", "municipality_code": "GM0344"}
    one |= same | {"source": "a.csv", "started_year": None, "website": "https://a.nl", "summary": None}
    other |= same | {"source": "b.csv", "started_year": 2011, "website": None, "summary": "Tuin"}
    sides = {"a": one, "b": other}
    both = {f"{name}_{side}": value for side, row in sides.items() for name, value in row.items()}
    assert found == {"reason": "other_place", "name_similarity": 100.0} | both
