"""What programs can ask for, declared once: the API, the page about the data and the tests read this list."""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data_loaders.schema.enums import RegionLevel

API, FEATURES = "/api/v1", "/api/features/v1"
"""Where programs begin, and map programs."""

NOT_PUBLISHED = frozenset({"search_text"})
"""Columns that only help the site itself."""

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
"""Table per list of the API, by its path below `API`."""


@dataclass(frozen=True)
class PublishedLayer:
    """Rows of a table that map programs can ask for."""

    table: str
    level: RegionLevel | None = None
    """Of regions: only those."""

    def rows(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Those of the layer, out of the table."""
        return frame.filter(level=self.level.value) if self.level else frame


LAYERS = {
    "initiatives": PublishedLayer("initiatives"),
    "municipalities": PublishedLayer("regions", RegionLevel.MUNICIPALITY),
    "corop-regions": PublishedLayer("regions", RegionLevel.COROP),
    "provinces": PublishedLayer("regions", RegionLevel.PROVINCE),
    "partners": PublishedLayer("partners"),
}
"""By name in addresses."""


def published_columns(schema: type[dy.Schema]) -> list[str]:
    """What is published of a table, in its order."""
    return [column for column in schema.columns() if column not in NOT_PUBLISHED]
