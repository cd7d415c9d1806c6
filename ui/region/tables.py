"""The tables behind the figures of regions, made once per data version."""

from data_loaders.memory import once_per_release
from data_loaders.store import Snapshot
from data_loaders.topics import Topic
from measures.region.profile import RegionTables

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


@once_per_release(Topic.REGION_TABLES)
def region_tables(snapshot: Snapshot) -> RegionTables:
    """The tables of `snapshot`, with counts and rates per region."""
    return RegionTables(**{name: snapshot.table(name) for name in _TABLES})
