"""The page that explains the method agrees with the code."""

from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import Language, MilestoneKind, ProgressStatus
from data_loaders.schema.goal_enums import Movement
from measures.goals.choices import readings
from measures.goals.programme import STANDARD
from tests.measures.goals.test_published import PROGRAMME, PROGRESS, TODAY
from ui.texts import text

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


@pytest.mark.parametrize(("page", "language"), [(DUTCH, "nl"), (ENGLISH, "en")])
def test_every_word_for_a_status_direction_or_kind_is_explained(page: str, language: Language) -> None:
    keys = [
        "doelen.deadline_passed",
        *(f"doelen.status.{status}" for status in ProgressStatus),
        *(f"doelen.movement.{movement}" for movement in Movement),
        *(f"doelen_lijst.kind.{kind}" for kind in MilestoneKind),
    ]

    assert [key for key in keys if text(language, key) not in page.lower()] == []


@pytest.mark.parametrize(("page", "comma"), [(DUTCH, ","), (ENGLISH, ".")])
def test_every_reading_of_the_sun_is_worked_out(page: str, comma: str) -> None:
    shares = [f"{ratio:.2f}".replace("-", "−").replace(".", comma) for ratio in readings(PROGRAMME, TODAY)["ratio"]]

    assert [share for share in shares if share not in page] == []
