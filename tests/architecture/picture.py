"""Draws the top-level packages and the imports between them as SVG. In this module a package is called a room."""

from collections import Counter
from collections.abc import Mapping
from html import escape

import networkx as nx

from tests.architecture.source_files import ROOMS, source_files

COLUMN_AND_FLOOR: Mapping[str, tuple[float, int]] = {
    "dashboard.py": (0.5, 0),
    "pages": (0, 1),
    "api": (1, 1),
    "prepare": (2, 1),
    "ui": (0, 2),
    "measures": (0.5, 3),
    "geo": (1.5, 3),
    "data_loaders": (1, 4),
}
"""Position of each room, from the entry point at the top to the packages that all others use at the bottom."""
HOLDS = {
    "dashboard.py": "starts the site",
    "pages": "one story per page",
    "api": "addresses, headers, files",
    "ui": "what pages share",
    "prepare": "writes a release",
    "measures": "pure figures",
    "geo": "shapes and codes",
    "data_loaders": "schemas, releases",
}
WIDTH, COLUMN_WIDTH, BOX_WIDTH, BOX_HEIGHT, FLOOR_HEIGHT, MARGIN = 800, 260, 200, 56, 110, 24
STYLE = (
    "text{font-family:system-ui,sans-serif;text-anchor:middle;fill:#1b2a36}.room{font-size:16px;font-weight:600}"
    ".holds,.count{font-size:12px}rect{fill:#f3f6f8;stroke:#0b5c7a;stroke-width:1.5}"
    "path{fill:none;stroke:#7a8791;stroke-width:1.5}.count{fill:#46586a;paint-order:stroke;stroke:#fff;stroke-width:4px}"
)


def imports_between_rooms() -> Mapping[tuple[str, str], int]:
    """Number of import lines from one room to another."""
    lines = Counter(
        (source.room, module.split(".", maxsplit=1)[0]) for source in source_files() for module, _ in source.imports
    )
    return {(one, other): count for (one, other), count in lines.items() if one != other and other in ROOMS}


def arrows_to_draw() -> Mapping[tuple[str, str], int]:
    """The imports between rooms, without those that follow from other arrows (transitive reduction)."""
    lines = imports_between_rooms()
    # Fails when the arrows form a cycle, which must never happen.
    needed = nx.transitive_reduction(nx.DiGraph(lines.keys())).edges
    return {pair: count for pair, count in lines.items() if pair in needed}


def architecture_svg() -> str:
    """SVG with one box per room, and arrows down to the rooms that it imports, each with its number of imports."""
    places = _places()
    height = (1 + max(floor for _, floor in COLUMN_AND_FLOOR.values())) * FLOOR_HEIGHT
    arrows = [_arrow(places[one], places[other], count) for (one, other), count in sorted(arrows_to_draw().items())]
    boxes = [_box(room, *place) for room, place in places.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        "<title>Which folder imports which; arrows only go down</title>"
        f"<style>{STYLE}</style>"
        '<rect width="100%" height="100%" style="fill:#fff;stroke:none"/>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z" style="fill:#7a8791"/></marker></defs>'
        f"{''.join(arrows)}{''.join(boxes)}</svg>"
    )


def _places() -> Mapping[str, tuple[float, float]]:
    """The centre of each room's box."""
    left, top = (WIDTH - 2 * COLUMN_WIDTH) / 2, MARGIN + BOX_HEIGHT / 2
    return {
        room: (left + column * COLUMN_WIDTH, top + floor * FLOOR_HEIGHT)
        for room, (column, floor) in COLUMN_AND_FLOOR.items()
    }


def _box(room: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x - BOX_WIDTH / 2:g}" y="{y - BOX_HEIGHT / 2:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text class="room" x="{x:g}" y="{y - 3:g}">{escape(room)}</text>'
        f'<text class="holds" x="{x:g}" y="{y + 16:g}">{escape(HOLDS[room])}</text>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], count: int) -> str:
    (x, y), (to_x, to_y) = start, end
    y, to_y = y + BOX_HEIGHT / 2, to_y - BOX_HEIGHT / 2
    return (
        f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" marker-end="url(#tip)"/>'
        f'<text class="count" x="{(x + to_x) / 2:g}" y="{(y + to_y) / 2 + 4:g}">{count}</text>'
    )
