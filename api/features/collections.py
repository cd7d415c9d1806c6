"""The map layers, declared once: each with its table, its filters, and how its rows get a place on the map."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from api.rest.host import Question
from api.rest.models import camel
from api.rest.operation import Parameter
from api.rest.tables import column_parameter, has
from data_loaders.memory import once_per_release
from data_loaders.schema.published import LAYERS
from data_loaders.store import Snapshot
from data_loaders.topics import Topic
from geo.features import Areas, Located, Points
from measures.row_index import RowIndex


@dataclass(frozen=True)
class Layer:
    """The rows of a collection in a fixed order, with their geometry."""

    frame: pl.DataFrame
    located: Located
    index: RowIndex
    """Finds a row by the key of the collection."""


@once_per_release(Topic.FEATURES)
def _layers(_snapshot: Snapshot) -> dict[str, Layer]:
    """Collection name → its layer, filled when somebody asks for it."""
    return {}


@dataclass(frozen=True)
class Collection:
    """One map layer."""

    name: str
    """A key of `data_loaders.schema.published.LAYERS`."""
    key: str
    """The column that identifies a row."""
    filters: tuple[str, ...]
    """Columns that can be used as a filter."""
    make: Callable[[Question], Layer]
    page: str
    """Start of the address of a row's page on the site; its key follows."""
    is_filtered_as_pages: bool = False
    """Whether it also takes the filters of the pages."""
    years: tuple[str, str] | None = None
    """Columns with the first and the last year of a row, for the parameter `datetime`."""

    @property
    def table(self) -> str:
        """The name of its table."""
        return LAYERS[self.name].table

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """A parameter for each column in `filters`."""
        return tuple(column_parameter(self.table, column) for column in self.filters)

    def layer(self, question: Question) -> Layer:
        """The rows with their geometry, made once per data version."""
        made = _layers(question.snapshot)
        if self.name not in made:
            made[self.name] = self.make(question)
        return made[self.name]

    def tests(self, frame: pl.DataFrame, params: dict[str, list[str]]) -> Sequence[pl.Expr]:
        """The conditions that a row must meet, from the parameters of the call."""
        wanted = ((column, params.get(camel(column))) for column in self.filters)
        return [has(frame, column, values[0]) for column, values in wanted if values]


def _initiatives(question: Question) -> Layer:
    frame = question.catalogue.initiatives
    return Layer(frame, Points(frame["longitude"], frame["latitude"]), question.catalogue.row_of)


def _regions(name: str, shapes: str, question: Question) -> Layer:
    frame = LAYERS[name].rows(question.snapshot.table("regions"))
    return Layer(frame, Areas(question.snapshot.shapes(shapes), frame["code"]), RowIndex(frame["code"]))


def _partners(question: Question) -> Layer:
    """Partners, each at the label point of the municipality in which it has its seat."""
    frame = question.snapshot.table("partners")
    points = question.snapshot.table("regions").select("code", "longitude", "latitude")
    at = frame.select("municipality_code").join(
        points, left_on="municipality_code", right_on="code", how="left", maintain_order="left"
    )
    return Layer(frame, Points(at["longitude"], at["latitude"]), RowIndex(frame["partner_id"]))


COLLECTIONS = (
    Collection(
        "initiatives",
        "id",
        ("municipality_code", "place", "legal_form", "scope", "location_precision", "seen_year", "started_year", "parent_id"),
        _initiatives,
        "/initiatieven?id=",
        is_filtered_as_pages=True,
        years=("started_year", "seen_year"),
    ),
    Collection(
        "municipalities",
        "code",
        ("name", "province_code", "corop_code"),
        partial(_regions, "municipalities", "municipalities"),
        "/regio?gemeente=",
    ),
    Collection(
        "corop-regions",
        "code",
        ("name", "province_code"),
        partial(_regions, "corop-regions", "corops"),
        "/regio?corop=",
    ),
    Collection(
        "provinces", "code", ("name",), partial(_regions, "provinces", "provinces"), "/regio?provincie="
    ),
    Collection(
        "partners", "partner_id", ("role", "kind", "scope", "municipality_code", "themes"), _partners,
        "/netwerken?netwerk=",
    ),
)  # fmt: skip

BY_NAME = {each.name: each for each in COLLECTIONS}
