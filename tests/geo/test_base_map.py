import json
import re

import pytest

from geo import base_map
from geo.layers import COUNTRY_VIEW, NO_BASE_MAP, written

ADDRESS = re.compile(r"https?://[^/\"]+")


@pytest.mark.parametrize("value", [None, "", "nee", "https://elders.nl"])
def test_without_the_setting_nobody_is_asked(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(base_map.SETTING, raising=False)
    if value is not None:
        monkeypatch.setenv(base_map.SETTING, value)

    drawn = written([], COUNTRY_VIEW)

    assert base_map.hosts() == ()
    assert json.loads(drawn)["mapStyle"] == NO_BASE_MAP
    assert ADDRESS.findall(drawn) == []


@pytest.mark.parametrize("value", ["pdok", " PDOK "])
def test_with_the_setting_the_map_asks_one_host_and_names_its_maker(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(base_map.SETTING, value)

    drawn = written([], COUNTRY_VIEW)

    assert set(ADDRESS.findall(drawn)) == set(base_map.hosts()) == {"https://service.pdok.nl"}
    assert "{z}/{x}/{y}.png" in drawn
    [style] = json.loads(drawn)["mapStyle"]
    assert style["sources"]["brt"]["attribution"] == "Kaartgegevens © Kadaster"
