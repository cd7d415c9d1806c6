"""The government's own base map (BRT Achtergrondkaart) under the map: off, unless one setting asks for it.

It is the one thing that a page may ask of somebody else, so everything that follows from the setting is read here: what the
map draws, and which host the browser may ask.
"""

import os

SETTING = "SAMENKAART_BASE_MAP"
"""Environment variable; `pdok` turns the base map on."""
HOST = "https://service.pdok.nl"
TILES = f"{HOST}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
"""The grey variant: on the coloured one a theme's colour would be one of many."""
ATTRIBUTION = "Kaartgegevens © Kadaster"


def is_on() -> bool:
    """Whether the setting asks for the base map."""
    return os.environ.get(SETTING, "").strip().lower() == "pdok"


def hosts() -> tuple[str, ...]:
    """Whom the browser may ask beside us: nobody, or the one host of the tiles."""
    return (HOST,) if is_on() else ()


def style() -> dict[str, object]:
    """The base map as a Mapbox style, which the map draws under our layers."""
    tiles = {
        "type": "raster",
        "tiles": [TILES],
        "tileSize": 256,
        "minzoom": 6,
        "maxzoom": 19,
        "attribution": ATTRIBUTION,
    }
    return {"version": 8, "sources": {"brt": tiles}, "layers": [{"id": "brt", "type": "raster", "source": "brt"}]}
