"""One part of a page: always a sentence; the rows behind it, their source and age, what they can be downloaded as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Language
from ui.numbers import number

FILES = ("xlsx", "csv")


class PartKind(StrEnum):
    """What a part is made of, and so how its rows are written out."""

    FIGURE = "figure"
    """A picture; its rows are the table behind it."""
    LIST = "list"
    """Rows with a name that leads somewhere, and words about it."""
    TABLE = "table"
    FACTS = "facts"
    """Rows of two columns: what it is, and its value."""
    LINKS = "links"
    """Rows of which the first column leads somewhere."""
    TEXT = "text"
    """Words of our own about the site."""


class Place(StrEnum):
    """Where a part stands where there is room; on a phone and on paper all stand under each other, in their order."""

    HEAD = "head"
    """Under the heading, beside the side column."""
    SIDE = "side"
    """In the column beside the heading."""
    HALF = "half"
    """Beside the next part that is half."""
    WHOLE = "whole"
    PANE = "pane"
    """Beside the other panes on the first screen, scrolling by itself; one line under all of them has their source and files."""


@dataclass(frozen=True)
class PartPicture:
    """A part as a picture: its drawing (SVG) in the shape of a card, and what its marks mean."""

    drawing: Markup
    key: Markup = field(default_factory=Markup)


class IncompletePartError(ValueError):
    """A part lacks something that every reader is owed."""


@dataclass(frozen=True)
class Part:
    """What a page says about one subject."""

    name: str
    """Stable name in addresses and file names: lower case, hyphens."""
    title: str
    sentence: str = ""
    """The part in words; also the text alternative of its picture."""
    kind: PartKind = PartKind.TABLE
    rows: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    """Numbers as numbers, years as text; column names are what a reader sees."""
    links: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    """Address per row, for the columns that lead somewhere."""
    dutch: frozenset[str] = frozenset()
    """Columns whose words are Dutch in any language, such as titles of sources: a screen reader must know."""
    body: Markup = field(default_factory=Markup)
    """What is shown in place of the rows: a drawing (SVG), a list with dots, prose. Made with `Markup.format` or Jinja, which escape."""
    source: str = ""
    """Who the facts come from."""
    age: str = ""
    """The day or period for which they hold, in words."""
    note: str = ""
    """How to read it, or what it leaves out; in small type under it."""
    files: tuple[str, ...] = FILES
    """Endings of the files that it can be downloaded as, most useful first; none for links and text."""
    file_rows: Callable[[], pl.DataFrame] | None = field(default=None, compare=False)
    """Makes the rows of the files, where a file holds more than the page (all pages of a list)."""
    drawing: Callable[[], PartPicture] | None = field(default=None, compare=False)
    """Makes the drawing for a picture file; without it the one drawing of the body is taken."""
    place: Place = Place.WHOLE
    is_title_quiet: bool = False
    """The title is for who listens only: a key figure says it with its number."""

    @property
    def is_of_data(self) -> bool:
        """Whether it states facts, which need a source and an age."""
        return self.kind not in (PartKind.LINKS, PartKind.TEXT)

    @property
    def number_columns(self) -> set[str]:
        """Columns that stand to the right."""
        return {name for name, dtype in self.rows.schema.items() if dtype.is_numeric()}

    def in_words(self, language: Language) -> list[list[str]]:
        """Every cell in words."""
        columns = self.rows.columns
        whole = {name for name in columns if self.rows[name].dtype.is_float() and _are_whole(self.rows[name])}
        return [
            [cell_words(cell, language, is_whole=name in whole) for name, cell in zip(columns, row, strict=True)]
            for row in self.rows.iter_rows()
        ]


def _are_whole(figures: pl.Series) -> bool:
    return bool((figures.drop_nulls().round() == figures.drop_nulls()).all())


def cell_words(cell: object, language: Language, *, is_whole: bool = False) -> str:
    """A cell as a reader of `language` writes it.

    Args:
        cell: what stands in it.
        language: of the numbers.
        is_whole: whether all figures of its column are whole, so that none needs decimals.
    """
    if isinstance(cell, list):
        return "; ".join(cell_words(each, language) for each in cell)
    if isinstance(cell, float):
        return number(cell, language) if is_whole or (cell == int(cell) and cell >= 10) else number(cell, language, 2)
    return "" if cell is None else number(cell, language) if isinstance(cell, int) else str(cell)


def check(part: Part) -> None:
    """Refuse a part without something that it needs.

    Raises:
        IncompletePartError: naming what is missing.
    """
    needed = ["name", "title", *(("sentence", "source", "age") if part.is_of_data else ())]
    missing = [name for name in needed if not str(getattr(part, name)).strip()]
    if part.is_of_data and not part.rows.columns:
        missing.append("rows")
    if missing:
        raise IncompletePartError(f"{part.name or part.title or 'part'}: {', '.join(missing)}")
