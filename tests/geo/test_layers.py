import json

import pydeck as pdk

from geo.layers import COUNTRY_VIEW, NO_BASE_MAP, WrittenDeck, bubble_layer, classed_areas, written


def test_the_map_says_the_same_in_fewer_bytes() -> None:
    layer = bubble_layer([{"p": [5.1, 52.1], "r": 3.0, "t": "Utrecht"}] * 50, fill=(1, 2, 3), line=(4, 5, 6))

    sent = WrittenDeck(written([layer], COUNTRY_VIEW), {"text": "{t}"}).to_json()

    start = pdk.ViewState(**COUNTRY_VIEW, min_zoom=5, max_zoom=15)
    others = pdk.Deck([layer], initial_view_state=start, map_provider=None).to_json()
    assert json.loads(sent) == json.loads(others) | {"mapStyle": NO_BASE_MAP}
    assert len(sent) < len(others) / 2


def test_a_map_never_lacks_a_style_since_streamlit_would_fetch_one() -> None:
    assert json.loads(written([], COUNTRY_VIEW))["mapStyle"]


def test_nothing_known_is_striped_and_all_else_is_plain() -> None:
    layer = classed_areas(
        "vakken", "/x", classes=[0, 1, 0], fills=[(1, 1, 1), (2, 2, 2)], hatches=[0, 2], stripe=(9, 9, 9)
    )

    sent = json.loads(written([layer], COUNTRY_VIEW))["layers"][0]
    assert sent["extensions"] == [{"@@type": "FillStyleExtension", "proceduralPattern": True}]
    assert sent["fillPatternMapping"] == {"streep-2": {"type": "hatch", "strokeWidth": 2, "gap": 3, "angle": 45}}
    assert sent["getFillPattern"] == '@@=(["", "streep-2"])[([0, 1, 0])[properties.i]]'
    assert sent["getFillColor"] == "@@=([[1, 1, 1], [9, 9, 9]])[([0, 1, 0])[properties.i]]"
    assert sent["getFillPatternBackgroundColor"] == "@@=([[1, 1, 1], [2, 2, 2]])[([0, 1, 0])[properties.i]]"
