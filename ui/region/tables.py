"""The tables behind the region figures, made once per data version and shared by page, paper and file."""

from data_loaders.made import once_per_release
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
    "municipality_changes",
    "context_values",
)
_SEARCHED = ("initiatives", "regions", "municipality_changes", "places", "partners", "postcodes")


@once_per_release
def region_tables(snapshot: Snapshot) -> RegionTables:
    """The declared tables of `snapshot` with their counts."""
    return RegionTables(**{name: snapshot.table(name) for name in _TABLES})


@once_per_release
def region_search(snapshot: Snapshot) -> SearchIndex:
    """The search box over regions, places and postcodes of `snapshot`; initiatives have the box of the map."""
    searched = {name: snapshot.table(name) for name in _SEARCHED}
    return SearchIndex(searched | {"initiatives": searched["initiatives"].clear()})
