"""The merger follows a person's decisions."""

from pathlib import Path

import pytest

from prepare.merging import Decisions, read_decisions
from prepare.problems import SourceError
from tests.prepare.merging.rows import ROOT, decided, merged

HEADER = ",".join(Decisions.column_names())


def test_same_joins_what_no_rule_would() -> None:
    result = merged({"name": "Populier"}, {"name": "Kastanje"}, decisions=decided("same", "populier", "KASTANJE"))

    assert result.initiatives.height == 1
    assert result.unused_decisions.is_empty()


@pytest.mark.parametrize(("first", "second"), [("GM0344", "GM0363"), ("GM0363", "GM0344")])
def test_the_first_side_of_same_is_in_the_right_municipality(first: str, second: str) -> None:
    rows = [
        {"municipality_code": code, "location_precision": precision}
        for code, precision in [("GM0344", "address"), ("GM0363", "place")]
    ]
    answer = decided("same", "De Kersentuin", "De Kersentuin", municipality_code_a=first, municipality_code_b=second)

    assert merged(*rows, decisions=answer).initiatives["municipality_code"].to_list() == [first]


def test_different_keeps_apart_and_is_not_asked_again() -> None:
    rows = [{"place": "Lombok"}, {"place": "Vleuten"}]
    answer = decided("different", "De Kersentuin", "De Kersentuin", place_a="Lombok", place_b="Vleuten")

    result = merged(*rows, decisions=answer)

    assert result.initiatives.height == 2
    assert result.reviews.is_empty()


def test_different_holds_through_a_third_row() -> None:
    answer = decided("different", "De Kersentuin", "De Kersentuin", source_a="a.csv", source_b="c.csv")

    result = merged({}, {}, {}, decisions=answer)

    ids = dict(zip(result.outcomes["source"], result.outcomes["id"], strict=True))
    assert ids["a.csv"] != ids["c.csv"]
    assert result.initiatives.height == 2


def test_part_of_gives_a_parent() -> None:
    answer = decided("part_of", "LeuDelen", "Leudal Energie", source_url="https://leudal.nl")

    result = merged({"name": "LeuDelen"}, {"name": "Leudal Energie"}, decisions=answer)

    assert result.initiatives.select("id", "parent_id").rows() == [
        ("leudal-energie-utrecht", None),
        ("leudelen-utrecht", "leudal-energie-utrecht"),
    ]


def test_an_answer_about_absent_rows_is_reported() -> None:
    result = merged({}, decisions=decided("same", "De Kersentuin", "Verdwenen"))

    assert result.unused_decisions["name_b"].to_list() == ["Verdwenen"]


def test_contradicting_answers_are_refused() -> None:
    answers = decided("same", "Populier", "Kastanje").vstack(decided("different", "Kastanje", "Populier"))

    with pytest.raises(SourceError, match="spreken elkaar tegen"):
        merged({"name": "Populier"}, {"name": "Kastanje"}, decisions=answers)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answer,name_a\n", "ontbreekt"),
        (f"{HEADER}\nmisschien,,A,,,,B,,,gelezen,,2026-01-01\n", "rij 2"),
        (f"{HEADER}\nsame,,A,,,,B,,,gelezen,,2026-01-01\nsame,,A,,,,,,,gelezen,,2026-01-01\n", "rij 3"),
        (f"{HEADER}\nsame,,A,,,,B,,,gelezen,,1 januari\n", "rij 2"),
        (f"{HEADER}\npart_of,,A,,,,B,,,gelezen,,2026-01-01\n", "rij 2"),
        ("", "leeg"),
    ],
)
def test_a_wrong_file_is_refused_with_its_row(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SourceError, match=message):
        read_decisions(file)


def test_our_own_decisions_are_valid() -> None:
    assert read_decisions(ROOT / "data" / "sources" / "decisions.csv").height > 10
