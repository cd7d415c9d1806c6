"""Initiatives with the same name that differ by brackets, a dash, or their location."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.merging import Merged, PairingRule
from tests.prepare.merging.rows import candidates, decided, merged

FAST = settings(max_examples=12, deadline=None)
LIST = {"source": "lijst.csv", "source_url": "https://lijst.nl", "place": "Utrecht", "name": "Samen Sterk"}
PARTS = ["Noord", "Zuid", "De Schulp", "Het Markehuus", "dak school", "dak sporthal", "Lommer", "3", "4"]
FORMS = ["{} ({})", "{} - {}", "{} – locatie {}", "{} | {}"]


def point(kilometres_north: float, **more: object) -> dict[str, object]:
    return {"longitude": 5.12, "latitude": 52.09 + kilometres_north / 111.3, "location_precision": "address", **more}


def reasons(result: Merged) -> list[str]:
    return result.reviews["reason"].cast(pl.String).to_list()


@FAST
@given(
    form=st.sampled_from(FORMS),
    parts=st.lists(st.sampled_from(PARTS), min_size=2, max_size=4, unique=True),
    sites=st.booleans(),
)
def test_rows_that_a_list_separates_by_brackets_or_a_dash_stay_apart(form: str, parts: list[str], sites: bool) -> None:
    rows: list[dict[str, object]] = [
        LIST
        | {
            "row": row,
            "name": form.format("Buurttuin De Kaswei", part),
            "website": "https://kaswei.nl" if sites else None,
        }
        for row, part in enumerate(parts, start=2)
    ]

    assert merged(*rows).initiatives.height == len(parts)


@pytest.mark.parametrize(
    ("there", "count"), [("Samen Sterk (Zuid)", 2), ("Samen Sterk", 1), ("Samen Sterk (Noord)", 1)]
)
def test_another_list_with_another_part_is_doubtful(there: str, count: int) -> None:
    result = merged(LIST | {"name": "Samen Sterk (Noord)"}, LIST | {"source": "ander.csv", "name": there})

    assert result.initiatives.height == count
    assert reasons(result) == [PairingRule.OTHER_PART] * (count - 1)


def test_a_name_with_and_without_brackets_in_one_list_is_doubtful() -> None:
    result = merged(LIST | {"row": 2}, LIST | {"row": 3, "name": "Samen Sterk (Noord)"})

    assert (result.initiatives.height, reasons(result)) == (2, [PairingRule.OTHER_PART])


def test_brackets_that_only_name_the_own_place_tell_nothing_apart() -> None:
    result = merged(
        LIST | {"name": "Samen Sterk (Utrecht)"}, LIST | {"source": "ander.csv", "name": "Samen Sterk (gem. Utrecht)"}
    )

    assert result.initiatives.height == 1


@pytest.mark.parametrize("site", [None, "https://kaswei.nl"])
def test_a_row_that_fits_two_parts_joins_neither(site: str | None) -> None:
    row = LIST | {"website": site}
    parts = [row | {"row": number, "name": f"Samen Sterk ({part})"} for number, part in ((2, "Noord"), (3, "Zuid"))]

    result = merged(*parts, row | {"source": "ander.csv"})

    assert result.initiatives.height == 3
    assert set(reasons(result)) == {PairingRule.SEVERAL_PLACES}


def test_a_person_may_say_that_two_parts_are_one() -> None:
    rows = [LIST | {"row": number, "name": f"Samen Sterk ({part})"} for number, part in ((2, "Noord"), (3, "Zuid"))]

    result = merged(*rows, decisions=decided("same", "Samen Sterk (Noord)", "Samen Sterk (Zuid)"))

    assert result.initiatives.height == 1


@FAST
@given(steps=st.lists(st.floats(0.15, 0.95), min_size=1, max_size=5))
def test_namesakes_in_one_list_with_points_of_their_own_are_doubtful(steps: list[float]) -> None:
    at = [sum(steps[:number]) for number in range(len(steps) + 1)]

    result = merged(*(LIST | point(north) | {"row": row} for row, north in enumerate(at, start=2)))

    assert result.initiatives.height == len(at)
    assert PairingRule.CONTRADICTION in reasons(result)


@FAST
@given(steps=st.lists(st.floats(0.15, 0.95), min_size=2, max_size=5))
def test_no_chain_of_lists_runs_further_than_the_limit(steps: list[float]) -> None:
    at = [sum(steps[:number]) for number in range(len(steps) + 1)]
    rows = candidates(*(LIST | point(north) | {"source": f"{number}.csv"} for number, north in enumerate(at)))

    result = merged(*rows.to_dicts())
    north = (
        rows.join(result.outcomes.select("source", "row", "id"), on=["source", "row"])
        .group_by("id")
        .agg((pl.col("latitude").max() - pl.col("latitude").min()) * 111.3)
    )

    assert north["latitude"].max() <= 1.000001  # type: ignore[operator]  # a column of numbers
    assert bool(reasons(result)) == (result.initiatives.height > 1)


def test_the_same_address_twice_in_one_list_is_one() -> None:
    assert merged(LIST | point(0) | {"row": 2}, LIST | point(0.05) | {"row": 3}).initiatives.height == 1


def test_a_row_without_a_point_joins_neither_of_two_namesakes_with_one() -> None:
    result = merged(LIST | point(0) | {"row": 2}, LIST | point(0.5) | {"row": 3}, LIST | {"source": "ander.csv"})

    assert result.initiatives.height == 3


def test_in_a_crowd_of_similar_rows_each_row_gets_a_few_questions() -> None:
    rows = [LIST | point(north) | {"row": north + 2} for north in range(100)]

    result = merged(*rows)
    about = {*result.reviews["row_a"], *result.reviews["row_b"]}

    assert result.initiatives.height == 100
    assert about == set(range(2, 102))
    assert result.reviews.height <= 200
    assert PairingRule.TOO_MANY_ALIKE in reasons(result)


def test_a_name_without_a_legal_form_joins_neither_of_two_that_have_one() -> None:
    result = merged({"name": "Stichting De Es"}, {"name": "Vereniging De Es"}, {"name": "De Es"})

    assert result.initiatives.height == 3
    assert result.reviews["reason"].to_list() == ["contradiction", "several_places", "several_places"]
