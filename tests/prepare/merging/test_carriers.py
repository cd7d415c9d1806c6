"""Which old id leads where: one row each."""

import polars as pl
import pytest

from prepare.merging.carriers import Fit, one_row_each


def carried(*rows: tuple[str, int, int, Fit]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["old", "index", "cluster", "fit"], orient="row").with_columns(is_other=False)


@pytest.mark.parametrize(
    ("rows", "kept", "expected"),
    [
        pytest.param([("a", 1, 1, 0), ("b", 2, 1, 0)], {"a": 1}, [("b", 1)], id="a row of its own"),
        pytest.param([("a", 1, 1, 0), ("b", 1, 1, 0)], {"a": 1}, [], id="the only row is another's"),
        pytest.param(
            [("a", 1, 1, 0), ("a", 2, 2, 0), ("b", 1, 1, 0)], {"a": 1}, [("b", 1)], id="the other has a row elsewhere"
        ),
        pytest.param(
            [("a", 1, 1, 0), ("a", 2, 1, 0), ("b", 1, 1, 0), ("b", 2, 1, 0), ("c", 2, 1, 0), ("c", 3, 2, 0)],
            {"a": 1, "c": 2},
            [("b", 1)],
            id="three change places",
        ),
        pytest.param([("a", 1, 1, 0), ("b", 1, 1, 0), ("b", 5, 3, 2)], {"a": 1}, [("b", 3)], id="another page, if need be"),
        pytest.param([("b", 1, 1, 0), ("b", 2, 2, 0), ("a", 1, 1, 0)], {"a": 1}, [("b", 2)], id="a free initiative first"),
    ],
)  # fmt: skip
def test_each_lost_id_needs_a_row_of_its_own(
    rows: list[tuple[str, int, int, Fit]], kept: dict[str, int], expected: list[tuple[str, int]]
) -> None:
    lost = sorted({old for old, *_ in rows} - set(kept))

    assert list(one_row_each(carried(*rows), kept, lost)) == expected
