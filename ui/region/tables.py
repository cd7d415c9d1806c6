"""The tables behind the region figures, made once per data version and shared by page, paper and file."""

import threading

from data_loaders.store import Snapshot
from measures.region.profile import RegionTables
from measures.search import SearchIndex

_TABLES = (
    "initiatives",
    "regions",
    "partners",
    "indicators",
    "indicator_values",
    "goal_links",
    "changes",
    "municipality_changes",
    "context_values",
)
_SEARCHED = ("initiatives", "regions", "municipality_changes", "places", "partners", "postcodes")

_lock = threading.Lock()
_kept: dict[str, tuple[RegionTables, SearchIndex]] = {}


def _made(snapshot: Snapshot) -> tuple[RegionTables, SearchIndex]:
    with _lock:
        if snapshot.version not in _kept:
            _kept.clear()
            changes = snapshot.table("changes")
            # A release does not say whether there was one before it; changes can only be there if there was.
            tables = RegionTables(**{name: snapshot.table(name) for name in _TABLES}, has_previous=changes.height > 0)
            # The box finds regions by name here; initiatives have the box of the map.
            searched = {name: snapshot.table(name) for name in _SEARCHED}
            searched["initiatives"] = searched["initiatives"].clear()
            _kept[snapshot.version] = tables, SearchIndex(searched)
        return _kept[snapshot.version]


def region_tables(snapshot: Snapshot) -> RegionTables:
    """The declared tables of `snapshot` with their counts."""
    return _made(snapshot)[0]


def region_search(snapshot: Snapshot) -> SearchIndex:
    """The search box over regions, places and postcodes of `snapshot`."""
    return _made(snapshot)[1]
