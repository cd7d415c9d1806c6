import pytest

from data_loaders.schema import Theme
from tests.pages.harness import view_in
from ui.map_view import tooltip


@pytest.mark.parametrize(
    ("place", "municipality", "told"),
    [
        ("Ederveen", "Ede", "Ederveen (Ede)"),
        ("Ede", "Ede", "Ede"),
        (None, "Ede", "Ede"),
        ("Beek, Montferland", "Montferland", "Beek, Montferland"),
    ],
)
def test_a_bubble_names_the_municipality_once(place: str | None, municipality: str, told: str) -> None:
    row = {"place": place, "municipality": municipality, "count": 2, **{theme.value: 0 for theme in Theme}}

    assert tooltip(view_in("nl"), row).startswith(f"{told}: 2 ")
