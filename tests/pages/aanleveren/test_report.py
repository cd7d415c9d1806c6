import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.checked import CheckReport, State
from pages.aanleveren.columns import FIELDS
from prepare.columns.field import Field
from tests.pages.aanleveren.reports import as_json, refused, report, row
from ui.texts import keys

ROWS = st.lists(st.sampled_from(["new", "doubtful", "merged", "refused"]), max_size=30)


def of_kind(kind: str, number: int) -> dict[str, object]:
    if kind == "refused":
        return refused(number)
    return row(number, "merged" if kind == "merged" else "accepted", doubtful=kind == "doubtful")


@given(ROWS)
def test_every_row_has_one_outcome_and_the_counts_add_up(kinds: list[str]) -> None:
    told = report(*(of_kind(kind, number) for number, kind in enumerate(kinds, start=2)))

    counts = told.counts()
    assert sum(counts.values()) == len(kinds)
    assert counts[State.REFUSED] == kinds.count("refused")
    assert counts[State.DOUBTFUL] == kinds.count("doubtful")
    assert counts[State.MERGED] == kinds.count("merged")


@pytest.mark.parametrize("text", ["", "geen json", "[]", '{"file": "a"}', as_json(row(2), read=2)])
def test_what_is_no_whole_report_is_not_taken_for_one(text: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        CheckReport.from_json(text)


def test_each_field_that_a_column_can_be_is_offered_and_has_words() -> None:
    assert set(FIELDS) == {field.value for field in Field}
    assert {f"aanleveren.field.{field}" for field in FIELDS} <= keys("nl")
