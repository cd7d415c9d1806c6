import json

import pydeck as pdk

from geo.layers import COUNTRY_VIEW, NO_BASE_MAP, WrittenDeck, bubble_layer, written


def test_the_map_says_the_same_in_fewer_bytes() -> None:
    layer = bubble_layer([{"p": [5.1, 52.1], "r": 3.0, "t": "Utrecht"}] * 50, fill=(1, 2, 3), line=(4, 5, 6))

    sent = WrittenDeck(written([layer], COUNTRY_VIEW), {"text": "{t}"}).to_json()

    start = pdk.ViewState(**COUNTRY_VIEW, min_zoom=5, max_zoom=15)
    others = pdk.Deck([layer], initial_view_state=start, map_provider=None).to_json()
    assert json.loads(sent) == json.loads(others) | {"mapStyle": NO_BASE_MAP}
    assert len(sent) < len(others) / 2


def test_a_map_never_lacks_a_style_since_streamlit_would_fetch_one() -> None:
    assert json.loads(written([], COUNTRY_VIEW))["mapStyle"]
