from collections.abc import Sequence
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Statements
from data_loaders.store import current
from measures.readings import COMPARED, agreement, with_silence
from tests.frames import Row

READINGS = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["actief", "gestopt", "onbekend"]),
            "themes": st.sampled_from([["zorg"], ["wonen", "zorg"]]),
            "started_year": st.sampled_from([None, 2010, 2020]),
            "source_url": st.sampled_from(["https://bron.nl/een", "https://bron.nl/twee"]),
        }
    ),
    min_size=1,
    max_size=6,
)


def statements(readings: Sequence[Row]) -> pl.DataFrame:
    """Statements of readings of one initiative, as the preparation makes them."""
    said = [
        {"field": field, "value": str(value), "source_url": reading["source_url"]}
        for reading in readings
        for field, value in {**reading, "name": "A", "main_theme": reading["themes"][0]}.items()
        if field not in {"themes", "source_url"} and value not in {None, "onbekend"}
    ]
    counted = pl.DataFrame(said).group_by("field", "value", "source_url").agg(readings=pl.len())
    rest = {"initiative_id": "a", "source_title": "Bron", "source_year": None, "is_shown": True}
    return Statements.validate(counted.with_columns(**{name: pl.lit(value) for name, value in rest.items()}), cast=True)


@given(readings=READINGS)
def test_every_pair_of_readings_of_one_page_is_of_one_kind(readings: Sequence[Row]) -> None:
    found = agreement(statements(readings))

    pairs = [pair for pair in combinations(readings, 2) if pair[0]["source_url"] == pair[1]["source_url"]]
    for field, column, unknown in (("status", "status", "onbekend"), ("started_year", "started_year", None)):
        both = [(one[column], other[column]) for one, other in pairs]
        row = found.row(by_predicate=pl.col("field") == field, named=True)
        assert row["pairs"] == len(both)
        assert row["same"] == sum(one == other != unknown for one, other in both)
        assert row["neither_knows"] == sum(one == other == unknown for one, other in both)
        assert row["one_knows"] == sum((one == unknown) != (other == unknown) for one, other in both)
    main = found.row(by_predicate=pl.col("field") == "main_theme", named=True)
    assert main["different"] == sum(one["themes"][0] != other["themes"][0] for one, other in pairs)


def test_without_readings_nothing_agrees() -> None:
    found = agreement(Statements.create_empty())

    assert found["field"].to_list() == list(COMPARED)
    assert found["pairs"].to_list() == [0, 0, 0]


def test_readings_of_real_pages_agree_on_about_two_in_three_statuses() -> None:
    found = agreement(current().table("statements"))

    shares = {row["field"]: (row["same"] + row["neither_knows"]) / row["pairs"] for row in found.iter_rows(named=True)}
    assert found["pairs"].min() == found["pairs"].max()
    assert found["pairs"][0] >= 61
    assert shares == {
        "status": pytest.approx(39 / 62, abs=0.05),
        "main_theme": pytest.approx(51 / 62, abs=0.05),
        "started_year": pytest.approx(39 / 62, abs=0.05),
    }


def test_in_twenty_real_pairs_one_reading_says_active_and_one_does_not_know() -> None:
    statuses = with_silence(current().table("statements")).filter(field="status")
    pages = statuses.group_by("initiative_id", "source_url").agg(
        silent=pl.col("readings").filter(pl.col("value").is_null()).sum(),
        active=pl.col("readings").filter(pl.col("value") == "actief").sum(),
    )

    assert int((pages["silent"] * pages["active"]).sum()) >= 20
