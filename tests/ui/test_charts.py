import altair as alt
import polars as pl
import pytest

from data_loaders.schema import Language
from ui.charts import styled
from ui.palette import INK, Ground


def config(language: Language, on: Ground) -> dict[str, dict[str, str]]:
    points = alt.Chart(pl.DataFrame({"a": [1.5], "b": [2000]})).mark_point().encode(x="a:Q", y="b:Q")
    found: dict[str, dict[str, str]] = styled(points, language, on).to_dict()["config"]
    return found


@pytest.mark.parametrize(("language", "decimal"), [("nl", ","), ("en", ".")])
def test_numbers_are_written_as_the_language_does(language: Language, decimal: str) -> None:
    assert config(language, "light")["locale"]["number"]["decimal"] == decimal  # type: ignore[index]


@pytest.mark.parametrize("on", ["light", "dark"])
def test_words_have_the_ink_of_the_ground(on: Ground) -> None:
    assert config("nl", on)["axis"]["labelColor"] == INK[on]
