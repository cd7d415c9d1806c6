"""What the API offers, declared once: which table stands at which path, by which columns it can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from api.rest.models import camel, pascal
from api.rest.operation import Parameter, Schema
from api.rest.tables import column_parameter, value_schema
from data_loaders.schema import TABLES
from data_loaders.schema.published import LISTS


@dataclass(frozen=True)
class Resource:
    """One table as a collection."""

    path: str
    """Of `data_loaders.schema.published.LISTS`."""
    tag: str
    """Under which heading the OpenAPI document has it."""
    filters: tuple[str, ...] = ()
    """Columns by which rows can be asked for: those with this value, or with it in their list."""
    is_filtered_as_pages: bool = False
    """Has the filters of the pages in place of columns."""

    @property
    def table(self) -> str:
        """Whose rows they are."""
        return LISTS[self.path]

    @property
    def model(self) -> str:
        """Name of a row's schema."""
        return pascal(self.table)

    @property
    def name(self) -> str:
        """In names of operations."""
        return camel(self.table)

    @cached_property
    def key(self) -> str:
        """The column that names a row, where one does; empty: several together."""
        keys = [name for name, column in TABLES[self.table].columns().items() if column.primary_key]
        return keys[0] if len(keys) == 1 else ""

    @property
    def key_schema(self) -> Mapping[str, Schema]:
        """Of the part of the path that names a row."""
        return {camel(self.key): value_schema(self.table, self.key)}

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """One per column that can be asked by."""
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
