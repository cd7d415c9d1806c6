"""One part of a page: a sentence, the rows behind it, their source and age, and the files for download."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Language
from ui.numbers import number

FILES = ("xlsx", "csv")


class PartKind(StrEnum):
    """The kind of a part, which decides how its rows are shown."""

    FIGURE = "figure"
    """A drawing; its rows are the table behind it."""
    LIST = "list"
    """Rows with a linked name and words about it."""
    TABLE = "table"
    FACTS = "facts"
    """Rows of two columns: a fact and its value."""
    LINKS = "links"
    """Rows whose first column is a link."""
    TEXT = "text"
    """Our own words about the site."""


class Place(StrEnum):
    """Where a part is placed on a wide screen. On a phone and on paper, parts follow each other in their order."""

    HEAD = "head"
    """Under the heading, left of the side column."""
    SIDE = "side"
    """In the column beside the heading."""
    HALF = "half"
    """Half the width, beside the next part of half the width."""
    WHOLE = "whole"
    PANE = "pane"
    """On the first screen beside other panes, each with its own scroll bar. One line under them has their sources and files."""


@dataclass(frozen=True)
class PartPicture:
    """A part as a picture: its drawing (SVG) in the shape of a card, and its legend."""

    drawing: Markup
    key: Markup = field(default_factory=Markup)


class IncompletePartError(ValueError):
    """A part lacks its sentence, rows, source or age."""


@dataclass(frozen=True)
class Part:
    """One subject of a page."""

    name: str
    """Its name in addresses and file names: lower case, hyphens. It must not change."""
    title: str
    sentence: str = ""
    """The part in words; also the text alternative of its drawing."""
    kind: PartKind = PartKind.TABLE
    rows: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    """The data. Numbers are numbers, years are text, and column names are what readers see."""
    links: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    """Column → the address for each of its cells (None for a cell without a link)."""
    dutch: frozenset[str] = frozenset()
    """Columns that are in Dutch in every language, such as titles of sources, so that screen readers pronounce them well."""
    body: Markup = field(default_factory=Markup)
    """HTML to show instead of the rows: a drawing (SVG), a list, prose. Make it with `Markup.format` or Jinja, which escape."""
    source: str = ""
    """Where the facts come from."""
    age: str = ""
    """The age of the facts in words (`ui.age`)."""
    note: str = ""
    """How to read the part, or what it leaves out; shown in small type under it."""
    files: tuple[str, ...] = FILES
    """Extensions of the files for download, the most useful first."""
    file_rows: Callable[[], pl.DataFrame] | None = field(default=None, compare=False)
    """Makes the rows of the files, if a file has more rows than the page (all pages of a list)."""
    drawing: Callable[[], PartPicture] | None = field(default=None, compare=False)
    """Makes the drawing for picture files. Without it, pictures take the drawing in the body."""
    place: Place = Place.WHOLE
    is_title_quiet: bool = False
    """Whether the title is for screen readers only, because the words with the figures say the same."""

    @property
    def is_of_data(self) -> bool:
        """Whether it states facts, which need a source and an age."""
        return self.kind not in (PartKind.LINKS, PartKind.TEXT)

    @property
    def number_columns(self) -> set[str]:
        """The columns with numbers, which are aligned to the right."""
        return {name for name, dtype in self.rows.schema.items() if dtype.is_numeric()}

    def in_words(self, language: Language) -> list[list[str]]:
        """All rows with each cell in words."""
        columns = self.rows.columns
        whole = {name for name in columns if self.rows[name].dtype.is_float() and _are_whole(self.rows[name])}
        return [
            [cell_words(cell, language, is_whole=name in whole) for name, cell in zip(columns, row, strict=True)]
            for row in self.rows.iter_rows()
        ]


def links_part(name: str, title: str, links: Iterable[tuple[str, str]], place: Place = Place.WHOLE) -> Part:
    """Words that lead to an address, under each other."""
    rows = pl.DataFrame([*links], schema={title: pl.String, "to": pl.String}, orient="row")
    return Part(name, title, kind=PartKind.LINKS, rows=rows.select(title), links={title: [*rows["to"]]}, place=place)


def _are_whole(figures: pl.Series) -> bool:
    return bool((figures.drop_nulls().round() == figures.drop_nulls()).all())


def cell_words(cell: object, language: Language, *, is_whole: bool = False) -> str:
    """The value of a cell in words.

    Args:
        cell: the value.
        language: language of numbers and words.
        is_whole: whether all numbers in its column are whole, so that none needs decimals.
    """
    if isinstance(cell, list):
        return "; ".join(cell_words(each, language) for each in cell)
    if isinstance(cell, float):
        return number(cell, language) if is_whole or (cell == int(cell) and cell >= 10) else number(cell, language, 2)
    if isinstance(cell, int):
        return number(cell, language)
    return "" if cell is None else str(cell)


def check(part: Part) -> None:
    """Check that a part of data has a sentence, rows, source and age.

    Raises:
        IncompletePartError: naming what is missing.
    """
    needed = ["name", "title", *(("sentence", "source", "age") if part.is_of_data else ())]
    missing = [name for name in needed if not str(getattr(part, name)).strip()]
    if part.is_of_data and not part.rows.columns:
        missing.append("rows")
    if missing:
        raise IncompletePartError(f"{part.name or part.title or 'part'}: {', '.join(missing)}")
