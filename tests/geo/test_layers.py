import json

import pydeck as pdk

from geo.layers import COUNTRY_VIEW, bubble_layer, deck


def test_the_map_says_the_same_in_fewer_bytes() -> None:
    layer = bubble_layer([{"p": [5.1, 52.1], "r": 3.0, "t": "Utrecht"}] * 50, fill=(1, 2, 3), line=(4, 5, 6))

    sent = deck([layer], COUNTRY_VIEW)

    written = pdk.Deck.to_json(sent)
    assert json.loads(sent.to_json()) == json.loads(written)
    assert len(sent.to_json()) < len(written) / 2
