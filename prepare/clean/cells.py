"""The cells of one row by field, as clean text."""

from dataclasses import dataclass, field

from data_loaders.schema import Theme
from data_loaders.schema.folding import fold
from prepare.clean.words import Words
from prepare.columns.field import Field
from prepare.messages import Message, Problem, message

COMBINED = frozenset({Field.THEMES, Field.NETWORKS, Field.SUMMARY, Field.NEIGHBOURHOOD})
"""Fields whose columns are combined into one text; of all other fields the first filled cell counts."""
ADDRESSES = frozenset({Field.WEBSITE, Field.SOURCE_URL})
NOT_CLEANED = frozenset({Field.LONGITUDE, Field.LATITUDE, Field.X, Field.Y, Field.POINT, Field.SHAPE})
_MOST_PARTS = 100


@dataclass
class Cells:
    """The cells of one row by field, as clean text, with the name of the column that each came from."""

    texts: dict[Field, str] = field(default_factory=dict)
    columns: dict[Field, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    categories: dict[str, tuple[Theme, ...] | None] = field(default_factory=dict)
    """Each category of the row, as written, to the themes that it stands for; None for an unknown category."""

    point: tuple[float, float] | None = None
    """Longitude and latitude; filled by `place.point.read_point`."""
    is_point_read: bool = False

    def get(self, wanted: Field, words: Words) -> str | None:
        """The text of a field; None when the cell is empty or says "none" in some way."""
        text = self.texts.get(wanted)
        return None if not text or words.is_absent(text) else text

    def tell(
        self, problem: Problem, about: Field, *, rejects: bool = False, value: str | None = None, **details: object
    ) -> None:
        """Add a message about the cell of a field."""
        text = value or self.texts.get(about)
        self.messages.append(
            message(problem, column=self.columns.get(about), value=text, rejects=rejects, details=details)
        )


def at_most(parts: list[str]) -> list[str]:
    """The filled parts of a cell, at most a hundred. A cell with more parts is prose, not a list; its start is enough."""
    return [part for part in parts[:_MOST_PARTS] if fold(part)]
