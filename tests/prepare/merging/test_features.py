import polars as pl
import pytest

from prepare.merging.features import bare_site


@pytest.mark.parametrize(
    ("website", "site"),
    [
        ("https://www.Tuin.nl/", "tuin.nl"),
        ("http://tuin.nl/index.html", "tuin.nl"),
        (" https://tuin.nl/over//", "tuin.nl/over"),
        ("https://tuin.nl/over#wie", "tuin.nl/over"),
        ("https://tuin.nl/indexen", "tuin.nl/indexen"),
        (None, ""),
    ],
)
def test_a_site_is_the_same_however_it_is_written(website: str | None, site: str) -> None:
    assert pl.select(bare_site(pl.lit(website, pl.String))).item() == site
