"""The tables and layers that programs can request, declared once for the API, the page about the data and the tests."""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data_loaders.schema.enums import RegionLevel

API, FEATURES = "/api/v1", "/api/features/v1"
"""Paths of the API and of the API for map programs."""

NOT_PUBLISHED = frozenset({"search_text"})
"""Columns that only the site itself needs."""

LISTS = {
    "initiatives": "initiatives",
    "statements": "statements",
    "changes": "changes",
    "partners": "partners",
    "relations": "relations",
    "regions": "regions",
    "places": "places",
    "goals": "goals",
    "indicators": "indicators",
    "values": "indicator_values",
    "milestones": "milestones",
    "context-indicators": "context_indicators",
    "context": "context_values",
}
"""Path of each list below `API`, to its table."""


@dataclass(frozen=True)
class PublishedLayer:
    """The rows of a table that form a layer for map programs."""

    table: str
    level: RegionLevel | None = None
    """For regions: the level to keep."""

    def rows(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of the table that belong to the layer."""
        return frame.filter(level=self.level.value) if self.level else frame


LAYERS = {
    "initiatives": PublishedLayer("initiatives"),
    "municipalities": PublishedLayer("regions", RegionLevel.MUNICIPALITY),
    "corop-regions": PublishedLayer("regions", RegionLevel.COROP),
    "provinces": PublishedLayer("regions", RegionLevel.PROVINCE),
    "partners": PublishedLayer("partners"),
}
"""Layers by their name in addresses."""


def published_columns(schema: type[dy.Schema]) -> list[str]:
    """The published columns of a table, in its order."""
    return [column for column in schema.columns() if column not in NOT_PUBLISHED]
