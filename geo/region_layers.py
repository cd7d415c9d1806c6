"""The small map of a region among its neighbours, and the country to choose a region from."""

import pydeck as pdk

from geo.layers import Colour, deck


def chosen_among(
    name: str, address: str, *, chosen: list[str], beside: list[str], fills: tuple[Colour, Colour, Colour]
) -> pdk.Layer:
    """Areas that the browser fetches once from `address`, some of them coloured; never chosen themselves.

    Args:
        name: id of the layer.
        address: of GeoJSON whose features have a property `code`.
        chosen: codes in the first colour.
        beside: codes in the second colour.
        fills: of chosen, beside and all others.
    """
    strong, soft, rest = (list(fill) for fill in fills)
    fill = f"{_any_of(chosen)} ? {strong} : ({_any_of(beside)} ? {soft} : {rest})"
    return pdk.Layer(
        "GeoJsonLayer",
        id=name,
        data=address,
        stroked=False,
        filled=True,
        get_fill_color=fill,
        pickable=False,
    )


def region_deck(layers: list[pdk.Layer], view: dict[str, float]) -> pdk.Deck:
    """A map whose tooltip is the name as text, never HTML."""
    return deck(layers, view, {"text": "{name}"})


def _any_of(codes: list[str]) -> str:
    """An expression of deck.gl that is true for features with one of these codes."""
    return "(" + (" || ".join(f"properties.code == '{code}'" for code in codes) or "false") + ")"
