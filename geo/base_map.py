"""The government's base map (BRT Achtergrondkaart) as an optional background; off unless a setting turns it on.

It is the only thing that a page may load from another host. So this module alone reads the setting, and decides what
the map draws and which host the browser may contact.
"""

import os

SETTING = "SAMENKAART_BASE_MAP"
"""Environment variable; `pdok` turns the base map on."""
HOST = "https://service.pdok.nl"
TILES = f"{HOST}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
"""The grey variant; on the coloured one the colours of themes would not stand out."""
ATTRIBUTION = "Kaartgegevens © Kadaster"


def is_on() -> bool:
    """Whether the setting turns the base map on."""
    return os.environ.get(SETTING, "").strip().lower() == "pdok"


def hosts() -> tuple[str, ...]:
    """Hosts that the browser may contact besides ours: none, or the host of the tiles."""
    return (HOST,) if is_on() else ()


def style() -> dict[str, object]:
    """The base map as a Mapbox style, drawn under our layers."""
    tiles = {
        "type": "raster",
        "tiles": [TILES],
        "tileSize": 256,
        "minzoom": 6,
        "maxzoom": 19,
        "attribution": ATTRIBUTION,
    }
    return {"version": 8, "sources": {"brt": tiles}, "layers": [{"id": "brt", "type": "raster", "source": "brt"}]}
