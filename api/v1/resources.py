"""The lists of the REST API, declared once: each with its path, its table and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from api.rest.models import camel, column_parameter, pascal, value_schema
from api.rest.operation import Parameter, Schema
from data_loaders.schema import TABLES
from data_loaders.schema.published import LISTS


@dataclass(frozen=True)
class Resource:
    """One table as a list."""

    path: str
    """A key of `data_loaders.schema.published.LISTS`."""
    tag: str
    """Its heading in the OpenAPI document."""
    filters: tuple[str, ...] = ()
    """Columns that can be used as a filter."""
    is_filtered_as_pages: bool = False
    """Whether it takes the filters of the pages instead of columns."""

    @property
    def table(self) -> str:
        """The name of its table."""
        return LISTS[self.path]

    @property
    def model(self) -> str:
        """Name of the schema of one row."""
        return pascal(self.table)

    @property
    def name(self) -> str:
        """Its name in `operationId`s."""
        return camel(self.table)

    @cached_property
    def key(self) -> str:
        """The column that identifies a row; empty if it takes several columns."""
        keys = [name for name, column in TABLES[self.table].columns().items() if column.primary_key]
        return keys[0] if len(keys) == 1 else ""

    @property
    def key_schema(self) -> Mapping[str, Schema]:
        """Name and schema of the part of the path that identifies a row."""
        return {camel(self.key): value_schema(self.table, self.key)}

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """A parameter for each column in `filters`."""
        return tuple(column_parameter(self.table, column) for column in self.filters)


RESOURCES = (
    Resource("initiatives", "initiatives", is_filtered_as_pages=True),
    Resource("statements", "initiatives", ("initiative_id", "field", "source_url", "is_shown")),
    Resource("changes", "initiatives", ("id", "kind", "field", "municipality_code", "networks")),
    Resource("partners", "networks", ("role", "kind", "scope", "municipality_code", "province_codes", "themes")),
    Resource("relations", "networks", ("from_partner", "to_partner", "kind")),
    Resource("regions", "regions", ("level", "province_code", "corop_code")),
    Resource("places", "regions", ("municipality_code", "name", "is_official")),
    Resource("goals", "goals"),
    Resource("indicators", "goals", ("goal_id",)),
    Resource("values", "goals", ("indicator_id", "region_code", "year")),
    Resource("milestones", "goals", ("goal_id", "status", "kind", "group")),
    Resource("context-indicators", "context", ("theme", "year")),
    Resource("context", "context", ("indicator_id", "municipality_code", "year")),
)

BY_PATH = {each.path: each for each in RESOURCES}
