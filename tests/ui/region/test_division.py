import polars as pl
import pytest

from data_loaders.schema import Language
from data_loaders.store import current
from ui.region.division import division_part
from ui.region.region_view import region_view_of


@pytest.mark.parametrize(("language", "lacking"), [("nl", "zonder cijfer van Weesp"), ("en", "without a figure of W")])
def test_a_figure_from_before_a_merger_shows_its_sum_and_what_it_lacks(language: Language, lacking: str) -> None:
    told = region_view_of(current(), "GM0363", language)
    assert told is not None

    part = division_part(told, ["GM0363"])

    known = current().table("indicator_values").filter((pl.col("region_code") == "GM0363") & (pl.col("year") <= 2022))
    assert 0 < part.rows.height <= known.height
    assert all(lacking in cell for cell in part.rows[told.part("indeling.missing")])
    assert "Amsterdam 20" in part.rows[told.part("indeling.parts")].to_list()
    assert str(part.rows.height) in part.sentence


def test_without_old_figures_the_part_says_so() -> None:
    told = region_view_of(current(), "GM0824", "nl")
    assert told is not None

    part = division_part(told, ["GM0824"])

    assert part.rows.is_empty()
    assert "niets om te rekenen" in part.sentence
