"""The page that explains the method tells what the measures do."""

from pathlib import Path

import polars as pl
import pytest

from measures.goals.programme import STANDARD
from tests.measures.goals.test_published import PROGRESS

PAGE = (Path(__file__).parents[3] / "docs" / "methode-doelen.md").read_text(encoding="utf-8")
DUTCH, ENGLISH = PAGE.split("\n---\n")


@pytest.mark.parametrize("indicator_id", ["herenboerderijen-aantal", "lokaal-eigendom-zon"])
def test_examples_have_the_figures_of_the_site(indicator_id: str) -> None:
    row = PROGRESS.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)

    told = [f"{row['change_seen']:.1f}", f"{row['change_needed']:.1f}", f"{row['ratio']:.2f}"]

    assert all(number.replace("-", "−") in ENGLISH for number in told)
    assert all(number.replace("-", "−").replace(".", ",") in DUTCH for number in told)


@pytest.mark.parametrize("text", [DUTCH, ENGLISH])
def test_limits_and_counts_are_those_in_use(text: str) -> None:
    without_target = PROGRESS["target_value"].null_count()
    limits = PROGRESS.select("on_course_from", "behind_from", "minimum_points").unique().rows()

    assert (
        limits
        == [(STANDARD["on_course_from"], STANDARD["behind_from"], STANDARD["minimum_points"])]
        == [(0.95, 0.6, 3)]
    )
    assert "95 en 60" in text or "95 and 60" in text
    assert f"{without_target} van de {PROGRESS.height}" in text or f"{without_target} of the {PROGRESS.height}" in text
